"""What the sandbox's child does of an import, and how its answers become readings again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from uncramp.actions.import_reading import Outcome, Reading, read_file
from uncramp.store import codec
from uncramp.store.archive import Contents, OpenArchive
from uncramp.store.kept import KeptRun
from uncramp.store.spoken import read_sentence, write_sentence
from uncramp.terms.sentences import sentence

WORK = "uncramp.actions.import_work:ImportWork"
Answer = tuple[dict[str, Any], bytes]


class ImportWork:
    """Lists an archive, reads a member of it, or unpacks an archive within it.

    Parameters
    ----------
    setting : ``now`` and ``known``, the digests that need no second reading
    """

    def __init__(self, setting: dict[str, Any]) -> None:
        self._now = datetime.fromisoformat(setting["now"])
        self._known = frozenset(setting["known"])
        self._open: tuple[str, OpenArchive] | None = None

    def __call__(self, task: dict[str, Any]) -> Answer:
        if task["do"] == "file":
            return self._reading(Path(task["path"]).read_bytes())
        archive = self._archive(task)
        if task["do"] == "list":
            return codec.write(archive.contents()), b""
        if task["do"] == "extract":
            archive.extract(task["index"], Path(task["to"]))
            return {}, b""
        return self._member(archive, task["index"])

    def _archive(self, task: dict[str, Any]) -> OpenArchive:
        path = task["path"]
        if self._open is None or self._open[0] != path:
            if self._open is not None:
                self._open[1].close()
            opened = OpenArchive(Path(path), largest=task["largest"], most=task["most"])
            self._open = path, opened
        return self._open[1]

    def _member(self, archive: OpenArchive, index: int) -> Answer:
        found = archive.read(index)
        if found is None:
            return write_reading(Reading(Outcome.OTHER))
        data, whole = found
        return self._reading(data, whole=whole)

    def _reading(self, data: bytes, *, whole: bool = True) -> Answer:
        reading = read_file(data, now=self._now, knows=self._known.__contains__)
        document, content = write_reading(reading)
        if not whole and reading.outcome is Outcome.RUNS:
            said = sentence("It is damaged in the archive; what was whole of it was read.")
            document["dropped"].insert(0, write_sentence(said))
        return document, content


def write_reading(reading: Reading) -> Answer:
    """A reading as JSON, and its bytes."""
    return {
        "outcome": reading.outcome.value,
        "digest": reading.digest,
        "size": reading.size,
        "runs": [codec.write(run) for run in reading.runs],
        "reason": write_sentence(reading.reason) if reading.reason else None,
        "dropped": [write_sentence(said) for said in reading.dropped],
    }, reading.data


def reading_of(document: dict[str, Any], data: bytes) -> Reading:
    """The reading back."""
    reason = document["reason"]
    return Reading(
        Outcome(document["outcome"]),
        document["digest"],
        document["size"],
        data,
        tuple(codec.read(KeptRun, run) for run in document["runs"]),
        read_sentence(reason) if reason else None,
        tuple(read_sentence(said) for said in document["dropped"]),
    )


def contents_of(document: dict[str, Any]) -> Contents:
    """The list of an archive back."""
    return codec.read(Contents, document)
