"""A strength programme by muscle and history: which exercises, how much, when to step back.

For cramp there is one study: 25 of 100 marathoners who cramped had trained strength against 48
of 100 who did not cramp, a difference that may be chance (Martínez-Navarro 2022,
doi:10.1519/JSC.0000000000003713). Weeks, steps and the choice of exercises are judgements; what
speaks for each exercise stands in its file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from uncramp.evidence.claim import Certainty
from uncramp.exposure.columns import told
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.plan.exercise import Exercise
from uncramp.plan.line import Line, LineKind
from uncramp.terms.muscles import Muscle
from uncramp.terms.sentences import Sentence, sentence

WEEKS, CAREFUL_WEEKS = 10, 12
BLOCK = 4  # weeks: three that rise, one step back; then the next progression
ENOUGH = 2  # sessions a week
MOST = 5  # exercises in a session; more are not done
FOR_MUSCLES = 3  # of them at most for the muscles that cramped, two each
GENTLE_WEEKS = 2  # without demanding exercises, after an injury
BEFORE_A_RACE = 2  # weeks without demanding exercises
FOR_EVERYBODY = (
    "single_leg_bridge",
    "banded_crab_walk",
    "calf_raise_straight",
    "split_squat",
    "side_plank_leg_lift",
    "short_foot",
    "tibialis_raise",
)
"""In this order: the first two are gentle, so that there is always something to do."""
STUDY = "strength_training/martinez-navarro-2022"


@dataclass(frozen=True, slots=True)
class Needs:
    """Who it is for: the muscles that cramped, an injury to mind, what is done already.

    ``own`` is strength sessions a week; ``weeks`` until a race, None without one.
    """

    muscles: tuple[Muscle, ...] = ()
    careful: bool = False
    own: float = 0.0
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise in one week: ``sets`` of ``amount`` in its unit, ``per_week`` times."""

    exercise: Exercise
    sets: int
    amount: int
    per_week: int
    progression: str


@dataclass(frozen=True, slots=True)
class StrengthWeek:
    """One week of the programme."""

    number: int
    step_back: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """The weeks, and how many sessions a week they ask for beside those already done."""

    weeks: tuple[StrengthWeek, ...]
    added: int


def needs(history: History, run: Run, episodes: Sequence[Episode] = ()) -> Needs:
    """What is known of this runner; a session count is the last one told."""
    runner = history.runner
    sessions = told(history, "strength_training")[: history.place_of(run) + 1]
    known = sessions[np.isfinite(sessions)]
    injuries = (runner.injury_last_12_months, runner.calf_strain_history, runner.low_back_pain)
    return Needs(
        muscles=tuple(dict.fromkeys(episode.muscle for episode in episodes)),
        careful=any(injuries),
        own=float(known[-1]) if known.size else 0.0,
    )


def programme(library: Mapping[str, Exercise], needs: Needs) -> Programme:
    """Ten weeks, twelve after an injury, fewer where a race comes first."""
    length = CAREFUL_WEEKS if needs.careful else WEEKS
    count = length if needs.weeks is None else max(1, min(length, needs.weeks))
    chosen = chosen_exercises(library, needs.muscles)
    weeks = tuple(_week(number, chosen, needs) for number in range(1, count + 1))
    return Programme(weeks, max(0, ENOUGH - int(needs.own)))


def chosen_exercises(
    library: Mapping[str, Exercise], muscles: Collection[Muscle]
) -> tuple[Exercise, ...]:
    """At most five: up to three for the muscles named, then what every runner needs."""
    strength = [e for e in library.values() if e.purpose == "strength"]
    ranked = [_for_muscle(strength, muscle) for muscle in muscles]
    in_turn = [e for place in range(2) for found in ranked for e in found[place : place + 1]]
    named = tuple({e.id: e for e in in_turn}.values())[:FOR_MUSCLES]
    found = (*named, *(library[name] for name in FOR_EVERYBODY))
    return tuple({e.id: e for e in found}.values())[:MOST]


def _for_muscle(strength: Collection[Exercise], muscle: Muscle) -> list[Exercise]:
    """Those that are for this muscle most come first; easier ones before demanding ones."""
    fitting = [e for e in strength if muscle in e.muscles]
    return sorted(fitting, key=lambda e: (e.muscles.index(muscle), e.demanding, e.id))


def _week(number: int, chosen: Collection[Exercise], needs: Needs) -> StrengthWeek:
    step_back = number % BLOCK == 0
    return StrengthWeek(number, step_back, tuple(_items(number, chosen, needs)))


def _items(number: int, chosen: Collection[Exercise], needs: Needs) -> Iterator[Item]:
    gentle = needs.careful and number <= GENTLE_WEEKS
    to_go = BEFORE_A_RACE if needs.weeks is None else needs.weeks - number
    for exercise in chosen:
        if exercise.demanding and (gentle or to_go < BEFORE_A_RACE):
            continue
        yield _item(exercise, number, careful=needs.careful)


def _item(exercise: Exercise, number: int, *, careful: bool) -> Item:
    """Amounts rise within a block; the next block begins low with the next progression."""
    block, place = divmod(number - 1, BLOCK)
    stage = max(0, block - 1) if careful else block
    dose = exercise.dose
    step_back = place == BLOCK - 1
    risen = 0.0 if step_back else place / (BLOCK - 2)
    return Item(
        exercise=exercise,
        sets=max(1, min(dose.sets[0] + stage, dose.sets[1]) - step_back),
        amount=round(dose.amount[0] + risen * (dose.amount[1] - dose.amount[0])),
        per_week=dose.per_week[0] if stage == 0 or step_back else dose.per_week[1],
        progression=exercise.progressions[min(stage, len(exercise.progressions) - 1)],
    )


def strength_line(library: Mapping[str, Exercise], needs: Needs) -> Line:
    """The line of the plan: how often, for how long, which exercises lead."""
    made = programme(library, needs)
    return Line(
        LineKind.STRENGTH,
        do=_do(made, chosen_exercises(library, needs.muscles)),
        because=sentence(
            "Of marathoners who cramped 25 in 100 had trained strength, of the others 48; with 83 "
            "runners that may be chance. It makes running a little more economical. Good "
            "practice, no evidence for cramp yet."
        ),
        certainty=Certainty.VERY_LOW,
        amount=ENOUGH,
        unit="sessions a week",
        when=sentence("for {weeks} weeks, with every fourth one easier", weeks=len(made.weeks)),
        claims=(STUDY,),
        effort=5,
    )


def _do(made: Programme, chosen: Sequence[Exercise]) -> Sentence:
    first, second, third = (exercise.name for exercise in chosen[:3])
    if made.added == 0:
        return sentence(
            "Keep your strength sessions and put these into them: {first}, {second}, {third}.",
            first=first,
            second=second,
            third=third,
        )
    return sentence(
        "Train strength: {first}, {second}, {third}.", first=first, second=second, third=third
    )
