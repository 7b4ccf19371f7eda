"""A scenario: everything an answer hangs on, in one JSON file that a person can read and send.

It holds the runner, their runs, what they said, the question and the clock. A run that is
asked about is a recipe for a recording (legs of time and speed), made into a FIT file and
read back as anybody's; earlier runs are told by their distance and time. So a report of a
wrong answer is a file, and the file is a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import AwareDatetime, Field

from uncramp.actions.described_run import DescribedRun, summary_of
from uncramp.actions.forecast_run import PlannedRun
from uncramp.activity.activity import Activity, Columns
from uncramp.history.answers import Value
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.run import Label, Run
from uncramp.terms.columns import Column
from uncramp.terms.muscles import Onset
from uncramp.terms.quantities import METRE, Celsius, Minutes

SPEED = METRE.within(0, 12)  # m/s
STREAMS = ("heart_rate", "temperature", "step_rate", "ground_contact_time")
WAVE = 1000.0  # m from one top of a hill to the next


class Leg(Value):
    """A stretch of a recording at one speed."""

    minutes: Minutes
    speed: Annotated[float, SPEED]


class Recording(Value):
    """A recipe for the recording of one run; what is left out was not recorded."""

    started_at: AwareDatetime
    legs: tuple[Leg, ...]
    every: float = 5.0
    """Seconds between samples."""
    hills: float | None = None
    """Metres up, and as many down, for each km; None is no altitude at all."""
    heart_rate: float | None = None
    temperature: Celsius | None = None
    step_rate: float | None = None
    ground_contact_time: float | None = None
    place: tuple[float, float] | None = None
    """Degrees north and east of the start; None is no satellites, as on a treadmill."""
    sub_sport: str = ""

    def activity(self) -> Activity:
        """The recording, sample by sample."""
        time, speed = self._speed()
        distance = np.r_[0.0, np.cumsum(speed[1:] * self.every)]
        given = {name: getattr(self, name) for name in STREAMS}
        known = {k: np.full(time.size, v) for k, v in given.items() if v is not None}
        known |= self._course(distance)
        columns = Columns.of(time.size, time=time, distance=distance, speed=speed, **known)
        return Activity("running", self.sub_sport, self.started_at, columns)

    def _speed(self) -> tuple[Column, Column]:
        ends = np.cumsum([60 * leg.minutes for leg in self.legs])
        time = np.arange(0.0, ends[-1] + self.every / 2, self.every)
        leg = np.minimum(np.searchsorted(ends, time, side="left"), len(self.legs) - 1)
        return time, np.array([leg.speed for leg in self.legs])[leg]

    def _course(self, distance: Column) -> dict[str, Column]:
        """Hills that come in waves, and a straight road north."""
        found = {}
        if self.hills is not None:
            wave = 1 - np.cos(2 * np.pi * distance / WAVE)
            found["altitude"] = 400 + self.hills / 2 * wave
        if self.place is not None:
            found["latitude"] = self.place[0] + distance / 111_195
            found["longitude"] = np.full(distance.size, self.place[1])
        return found


class EarlierRuns(DescribedRun):
    """Earlier runs of one kind: the first, how many, and how they ended."""

    started_at: AwareDatetime
    times: int = 1
    every_days: float = 1.0
    temperature: Celsius | None = None
    check_in: CheckIn = CheckIn()
    answered: bool = True
    """Whether the runner said how they ended; else nobody knows."""
    cramp: Episode | None = None
    cramp_every: int = 1
    """1 is a cramp in each of them, 2 in every second one."""

    def runs(self) -> Iterator[tuple[Run, Episode | None]]:
        """Each run with its cramp, if it had one."""
        for i in range(self.times):
            started_at = self.started_at + timedelta(days=i * self.every_days)
            described = DescribedRun.model_validate(
                self.model_dump(include=set(DescribedRun.model_fields))
            )
            summary = summary_of(described, started_at)
            summary = summary.model_copy(update={"temperature": self.temperature})
            cramp = self.cramp if (i + 1) % self.cramp_every == 0 else None
            yield Run(summary, self.check_in, self._label(cramp)), cramp

    def _label(self, cramp: Episode | None) -> Label:
        if cramp is not None and cramp.onset != Onset.NIGHT:
            return Label.YES
        return Label.NO if self.answered else Label.UNKNOWN


class Scenario(Value):
    """One question with everything it is asked of."""

    about: str
    now: AwareDatetime
    question: Literal["why", "risk", "triggers"]
    runner: dict[str, Any] = Field(default_factory=dict)
    check_in: dict[str, Any] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    earlier: tuple[EarlierRuns, ...] = ()
    run: Recording | None = None
    """Of `why`: the run it came with, as it was recorded."""
    described: DescribedRun | None = None
    """Of `why`: the same run without a recording."""
    cramp: Episode | None = None
    planned: PlannedRun | None = None
    """Of `risk`."""
    edition: str | None = None
    """Of the evidence, as `edition.evidence` names it; the newest if None."""
