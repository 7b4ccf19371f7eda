"""Work that misbehaves, for tests of the sandbox: it dials, starts programs, fills the disk."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct
import subprocess

from uncramp.store import sandbox_child
from uncramp.store.sandbox_network import leave_network


class Misbehaving:
    def __init__(self, setting):
        self._port = setting["port"]

    def __call__(self, task):
        return {"done": getattr(self, task["do"])()}, b""

    def dial(self):
        socket.create_connection(("127.0.0.1", self._port), 2).close()

    def look_up(self):
        return socket.getaddrinfo("localhost", self._port)

    def start(self):
        return subprocess.run(["true"], check=False).returncode

    def shell(self):
        return os.system("true")

    def dial_in_machine_code(self):
        """Past the interpreter: 0, or the error of connect."""
        libc = ctypes.CDLL(None, use_errno=True)
        made = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
        to = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(self._port), b"\x7f\0\0\1")
        return 0 if libc.connect(made, to, len(to)) == 0 else ctypes.get_errno()

    def fill_the_disk(self):
        raise OSError(errno.ENOSPC, "No space left on device")

    def break_the_disk(self):
        raise OSError(errno.EIO, "Input/output error")


class SaysItsWall(Misbehaving):
    """Which wall holds on this machine: asked before the sandbox builds its own."""

    def __init__(self, setting):
        super().__init__(setting)
        self._wall = leave_network()
        sandbox_child.leave_network = lambda: self._wall

    def wall(self):
        return self._wall.value
