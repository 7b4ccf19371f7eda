"""Find a runner's own triggers: their runs, the cramps they told of, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from uncramp.actions.editions import Editions, editions
from uncramp.actions.match_episodes import guessed_zone, run_of
from uncramp.actions.told import Told
from uncramp.actions.told_episodes import ToldEpisodes, ToldRow
from uncramp.answer.triggers import (
    ENOUGH_CRAMPS,
    Trigger,
    Verdict,
    likeliest_first,
    personal,
    triggers,
)
from uncramp.answer.why import ROUGH
from uncramp.exposure.catalogue import exposures
from uncramp.exposure.row import EVERY_MUSCLE
from uncramp.history.ending import ended
from uncramp.history.episode import Episode
from uncramp.history.grade import CUTS
from uncramp.history.history import History
from uncramp.history.run import Label, Run
from uncramp.model.risk import fit
from uncramp.store.library import KeptRun, Library, history_of
from uncramp.store.registry import registry
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Muscle
from uncramp.terms.sentences import Sentence, sentence

MOST_LIKELY = 3  # shown while there are too few cramps


@dataclass(frozen=True, slots=True)
class Found:
    """The triggers, the runs they were learnt from, and the rows that were of no use."""

    editions: Editions
    n_cramps: int
    n_at_night: int  # of those, runs with a cramp at night alone
    n_answered: int
    triggers: tuple[Trigger, ...]
    notes: tuple[Sentence, ...]

    @property
    def headline(self) -> Sentence:
        """What a runner reads first; never "your trigger is" below thirty cramps."""
        counted = {"cramps": _cramps(self.n_cramps), "runs": _answered(self.n_answered)}
        if self.n_cramps - self.n_at_night < ENOUGH_CRAMPS:
            return sentence(
                "{cramps} in {runs}: too few to tell your triggers; this is what other runners' "
                "data say.",
                **counted,
            )
        if not any(t.verdict in (Verdict.TRIGGER, Verdict.PROTECTOR) for t in self.triggers):
            return sentence("{cramps} in {runs}: nothing stands out in your data.", **counted)
        return sentence("{cramps} in {runs}: patterns in your data.", **counted)

    @property
    def shown(self) -> tuple[Trigger, ...]:
        """What is worth a line: the verdicts, or the likeliest three where there is none."""
        said = tuple(t for t in self.triggers if t.verdict != Verdict.NOT_ENOUGH_DATA)
        if self.n_cramps - self.n_at_night >= ENOUGH_CRAMPS:
            return said
        return self.triggers[:MOST_LIKELY]


def _cramps(n: int) -> Sentence:
    return sentence("1 cramp") if n == 1 else sentence("{n} cramps", n=n)


def _answered(n: int) -> Sentence:
    return sentence("1 answered run") if n == 1 else sentence("{n} answered runs", n=n)


def find_triggers(told_of: ToldEpisodes, *, library: Library, told: Told) -> Found:
    """What the runs of a library say of each exposure, with what it knows of how they ended.

    A row of the table wins over what the library knows of the same run.

    Raises
    ------
    InputError
        Where there is no run at all, or the runner is too young.
    """
    runner = told.for_an_answer().runner
    kept = library.kept_runs()
    if not kept:
        raise InputError.of(
            "There is no run to learn from: name the folder that holds your runs with --history."
        )
    rows, notes = matched(told_of, [one.run for one in kept])
    episodes = _known(kept) | rows
    history = _with_rows(history_of(library, runner), rows)
    found, rough = _triggers(history, episodes)
    at_night = sum(1 for said in episodes.values() if _only_at_night(said))
    return Found(
        editions=editions(),
        n_cramps=sum(1 for run in history.runs if run.label is Label.YES) + at_night,
        n_at_night=at_night,
        n_answered=sum(1 for run in history.runs if run.label is not Label.UNKNOWN),
        triggers=found,
        notes=(*told_of.notes, *notes, *_twinges(told_of), *((ROUGH,) if rough else ())),
    )


Episodes = dict[int, list[Episode]]  # of each run that was answered for; empty where clean


def _known(kept: Sequence[KeptRun]) -> Episodes:
    """The episodes a library holds."""
    return {i: [one.episode] for i, one in enumerate(kept) if one.episode}


def matched(told_of: ToldEpisodes, runs: Sequence[Run]) -> tuple[Episodes, tuple[Sentence, ...]]:
    """The episodes of each run that a row tells of, and the rows that tell of none."""
    zone = guessed_zone(told_of.rows, runs)
    found: Episodes = {}
    notes = []
    for row in told_of.rows:
        try:
            place = run_of(row, runs, zone)
        except InputError as error:
            notes.append(sentence("Row {row}, {problem}", row=row.row, problem=error.said))
            continue
        if place in found and _contradicts(row, found[place]):
            notes.append(_both(row))
        found.setdefault(place, []).extend([row.episode] if row.episode else [])
    return found, tuple(notes)


def _contradicts(row: ToldRow, told: Sequence[Episode]) -> bool:
    """Whether one row says clean and another has a cramp; a twinge goes with both."""
    if row.episode is None:
        return any(episode.is_cramp for episode in told)
    return row.episode.is_cramp and not told


def _both(row: ToldRow) -> Sentence:
    return sentence(
        "Row {row}, muscle: the same run is told of as clean and with a cramp; it counts as one "
        "with a cramp.",
        row=row.row,
    )


def _only_at_night(episodes: Sequence[Episode]) -> bool:
    cramps = [episode for episode in episodes if episode.is_cramp]
    return bool(cramps) and all(episode.at_night for episode in cramps)


def _twinges(told_of: ToldEpisodes) -> Iterator[Sentence]:
    """The rows that are no cramp by what they say of how bad it was."""
    rows = [row.row for row in told_of.rows if row.episode and not row.episode.is_cramp]
    if rows:
        yield sentence(
            "A severity under {least} is a twinge, which is kept and is no cramp: {rows}.",
            least=CUTS[0],
            rows=", ".join(f"row {row}" for row in rows),
        )


def _with_rows(history: History, rows: Episodes) -> History:
    """The history as a table tells it, which wins over what is kept of the same run.

    Whoever writes a table was asked from its first run on; later silence is a likely no.
    """
    runs = tuple(ended(run, rows[i]) if i in rows else run for i, run in enumerate(history.runs))
    nobody_asked = history.signed_up_at is None
    answered = (
        run.summary.started_at
        for i, run in enumerate(runs)
        if run.label is not Label.UNKNOWN and (i in rows or nobody_asked)
    )
    asked = [start for start in (*answered, history.signed_up_at) if start]
    return replace(history, runs=runs, signed_up_at=min(asked, default=None))


def _triggers(history: History, episodes: Episodes) -> tuple[tuple[Trigger, ...], bool]:
    """Each exposure judged by the cramps it can touch, and whether that is rough.

    Where it can touch only some muscles, runs with a cramp of another are left out.
    """
    whole, rough = _judged(history)
    found = {t.exposure.name: t for t in whole}
    for muscles in {t.exposure.muscles for t in found.values()} - {EVERY_MUSCLE}:
        within = _within(history, episodes, muscles)
        if within != history:
            again, rougher = _judged(within)
            found |= {t.exposure.name: t for t in again if t.exposure.muscles == muscles}
            rough = rough or rougher
    return likeliest_first(found.values()), rough


def _judged(history: History) -> tuple[tuple[Trigger, ...], bool]:
    known = exposures(history)
    model = fit(personal(registry(), known), history, known)
    return triggers(model, known), model.rough


def _within(history: History, episodes: Episodes, muscles: frozenset[Muscle]) -> History:
    """The same history where cramps of other muscles alone are unknown."""
    elsewhere = {
        place
        for place, said in episodes.items()
        if said and not any(_touches(e, muscles) for e in said)
    }
    runs = tuple(
        replace(run, label=Label.UNKNOWN) if i in elsewhere and run.label is Label.YES else run
        for i, run in enumerate(history.runs)
    )
    return replace(history, runs=runs)


def _touches(episode: Episode, muscles: frozenset[Muscle]) -> bool:
    return episode.muscle in muscles and episode.is_cramp and not episode.at_night
