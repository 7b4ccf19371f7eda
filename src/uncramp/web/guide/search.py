"""Search over the guide: an SQLite full-text index in memory, made of the pages themselves.

The pages are part of the software, so the index is too: it is never older than they are, it is
in no backup, and it answers the same whichever database keeps the rows. English words are
brought to their stem; German builds words out of words ("Wadenkrampf"), so there any three
letters in a row are found.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

from uncramp.web.guide.page import GuidePage, Language
from uncramp.web.guide.plain import blocks, sentences
from uncramp.web.guide.reading import Guide

LONGEST = 100  # characters of a question that are read
MOST = 12  # results
SHORTEST = 3  # letters; shorter words are in every text
WEIGHTS = "0, 8.0, 4.0, 1.0"  # slug, title, description, body
TOKENS: dict[Language, str] = {
    "en": "porter unicode61 remove_diacritics 2",
    "de": "trigram",
}
ENDINGS = re.compile(r"(?<=\w{4})(?:innen|en|er|es|em|e|n|s)$")
ENGLISH_ENDINGS = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was found, and the sentence of it that fits best, cut where words matched."""

    page: GuidePage
    snippet: tuple[tuple[str, bool], ...]


class Index:
    """One language's pages. Safe to ask from several threads."""

    def __init__(self, pages: Sequence[GuidePage], language: Language) -> None:
        self._pages = {page.slug: page for page in pages}
        self._language = language
        self._lock = Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE words USING fts5"
            f"(slug UNINDEXED, title, description, body, tokenize='{TOKENS[language]}')"
        )
        self._base.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", map(self._row, pages))

    def search(self, question: str) -> tuple[Found, ...]:
        """The pages in which all words stand, best first, then those in which any stands."""
        asked = [self._stem(w) for w in WORD.findall(_folded(question[:LONGEST]))]
        asked = [word for word in asked if len(word) >= SHORTEST]
        if not asked:
            return ()
        slugs = dict.fromkeys((*self._matches(asked, " AND "), *self._matches(asked, " OR ")))
        return tuple(self._found(self._pages[slug], asked) for slug in list(slugs)[:MOST])

    def _matches(self, asked: Sequence[str], together: str) -> list[str]:
        match = together.join(f'"{word}"*' for word in asked)
        ranked = (
            f"SELECT slug FROM words WHERE words MATCH ? ORDER BY bm25(words, {WEIGHTS}), slug "  # noqa: S608  our own numbers
            f"LIMIT {MOST}"
        )
        with self._lock, closing(self._base.execute(ranked, [match])) as rows:
            return [slug for (slug,) in rows]

    def _row(self, page: GuidePage) -> tuple[str, str, str, str]:
        body = " ".join(_sentences(page.body))
        return page.slug, _folded(page.title), _folded(page.description), _folded(body)

    def _stem(self, word: str) -> str:
        """English is stemmed by the index; its ending goes all the same, to mark what is shown."""
        return (ENDINGS if self._language == "de" else ENGLISH_ENDINGS).sub("", word)

    def _found(self, page: GuidePage, asked: Sequence[str]) -> Found:
        said = _sentences(page.body)
        best = max(said, key=lambda one: (self._hits(one, asked), -len(one)), default="")
        return Found(page, tuple(self._cut(best, asked)) if self._hits(best, asked) else ())

    def _hits(self, text: str, asked: Sequence[str]) -> int:
        """How many of the words are in it: in German anywhere, in English as a word begins."""
        start = "" if self._language == "de" else r"\b"
        folded = _folded(text)
        return sum(re.search(start + re.escape(word), folded) is not None for word in asked)

    def _cut(self, text: str, asked: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """The text in parts, True for the words that matched."""
        for part in re.split(r"(\w+)", text):
            if part:
                yield part, bool(self._hits(part, asked))


def _folded(text: str) -> str:
    """Lower case without accents and umlauts, of the same length where that can be."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=512)
def _sentences(body: str) -> tuple[str, ...]:
    """A page's text without marks."""
    return tuple(sentences(blocks(body)))


@cache
def index(of: Guide, language: Language) -> Index:
    """The index of a guide's pages in a language, made when it is first asked."""
    return Index(of.of(language), language)
