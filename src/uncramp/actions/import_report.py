"""How an import went: every file accounted for, in numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from uncramp.actions.import_fates import Fate, FileFate
from uncramp.actions.import_reading import Reading
from uncramp.store.words import render
from uncramp.terms.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Remark:
    """A file, and what is to be said of it."""

    name: str
    said: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(render(said) for said in self.said)


@dataclass(slots=True)
class Imported:
    """``files`` is the sum of imported, duplicates, not_runs and refused.

    ``salvaged`` is a part of imported, ``merged`` of imported and duplicates; ``others`` are
    members of archives that are no activity files, and are not counted in ``files``.
    """

    imported: int = 0
    runs: int = 0
    duplicates: int = 0
    not_runs: int = 0
    refused: list[Remark] = field(default_factory=list)
    salvaged: list[Remark] = field(default_factory=list)
    merged: list[Remark] = field(default_factory=list)
    others: int = 0
    notes: list[Remark] = field(default_factory=list)

    @property
    def files(self) -> int:
        return self.imported + self.duplicates + self.not_runs + len(self.refused)

    def document(self) -> dict[str, Any]:
        """What ``uncramp import --json`` prints."""
        counts = ("files", "imported", "runs", "duplicates", "not_runs", "others")
        remarks = ("refused", "salvaged", "merged", "notes")
        return {name: getattr(self, name) for name in counts} | {
            name: [{"name": x.name, "reason": x.text} for x in getattr(self, name)]
            for name in remarks
        }

    def count(self, file: FileFate) -> None:
        """Account for a file."""
        self.imported += file.fate is Fate.NEW
        self.duplicates += file.fate in (Fate.KNOWN, Fate.TWICE)
        self.not_runs += file.fate is Fate.NOT_A_RUN
        self.others += file.fate is Fate.OTHER
        self.runs += file.runs
        if file.fate is Fate.REFUSED:
            self.refused.append(Remark(file.name, file.why))
        if file.dropped:
            self.salvaged.append(Remark(file.name, file.dropped))
        self.merged += [Remark(file.name, (said,)) for said in file.merged]
        self.notes += [Remark(file.name, (said,)) for said in file.notes]


class Watcher(Protocol):
    """Who wants to know how an import goes on."""

    def expect(self, files: int) -> None:
        """So many more files are to come."""
        ...

    def kept(self, fates: Sequence[FileFate]) -> None:
        """What becomes of these files, said where it is kept, or not, together with their runs."""
        ...

    def done(self, reading: Reading) -> None:
        """This one is dealt with; what it gave is on the disk."""
        ...


class Nobody:
    """Nobody watches."""

    def expect(self, files: int) -> None: ...

    def kept(self, fates: Sequence[FileFate]) -> None: ...

    def done(self, reading: Reading) -> None: ...
