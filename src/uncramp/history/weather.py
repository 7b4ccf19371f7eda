"""The weather of a run: what it was like outside, and who says so.

Three may speak of it. What the runner told is believed before a weather history, and that
before the watch, whose sensor sits on a warm arm.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from uncramp.history.answers import Value


class WeatherSource(StrEnum):
    """Who says so, most believed first."""

    TOLD = "told"
    HISTORY = "history"
    WATCH = "watch"


class Weather(Value):
    """The air around a run, a mean over it; None is "not known".

    What cannot be on Earth is refused, so that a broken service gives no weather rather than
    a strange one.
    """

    temperature: Annotated[float, Field(ge=-90, le=60)]
    """°C, in the shade at 2 m, at the altitude of the run."""
    humidity: Annotated[float, Field(ge=0, le=105)] | None = None
    """%, relative; analyses of the air reach a little above 100."""
    wind: Annotated[float, Field(ge=0, le=120)] | None = None
    """m/s, at 10 m."""
    radiation: Annotated[float, Field(ge=0, le=1500)] | None = None
    """W/m² of sunlight on level ground."""
    direct: Annotated[float, Field(ge=0, le=1)] | None = None
    """The share of `radiation` that comes straight from the sun."""
    pressure: Annotated[float, Field(ge=250, le=1100)] | None = None
    """hPa, at the ground."""
    source: WeatherSource = WeatherSource.HISTORY


class Hour(Value):
    """One hour of the clock that a run touched, and roughly where the runner was.

    Places are kept to a tenth of a degree: enough for weather, too little to find a door.
    """

    at: datetime
    """When the hour begins, UTC."""
    latitude: float  # degrees north, to 0.1
    longitude: float  # degrees east, to 0.1
    seconds: float
    """Of the run in this hour."""
