"""How somebody wants to read: units, time zone, language."""

from __future__ import annotations

from typing import Annotated, Literal
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
