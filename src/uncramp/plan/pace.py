"""How fast at most, stretch by stretch: what the runner is ready for, in this heat.

Pace above one's ability is the best supported thing a runner can change about cramp, and
holding back is only worth advising with its price: minutes at the finish.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.evidence.claim import Certainty
from uncramp.plan.ahead import Ahead
from uncramp.plan.line import Line, LineKind
from uncramp.terms.muscles import Onset
from uncramp.terms.sentences import Amount, Sentence, sentence

COMFORT = 15.0  # °C WBGT up to which endurance runners are at their best
PER_DEGREE = 0.0035  # of speed lost for each °C above it: 0.3 to 0.4 %
# both: Mantzios 2022, doi:10.1249/MSS.0000000000002769, 1258 races
KNOWN_WELL = 12.0  # % of error; an ability known worse caps nothing
PATIENCE = 0.75  # of the course for which the cap holds; crampers slow from 25 km on
APART = 0.25  # of their mean, between two minutes that agree; a judgement
EASED = 0.97  # of the cap around the minute at which this runner usually cramps
AHEAD_OF_ONSET = 600.0  # s before that minute the easing begins
OVER_BEFORE = 3.0  # % at most that an exceeded cap slows the first stretch
SHORTEST = 0.75  # h; below it pace is the workout's business
CLAIMS = (
    "effort_above_ability/schwellnus-2011",
    "effort_above_ability/schwabe-2014",
    "surges/smyth-2020",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the course, km from the start, and the fastest speed on it, m/s."""

    begin: float
    end: float
    fastest: float


@dataclass(frozen=True, slots=True)
class PaceCap:
    """Caps of the whole course; ``cost`` is minutes at the finish against the planned time."""

    stretches: tuple[Stretch, ...]
    cost: float
    onset: float | None = None  # km where this runner usually cramps

    @property
    def seconds(self) -> float:
        """From start to finish with every stretch run at its cap."""
        return sum(1000 * (s.end - s.begin) / s.fastest for s in self.stretches)

    @property
    def kilometres(self) -> float:
        """The length of the course."""
        return self.stretches[-1].end

    @property
    def first(self) -> Stretch:
        """The stretch in which a race is lost."""
        return self.stretches[0]


def pace_cap(ahead: Ahead) -> PaceCap:
    """The planned speed, or slower where ability, heat or this runner's own onset ask for it."""
    planned = 1000 * ahead.kilometres / (3600 * ahead.hours)
    cap = min(planned, _ability(ahead))
    onset = usual_onset(ahead, cap)
    stretches = tuple(_stretches(ahead, cap, onset))
    found = PaceCap(stretches, 0.0, onset)
    return PaceCap(stretches, max(found.seconds / 60 - 60 * ahead.hours, 0.0), onset)


def in_heat(ahead: Ahead) -> float:
    """The share of speed that heat leaves."""
    return 1 - PER_DEGREE * max((ahead.wbgt or 0.0) - COMFORT, 0.0)


def _ability(ahead: Ahead) -> float:
    """m/s on this course that recent bests and the heat allow; no cap where they are unknown."""
    if ahead.able is None or not _is_known(ahead):
        return np.inf
    return ahead.able * in_heat(ahead) / ahead.steepness


def _is_known(ahead: Ahead) -> bool:
    return ahead.able_error is not None and ahead.able_error <= KNOWN_WELL


def usual_onset(ahead: Ahead, speed: float) -> float | None:
    """Kilometre where this runner's cramps usually began, None where it is not on this course.

    Two far from each other have no "usually": their median lies where neither of them came.
    """
    minutes = [e.minute for e in ahead.episodes if e.onset == Onset.DURING and e.minute]
    if not minutes or (len(minutes) == 2 and np.ptp(minutes) > APART * np.mean(minutes)):
        return None
    kilometre = float(np.median(minutes)) * 60 * speed / 1000
    return kilometre if kilometre < ahead.kilometres else None


