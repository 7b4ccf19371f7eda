"""``uncramp serve``: web and worker in one command, and nothing left behind."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def descendants(pid):
    """Every process started by `pid`, and by those."""
    found, grown = {pid}, True
    while grown:
        grown = False
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                lines = dict(
                    line.split(":\t", 1)
                    for line in status.read_text().splitlines()
                    if ":\t" in line
                )
            except OSError:
                continue
            if int(lines["PPid"]) in found and int(lines["Pid"]) not in found:
                found.add(int(lines["Pid"]))
                grown = True
    return found - {pid}


def alive(pid):
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def eventually(truth, seconds=20):
    end = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_one_command_serves_and_works_and_leaves_nobody_behind(number, tmp_path):
    port = free_port()
    words = ["uncramp", "serve", "--data", str(tmp_path / "library"), "--port", str(port)]
    server = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=os.environ)

    def answers():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").status == 200
        except OSError:
            return False

    def works():
        return any(
            "worker" in Path(f"/proc/{pid}/cmdline").read_text()
            for pid in descendants(server.pid)
            if alive(pid)
        )

    try:
        eventually(answers)
        eventually(works)
        started = descendants(server.pid)
    finally:
        server.send_signal(number)
        server.wait(20)
        server.stderr.close()
    eventually(lambda: not any(alive(pid) for pid in started))
