"""Days as people write them: "22 November" in English, "22. November" in German."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import get_language

DOTTED: Final = frozenset({"de"})  # languages that write a dot behind the number of a day
_DAY = re.compile(r"\bj(?= [FM])")
_MONTH = re.compile(r"(?<=j\. )M\b")  # short names have their dot too, and "Mai" has none
_WEEKDAY = re.compile(r"\b([lD]) (?=j)")


def in_words(layout: str) -> str:
    """The layout as the language that is read writes it."""
    if not is_dotted():
        return layout
    return _MONTH.sub("N", _WEEKDAY.sub(r"\1, ", _DAY.sub("j.", layout)))


def is_dotted() -> bool:
    """Whether the language that is read writes a dot behind the number of a day."""
    return (get_language() or "").partition("-")[0] in DOTTED


def written(day: date, layout: str) -> str:
    """A day or an instant in words."""
    return str(date_format(day, in_words(layout)))
