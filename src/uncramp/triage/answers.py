"""How one answer is read: real words in, a small closed list out.

People write "yes (left)", "not sure", "mild one-sided" or "-3 lb". Each reader here
turns that into one of few values, and says which it knows when it cannot. Where words
could mean more than one thing, the more worrying reading is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pydantic_core import PydanticCustomError

from uncramp.terms.quantities import CELSIUS, Range

UNKNOWN = "unknown"

_UNKNOWN = (
    r"(unknown|unsure|uncertain|not (sure|known|checked|looked|measured|tested|tried)"
    r"|don'?t know|do not know|unclear|\?)"
)
_NOT_ASKED = r"(not asked|never asked|null)$"
_NO = r"(no|none|false|n|nil|never|absent|negative|denied|denies|not present|n/a|na|0|-)(?![\w/])"
_YES = (
    r"(yes|true|y|1|present|positive|mild|slight|moderate|severe|marked|some|a (little"
    r"|bit)|sometimes|occasional\w*|left|right|both)(?!\w)"
)

_SIDES = (
    ("alternating", r"altern|one or (the )?other|either|switch|varies|sometimes"),
    ("both", r"both|bilat|each|two|all|\b(left|l)\b.*\b(right|r)\b|\b(right|r)\b.*\b(left|l)\b"),
    ("left", r"\b(left|l)\b"),
    ("right", r"\b(right|r)\b"),
    ("one", r"^(one|single|unilateral)"),
    (UNKNOWN, f"^{_UNKNOWN}"),
    ("none", rf"^({_NO}|mid|centr|general|whole|body|trunk)"),
)

Reader = Callable[[object], object]


def plain(given: object) -> str | None:
    """The written answer in lower case; None where nothing was written."""
    if given is None:
        return None
    if isinstance(given, bool):
        return "yes" if given else "no"
    return re.sub(r"\s+", " ", str(given)).strip().lower() or None


def starts(pattern: str, text: str) -> bool:
    """True when `text` begins with `pattern`."""
    return re.match(pattern, text) is not None


def has(pattern: str, text: str) -> bool:
    """True when `pattern` is anywhere in `text`."""
    return re.search(pattern, text) is not None


def refused(given: object, allowed: str) -> PydanticCustomError:
    """The error for an answer that cannot be read; `allowed` says what can."""
    return PydanticCustomError(
        "not_understood",
        "{given} is not understood here; say {allowed}",
        {"given": repr(given), "allowed": allowed},
    )


def flag(described: str = r"(?!)", *, first: str = r"(?!)") -> Reader:
    """A reader for yes, no and unknown; words that match `described` are a yes.

    `first` are words of a yes that begin like a no ("no urine").
    """

    def read(given: object) -> object:
        text = plain(given)
        if text is None or starts(_NOT_ASKED, text):
            return None
        if starts(first, text):
            return "yes"
        if starts(_UNKNOWN, text):
            return UNKNOWN
        if starts(_NO, text):
            return "no"
        if starts(_YES, text) or has(described, text):
            return "yes"
        raise refused(given, "yes, no or unknown")

    return read


def measured(limits: Range, words: dict[str, float]) -> Reader:
    """A reader for a number with its unit, or one of a few `words`; of "8-9" the upper counts."""

    def read(given: object) -> object:
        text = plain(given)
        if text is None:
            return None
        if starts(_UNKNOWN, text) or starts(r"not weighed|not told", text):
            return UNKNOWN
        upper = re.fullmatch(r"\d+(?:\.\d+)?\s*(?:-|–|to)\s*(\d.*)", text)
        number = upper[1] if upper else text.replace("\N{MINUS SIGN}", "-")
        return limits.read(words.get(text, number))

    return read


def temperature_above(limit: float, otherwise: Reader) -> Reader:
    """A reader that takes a temperature as yes from `limit` °C on, and other words as usual."""

    def read(given: object) -> object:
        text = plain(given)
        if text and starts(r"\d\d", text):
            try:
                return "yes" if CELSIUS.read(text) >= limit else "no"
            except ValueError:
                raise refused(given, "yes, no, unknown or a temperature") from None
        return otherwise(given)

    return read


def heat(given: object) -> object:
    """Heat as yes, mild, no or unknown; degrees from 25 °C on are a yes."""
    text = plain(given)
    if text and starts(r"(mild|slight|warm|moderate)", text):
        return "mild"
    if text and starts(r"(cool|cold|indoors?)\b", text):
        return "no"
    return temperature_above(25, flag(r"(hot|heat|humid|sun|sauna)"))(given)


def sex(given: object) -> object:
    """Male, female, other or unknown."""
    text = plain(given)
    if text is None or text in ("male", "female", "other", UNKNOWN):
        return text
    for value, pattern in (("female", r"(f|w|woman|girl)$"), ("male", r"(m|man|boy)$")):
        if starts(pattern, text):
            return value
    if starts(r"(x|d|diverse|intersex|non-?binary|trans)", text):
        return "other"
    if starts(rf"{_UNKNOWN}|n/a|na\b|not told", text):
        return UNKNOWN
    raise refused(given, "male, female, other or unknown")


def side(given: object) -> object:
    """Left, right, both, alternating, one (not told which), none or unknown."""
    text = plain(given)
    if text is None:
        return None
    for value, pattern in _SIDES:
        if has(pattern, text):
            return value
    raise refused(given, "left, right, both, alternating or unknown")


def swelling(given: object) -> object:
    """None, mild or marked, one-sided or both sides; a bare yes is marked and one-sided."""
    text = plain(given)
    if text is None or text == UNKNOWN or starts(_UNKNOWN, text):
        return text and UNKNOWN
    if starts(_NO, text):
        return "none"
    amount = "mild" if has(r"mild|slight|little|some|bit", text) else "marked"
    if has(r"both|bilat|two", text):
        return f"{amount} both sides"
    if has(
        r"one|uni|left|right|mild|marked|slight|moderate|severe|yes|true|swoll|cm|\by\b|\b1\b", text
    ):
        return f"{amount} one-sided"
    raise refused(given, "none, mild or marked with one-sided or both sides, or unknown")


def weakness(given: object) -> object:
    """None, focal, generalised or progressive; the most worrying word in it counts."""
    text = plain(given)
    if text is None or starts(_UNKNOWN, text):
        return text and UNKNOWN
    if starts(_NO, text):
        return "none"
    for value, pattern in (
        ("progressive", r"progress|worsening|increasing|getting worse"),
        (
            "generalised",
            r"general|both|all over|whole|legs|limbs|proximal|yes|true|\by\b|\b1\b|severe|marked",
        ),
        (
            "focal",
            r"focal|local|mild|slight|some|left|right|one|foot|leg|calf|thigh|ankle|toe|arm|drop",
        ),
    ):
        if has(pattern, text):
            return value
    raise refused(given, "none, focal, generalised, progressive or unknown")


def numbness(given: object) -> object:
    """None, unknown, saddle, or the words for where it is."""
    text = plain(given)
    if text is None or starts(_UNKNOWN, text):
        return text and UNKNOWN
    if starts(_NO, text) and not starts(r"no (feeling|sensation)", text):
        return "none"
    if has(r"saddle|genital|perin|perian|anus|between (the|my) legs|crotch|private", text):
        return "saddle"
    return "local" if starts(_YES, text) else text


def words(given: object) -> object:
    """Free words; a list becomes one line, an empty list "none", an empty line None."""
    if isinstance(given, Iterable) and not isinstance(given, str):
        return "; ".join(str(item).lower() for item in given) or "none"
    text = plain(given)
    return UNKNOWN if text and starts(_UNKNOWN, text) else text


def none_of_these(given: object) -> object:
    """The one tap that answers the whole list with no."""
    text = plain(given)
    if text in (None, "none", "no", "none of these"):
        return text and "none"
    raise refused(given, "none, or answer the single questions")