def _stretches(ahead: Ahead, cap: float, onset: float | None) -> list[Stretch]:
    """From the start, until the onset comes near, and to the finish."""
    first = cap * (1 - min(ahead.habit.over_cap, OVER_BEFORE) / 100)
    eased = cap if onset is None else cap * EASED
    turn = PATIENCE * ahead.kilometres
    if onset is not None:
        turn = max(onset - cap * AHEAD_OF_ONSET / 1000, 0.1 * ahead.kilometres)
    return [Stretch(0.0, turn, first), Stretch(turn, ahead.kilometres, eased)]


def pacing(ahead: Ahead) -> list[Line]:
    """One line, for runs long enough that pace is a matter of lasting."""
    if ahead.hours < SHORTEST:
        return []
    return [line(ahead, pace_cap(ahead))]


def line(ahead: Ahead, cap: PaceCap) -> Line:
    """The cap of the first stretch in words, the whole course's mean pace as the amount."""
    return Line(
        LineKind.PACE,
        do=_do(cap),
        because=sentence("{reason} {price}", reason=_reason(ahead, cap), price=_price(cap.cost)),
        certainty=Certainty.LOW,
        amount=round(cap.seconds / 60 / cap.kilometres, 3),
        unit="min/km",
        when=sentence("from the start; a watch alarm at this pace helps"),
        claims=CLAIMS,
        effort=2,
    )


def _do(cap: PaceCap) -> Sentence:
    if cap.onset is None:
        return sentence(
            "Run no faster than {pace} until kilometre {until}; then as it feels.",
            pace=per_kilometre(cap.first.fastest),
            until=Amount(cap.first.end),
        )
    return sentence(
        "Run no faster than {pace} until kilometre {until}, and {eased} from there on.",
        pace=per_kilometre(cap.first.fastest),
        until=Amount(cap.first.end),
        eased=per_kilometre(cap.stretches[-1].fastest),
    )


def _reason(ahead: Ahead, cap: PaceCap) -> Sentence:
    if cap.onset is not None:
        return sentence(
            "Your cramps usually begin near kilometre {onset} at this pace.",
            onset=Amount(cap.onset),
        )
    if ahead.able is not None and _is_known(ahead):
        able = 1000 * ahead.kilometres / (3600 * ahead.hours) * ahead.steepness / ahead.able
        return sentence(
            "Your bests predict {able} for this long{heat}; you plan {percent} of that speed. "
            "Racing above one's preparation came before cramp in two large cohorts.",
            able=per_kilometre(ahead.able / ahead.steepness),
            heat=_heat(ahead),
            percent=Amount(100 * able, "%"),
        )
    return sentence(
        "What you are ready for is unknown: tell a recent best, and the cap becomes yours. Until "
        "then it is the pace you plan{heat}.",
        heat=_in_this_heat(ahead),
    )


def _heat(ahead: Ahead) -> Sentence:
    if in_heat(ahead) >= 1:
        return sentence("")
    return sentence(
        ", and heat costs {percent} of it", percent=Amount(100 * (1 - in_heat(ahead)), "%")
    )


def _in_this_heat(ahead: Ahead) -> Sentence:
    if in_heat(ahead) >= 1:
        return sentence("")
    return sentence(
        "; in this heat {percent} slower costs the same effort as on a cool day",
        percent=Amount(100 * (1 - in_heat(ahead)), "%"),
    )


def _price(minutes: float) -> Sentence:
    if minutes < 0.5:
        return sentence("It costs nothing at the finish.")
    return sentence("At the finish it costs about {minutes}.", minutes=Amount(minutes, "min"))


def per_kilometre(speed: float) -> Sentence:
    """A speed in m/s as runners say it."""
    seconds = round(1000 / speed)
    return sentence("{minutes}:{seconds} /km", minutes=seconds // 60, seconds=f"{seconds % 60:02}")
