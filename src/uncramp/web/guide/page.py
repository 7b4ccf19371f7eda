"""One page of the guide: what stands above its text, and the text.

The pages are files, `pages/<language>/<slug>.md`: they are written, reviewed and translated by
people, and go out with the software. What a page says of an effect is bound to claims of the
evidence; `checking` finds where it is not.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
ORIGINAL: Language = "en"
FENCE = "+++\n"
SHORT = 12  # hexadecimal digits of a digest


class PageError(ValueError):
    """A page file that cannot be read, in a sentence with its place."""


class Kind(StrEnum):
    """What a page is about; the order here is the order on the first page of the guide."""

    START = "start"
    MOMENT = "moment"
    FLAGS = "flags"
    MUSCLE = "muscle"
    FACTOR = "factor"
    PREVENTION = "prevention"
    SHOES = "shoes"
    EXERCISE = "exercise"
    DISTANCE = "distance"
    WHO = "who"
    BENEFITS = "benefits"
    TRUST = "trust"


class GuidePage(BaseModel):
    """A page as it was written; ``digest`` names its exact text."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    language: Language
    slug: str
    title: Annotated[str, Field(min_length=3, max_length=70)]
    description: Annotated[str, Field(min_length=20, max_length=160)]
    kind: Kind
    order: int
    reviewed: date
    edition: str
    """Of the evidence, when the page was last reviewed."""
    article: tuple[Annotated[str, Field(pattern=r"^S([1-9]|1[0-4])$")], ...] = ()
    """Rows of the source article that this page answers."""
    related: tuple[str, ...] = ()
    picture: str | None = None
    """A picture above the text, by name."""
    translates: str | None = None
    """The digest of the English page that this one was translated from."""
    body: Annotated[str, Field(min_length=1)]
    digest: str


def read_page(text: str, *, language: str, slug: str) -> GuidePage:
    """A page from the text of its file.

    Raises
    ------
    PageError
        Where the front matter is missing, is no TOML, or lacks or adds a key.
    """
    front, told = _front_matter(text, f"{language}/{slug}.md")
    digest = hashlib.sha256(text.encode()).hexdigest()[:SHORT]
    try:
        return GuidePage(language=language, slug=slug, body=told, digest=digest, **front)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise PageError(f"{language}/{slug}.md: {wrong}") from error


def _front_matter(text: str, place: str) -> tuple[dict[str, Any], str]:
    before, *parts = text.split(FENCE, 2)
    if before.strip() or len(parts) != 2:
        raise PageError(f"{place}: it must begin with TOML between two lines +++.")
    try:
        return tomllib.loads(parts[0]), parts[1].strip()
    except tomllib.TOMLDecodeError as error:
        raise PageError(
            f"{place}: what stands between the lines +++ is no TOML: {error}"
        ) from error
