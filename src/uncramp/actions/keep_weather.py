"""Keep the weather of the runs in a library, as a weather history tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from uncramp.actions.look_up_weather import weather_of
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.store.weather_answer import NoWeatherError, WeatherHistory
from uncramp.terms.sentences import Sentence, sentence

USED_TO = timedelta(days=14)  # before a run, by which its heat is judged


@dataclass(frozen=True, slots=True)
class KeptWeather:
    """How many runs got their weather, and what stopped it where something did."""

    found: int
    notes: tuple[Sentence, ...] = ()


def keep_weather(
    *,
    library: Library,
    history: WeatherHistory,
    now: datetime,
    before: datetime | None = None,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> KeptWeather:
    """Look up the weather of every run that has none yet; the first failure ends it.

    What was found until then is kept, and the same call goes on from there.

    Parameters
    ----------
    before : datetime
        Only the runs by which the heat of a run that began then is judged.
    tell : callable
        Hears how far it is.
    """
    wanted = [kept for kept in library.recordings() if _wanted(kept, before)]
    found = 0
    for at, kept in enumerate(wanted):
        try:
            weather = weather_of(kept.run.summary, history, now=now)
        except NoWeatherError as error:
            return KeptWeather(found, (_stopped(len(wanted) - at, error),))
        if weather is not None:
            library.replace_run(replace(kept, run=replace(kept.run, weather=weather)))
            found += 1
        tell(at + 1, len(wanted))
    return KeptWeather(found)


def _wanted(kept: KeptRun, before: datetime | None) -> bool:
    began, run = kept.run.summary.started_at, kept.run
    if run.weather is not None or not run.summary.hours or began is None or kept.set_aside_at:
        return False
    return before is None or before - USED_TO <= began < before


def _stopped(left: int, error: NoWeatherError) -> Sentence:
    return sentence(
        "The weather of {left} runs was not looked up: the weather service was asked, but {why}. "
        "What the watch and you say of the weather stands.",
        left=left,
        why=error.said,
    )
