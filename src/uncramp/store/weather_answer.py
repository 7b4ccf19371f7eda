"""What a weather service answers, read strictly: a strange answer is no weather.

The format is Open-Meteo's archive: columns of hours, numbers of an instant standing at it and
radiation as the mean of the hour before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from uncramp.terms.errors import UncrampError
from uncramp.terms.sentences import sentence

PARTS: Final = (
    "temperature_2m",
    "relative_humidity_2m",
    "wind_speed_10m",
    "shortwave_radiation",
    "direct_radiation",
    "surface_pressure",
)
UNITS: Final = {"temperature_2m": "°C", "wind_speed_10m": "m/s", "surface_pressure": "hPa"}

Place = tuple[float, float]  # degrees north and east, to 0.1
Numbers = list[Annotated[float, Field(ge=-1000, le=5000)] | None]


class NoWeatherError(UncrampError):
    """The service did not answer, or not in a way that can be used; nothing else is touched."""

    @classmethod
    def of(cls, msgid: str, /, **parts: object) -> NoWeatherError:
        """Raise-ready error from a message and its parts."""
        return cls(sentence(msgid, **parts))


class WeatherHistory(Protocol):
    """Whoever can tell the weather of days that are over."""

    def hours(self, place: Place, day: date, *, today: date) -> Hours:
        """The hours of `day` and the day after it, UTC, but none after `today`."""
        ...


class Hours(BaseModel):
    """Hour by hour weather of one rough place, as the service told it; None is untold."""

    model_config = ConfigDict(frozen=True)

    elevation: Annotated[float, Field(ge=-500, le=9000)]  # m above the sea the air is told for
    at: list[datetime]
    parts: Mapping[str, Numbers]

    def number(self, part: str, at: datetime) -> float | None:
        """One number at the start of one hour, None where it is not there."""
        numbers = self.parts.get(part, ())
        return numbers[self.at.index(at)] if numbers and at in self.at else None

    @property
    def whole(self) -> bool:
        """Whether every part of every hour is told: those of yesterday often are not yet."""
        return all(self.parts.get(p) and None not in self.parts[p] for p in PARTS)


class _Answer(BaseModel):
    """The shape of an answer, as far as it is read; only one in UTC is understood."""

    elevation: float
    utc_offset_seconds: Annotated[int, Field(ge=0, le=0)]
    hourly_units: Mapping[str, str] = {}
    hourly: Mapping[str, list[Any]]


def parsed(data: bytes) -> Hours:
    """An answer in Open-Meteo's format; NoWeatherError where it is none."""
    try:
        answer = _Answer.model_validate_json(data)
        at = [datetime.fromisoformat(w).replace(tzinfo=UTC) for w in answer.hourly["time"]]
        parts = {part: answer.hourly.get(part, []) for part in PARTS}
        found = Hours(elevation=answer.elevation, at=at, parts=parts)
    except (ValidationError, KeyError, TypeError, ValueError):
        raise NoWeatherError.of("its answer is not the weather of a place") from None
    if any(len(numbers) not in (0, len(at)) for numbers in parts.values()):
        raise NoWeatherError.of("its answer has columns of different lengths")
    _in_our_units(answer.hourly_units)
    return found


def _in_our_units(theirs: Mapping[str, str]) -> None:
    """A service that does not know the question about units answers in its own."""
    for part, unit in UNITS.items():
        if theirs.get(part, unit) != unit:
            raise NoWeatherError.of(
                "it answered in {theirs}, not in {ours}", theirs=theirs[part], ours=unit
            )
