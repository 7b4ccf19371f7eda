"""What became of each file of an import, so that every one of them can be told of by name.

A fate names its file in the same way in every pass over the same files. So who keeps the fates
together with the runs knows the whole of an import that was stopped or killed in between, where
the last pass alone would take all that came before it for known already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from uncramp.actions.import_reading import Outcome, Reading
from uncramp.store.spoken import read_sentence, write_sentence
from uncramp.terms.sentences import Sentence


class Fate(StrEnum):
    """What became of a file."""

    NEW = "new"  # with a run that nothing told of before
    TWICE = "twice"  # its run was told of by another recording
    KNOWN = "known"  # the file was here before
    NOT_A_RUN = "not_a_run"
    REFUSED = "refused"
    OTHER = "other"  # in an archive: no activity file at all


@dataclass(frozen=True, slots=True)
class FileFate:
    """A file and its fate; ``place`` names it among all that was given, in every pass.

    ``why`` is for what gave nothing, ``dropped`` for what a damaged file lost, ``merged`` for
    what stands as one run with another recording, ``notes`` for the rest.
    """

    place: str
    name: str
    fate: Fate
    digest: str = ""
    runs: int = 0
    why: tuple[Sentence, ...] = ()
    dropped: tuple[Sentence, ...] = ()
    merged: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()


SAID: Final = ("why", "dropped", "merged", "notes")


def fate_of(reading: Reading) -> FileFate:
    """The fate of a file that gave no new run."""
    fates = {Outcome.REFUSED: Fate.REFUSED, Outcome.OTHER: Fate.OTHER}
    why = (reading.reason,) if reading.reason else ()
    fate = fates.get(reading.outcome, Fate.KNOWN)
    return FileFate(_place(reading), reading.name, fate, reading.digest, why=why)


def _place(reading: Reading) -> str:
    """Its number among what was given, and within an archive its name, size and checksum."""
    origin = reading.origin
    return f"{reading.given}/{origin.key or origin.name}" if origin.archive else str(reading.given)


def write_fate(fate: FileFate) -> dict[str, Any]:
    """A fate as JSON; what is not said takes no room."""
    said = {name: [write_sentence(one) for one in getattr(fate, name)] for name in SAID}
    document = {
        "place": fate.place,
        "name": fate.name,
        "fate": fate.fate.value,
        "digest": fate.digest,
        "runs": fate.runs,
        **said,
    }
    return {name: value for name, value in document.items() if value}


def read_fate(document: Mapping[str, Any]) -> FileFate:
    """The fate back."""
    said = {name: tuple(map(read_sentence, document.get(name, ()))) for name in SAID}
    return FileFate(
        document["place"],
        document.get("name", ""),
        Fate(document["fate"]),
        document.get("digest", ""),
        document.get("runs", 0),
        **said,
    )
