"""What became of every file of an import, noted with its job whatever stops it in between.

A fate is written in the transaction that keeps the runs of its file: killed at any moment, both
are there or neither. The next pass finds those files known; what was noted first stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from uncramp.actions.import_fates import Fate, FileFate, read_fate, write_fate
from uncramp.actions.import_reading import Outcome, Reading
from uncramp.actions.import_report import Imported, Nobody, Remark
from uncramp.store.spoken import read_sentence, write_sentence
from uncramp.web.jobs.models import JobRow, NoteRow
from uncramp.web.jobs.worker import report

DROPPED: Final = "dropped"
FATES: Final = "fates"
END: Final = "end"
LATELY: Final = 5  # refusals that are told while it goes on


@dataclass(frozen=True, slots=True)
class Noted:
    """All that is noted of an import; ``ended`` once every file was dealt with."""

    fates: Mapping[str, FileFate]
    ended: bool = False
    others: int = 0
    remarks: tuple[Remark, ...] = ()

    def counts(self) -> dict[str, int]:
        """The sums of a report, as `Imported` defines them."""
        found = Counter(file.fate for file in self.fates.values())
        others = found.pop(Fate.OTHER, 0)
        return {
            "files": found.total(),
            "imported": found[Fate.NEW],
            "runs": sum(file.runs for file in self.fates.values()),
            "duplicates": found[Fate.KNOWN] + found[Fate.TWICE],
            "not_runs": found[Fate.NOT_A_RUN],
            "others": self.others if self.ended else others,
        }


def noted(jobs: Iterable[JobRow]) -> Noted:
    """What the jobs of one import noted, whichever of them it was."""
    fates: dict[str, FileFate] = {}
    end: Mapping[str, Any] = {}
    rows = NoteRow.objects.filter(job__in=jobs, kind__in=(FATES, END)).order_by("pk")
    for kind, value in rows.values_list("kind", "value"):
        if kind == END:
            end = value
        else:
            _take(fates, map(read_fate, value))
    remarks = [Remark(name, tuple(map(read_sentence, said))) for name, said in end.get("notes", ())]
    return Noted(fates, bool(end), end.get("others", 0), tuple(remarks))


def note_end(job: JobRow, done: Imported, fates: Mapping[str, FileFate]) -> None:
    """Every file was dealt with; what is to be said beside their fates."""
    of_files = [(file.name, (said,)) for file in fates.values() for said in file.notes]
    notes = [
        (one.name, [write_sentence(said) for said in one.said])
        for one in done.notes
        if (one.name, one.said) not in of_files
    ]
    NoteRow.objects.create(job=job, kind=END, value={"others": done.others, "notes": notes})


def note_dropped(job: JobRow, names: Sequence[str]) -> None:
    """What was dropped, for the list of imports: the files themselves go."""
    if names:
        value = {"first": names[0], "count": len(names)}
        NoteRow.objects.create(job=job, kind=DROPPED, value=value)


def dropped(jobs: Iterable[JobRow]) -> tuple[str, int]:
    """The first name of a drop, and how many there were; "" where an earlier edition began it."""
    row = NoteRow.objects.filter(job__in=jobs, kind=DROPPED).order_by("pk").first()
    return (row.value["first"], row.value["count"]) if row else ("", 0)


class Ledger(Nobody):
    """Watches one pass: notes each fate with its runs, and tells how far it is."""

    def __init__(self, job: JobRow, before: Mapping[str, FileFate]) -> None:
        self.job, self.fates = job, dict(before)
        self._expected = self._done = 0
        self._found = Counter(file.fate.value for file in self.fates.values())
        self._refused = [file for file in self.fates.values() if file.fate is Fate.REFUSED]

    def expect(self, files: int) -> None:
        self._expected += files

    def kept(self, fates: Sequence[FileFate]) -> None:
        outlived = {file.place for file in self._refused}
        new = _take(self.fates, fates)
        if not new:
            return
        value = [write_fate(file) for file in new]
        NoteRow.objects.create(job=self.job, kind=FATES, value=value)
        again = [file for file in new if file.place in outlived]
        self._found.update(file.fate.value for file in new)
        self._found.subtract({Fate.REFUSED.value: len(again)})
        self._refused += [file for file in new if file.fate is Fate.REFUSED]
        self._refused = [file for file in self._refused if self.fates[file.place] is file]

    def done(self, reading: Reading) -> None:
        if reading.outcome is Outcome.OTHER:
            self._expected -= 1  # it is none of the files that are counted
        else:
            self._done += 1
        done = max(self._done, len(self.fates) - self._found[Fate.OTHER.value])
        why = [write_fate(file) for file in self._refused[-LATELY:]]
        report(done=done, of=max(self._expected, done), found=dict(self._found), why=why)


def _take(known: dict[str, FileFate], fates: Iterable[FileFate]) -> list[FileFate]:
    """Those that say more than is known, which is then known.

    A later pass finds known what an earlier one kept. Only a refusal may be outlived: the disk
    was busy, the time was short.
    """
    new = [file for file in fates if _says_more(file, known.get(file.place))]
    known |= {file.place: file for file in new}
    return new


def _says_more(file: FileFate, before: FileFate | None) -> bool:
    return before is None or (before.fate is Fate.REFUSED and file.fate is not Fate.REFUSED)
