"""Show interest in coaching: read what was written, look for red flags, and for machines.

A machine is told by what people do not do. What looks like one is kept apart for a person to
look at, never thrown away, and is answered with the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BeforeValidator, StringConstraints, ValidationError

from uncramp.actions.assess_case import Facts, Triage, assess_case
from uncramp.actions.duty import mail_address
from uncramp.history.answers import Value
from uncramp.terms.errors import InputError

QUICKEST: Final = timedelta(seconds=2)  # from the page to the answer; a person reads it first
LONGEST: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
MOST_READ: Final = 20_000  # letters; triage takes no more
MOST_FROM_ONE: Final = 5  # an hour, from one address of the network
MOST_IN_ALL: Final = 60  # an hour


def one_line(text: object) -> str:
    """What was typed as one line without control characters, so that it can be a header."""
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in str(text))
    return " ".join(plain.split())


def reach(text: object) -> str:
    """A mail address, or a telephone number as digits with spaces; ValueError otherwise."""
    line = one_line(text)
    if "@" in line:
        return mail_address(line)
    digits = re.sub(r"[\s()./-]", "", line)
    if not re.fullmatch(r"\+?\d{6,15}", digits):  # ITU-T E.164: at most 15
        raise ValueError(f"{line[:40]} is neither a mail address nor a telephone number")
    return line


def same_reach(text: str) -> str:
    """By what two ways of writing one address or number are known to be the same."""
    if "@" in text:
        return text.strip().casefold()
    return re.sub(r"[^\d+]", "", text).replace("+", "00", 1)


def _lines(text: object) -> str:
    kept = (c for c in str(text) if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return "".join(kept).strip()


class Interest(Value):
    """What somebody wrote who wants to be helped by a person."""

    name: Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=1, max_length=100)]
    reach: Annotated[str, BeforeValidator(reach)]
    """A mail address or a telephone number."""
    words: Annotated[str, BeforeValidator(_lines), StringConstraints(min_length=1, max_length=5000)]
    """What happens, in their own words."""

    @property
    def mail(self) -> str | None:
        """The mail address, where that is how they want to be reached."""
        return self.reach if "@" in self.reach else None


class Apart(StrEnum):
    """Why something was kept apart."""

    FILLED = "filled"
    """The field that must stay blank was not."""
    NO_PAGE = "no_page"
    """It was sent without the page, or with a page nobody here has made."""
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    TWICE = "twice"
    """The same page was sent before."""
    MANY_FROM_ONE = "many_from_one"
    MANY_IN_ALL = "many_in_all"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a form came: when its page was made (None: no page of ours), and what came before."""

    shown_at: datetime | None
    blank: str = ""
    """What stands in the field that must stay blank."""
    sent_before: bool = False
    from_one: int = 0
    """Forms of the last hour from the same address of the network."""
    in_all: int = 0
    """Forms of the last hour that were not kept apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A form that was read: what it says, what triage says of it, whether it is kept apart."""

    interest: Interest
    triage: Triage
    apart: Apart | None


def show_interest(given: Mapping[str, str], how: Circumstances, *, now: datetime) -> Shown:
    """Read a form and judge it.

    Raises
    ------
    InputError
        Where something is missing or cannot be used; nothing is to be kept then, and the form
        is shown again with what was written.
    """
    interest = _read(given)
    return Shown(interest, red_flags(interest.words), apart(how, now=now))


def red_flags(words: str) -> Triage:
    """What triage says of a text; of a form that cannot be used too, since that is no calm."""
    return assess_case(Facts(text=words[:MOST_READ]))


def apart(how: Circumstances, *, now: datetime) -> Apart | None:
    """Why this looks like a machine; None where it does not."""
    age = now - how.shown_at if how.shown_at else None
    signs = {
        Apart.FILLED: bool(how.blank),
        Apart.NO_PAGE: age is None,
        Apart.TOO_FAST: age is not None and age < QUICKEST,
        Apart.TOO_OLD: age is not None and age > LONGEST,
        Apart.TWICE: how.sent_before,
        Apart.MANY_FROM_ONE: how.from_one >= MOST_FROM_ONE,
        Apart.MANY_IN_ALL: how.in_all >= MOST_IN_ALL,
    }
    return next((sign for sign, there in signs.items() if there), None)


def _read(given: Mapping[str, str]) -> Interest:
    try:
        said = {name: given.get(name, "") for name in Interest.model_fields}
        interest = Interest.model_validate(said)
    except ValidationError as error:
        raise _missing(str(error.errors()[0]["loc"][0]), given) from None
    if not given.get("consent"):
        raise InputError.of(
            "Please tick that the helpers may read this and contact you: without it nothing is "
            "kept."
        )
    return interest


def _missing(name: str, given: Mapping[str, str]) -> InputError:
    if name == "name":
        return InputError.of("Please say how you would like to be called, in up to 100 letters.")
    if name == "reach":
        return InputError.of(
            "“{reach}” is neither a mail address nor a telephone number, so nobody could reach "
            "you. Please look at it again.",
            reach=one_line(given.get("reach", ""))[:60],
        )
    return InputError.of("Please tell in a few words what happens, in up to 5000 letters.")
