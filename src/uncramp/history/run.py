"""One run as the history keeps it: a summary of its streams, its check-in, its label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from uncramp.history.answers import Value
from uncramp.history.check_in import CheckIn
from uncramp.history.grade import Grade
from uncramp.history.weather import Hour, Weather


class Label(StrEnum):
    """Whether a run ended in a cramp, as far as anybody said.

    A run nobody was asked about is UNKNOWN, never a "no": calling silence "no" makes every
    forecast several times too low.
    """

    YES = "yes"
    NO = "no"
    PROBABLY_NO = "probably no"
    """Silence while others were answered: worked out for a fit, never kept."""
    UNKNOWN = "unknown"


class BestEffort(Value):
    """The least time over a distance inside one run, grade-adjusted, stops included."""

    distance: float  # m
    time: float  # s


class RunSummary(Value):
    """What is computed once from the streams of a run and kept; None where missing."""

    edition: str
    started_at: datetime | None
    sport: str
    sub_sport: str
    device: str
    duration: float  # s from the first to the last sample
    moving_time: float | None  # s
    distance: float | None  # m
    graded_distance: float | None  # m on the flat for the same energy
    ascent: float | None  # m
    descent: float | None  # m
    late_fade: float | None  # %, positive is slower
    late_fade_sd: float | None  # %
    heart_rate: float | None  # beats/min, mean
    temperature: float | None  # °C, mean of the watch's own sensor
    best_efforts: tuple[BestEffort, ...] = ()
    time_at_speed: tuple[int, ...] = ()
    """Seconds at each tenth of a m/s of grade-adjusted speed, from 0 up; empty where unknown."""
    eccentric_descent: float | None = None  # m, weighted by the share of braking work
    cool_down: float | None = None  # s of a planned cool-down at the end; 0 where none was seen
    finishing_speed: float | None = None  # of the last minute over the whole run, 1
    heart_rate_drift: float | None = None  # %, positive where each m/s cost more beats late
    heart_rate_drift_sd: float | None = None  # %
    step_rate: float | None = None  # steps/min, both feet, mean while running
    ground_contact_time: float | None = None  # ms, mean
    balance_drift: float | None = None  # % of contact time that moved to the other foot
    balance_drift_sd: float | None = None  # %
    sun: float | None = None  # degrees above the horizon, half-way through
    vertical_oscillation: float | None = None  # mm the body rises and falls, mean while running
    altitude: float | None = None  # m above the sea, mean
    hours: tuple[Hour, ...] = ()
    """The hours of the clock the run touched, with rough places; empty indoors or without one."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a history."""

    summary: RunSummary
    check_in: CheckIn = CheckIn()
    label: Label = Label.UNKNOWN
    weather: Weather | None = None
    """As a weather history tells it; what the runner told stands in the check-in."""
    check_in_after_cramp: bool = False
    """Whether the check-in was answered when its runner knew of a cramp in this run."""
    night: Label = Label.UNKNOWN
    """Whether a cramp came from sleep or in bed within 24 h; an outcome of its own."""
    grade: Grade | None = None
    """How bad the worst of it was; a twinge is kept, and is no cramp."""
