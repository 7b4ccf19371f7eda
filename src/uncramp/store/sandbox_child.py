"""The child of the sandbox: sets its own limits, then works task by task.

A task and an answer are one JSON object and bytes: never pickle, which would let a child
that was taken over run code in its parent.
"""

from __future__ import annotations

import errno
import json
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from uncramp.store.archive_limits import GIB, LARGEST_UPLOAD, MEMORY, MIB, SECONDS_OF_WORK
from uncramp.store.sandbox_network import leave_network
from uncramp.store.spoken import write_sentence
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import sentence

FAILED: Final = "failed"
STOPPED: Final = "stopped"  # not the file's fault: the number and words of an OSError
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE)
LENGTH: Final = 4  # bytes of the length of the JSON
OURS: Final = 96 * MIB  # held before the first task: Python and numpy
Work = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]


def packed(document: dict[str, Any], data: bytes) -> bytes:
    """A JSON object and bytes as one message."""
    head = json.dumps(document).encode()
    return len(head).to_bytes(LENGTH, "little") + head + data


def unpacked(message: bytes) -> tuple[dict[str, Any], bytes]:
    """The object and the bytes back."""
    end = LENGTH + int.from_bytes(message[:LENGTH], "little")
    document: dict[str, Any] = json.loads(message[LENGTH:end])
    return document, message[end:]


def serve(line: Connection, name: str, setting: str) -> None:
    """Answer tasks until the parent hangs up, which it also does by dying."""
    module, kind = name.split(":")
    work: Work = getattr(import_module(module), kind)(json.loads(setting))
    leave_network()
    _limit()
    while True:
        try:
            task, _ = unpacked(line.recv_bytes())
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_PROF, SECONDS_OF_WORK)
        line.send_bytes(packed(*_answer(work, task)))
        signal.setitimer(signal.ITIMER_PROF, 0)


def _answer(work: Work, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return work(task)
    except OSError as error:
        if error.errno in FULL:
            return {STOPPED: [error.errno, error.strerror]}, b""
        said = sentence("it cannot be read: {reason}", reason=error.strerror or str(error))
    except InputError as error:
        said = error.said
    except MemoryError:
        said = sentence(
            "reading it took more than {memory} MB, far more than any recording needs",
            memory=MEMORY // MIB,
        )
    except RecursionError:
        said = sentence("it is nested too deep to be a recording")
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        said = sentence(
            "something in it confuses our reader ({kind}: {problem}). Please report it.",
            kind=type(error).__name__,
            problem=str(error)[:200],
        )
    return {FAILED: write_sentence(said)}, b""


def _limit() -> None:
    """Little memory, little time, small files, no core dump."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process: that is the limit
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_UPLOAD, LARGEST_UPLOAD))
    if sys.platform == "linux":
        most = _address_space() + MEMORY - OURS
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    sys.setrecursionlimit(500)


def _address_space() -> int:
    """Bytes of address space in use, most of which is never touched."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return min(pages * resource.getpagesize(), 4 * GIB)
