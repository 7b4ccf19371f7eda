"""How an import went: every file accounted for, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from uncramp.actions.import_reading import Outcome, Reading
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

    def count_unread(self, reading: Reading) -> None:
        """Account for a file that gave no new runs."""
        if reading.outcome is Outcome.REFUSED and reading.reason:
            self.refused.append(Remark(reading.name, (reading.reason,)))
        elif reading.outcome is Outcome.OTHER:
            self.others += 1
        else:
            self.duplicates += 1

    def count_read(self, reading: Reading, new: int) -> None:
        """Account for a file with `new` runs that nothing else told of."""
        self.imported += bool(new)
        self.duplicates += not new
        self.runs += new
        if new and reading.dropped:
            self.salvaged.append(Remark(reading.name, reading.dropped))


class Watcher(Protocol):
    """Who wants to know how an import goes on."""

    def expect(self, files: int) -> None:
        """So many more files are to come."""
        ...

    def done(self, reading: Reading) -> None:
        """This one is dealt with; what it gave is on the disk."""
        ...


class Nobody:
    """Nobody watches."""

    def expect(self, files: int) -> None: ...

    def done(self, reading: Reading) -> None: ...
