"""Readings are kept: bytes on the shelf, then rows, then the word that it is done.

In this order a cut at any moment loses nothing that was acknowledged: bytes without a row
are found again by the next import, a row without bytes cannot come to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from uncramp.actions.import_fates import Fate, FileFate, fate_of
from uncramp.actions.import_reading import READER, Outcome, Reading
from uncramp.actions.import_report import Imported, Watcher
from uncramp.store.archive_limits import MIB
from uncramp.store.duplicates import NEAR, better, same_run, sameness
from uncramp.store.kept import KeptFile, KeptRun, Merge, Origin, Verdict
from uncramp.store.library import Library
from uncramp.store.shelf import Shelf
from uncramp.store.spoken import write_sentence
from uncramp.store.words import render
from uncramp.terms.days import day_in_words
from uncramp.terms.errors import UncrampError
from uncramp.terms.instants import LATEST
from uncramp.terms.sentences import Amount, Sentence, sentence

TOGETHER: Final = 16  # files in a transaction, so that a disk flushes once for all of them
MOST_HELD: Final = 16 * MIB  # of them, in memory


class Known:
    """What the library has looked into already, so that nothing is read twice."""

    def __init__(self, library: Library, shelf: Shelf | None) -> None:
        files = [file for file in library.files() if _still_holds(file, shelf)]
        self.verdicts = {file.digest: file.verdict for file in files}
        self.reasons = {file.digest: file.why for file in files if file.why}
        self.arrivals = set(library.arrivals())
        self._keys = {origin.key: digest for digest, origin in self.arrivals if origin.key}
        self.aside = {
            recording.digest: kept.run.summary.started_at
            for kept in library.set_aside()
            for recording in library.recordings_of(kept.place)
        }

    def __contains__(self, digest: object) -> bool:
        return digest in self.verdicts

    def arrived(self, digest: str, origin: Origin) -> bool:
        """Whether it came from there before, or from a copy of the same archive."""
        return (digest, origin) in self.arrivals or self._keys.get(origin.key) == digest

    def by_key(self, key: str) -> str | None:
        """The digest of a member seen before in a copy of its archive."""
        digest = self._keys.get(key)
        return digest if digest in self.verdicts else None


def _still_holds(file: KeptFile, shelf: Shelf | None) -> bool:
    """A newer reader may find a run in what was none; a lost file is taken in again."""
    if file.verdict is Verdict.NOT_A_RUN:
        return file.edition == READER
    return shelf is None or shelf.has(file.digest)


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of one run: whether nothing told of it before, and what is to be said of it."""

    new: bool
    merged: Sentence | None = None
    note: Sentence | None = None


