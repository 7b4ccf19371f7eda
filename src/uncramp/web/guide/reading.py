"""The pages of the guide, read from their folder once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from uncramp.web.guide.page import LANGUAGES, GuidePage, Kind, Language, read_page

ENDING = ".md"


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so it can key a cache
class Guide:
    """Every page by language and slug; a slug means the same page in every language."""

    pages: Mapping[tuple[str, str], GuidePage]

    def page(self, language: Language, slug: str) -> GuidePage | None:
        """The page of this name, None where there is none in this language."""
        return self.pages.get((language, slug))

    def of(self, language: Language, kind: Kind | None = None) -> tuple[GuidePage, ...]:
        """Pages of a language in their order; all of them, or those of one kind."""
        kinds = list(Kind)
        found = [
            page
            for page in self.pages.values()
            if page.language == language and kind in {None, page.kind}
        ]
        return tuple(sorted(found, key=lambda p: (kinds.index(p.kind), p.order, p.title)))

    def slugs(self, language: Language) -> frozenset[str]:
        """The names of the pages there are in a language."""
        return frozenset(slug for spoken, slug in self.pages if spoken == language)


@cache
def guide() -> Guide:
    """The guide that goes out with the software."""
    return read_guide(files("uncramp.web.guide") / "pages")


def read_guide(folder: Traversable) -> Guide:
    """The guide in a folder with a folder for each language.

    Raises
    ------
    PageError
        Where a file cannot be read as a page.
    """
    return Guide({(page.language, page.slug): page for page in _pages(folder)})


def _pages(folder: Traversable) -> Iterator[GuidePage]:
    for language in LANGUAGES:
        spoken = folder / language
        if not spoken.is_dir():
            continue
        for file in sorted(spoken.iterdir(), key=lambda file: file.name):
            if file.name.endswith(ENDING):
                text = file.read_text(encoding="utf-8")
                yield read_page(text, language=language, slug=file.name.removesuffix(ENDING))
