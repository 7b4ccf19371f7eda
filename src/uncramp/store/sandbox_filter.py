"""A filter in the kernel that lets this process open no socket, whoever runs in it.

Where no network of one's own can be had, as in most containers, Linux still lets any process
give up system calls for good (seccomp, filter mode). The filter is four questions in the
kernel's own small language: the right machine? a call that opens a socket? Then "not
permitted", else go on.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys
from typing import Final

NO_NEW_PRIVILEGES: Final = 38  # PR_SET_NO_NEW_PRIVS of linux/prctl.h
SECCOMP: Final = 22  # PR_SET_SECCOMP
FILTER: Final = 2  # SECCOMP_MODE_FILTER

# linux/audit.h; then socket and io_uring_setup, which opens sockets too (asm/unistd.h)
MACHINES: Final = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
FOREIGN: Final = 0x40000000  # from here on x86_64 has the same calls once more, as x32

LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS, of linux/bpf_common.h
EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
ANSWER: Final = 0x06  # BPF_RET | BPF_K
NUMBER, MACHINE = 0, 4  # bytes in struct seccomp_data
GO_ON: Final = 0x7FFF0000  # SECCOMP_RET_ALLOW
NOT_PERMITTED: Final = 0x00050000 | errno.EPERM  # SECCOMP_RET_ERRNO


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_so", ctypes.c_uint8),
        ("if_not", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def refuse_sockets() -> bool:
    """Give up opening sockets, for good; False where the system has no such thing."""
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    steps = _steps(*machine)
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    prctl = ctypes.CDLL(None).prctl
    if prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(SECCOMP, FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(machine: int, *calls: int) -> list[_Step]:
    """Every jump counts the steps it leaves out; the last two answer no and yes."""
    asked = [
        _Step(LOAD, 0, 0, MACHINE),
        _Step(EQUAL, 0, len(calls) + 2, machine),
        _Step(LOAD, 0, 0, NUMBER),
        _Step(AT_LEAST, len(calls), 0, FOREIGN),
    ]
    asked += [_Step(EQUAL, len(calls) - at - 1, 0, call) for at, call in enumerate(calls)]
    asked[-1].if_not = 1
    return [*asked, _Step(ANSWER, 0, 0, NOT_PERMITTED), _Step(ANSWER, 0, 0, GO_ON)]
