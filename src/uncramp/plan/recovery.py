"""Before and after a run: rest, sleep, easing off at the end, massage, foam rolling.

None of it was ever shown to prevent a cramp. Massage and foam rolling ease soreness (Dupuy
2018, doi:10.3389/fphys.2018.00403, 99 studies; Wiewelhove 2019, doi:10.3389/fphys.2019.00376,
21 studies). A hard contraction of a shortened calf brought on a cramp in 8 of 13 people (Khan
and Burne 2007, doi:10.1152/jn.00371.2007), which is why the end of a run is eased.
"""

from __future__ import annotations

from collections.abc import Iterator

from uncramp.evidence.claim import Certainty
from uncramp.exposure.habits import ENOUGH_SLEEP
from uncramp.exposure.kind_of_run import EASY, kind_of_run
from uncramp.exposure.recovery import COOLED_DOWN
from uncramp.exposure.recovery import recovery as hours_of_rest
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.plan.line import Line, LineKind
from uncramp.terms.sentences import Amount, sentence

REST = 48.0  # h after a hard run; creatine kinase is highest at about 24 and falling by then
EASE_OFF = (5.0, 10.0)  # min; a judgement
MASSAGE = (10.0, 20.0)  # min; studies used more, a person alone will not
ROLLING = (1.0, 2.0)  # min for each muscle; a judgement


def recovery_lines(history: History, run: Run) -> tuple[Line, ...]:
    """What to do around `run`, which is part of `history`."""
    return (
        *_rest(history, run),
        *_ease_off(run),
        *_sleep(run),
        *_afterwards(run),
    )


def _rest(history: History, run: Run) -> Iterator[Line]:
    rested = float(hours_of_rest(history).value[history.place_of(run)])
    if kind_of_run(run) != EASY and rested < REST:
        yield Line(
            LineKind.RECOVERY,
            do=sentence("Move this run, or make it an easy one: rest two days after a hard run."),
            because=sentence(
                "Your last hard run ended {rested} before. Runners who cramped had more signs of "
                "muscle damage in the blood; nobody counted cramps against days of rest.",
                rested=Amount(rested, "h"),
            ),
            certainty=Certainty.VERY_LOW,
            amount=REST,
            unit="h",
            when=sentence("before this run"),
            claims=("recovery/martinez-navarro-2022", "recovery/hoffman-2015"),
            effort=3,
        )


def _ease_off(run: Run) -> Iterator[Line]:
    if (run.check_in.cool_down or 0.0) < COOLED_DOWN:
        yield Line(
            LineKind.RECOVERY,
            do=sentence("Ease off into a jog and a walk instead of stopping dead."),
            because=sentence(
                "A hard pull of a shortened calf can set off a cramp in the laboratory. Good "
                "practice, no evidence for cramp after a run."
            ),
            certainty=Certainty.VERY_LOW,
            amount=EASE_OFF,
            unit="min",
            when=sentence("at the end"),
            claims=("abrupt_stop/khan-2007", "cool_down/miller-2022"),
            effort=1,
        )


def _sleep(run: Run) -> Iterator[Line]:
    slept = run.check_in.sleep
    if slept is not None and slept < ENOUGH_SLEEP:
        yield Line(
            LineKind.RECOVERY,
            do=sentence("Sleep longer in the nights before."),
            because=sentence(
                "You slept {slept}. Short nights are linked with cramps in bed only. Good "
                "practice, no evidence for cramp in a run.",
                slept=Amount(slept, "h", 1),
            ),
            certainty=Certainty.VERY_LOW,
            amount=ENOUGH_SLEEP,
            unit="h",
            when=sentence("each night of the week before"),
            claims=("sleep_short/nhanes",),
            effort=2,
        )


def _afterwards(run: Run) -> Iterator[Line]:
    if kind_of_run(run) == EASY:
        return
    yield Line(
        LineKind.RECOVERY,
        do=sentence("Massage the legs, gently."),
        because=sentence(
            "Of all that was compared massage eased soreness most. Good practice, no evidence "
            "for cramp."
        ),
        certainty=Certainty.VERY_LOW,
        amount=MASSAGE,
        unit="min",
        when=sentence("in the evening, or the day after"),
        effort=2,
    )
    yield Line(
        LineKind.RECOVERY,
        do=sentence("Roll the muscles slowly over a foam roller."),
        because=sentence("It eases soreness a little. Good practice, no evidence for cramp."),
        certainty=Certainty.VERY_LOW,
        amount=ROLLING,
        unit="min for each muscle",
        when=sentence("after the run and the day after"),
        effort=2,
    )
