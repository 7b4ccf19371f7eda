"""Reading what strangers made, in a process that can be lost.

Archives and uploads are read by a child that has little memory and little time, and that
answers in plain JSON and bytes. If it falls, the file that felled it is refused in words, a
new child goes on with the next, and the server never noticed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any, Self

from uncramp.store.archive_limits import MEMORY, MIB, SECONDS_OF_WAITING, SECONDS_OF_WORK
from uncramp.store.sandbox_child import FAILED, STOPPED, packed, serve, unpacked
from uncramp.store.spoken import read_sentence
from uncramp.terms.errors import InputError, UncrampError
from uncramp.terms.sentences import sentence

LARGEST_ANSWER = 256 * MIB
PATIENCE = 5  # s for a child that hung up to be gone


class Sandbox:
    """A child process that does one named piece of work, again and again.

    Parameters
    ----------
    work : "module:class"
        Made once in the child with `setting`; called with each task.
    """

    def __init__(self, work: str, setting: Mapping[str, Any]) -> None:
        self._work, self._setting = work, json.dumps(setting)
        self._process: ForkServerProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, task: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The child's answer to a task and the bytes that go with it.

        Raises InputError where the child refused, ran out of memory or time, or fell; OSError
        where the machine is at fault: a full disk, too many open files.
        """
        line = self._open_line()
        try:
            line.send_bytes(packed(dict(task), b""))
            if not line.poll(SECONDS_OF_WAITING):
                self.close()
                raise _stopped(SECONDS_OF_WAITING)
            answer, data = unpacked(line.recv_bytes(LARGEST_ANSWER))
        except (EOFError, OSError):
            raise self._lost() from None
        if STOPPED in answer:
            raise OSError(*answer[STOPPED])
        if FAILED in answer:
            raise InputError(read_sentence(answer[FAILED]))
        return answer, data

    def close(self) -> None:
        """End the child; the next task starts another."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._line = self._process = None

    def _open_line(self) -> Connection:
        if self._line is None:
            context = get_context("forkserver")
            context.set_forkserver_preload([self._work.partition(":")[0]])
            self._line, far = context.Pipe()
            arguments = (far, self._work, self._setting)
            self._process = context.Process(target=serve, args=arguments, daemon=True)
            self._process.start()
            far.close()
        return self._line

    def _lost(self) -> UncrampError:
        """The child was stopped by its limits, which says what the file is worth; or is ours."""
        process = self._process
        if process is not None:
            process.join(PATIENCE)
        status = process.exitcode if process is not None else None
        self.close()
        if status is not None and status >= 0:
            return UncrampError(
                sentence(
                    "The process that reads archives ended by itself (status {status}). Please "
                    "report it with what it printed.",
                    status=status,
                )
            )
        return _stopped(SECONDS_OF_WORK)


def _stopped(seconds: int) -> InputError:
    return InputError.of(
        "reading it took more than {seconds} seconds or {memory} MB, far more than any recording "
        "needs, and was stopped",
        seconds=seconds,
        memory=MEMORY // MIB,
    )
