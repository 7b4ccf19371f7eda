"""The child of the sandbox has no network: whoever takes it over can call nobody.

Three walls, each for where another is missing. The kernel gives the process a network of its
own with nothing in it: on Linux as root, or where users may make namespaces, which many
containers forbid. The kernel refuses to open sockets (`sandbox_filter`): on Linux, x86-64 and
ARM64. The interpreter refuses every socket and every other program: everywhere, but only for
what goes through Python, which machine code that was smuggled in would not.
"""

from __future__ import annotations

import ctypes
import sys
from enum import StrEnum
from typing import Final

from uncramp.store.sandbox_filter import refuse_sockets

NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET of sched.h
NEW_USER: Final = 0x10000000  # CLONE_NEWUSER: lets an ordinary user make the other
REFUSED: Final = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")


class Wall(StrEnum):
    """What keeps the process from the network."""

    KERNEL = "kernel"
    INTERPRETER = "interpreter"


def leave_network() -> Wall:
    """Cut this process off, for good; how well. It must be alone, without threads."""
    by_kernel = [_own_network(), refuse_sockets()]
    sys.addaudithook(_refuse)
    return Wall.KERNEL if any(by_kernel) else Wall.INTERPRETER


def _own_network() -> bool:
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None).unshare
    return any(unshare(flags) == 0 for flags in (NEW_NETWORK, NEW_USER | NEW_NETWORK))


def _refuse(event: str, _: object) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(f"a file that is being read asked for {event}")
