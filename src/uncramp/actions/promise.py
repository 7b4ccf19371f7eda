"""The promise: who shows interest hears from a person within twelve hours, or it is escalated.

Everything here is pure: it is told what time it is. What it measures is shown to everybody,
so it counts what was missed as missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from uncramp.actions.duty import Duty, Window

PROMISED: Final = timedelta(hours=12)
STEPS: Final = (timedelta(hours=6), timedelta(hours=10), timedelta(hours=11, minutes=30))
"""After how long somebody more is told, while nobody has answered."""
LEAST_DUTY: Final = timedelta(minutes=30)  # in the twelve hours, for the promise to be made
TICK: Final = timedelta(minutes=1)  # between two looks at the clock
STANDS_STILL: Final = 10 * TICK  # without a look: then nobody would be told in time


@dataclass(frozen=True, slots=True)
class HouseClock:
    """A clock that never goes back, whatever is done to the one on the wall.

    ``seen`` is the wall's time at the last look, ``ahead`` by how much the house has gone on
    while the wall went back. A wall that leaps forward takes the house with it: then people
    are told too early, never too late.
    """

    seen: datetime | None = None
    ahead: timedelta = timedelta()

    def at(self, wall: datetime) -> datetime:
        """The time of the house when the wall shows `wall`."""
        return max(wall, self.seen or wall) + self.ahead

    def looked(self, wall: datetime) -> HouseClock:
        """The clock after a look at the wall; where it went back, one tick has passed."""
        if self.seen is None or wall >= self.seen:
            return HouseClock(wall, self.ahead)
        return HouseClock(wall, self.ahead + (self.seen - wall) + TICK)

    def stands_still(self, wall: datetime) -> bool:
        """Whether nobody has looked for so long that nobody would be told in time."""
        return self.seen is None or wall - self.seen > STANDS_STILL


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as far as the clock cares; every time is the house's.

    ``told`` steps were taken, the first of them at ``escalated``. ``promised`` is whether the
    form promised twelve hours when it came; ``flagged`` whether its text has a red flag.
    """

    key: int
    came: datetime
    answered: datetime | None = None
    escalated: datetime | None = None
    closed: datetime | None = None
    told: int = 0
    promised: bool = True
    flagged: bool = False

    @property
    def due(self) -> datetime:
        return self.came + PROMISED

    @property
    def waits(self) -> bool:
        return self.answered is None and self.closed is None


class Fate(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    ANSWERED = "answered"
    """In time."""
    LATE = "late"
    """Answered after twelve hours, or not yet though they are over."""
    CLOSED = "closed"
    """In time and without an answer: taken back, or no request at all."""


def fate(asked: Asked, now: datetime) -> Fate:
    """What became of a request until `now`."""
    if asked.answered is not None:
        return Fate.ANSWERED if asked.answered <= asked.due else Fate.LATE
    if asked.closed is not None:
        return Fate.CLOSED if asked.closed <= asked.due else Fate.LATE
    return Fate.LATE if now > asked.due else Fate.WAITING


def kept(asked: Asked, now: datetime) -> bool:
    """Whether it was answered, closed or escalated within twelve hours, or still can be."""
    settled = (asked.answered, asked.escalated, asked.closed)
    done = [at for at in settled if at is not None]
    return min(done, default=now) <= asked.due


def step_due(asked: Asked, now: datetime) -> int:
    """The highest step whose time has come and that was not taken; 0 where none is due.

    Steps that were slept through are not made up for one by one: the last speaks for all.
    """
    if not asked.waits:
        return 0
    come = sum(1 for after in STEPS if now >= asked.came + after)
    return come if come > asked.told else 0


def whom(duty: Duty, step: int, now: datetime) -> tuple[str, ...]:
    """Whom to tell at a step: those on duty, then everybody, at last the named people too."""
    if step >= len(STEPS):
        return duty.last
    return (duty.on_duty(now) if step <= 1 else ()) or duty.everybody


@dataclass(frozen=True, slots=True)
class Promise:
    """What the form may say now: that it ``holds``, or who is here ``next``, or neither."""

    holds: bool
    next: Window | None = None

    @property
    def zone(self) -> str:
        return self.next.shift.zone if self.next else "UTC"


def promise(duty: Duty, clock: HouseClock, now: datetime) -> Promise:
    """The promise as it can be made at this moment; it weakens by itself."""
    if clock.stands_still(now):
        return Promise(holds=False)
    if duty.covers(now, now + PROMISED, least=LEAST_DUTY):
        return Promise(holds=True)
    return Promise(holds=False, next=duty.next_after(now))


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the promise was kept, among the requests it was made to.

    ``escalated`` are late ones of which somebody was told within the twelve hours; ``missed``
    those of which nobody was, as happens where the whole machine is down.
    """

    in_time: int
    late: int
    escalated: int
    missed: int
    waiting: int
    closed: int
    unpromised: int
    half_within: timedelta | None
    """Half of those answered were answered within this time."""

    @property
    def counted(self) -> int:
        return self.in_time + self.late

    @property
    def rate(self) -> float | None:
        """The share answered in time; None before there was anything to measure."""
        return self.in_time / self.counted if self.counted else None


def measured(requests: Iterable[Asked], now: datetime) -> Measured:
    """The measured promise; those that came while it was not made are only counted."""
    every = list(requests)
    promised = [asked for asked in every if asked.promised]
    fates = [fate(asked, now) for asked in promised]
    late = [asked for asked, one in zip(promised, fates, strict=True) if one is Fate.LATE]
    missed = sum(not kept(asked, now) for asked in late)
    took = [(one.answered - one.came).total_seconds() for one in promised if one.answered]
    return Measured(
        in_time=fates.count(Fate.ANSWERED),
        late=len(late),
        escalated=len(late) - missed,
        missed=missed,
        waiting=fates.count(Fate.WAITING),
        closed=fates.count(Fate.CLOSED),
        unpromised=len(every) - len(promised),
        half_within=timedelta(seconds=median(took)) if took else None,
    )
