"""What a phrase is, and what a language has of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Phrase(NamedTuple):
    """Words that name a fact, and the value they give it."""

    words: str
    fact: str
    value: str = "yes"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The phrases of one language, and how it denies them or puts them into the past.

    Texts come in lower case, with plain apostrophes, and with ä, ö, ü and ß as ae, oe, ue, ss.
    """

    phrases: tuple[Phrase, ...]
    denied: re.Pattern[str]
    """In the clause before the phrase."""
    denied_after: re.Pattern[str]
    """Straight behind it, as in "fever: none"."""
    past: re.Pattern[str]
    """Anywhere in the clause."""
