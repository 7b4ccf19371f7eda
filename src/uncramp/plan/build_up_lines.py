"""What a plan says of building up: the next long run, whether there is time, easy running first."""

from __future__ import annotations

from collections.abc import Iterator

from uncramp.evidence.claim import Certainty
from uncramp.exposure.kind_of_run import RACE, kind_of_run
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.plan.base import Base, base
from uncramp.plan.build_up import EASY_WEEKS, SPIKE, BuildUp, build_up
from uncramp.plan.line import Line, LineKind
from uncramp.terms.sentences import Amount, Sentence, sentence

SPIKE_CLAIMS = (
    "distance_spike/frandsen-2025-10-to-30",
    "distance_spike/frandsen-2025-30-to-100",
    "distance_spike/frandsen-2025-over-100",
)
WEEK_CLAIMS = ("weekly_build/frandsen-2025", "weekly_build/buist-2008")


def build_up_lines(history: History, run: Run, weeks: int | None = None) -> tuple[Line, ...]:
    """Lines about the distance of `run`, which is part of `history`.

    ``weeks`` is how many there are until it, None where its day is not set.
    """
    here = base(history, run)
    kilometres = (run.summary.distance or 0.0) / 1000
    return (*_distance(run, here, kilometres, weeks), *_easy_first(here))


def _distance(run: Run, here: Base, kilometres: float, weeks: int | None) -> Iterator[Line]:
    """Nothing where the run is no leap from what was run lately."""
    if not here.known:
        yield _cap_in_words()
    elif kilometres > SPIKE * here.longest:
        if kind_of_run(run) != RACE and here.longest:
            yield _shorter(here, kilometres)
        elif kilometres:
            made = build_up(here, kilometres, weeks)
            if not made.enough:
                yield _too_soon(made, here)
            yield _next_long_run(made, here, kilometres)


def _cap_in_words() -> Line:
    return Line(
        LineKind.BUILD_UP,
        do=sentence("Let no run be more than a tenth longer than your longest of the last month."),
        because=sentence(
            "Your runs of the last 30 days are not known here, so this cannot be put in "
            "kilometres. Longer steps are linked with more injuries; for cramp this is an analogy."
        ),
        certainty=Certainty.VERY_LOW,
        amount=round(100 * (SPIKE - 1)),
        unit="%",
        when=sentence("from run to run"),
        claims=SPIKE_CLAIMS,
        effort=2,
    )


def _shorter(here: Base, kilometres: float) -> Line:
    cap = SPIKE * here.longest
    return Line(
        LineKind.BUILD_UP,
        do=sentence("Keep this run to {cap}.", cap=Amount(cap, "km", 1)),
        because=_leap(here, kilometres),
        certainty=Certainty.VERY_LOW,
        amount=_down(cap),
        unit="km",
        when=sentence("this time"),
        claims=SPIKE_CLAIMS,
        effort=2,
    )


def _leap(here: Base, kilometres: float) -> Sentence:
    if not here.longest:
        return sentence(
            "No run of the last 30 days is known, so any distance is a leap. That is linked with "
            "more injuries; for cramp it is an analogy."
        )
    return sentence(
        "It is {ratio} times your longest run of the last 30 days ({longest}). More than a tenth "
        "further is linked with more injuries; for cramp this is an analogy.",
        ratio=Amount(kilometres / here.longest, digits=1),
        longest=Amount(here.longest, "km"),
    )


def _too_soon(made: BuildUp, here: Base) -> Line:
    return Line(
        LineKind.BUILD_UP,
        do=sentence(
            "Choose a later or a shorter race, or plan to walk parts of this one: {weeks} weeks "
            "are too few to build up to {distance}.",
            weeks=len(made.weeks),
            distance=Amount(made.aim.kilometres, "km"),
        ),
        because=sentence(
            "From a longest run of {longest} and {weekly} a week it takes about {needed} weeks "
            "without a leap. Rising faster is no way out: it is the leap that is linked with "
            "injuries.",
            longest=Amount(here.longest, "km"),
            weekly=Amount(here.weekly, "km"),
            needed=made.needed,
        ),
        certainty=Certainty.VERY_LOW,
        amount=made.needed,
        unit="weeks",
        when=sentence("before you enter"),
        claims=SPIKE_CLAIMS,
        effort=4,
    )


def _next_long_run(made: BuildUp, here: Base, kilometres: float) -> Line:
    return Line(
        LineKind.BUILD_UP,
        do=sentence(
            "Lengthen one run a week, each by at most a tenth, up to {peak}; every fourth week "
            "step back, and ease off before the race.",
            peak=Amount(made.longest, "km"),
        ),
        because=_leap(here, kilometres),
        certainty=Certainty.VERY_LOW,
        amount=_down(SPIKE * here.longest) if here.longest else made.weeks[0].longest,
        unit="km",
        when=sentence("your next long run, at most"),
        claims=(*SPIKE_CLAIMS, *WEEK_CLAIMS),
        effort=5,
    )


def _easy_first(here: Base) -> Iterator[Line]:
    """Pace is what the cohorts of cramp speak for; time before speed follows from it."""
    if here.novice:
        yield Line(
            LineKind.BUILD_UP,
            do=sentence(
                "Run for time and slowly enough to talk, with walking breaks, and leave fast "
                "running until {weeks} weeks of regular running are behind you.",
                weeks=EASY_WEEKS,
            ),
            because=sentence(
                "You are new to running. Those who ran faster than their ability supports "
                "cramped more; that starting with time on feet helps was not studied."
            ),
            certainty=Certainty.LOW,
            amount=EASY_WEEKS,
            unit="weeks",
            when=sentence("from now on"),
            claims=("effort_above_ability/schwellnus-2011", "effort_above_ability/schwabe-2014"),
            effort=2,
        )


def _down(kilometres: float) -> float:
    return int(10 * kilometres) / 10
