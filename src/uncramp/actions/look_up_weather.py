"""Look up what the weather was on the way of a run, in a weather history.

An error there never stops an answer: the run falls back to what the watch and the runner say,
and that is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from math import exp

from pydantic import ValidationError

from uncramp.history.run import RunSummary
from uncramp.history.weather import Hour, Weather
from uncramp.store.weather_answer import Hours, NoWeatherError, Place, WeatherHistory
from uncramp.terms.sentences import Sentence, sentence

AN_HOUR = timedelta(hours=1)
LAPSE = 0.0065  # °C a metre of height; ICAO standard atmosphere
THINNER = 8434.0  # m over which pressure falls by e, in air of 15 °C
AT_AN_INSTANT = {  # our names for what stands at the hour itself
    "temperature": "temperature_2m",
    "humidity": "relative_humidity_2m",
    "wind": "wind_speed_10m",
    "pressure": "surface_pressure",
}
OVER_THE_HOUR = {  # and for what is a mean of the hour before
    "radiation": "shortwave_radiation",
    "beam": "direct_radiation",
}
NOT_YET = sentence(
    "There is no weather history of that day yet; it comes some days later. The answer rests on "
    "what the watch and you say of the weather."
)
NOWHERE = sentence(
    "The weather cannot be looked up: the recording has no place, no clock, or was made indoors."
)

Part = tuple[float, Mapping[str, float | None]]  # s of the run, and what the air was in them


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a weather history told of a run; ``notes`` say why it told nothing."""

    weather: Weather | None = None
    notes: tuple[Sentence, ...] = ()


def look_up_weather(
    summary: RunSummary, history: WeatherHistory | None, *, now: datetime
) -> LookedUp:
    """The weather of a run, a mean over its hours, brought to its altitude. Never raises.

    Nothing is asked, and nothing said, where `history` is None.
    """
    if history is None:
        return LookedUp()
    if not summary.hours:
        return LookedUp(notes=(NOWHERE,))
    try:
        found = weather_of(summary, history, now=now)
    except NoWeatherError as error:
        said = sentence(
            "The weather was not looked up: the weather service was asked, but {why}. The answer "
            "rests on what the watch and you say of the weather.",
            why=error.said,
        )
        return LookedUp(notes=(said,))
    return LookedUp(found) if found else LookedUp(notes=(NOT_YET,))


def weather_of(summary: RunSummary, history: WeatherHistory, *, now: datetime) -> Weather | None:
    """The same, None where the history does not reach to that day.

    Raises
    ------
    NoWeatherError
        Where the service does not answer, or tells what cannot be.
    """

    @cache
    def told(place: Place, day: date) -> Hours:
        return history.hours(place, day, today=now.date())

    asked = (hour for hour in summary.hours if hour.seconds > 0 and hour.at <= now)
    parts = [_part(summary, h, told((h.latitude, h.longitude), h.at.date())) for h in asked]
    mean = {name: _mean(parts, name) for name in (*AT_AN_INSTANT, *OVER_THE_HOUR)}
    beam, radiation = mean.pop("beam"), mean["radiation"]
    direct = min(beam / radiation, 1.0) if radiation and beam is not None else None
    if mean["temperature"] is None:
        return None
    try:
        return Weather.model_validate({**mean, "direct": direct})
    except ValidationError:
        raise NoWeatherError.of("it told of weather that cannot be on Earth") from None


def _part(summary: RunSummary, hour: Hour, told: Hours) -> Part:
    """One hour of the run, its air brought from the service's height to the runner's."""
    air = {ours: _between(told, theirs, hour.at) for ours, theirs in AT_AN_INSTANT.items()}
    later = hour.at + AN_HOUR
    sun = {ours: told.number(theirs, later) for ours, theirs in OVER_THE_HOUR.items()}
    above = 0.0 if summary.altitude is None else summary.altitude - told.elevation
    if air["temperature"] is not None:
        air["temperature"] -= LAPSE * above
    if air["pressure"] is not None:
        air["pressure"] *= exp(-above / THINNER)
    return hour.seconds, {**air, **sun}


def _between(told: Hours, part: str, at: datetime) -> float | None:
    """The mean of the numbers at both ends of an hour, of those that are told."""
    ends = (told.number(part, at), told.number(part, at + AN_HOUR))
    known = [value for value in ends if value is not None]
    return sum(known) / len(known) if known else None


def _mean(parts: Sequence[Part], name: str) -> float | None:
    """Weighted by the seconds of each hour; None where no hour tells."""
    known = [(seconds, value) for seconds, air in parts if (value := air[name]) is not None]
    weight = sum(seconds for seconds, _ in known)
    return sum(seconds * value for seconds, value in known) / weight if known else None
