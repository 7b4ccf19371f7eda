"""How long it has lasted, in days, out of what people write."""

from __future__ import annotations

import re

_IN_DAYS = {
    "s": 1 / 86_400,
    "m": 1 / 1_440,
    "h": 1 / 24,
    "d": 1.0,
    "w": 7.0,
    "mo": 30.0,
    "y": 365.0,
}
_UNIT = (
    r"(seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?|d|nights?|weeks?|wks?|w|months?"
    r"|years?|yrs?|y)"
)
_NUMBER = (
    r"(\d+(?:[.,]\d+)?|a few|few|several|a couple of|couple of|an?|one|two|three|four|five|six)"
)
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "few": 3,
    "a few": 3, "several": 4, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_SPANS = (
    (r"yesterday|last night", 1.0),
    (r"today|this morning|just now|minutes ago", 0.2),
    (r"last week", 7.0),
    (r"last month|\bmonths\b", 60.0),
    (r"\bweeks\b", 14.0),
    (r"\byears\b|always|lifelong|chronic|childhood", 3650.0),
    (r"\bdays\b", 3.0),
    (r"\bhours\b", 0.2),
)


def days(text: str) -> float | None:
    """Days in `text`, the longest where several are named; None where none can be read."""
    spans = [_number(number) * _IN_DAYS[_key(unit)] for number, unit in _found(text)]
    return max(spans) if spans else _vague(text)


def _found(text: str) -> list[tuple[str, str]]:
    return re.findall(rf"\b{_NUMBER}[ -]?{_UNIT}(?![a-z])", text.lower())


def _number(written: str) -> float:
    return float(_WORDS.get(written, 0) or written.replace(",", "."))


def _key(unit: str) -> str:
    if unit.startswith("mo"):
        return "mo"
    return "d" if unit.startswith("n") else unit[0]


def _vague(text: str) -> float | None:
    return next((span for pattern, span in _SPANS if re.search(pattern, text.lower())), None)
