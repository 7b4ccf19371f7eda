"""Shoes: how a new pair is broken in, when pairs alternate, when one is worn out.

Nobody has counted cramps against shoes. What is known is load on the calf and foot, and
injury: half of the runners who went to minimal shoes over ten weeks had fluid in the bones of
the foot (Ridge 2013, doi:10.1249/MSS.0b013e3182874769). So a step down in drop is small and
slow here, and every line says that cramp was not studied.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from uncramp.evidence.claim import Certainty
from uncramp.exposure.kind_of_run import RACE, kind_of_run
from uncramp.exposure.shoes import RUN_IN, drop_change, new_shoes
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.plan.base import base
from uncramp.plan.line import Line, LineKind
from uncramp.terms.sentences import Amount, Sentence, sentence

SMALL_STEP = 4.0  # mm of drop at a time; a judgement
STEP_WEEKS = 8  # for one step down; Ridge's 10 weeks to a minimal shoe were several steps at once
CAREFUL_WEEKS = 12  # after a calf strain, the strongest predictor of the next beside age
SAME_DROP_WEEKS = 3  # a pair like the old one only has to be run in
FIRST_SHARE = 0.1  # of the week's distance in the first week; a judgement
FIRST_SHARE_SAME_DROP = 0.3  # a judgement
NO_LONG_RUN = 3  # weeks in which the new pair does no long run and no race; a judgement
MORE_OFTEN = 3  # one run in the first week, two in the second, as in Ridge's programme
WORN_OUT = (500.0, 800.0)  # km; a habit of runners, never measured
ROTATE_FROM = 25.0  # km a week, about three runs; a judgement

DROP_CLAIMS = ("drop_change/malisoux-2016", "forefoot_load/ahn-2014", "new_shoes/ridge-2013")


@dataclass(frozen=True, slots=True)
class BreakInWeek:
    """One week: the share of its distance in the new pair, in at most `runs` runs."""

    number: int
    share: float
    runs: int | None  # None where it no longer matters
    long_run: bool  # whether a long run or a race may be done in them


@dataclass(frozen=True, slots=True)
class BreakIn:
    """A schedule for one pair, and the drops in mm to pass on the way to it.

    ``stations`` ends with the new pair's drop; each station takes all ``weeks``.
    """

    weeks: tuple[BreakInWeek, ...]
    stations: tuple[float, ...]


def break_in(drop: float, habitual: float, *, careful: bool = False) -> BreakIn:
    """How to come to shoes of `drop` mm from `habitual` mm.

    Down by more than 4 mm goes by stations of at most 4 mm, each with a schedule of its own.
    ``careful`` lengthens it, as after a calf strain. Steps and weeks are judgements.
    """
    down = habitual - drop
    steps = max(1, math.ceil(round(down / SMALL_STEP, 6)))
    stations = tuple(habitual - down * at / steps for at in range(1, steps + 1))
    if down <= 0:
        return BreakIn(_weeks(SAME_DROP_WEEKS, FIRST_SHARE_SAME_DROP), stations)
    return BreakIn(_weeks(CAREFUL_WEEKS if careful else STEP_WEEKS, FIRST_SHARE), stations)


def _weeks(count: int, first: float) -> tuple[BreakInWeek, ...]:
    return tuple(
        BreakInWeek(
            number=number,
            share=first + (1 - first) * (number - 1) / (count - 1),
            runs=number if number <= MORE_OFTEN and number < count else None,
            long_run=number > min(NO_LONG_RUN, count - 1),
        )
        for number in range(1, count + 1)
    )


def shoe_lines(history: History, run: Run) -> tuple[Line, ...]:
    """What to do about the shoes told for `run`, which is part of `history`."""
    return (*_change(history, run), *_worn(run), *_rotation(history, run))


def _change(history: History, run: Run) -> Iterator[Line]:
    """The line for a lower drop, or else for a pair not run in; none where nothing is new."""
    at = history.place_of(run)
    down = float(drop_change(history).value[at])
    new = float(new_shoes(history).value[at])
    if kind_of_run(run) == RACE and (down > 0 or new > 0.5):
        yield _not_in_a_race(down)
    if down > 0:
        yield _slowly_down(history, run, down)
    elif new > 0:
        yield _run_in(run)


def _not_in_a_race(down: float) -> Line:
    return Line(
        LineKind.SHOES,
        do=sentence("Race in the pair you are used to."),
        because=sentence(
            "The new pair loads calf and foot in new places, and a race is the hardest load "
            "there is. This rests on mechanism and on injury: nobody has counted cramps."
        ),
        certainty=Certainty.VERY_LOW,
        when=sentence("on the day"),
        claims=DROP_CLAIMS if down > 0 else ("new_shoes/ridge-2013",),
        effort=1,
    )


def _slowly_down(history: History, run: Run, down: float) -> Line:
    made = break_in(0.0, down, careful=bool(history.runner.calf_strain_history))
    weekly = base(history, run).weekly
    first = made.weeks[0].share
    return Line(
        LineKind.SHOES,
        do=_steps_down(made),
        because=sentence(
            "They drop {down} less than the shoes you are used to, which is linked with more work "
            "for calf and foot. Half of those who changed to minimal shoes in ten weeks overdid "
            "it. For cramp there is no count.",
            down=Amount(down, "mm"),
        ),
        certainty=Certainty.VERY_LOW,
        amount=round(first * weekly, 1) if weekly else round(100 * first),
        unit="km" if weekly else "%",
        when=sentence("in the first week"),
        claims=DROP_CLAIMS,
        effort=3,
    )


def _steps_down(made: BreakIn) -> Sentence:
    if len(made.stations) == 1:
        return sentence(
            "Break the lower shoes in slowly: a tenth of your week in one run at first, all of "
            "it after {weeks} weeks, and no long run in them in the first {early}.",
            weeks=len(made.weeks),
            early=NO_LONG_RUN,
        )
    return sentence(
        "Come down by at most {step} at a time: {steps} pairs, {weeks} weeks each, a tenth of "
        "your week in one run at first and no long run in the first {early} weeks.",
        step=Amount(SMALL_STEP, "mm"),
        steps=len(made.stations),
        weeks=len(made.weeks),
        early=NO_LONG_RUN,
    )


def _run_in(run: Run) -> Line:
    done = run.check_in.shoe_distance or 0.0
    return Line(
        LineKind.SHOES,
        do=sentence("Run the new pair in on short easy runs before anything long or fast."),
        because=sentence(
            "They have done {done} of the {whole} after which a pair counts as run in here. "
            "Good practice, no evidence for cramp.",
            done=Amount(done, "km"),
            whole=Amount(RUN_IN, "km"),
        ),
        certainty=Certainty.VERY_LOW,
        amount=round(RUN_IN - done),
        unit="km",
        when=sentence("over the next {weeks} weeks", weeks=SAME_DROP_WEEKS),
        claims=("new_shoes/ridge-2013",),
        effort=2,
    )


def _worn(run: Run) -> Iterator[Line]:
    """From 500 km on a pair may be asked about.

    A shoe in the laboratory keeps about 60 % of its first cushioning after 800 km, most of the
    loss coming early (Cook 1985, doi:10.1177/036354658501300406). No study found the distance
    at which injuries begin, and none looked at cramp.
    """
    done = run.check_in.shoe_distance
    if done is not None and done >= WORN_OUT[0]:
        yield Line(
            LineKind.SHOES,
            do=sentence("Look at the soles, and think of a new pair like this one."),
            because=sentence(
                "They have done {done}. Cushioning fades over the first hundreds of kilometres, "
                "but at which distance a pair is done was never found out. Good practice, no "
                "evidence for cramp.",
                done=Amount(done, "km"),
            ),
            certainty=Certainty.VERY_LOW,
            amount=WORN_OUT,
            unit="km",
            when=sentence("by the time they have done that far"),
            effort=2,
        )


def _rotation(history: History, run: Run) -> Iterator[Line]:
    """Two pairs in turn: fewer injuries in one cohort, hazard ratio .61 (.39 to .97).

    Malisoux 2015, 264 runners over 22 weeks, doi:10.1111/sms.12154; observed, not randomised.
    """
    if base(history, run).weekly >= ROTATE_FROM:
        yield Line(
            LineKind.SHOES,
            do=sentence("Wear two pairs in turn."),
            because=sentence(
                "Runners who did were injured less often in one study of 264. Good practice, no "
                "evidence for cramp."
            ),
            certainty=Certainty.VERY_LOW,
            amount=2,
            unit="pairs",
            when=sentence("from run to run"),
            effort=3,
        )
