"""The child that reads what strangers made reaches nobody, and says whose fault it is."""

import errno
import json
import platform
import socket
import subprocess
import sys

import pytest

from uncramp.store import sandbox_network
from uncramp.store.sandbox import Sandbox
from uncramp.store.sandbox_filter import MACHINES
from uncramp.store.sandbox_network import Wall
from uncramp.terms.errors import InputError


@pytest.fixture(scope="module")
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.fixture(scope="module")
def sandbox(listening):
    setting = {"port": listening.getsockname()[1]}
    with Sandbox("sandbox_work:Misbehaving", setting) as box:
        yield box


@pytest.mark.parametrize("do", ["dial", "look_up", "start", "shell"])
def test_a_child_that_was_taken_over_calls_nobody(do, sandbox, listening):
    with pytest.raises(InputError, match=r"asked for (socket|subprocess|os)\."):
        sandbox.ask({"do": do})
    with pytest.raises(TimeoutError):
        listening.accept()


def test_where_the_kernel_builds_the_wall_machine_code_calls_nobody_either(listening):
    setting = {"port": listening.getsockname()[1]}
    with Sandbox("sandbox_work:SaysItsWall", setting) as box:
        wall = Wall(box.ask({"do": "wall"})[0]["done"])
        error = box.ask({"do": "dial_in_machine_code"})[0]["done"]
    reached = error == 0
    assert reached is (wall is Wall.INTERPRETER), (wall, errno.errorcode.get(error))


def test_where_the_kernel_builds_none_the_interpreter_does(monkeypatch):
    hooks = []
    monkeypatch.setattr(sandbox_network, "_own_network", lambda: False)
    monkeypatch.setattr(sandbox_network, "refuse_sockets", lambda: False)
    monkeypatch.setattr(sandbox_network.sys, "addaudithook", hooks.append)
    assert sandbox_network.leave_network() is Wall.INTERPRETER
    (hook,) = hooks
    hook("open", ("a.fit",))
    with pytest.raises(PermissionError):
        hook("socket.__new__", ())


ONLY_THE_FILTER = """
import ctypes, errno, json, subprocess
from uncramp.store.sandbox_filter import refuse_sockets
holds = refuse_sockets()
libc = ctypes.CDLL(None, use_errno=True)
made = {kind: libc.socket(kind, 1, 0) for kind in (1, 2, 10)}
said = errno.errorcode.get(ctypes.get_errno())
print(json.dumps([holds, sorted(set(made.values())), said, open("/dev/null").read()]))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in MACHINES,
    reason="the filter is for Linux on x86-64 and ARM64",
)
def test_the_filter_alone_keeps_machine_code_from_every_socket_and_nothing_else():
    done = subprocess.run(
        [sys.executable, "-c", ONLY_THE_FILTER], capture_output=True, text=True, check=True
    )
    holds, made, said, read = json.loads(done.stdout)
    assert holds, "this kernel has no seccomp: the sandbox leans on the other walls here"
    assert (made, said, read) == ([-1], "EPERM", "")


def test_a_full_disk_is_not_the_files_fault(sandbox):
    with pytest.raises(OSError, match="No space left") as caught:
        sandbox.ask({"do": "fill_the_disk"})
    assert caught.value.errno == errno.ENOSPC


def test_a_file_on_a_broken_disk_is_refused_in_words(sandbox):
    with pytest.raises(InputError, match="it cannot be read: Input/output error"):
        sandbox.ask({"do": "break_the_disk"})
