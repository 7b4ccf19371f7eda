"""Days as people write them: "22 November" in English, "22. November" in German."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import get_language

DOTTED: Final = frozenset({"de"})  # languages that write a dot behind the number of a day
_DAY = re.compile(r"\bj(?= [FM])")
_WEEKDAY = re.compile(r"\b([lD]) (?=j)")


def in_words(layout: str) -> str:
    """The layout as the language that is read writes it."""
    if (get_language() or "").partition("-")[0] not in DOTTED:
        return layout
    return _WEEKDAY.sub(r"\1, ", _DAY.sub("j.", layout))


def written(day: date, layout: str) -> str:
    """A day or an instant in words."""
    return str(date_format(day, in_words(layout)))
