"""Everything of one runner's own as one archive, made while it is sent.

Only one original is in memory at a time, however many years of runs there are.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import IO, Any, cast

from uncramp.store import codec
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.store.shelf import Shelf

README, DOCUMENT, FILES = "README.txt", "uncramp.json", "files"


def take_along(
    library: Library,
    *,
    shelf: Shelf,
    beside: Mapping[str, Any],
    readme: str,
    now: datetime,
) -> Iterator[bytes]:
    """The bytes of a ZIP: the originals under their names, one JSON of all else, what is what.

    Parameters
    ----------
    beside
        What is kept of the person outside their library, as plain JSON by name.
    """
    sent = _Sent()
    with zipfile.ZipFile(cast("IO[bytes]", sent), "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, README, readme.encode(), now)
        named, missing = _named(library), []
        for digest, name in named.items():
            if shelf.has(digest):
                _write(archive, name, shelf.get(digest), now)
                yield sent.taken()
            else:
                missing.append(name)
        document = {**_document(library, named), **beside, "files_not_found": missing}
        _write(archive, DOCUMENT, _json(document), now)
    yield sent.taken()


class _Sent(io.RawIOBase):
    """A file that only goes forward, and is emptied while it is written."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole


def _write(archive: zipfile.ZipFile, name: str, data: bytes, now: datetime) -> None:
    entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _named(library: Library) -> dict[str, str]:
    """Each original's name in the archive, by its digest: its own, numbered where it is taken."""
    digests = dict.fromkeys(kept.digest for kept in library.recordings())
    found: dict[str, str] = {}
    taken: set[str] = set()
    for digest in digests:
        origins = library.origins(digest)
        plain = _plain(origins[0].name) if origins else f"{digest}.bin"
        name, n = plain, 2
        while name.casefold() in taken:
            name, n = f"{n}-{plain}", n + 1
        taken.add(name.casefold())
        found[digest] = f"{FILES}/{name}"
    return found


def _plain(name: str) -> str:
    """Only the last part of a path: nothing is unpacked anywhere but beside the others."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(". ")
    return shown[-150:] or "unnamed"


def _document(library: Library, named: Mapping[str, str]) -> dict[str, Any]:
    runs = library.recordings()
    return {
        "runner": codec.write(library.runner()),
        "runs": [_run(kept, named) for kept in runs],
        "check_ins": [
            {
                "run": kept.run.summary.started_at,
                "at": kept.checked_in_at,
                **kept.run.check_in.model_dump(mode="json", exclude_none=True),
            }
            for kept in runs
            if kept.run.check_in.model_dump(exclude_none=True)
        ],
        "cramps": [codec.write(cramp) for cramp in library.cramps()],
        "shoes": [codec.write(shoe) for shoe in library.shoes()],
    }


def _run(kept: KeptRun, named: Mapping[str, str]) -> dict[str, Any]:
    return {"file": named[kept.digest], **codec.write(kept)}


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1, default=_instant).encode()


def _instant(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be taken along yet")
