"""A day in words, in the language of who reads it."""

from __future__ import annotations

from datetime import date
from typing import Final

from uncramp.terms.sentences import Sentence, sentence

MONTHS: Final = (
    sentence("{day} January {year}"),
    sentence("{day} February {year}"),
    sentence("{day} March {year}"),
    sentence("{day} April {year}"),
    sentence("{day} May {year}"),
    sentence("{day} June {year}"),
    sentence("{day} July {year}"),
    sentence("{day} August {year}"),
    sentence("{day} September {year}"),
    sentence("{day} October {year}"),
    sentence("{day} November {year}"),
    sentence("{day} December {year}"),
)


def day_in_words(day: date) -> Sentence:
    """The day as people write it: "22 November 2026"."""
    said = MONTHS[day.month - 1]
    return sentence(said.msgid, day=f"{day.day}", year=f"{day.year}")