@dataclass(slots=True)
class Keeper:
    """Keeps what was read, and accounts for it."""

    library: Library
    shelf: Shelf | None
    known: Known
    watcher: Watcher
    report: Imported

    def keep(self, readings: Iterable[Reading]) -> Imported:
        """Keep everything, some files at a time.

        Raises UncrampError where the disk or the database can take no more; what was told as
        done is kept.
        """
        try:
            for batch in _batches(readings):
                self._keep_together(batch)
                for reading in batch:
                    self.watcher.done(reading)
        except OSError as error:
            raise UncrampError(_stopped(error)) from error
        return self.report

    def _keep_together(self, batch: list[Reading]) -> None:
        new = [r for r in batch if r.outcome is Outcome.RUNS and r.digest not in self.known]
        if self.shelf:
            self.shelf.put_all(reading.data for reading in new)
        with self.library.together():
            fates = [self._keep_one(reading) for reading in batch]
            self.watcher.kept(fates)
        for fate in fates:
            self.report.count(fate)

    def _keep_one(self, reading: Reading) -> FileFate:
        verdict = self.known.verdicts.get(reading.digest)
        if verdict is not None:
            self._remember(reading, verdict)
        if reading.outcome is Outcome.RUNS and verdict is None:
            self._remember(reading, Verdict.RUN)
            fate = self._keep_runs(reading)
        elif reading.outcome is Outcome.NOT_A_RUN or verdict is Verdict.NOT_A_RUN:
            self._remember(reading, Verdict.NOT_A_RUN)
            why = reading.reason or self.known.reasons.get(reading.digest)
            fate = replace(fate_of(reading), fate=Fate.NOT_A_RUN, why=(why,) if why else ())
        else:
            fate = fate_of(reading)
        if reading.digest in self.known.aside:
            said = _stays_aside(self.known.aside[reading.digest])
            fate = replace(fate, notes=(*fate.notes, said))
        return fate

    def _remember(self, reading: Reading, verdict: Verdict) -> None:
        """What it is and where it came from; nothing where both were known."""
        arrival = reading.digest, reading.origin
        if reading.digest in self.known and self.known.arrived(reading.digest, reading.origin):
            return
        why = reading.reason or self.known.reasons.get(reading.digest)
        reason, spoken = (render(why), write_sentence(why)) if why else ("", None)
        file = KeptFile(reading.digest, reading.size, verdict, READER, reason, spoken)
        self.library.keep_file(file, reading.origin)
        if why:
            self.known.reasons[reading.digest] = why
        self.known.arrivals.add(arrival)
        self.known.verdicts[reading.digest] = verdict

    def _keep_runs(self, reading: Reading) -> FileFate:
        told = [self._keep_run(run) for run in reading.runs]
        new = sum(one.new for one in told)
        merged = tuple(one.merged for one in told if one.merged)
        return replace(
            fate_of(reading),
            fate=Fate.NEW if new else Fate.TWICE if merged else Fate.KNOWN,
            runs=new,
            dropped=reading.dropped if new else (),
            merged=merged,
            notes=tuple(one.note for one in told if one.note),
        )

    def _keep_run(self, run: KeptRun) -> _Told:
        began = run.run.summary.started_at
        near = self.library.runs_near(began, NEAR) if began else ()
        twin = same_run(run, near)
        if twin is not None and twin.set_aside_at:  # the same run, by another recording
            run = replace(run, set_aside_at=twin.set_aside_at)
        new = self.library.keep_run(run)
        if twin is None or not new:
            return _Told(new)
        leading = better(twin, run)
        behind = run if leading is twin else twin
        self.library.merge(Merge(leading.place, behind.place, sameness(run, twin)))
        if run.set_aside_at:
            return _Told(new=False, note=_stays_aside(began))
        return _Told(new=False, merged=self._why(run, twin, leading))

    def _why(self, run: KeptRun, twin: KeptRun, leading: KeptRun) -> Sentence:
        one, other = run.run.summary, twin.run.summary
        began, others = one.started_at or LATEST, other.started_at or LATEST
        origins = self.library.origins(twin.digest)
        return sentence(
            "This is the run of {day} that {other} told of already: they start {apart} apart, "
            "and last {one} and {two}. They stand as one run, led by {leading}, which tells "
            "more.",
            day=day_in_words(began),
            other=origins[0].name if origins else twin.digest[:12],
            apart=Amount(abs((began - others).total_seconds()), "s"),
            one=Amount(one.duration / 60, "min", 1),
            two=Amount(other.duration / 60, "min", 1),
            leading=sentence("the new one") if leading is run else sentence("the earlier one"),
        )


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    held = 0
    for reading in readings:
        batch.append(reading)
        held += len(reading.data)
        if len(batch) >= TOGETHER or held >= MOST_HELD:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _stays_aside(began: datetime | None) -> Sentence:
    return sentence(
        "This is the run of {day} that you deleted. It stays deleted; bring it back from the list "
        "of deleted runs.",
        day=day_in_words(began) if began else sentence("an unknown day"),
    )


def _stopped(error: OSError) -> Sentence:
    return sentence(
        "The import stopped: {reason}. Every file told as done is kept. Make room on the disk "
        "or mend it, and run the same command again: it goes on where it stopped.",
        reason=error.strerror or str(error),
    )
