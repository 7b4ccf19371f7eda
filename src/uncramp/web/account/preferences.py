"""How somebody wants to read: units, time zone, language; and what they want to hear no more of."""

from __future__ import annotations

from typing import Annotated, Final, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator

from uncramp.history.answers import Value

Units = Literal["metric", "imperial"]
Language = Literal["en", "de"]


def _known(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name[:40]} is not the name of a time zone")
    return name


class Preferences(Value):
    """None is "as the browser says": no language chosen, and times in UTC until one is told."""

    units: Units = "metric"
    time_zone: Annotated[str, AfterValidator(_known)] | None = None
    language: Language | None = None
    facts_later: bool = False
    """Whether they said that missing facts are to be mentioned no more."""


CHOSEN: Final = ("units", "time_zone", "language")
"""What the form of the account asks for."""


def in_zone(told: Preferences, zone: str) -> Preferences:
    """With the browser's time zone, unless one was chosen; one that does not exist is no zone."""
    if told.time_zone or zone not in available_timezones():
        return told
    return told.model_copy(update={"time_zone": zone})
