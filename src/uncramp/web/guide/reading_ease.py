"""How easily a text reads: Flesch for English, Amstad for German.

Both go by the length of sentences and of words. English: 206.835 - 1.015 words a sentence
- 84.6 syllables a word (Flesch 1948, doi:10.1037/h0057532); German: 180 - words a sentence
- 58.5 syllables a word (Amstad 1978, dissertation, Zürich). Syllables are counted by rule, a
few words wrongly, which evens out over a page.
"""

from __future__ import annotations

import re

from uncramp.web.guide.page import Language
from uncramp.web.guide.plain import blocks, sentences

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
VOWELS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[aeiouy]+"),
    "de": re.compile(r"eau|äu|eu|ei|ai|ie|au|aa|ee|oo|[aeiouyäöü]"),
}
SILENT = re.compile(
    r"(?<=[a-z]{2})(?:(?<![aeiouyl])e|(?<=[aeiouy]l)e|(?<![aeiouydt])ed|(?<![aeiouycsxzhg])es)$"
)
"""Endings that are not heard: pac(e), rul(e), stretch(ed), mak(es); but not musc-le, wan-ted."""
FORMULA: dict[Language, tuple[float, float, float]] = {
    "en": (206.835, 1.015, 84.6),
    "de": (180.0, 1.0, 58.5),
}


def reading_ease(body: str, language: Language) -> float:
    """The ease of a page's text, headings left out; 60 and more is plain, 100 is easy.

    Raises
    ------
    ValueError
        Where there is no word in it.
    """
    said = [words for one in sentences(blocks(body)) if (words := WORD.findall(one))]
    if not said:
        raise ValueError("There is no word to measure.")
    count = sum(map(len, said))
    spoken = sum(syllables(word, language) for words in said for word in words)
    start, each_word, each_syllable = FORMULA[language]
    return start - each_word * count / len(said) - each_syllable * spoken / count


def syllables(word: str, language: Language) -> int:
    """Groups of vowels, at least one; English drops a silent ending."""
    heard = SILENT.sub("", word.lower()) if language == "en" else word.lower()
    return max(1, len(VOWELS[language].findall(heard)))
