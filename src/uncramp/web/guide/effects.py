"""The words that tell of an effect, so that a statement of one is found and held to its study."""

from __future__ import annotations

import re
from typing import Final

from uncramp.web.guide.page import Language

WORDS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "raises(?! your pulse| the estimate)", "raised", "lowers(?! the estimate)", "lowered",
        "reduces?", "reduced", "prevents?", "prevented", "protects?", "protected", "causes?",
        "caused", "eases (?:a|the) cramp", "eased", "shortens?", "shortened", "worsens?",
        "helps? against", r"(?<!cramps are )(?<!what is )linked with(?= \w)", "more likely",
        "less likely", "likelier", "more often", "less often", "risks?", "odds",
        "(?:more|fewer) (?:cramps|injuries)",
    ),
    "de": (
        "senkt(?! die Zahl)", "senken", "gesenkt", "erhöht(?! die Zahl)", "erhöhen", "verringert",
        "verringern", "verhindert", "verhindern", "schützt", "schützen", "verursacht",
        "verursachen", "lindert", "lindern", "verkürzt", "verkürzen", "hilft gegen",
        "helfen gegen", r"(?<!womit )häng(?:t|en)\b[^.]*\bzusammen", "verbunden",
        "wahrscheinlicher", "unwahrscheinlicher", "häufiger", "öfter", "seltener", "Risiko",
        "Risiken", "(?:mehr|weniger) (?:Krämpfe|Verletzungen)",
    ),
}  # fmt: skip
"""Whole words. "Lower" is left out, since shoes and legs are lower too."""
_EFFECTS = {
    language: re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
    for language, words in WORDS.items()
}


def effect_in(text: str, language: Language) -> str:
    """The first word of a text that tells of an effect, "" where there is none."""
    found = _EFFECTS[language].search(text)
    return found[0].strip() if found else ""
