"""The weeks until a run, day by day: long runs, strength, the new pair. For the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from uncramp.exposure.kind_of_run import RACE, kind_of_run
from uncramp.exposure.shoes import drop_change
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.plan.base import base
from uncramp.plan.build_up import Week, WeekKind, build_up
from uncramp.plan.exercise import Exercise
from uncramp.plan.line import LineKind
from uncramp.plan.shoes import break_in
from uncramp.plan.strength import Item, Needs, StrengthWeek, needs, programme
from uncramp.terms.sentences import Amount, Sentence, sentence

LONG_RUN_DAY = 6  # of the week, 0 to 6; the race is on the same day of its own week
STRENGTH_DAYS = (1, 3)  # two days before the next long run at the latest
SHOE_DAY = 2
EASY_PACE, NOVICE_PACE = 6.5, 8.0  # min/km, for how long an entry takes; judgements
STRENGTH_MINUTES, SHOE_MINUTES = 30.0, 30.0


@dataclass(frozen=True, slots=True)
class Session:
    """One entry: on `day`, counted from 0 on the first day of the first week."""

    kind: LineKind
    day: int
    minutes: float
    do: Sentence
    details: tuple[Sentence, ...] = ()

    @property
    def key(self) -> str:
        """Stays when the plan is made again; one kind has one entry a day."""
        return f"{self.kind.value}/{self.day}"


def weeks_ahead(
    history: History,
    run: Run,
    library: Mapping[str, Exercise],
    *,
    weeks: int,
    episodes: Sequence[Episode] = (),
) -> tuple[Session, ...]:
    """All entries of the `weeks` whose last day is the day of `run`, in order of the days.

    ``run`` is part of `history`. A race brings its build-up, a lower drop its break-in.
    """
    wanted = needs(history, run, episodes)
    until = Needs(wanted.muscles, wanted.careful, wanted.own, weeks)
    found = [
        *_long_runs(history, run, weeks),
        *_strength(programme(library, until).weeks, weeks),
        *_shoes(history, run, weeks),
    ]
    return tuple(sorted(found, key=lambda session: (session.day, session.kind)))


def _long_runs(history: History, run: Run, weeks: int) -> Iterator[Session]:
    """Nothing for an ordinary run, or where nobody knows what was run before."""
    here = base(history, run)
    kilometres = (run.summary.distance or 0.0) / 1000
    if kind_of_run(run) != RACE or not here.known or not kilometres:
        return
    pace = NOVICE_PACE if here.novice else EASY_PACE
    for week in build_up(here, kilometres, weeks).weeks:
        if week.kind is not WeekKind.RACE:
            yield Session(
                LineKind.BUILD_UP,
                day=7 * (week.number - 1) + LONG_RUN_DAY,
                minutes=round(pace * week.longest),
                do=sentence("Long easy run: {km}", km=Amount(week.longest, "km", 1)),
                details=(_of_the_week(week),),
            )


def _of_the_week(week: Week) -> Sentence:
    parts = {
        "number": week.number,
        "total": Amount(week.total, "km"),
        "runs": week.runs,
        "hard": week.hard,
    }
    if week.kind is WeekKind.STEP_BACK:
        return sentence("Week {number} steps back: {total} in {runs} runs, all easy.", **parts)
    if week.kind is WeekKind.TAPER:
        return sentence("Week {number} eases off: {total} in {runs} runs, {hard} fast.", **parts)
    return sentence("Week {number}: {total} in {runs} runs, {hard} of them fast.", **parts)


def _strength(made: Sequence[StrengthWeek], weeks: int) -> Iterator[Session]:
    """Twice a week, once in the week of the run."""
    for week in made:
        for day in STRENGTH_DAYS[: 1 if week.number == weeks else None]:
            yield Session(
                LineKind.STRENGTH,
                day=7 * (week.number - 1) + day,
                minutes=STRENGTH_MINUTES,
                do=sentence("Strength, week {number}", number=week.number),
                details=tuple(_item(item) for item in week.items),
            )


def _item(item: Item) -> Sentence:
    parts = {
        "name": item.exercise.name,
        "how": item.progression,
        "sets": item.sets,
        "amount": item.amount,
    }
    if item.exercise.dose.unit == "seconds":
        return sentence("{name} ({how}): {sets} × {amount} s", **parts)
    return sentence("{name} ({how}): {sets} × {amount}", **parts)


def _shoes(history: History, run: Run, weeks: int) -> Iterator[Session]:
    down = float(drop_change(history).value[history.place_of(run)])
    if not down > 0:  # untold is NaN
        return
    weekly = base(history, run).weekly
    made = break_in(0.0, down, careful=bool(history.runner.calf_strain_history))
    for week in made.weeks[: weeks - 1]:  # not in the week of the run
        share = Amount(100 * week.share, "%")
        yield Session(
            LineKind.SHOES,
            day=7 * (week.number - 1) + SHOE_DAY,
            minutes=SHOE_MINUTES,
            do=sentence("New shoes: {km} this week", km=Amount(week.share * weekly, "km", 1))
            if weekly
            else sentence("New shoes: {share} of this week", share=share),
            details=()
            if week.long_run
            else (sentence("No long run in them yet; short and easy, in few runs."),),
        )
