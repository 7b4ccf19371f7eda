"""The Activity: what a watch recorded of one effort, as columns on one clock.

Every column has one row a sample, in time order. What the watch did not record is NaN,
never 0; a run without places, heart rate or even a clock is still a run.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Self

import numpy as np

from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What was measured, sample by sample. Each is (n_samples,), NaN where missing."""

    time: Column  # s since the first sample; NaN throughout in a file without a clock
    distance: Column  # m from the start, as the device counted it
    speed: Column  # m/s
    altitude: Column  # m
    heart_rate: Column  # beats/min
    step_rate: Column  # steps/min, both feet
    power: Column  # W
    temperature: Column  # °C, at the device: warmed by the arm that wears it
    ground_contact_time: Column  # ms
    ground_contact_balance: Column  # % of the contact time on the left foot
    vertical_oscillation: Column  # mm
    step_length: Column  # mm
    latitude: Column  # degrees north
    longitude: Column  # degrees east

    @classmethod
    def of(cls, n_samples: int, **known: Column) -> Self:
        """Columns of `n_samples` rows: those named in `known`, the others missing."""
        missing = np.full(n_samples, np.nan)
        missing.flags.writeable = False
        return cls(**{f.name: known.get(f.name, missing) for f in fields(cls)})

    def __len__(self) -> int:
        return self.time.size


@dataclass(frozen=True, slots=True)
class Lap:
    """One lap as the device closed it."""

    start: float  # s since the first sample
    duration: float  # s of timer time; NaN when untold
    distance: float  # m; NaN when untold


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the timer stood still."""

    start: float  # s since the first sample
    end: float  # s since the first sample


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """One recorded effort.

    ``sport`` and ``sub_sport`` are the FIT profile's words ("running", "trail"), "" where
    the file does not say. ``started_at`` is the instant of the first sample in UTC, None
    in a file without a clock. ``utc_offset`` is the file's own hint of the local time, in
    seconds east. ``notes`` says what was guessed, ``dropped`` what could not be read and
    why: nothing is lost silently.
    """

    sport: str
    sub_sport: str
    started_at: datetime | None
    columns: Columns
    laps: tuple[Lap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    device: str = ""
    utc_offset: int | None = None
    notes: tuple[Sentence, ...] = ()
    dropped: tuple[Sentence, ...] = field(default=())
