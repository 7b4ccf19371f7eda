"""A disk that remembers: what was written, what was flushed, and what a power cut would leave.

Between the program and the folder stands a layer that writes down every call in its order. A
cut is then replayed at any point: what was flushed is there; of the rest each name and each
512 bytes may be there or not. The layer can also make the n-th call fail.
"""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

SECTOR = 512  # bytes that a disk writes whole or not at all


@dataclass(frozen=True)
class Event:
    """One call; ``name`` and ``to`` are paths, ``data`` what was written to ``file``."""

    kind: str
    name: str = ""
    to: str = ""
    file: int = 0
    at: int = 0
    data: bytes = b""
    note: object = None


class Disk:
    """The layer over one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.log: list[Event] = []
        self.calls = 0
        self._fail: tuple[int, int] | None = None
        self._files: dict[str, int] = {}  # the number of the file that has a name now
        self._handles: dict[int, tuple[str, int]] = {}
        self._made = 0

    def note(self, what: object) -> None:
        """Something that is no call: a word that was given, a commit."""
        self.log.append(Event("note", note=what))

    def failing(self, call: int, number: int) -> Disk:
        self._fail = call, number
        return self

    @contextmanager
    def watched(self):
        """Every call from here on goes through the layer."""
        real = {
            name: getattr(os, name)
            for name in ("open", "close", "fsync", "replace", "mkdir", "unlink")
        }
        real_open = io.open
        disk = self

        class Raw(io.FileIO):
            def write(self, data):
                disk._call(
                    Event(
                        "write",
                        file=disk._handles[self.fileno()][1],
                        at=self.tell(),
                        data=bytes(data),
                    )
                )
                return super().write(data)

        def open_file(file, mode="r", *rest, **more):
            if not disk._inside(file) or not {"w", "x"} & set(mode):
                return real_open(file, mode, *rest, **more)
            disk._made += 1
            disk._call(Event("create", name=disk._inside(file), file=disk._made))
            disk._files[disk._inside(file)] = disk._made
            raw = Raw(file, mode.replace("b", ""))
            disk._handles[raw.fileno()] = disk._inside(file), disk._made
            return io.BufferedWriter(raw)

        def open_handle(path, flags, *rest, **more):
            handle = real["open"](path, flags, *rest, **more)
            if not more and disk._inside(path) is not None:
                disk._handles[handle] = disk._inside(path), 0
            return handle

        def close(handle):
            disk._handles.pop(handle, None)
            real["close"](handle)

        def fsync(handle):
            name, file = disk._handles.get(handle, (None, 0))
            if name is not None:
                disk._call(Event("flush", name=name, file=file))
            real["fsync"](handle)

        def replace(old, new, **more):
            if disk._inside(old):
                number = disk._files.pop(disk._inside(old), 0)
                disk._call(Event("rename", disk._inside(old), disk._inside(new), number))
                disk._files[disk._inside(new)] = number
            real["replace"](old, new, **more)

        def mkdir(path, *rest, **more):
            new = not more and disk._inside(path) and not Path(path).is_dir()
            if new:
                disk._count()
            real["mkdir"](path, *rest, **more)
            if new:
                disk.log.append(Event("mkdir", name=disk._inside(path)))

        def unlink(path, **more):
            if not more and disk._inside(path) and Path(path).exists():
                disk._call(Event("unlink", name=disk._inside(path)))
            real["unlink"](path, **more)

        instead = {
            "open": open_handle,
            "close": close,
            "fsync": fsync,
            "replace": replace,
            "mkdir": mkdir,
            "unlink": unlink,
        }
        with patch.object(io, "open", open_file), patch.multiple(os, **instead):
            yield self

    def _inside(self, path) -> str | None:
        """The name below the folder, empty for the folder itself; None for what lies elsewhere."""
        if isinstance(path, int):
            return None
        whole = Path.cwd() / os.fspath(path)
        if whole == self.folder:
            return ""
        return str(whole.relative_to(self.folder)) if self.folder in whole.parents else None

    def _call(self, event: Event) -> None:
        self._count()
        self.log.append(event)

    def _count(self) -> None:
        self.calls += 1
        if self._fail and self.calls == self._fail[0]:
            raise OSError(self._fail[1], os.strerror(self._fail[1]))


@dataclass
class Left:
    """What a cut left: the bytes under each name."""

    names: dict[str, int] = field(default_factory=dict)
    data: dict[int, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        folders = {name for name, file in self.names.items() if not file}
        return {
            name: self.data.get(file, b"")
            for name, file in self.names.items()
            if file and {str(p) for p in Path(name).parents if str(p) != "."} <= folders
        }


def after_cut(log: list[Event], dice, share: float) -> Left:
    """The disk after a cut behind the last event; `share` of what was not flushed is there."""
    names: list[tuple[Event, bool]] = []
    writes: dict[int, list[tuple[Event, bool]]] = {}
    for event in log:
        if event.kind in ("create", "rename", "mkdir", "unlink"):
            names.append((event, False))
        elif event.kind == "write":
            writes.setdefault(event.file, []).append((event, False))
        elif event.kind == "flush" and event.file:
            writes[event.file] = [(write, True) for write, _ in writes.get(event.file, [])]
        elif event.kind == "flush":
            names = [(one, safe or event.name in _folders(one)) for one, safe in names]
    left = Left()
    for event, safe in names:
        if safe or dice.random() < share:
            _renamed(left.names, event)
    for file, made in writes.items():
        left.data[file] = _written(made, dice, share)
    return left


def _folders(event: Event) -> set[str]:
    paths = {event.name, event.to} if event.to else {event.name}
    return {str(Path(path).parent).removeprefix(".") for path in paths}


def _renamed(names: dict[str, int], event: Event) -> None:
    if event.kind == "unlink":
        names.pop(event.name, None)
    elif event.kind == "rename":
        names.pop(event.name, None)
        names[event.to] = event.file
    else:
        names[event.name] = event.file


def _written(writes, dice, share: float) -> bytes:
    out = bytearray()
    for event, safe in writes:
        for start in range(0, len(event.data), SECTOR):
            piece = event.data[start : start + SECTOR]
            if safe or dice.random() < share:
                end = event.at + start + len(piece)
                out.extend(bytes(max(0, end - len(out))))
                out[event.at + start : end] = piece
    return bytes(out)
