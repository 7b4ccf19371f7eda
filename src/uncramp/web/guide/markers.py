"""What stands in braces on a page: studies, practice without a study, and parts to place.

`{calf/one-2020 calf/two-2021}` binds a statement to claims of the evidence. `{general}` and
`{opinion}` say that no study stands behind it. Alone on a line, `{card}`, `{flags}`,
`{picture:name}`, `{figure:forest:exposure}` and `{exercise:name}` place a part of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

IN_BRACES = re.compile(r"\{([^{}]*)\}")


class Place(StrEnum):
    """A part that is placed between paragraphs."""

    CARD = "card"
    FLAGS = "flags"
    PICTURE = "picture"
    FOREST = "figure:forest"
    EXERCISE = "exercise"


class Practice(StrEnum):
    """Said without a study, and marked so."""

    GENERAL = "general"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Placed:
    """A part to place; ``name`` says which one, where there are several."""

    place: Place
    name: str = ""


def placed(text: str) -> Placed | None:
    """The part that a paragraph of only this text places; None where it places none."""
    found = IN_BRACES.fullmatch(text.strip())
    if found is None:
        return None
    kind, _, name = found[1].rpartition(":")
    for place in Place:
        if (kind or found[1]) == place:
            return Placed(place, name if kind else "")
    return None


def is_practice(inside: str) -> bool:
    """Whether braces hold a word that says there is no study."""
    return inside.strip() in set(Practice)


def claims_in(inside: str) -> tuple[str, ...]:
    """The claims that braces name; none for practice and for parts."""
    if is_practice(inside) or placed(f"{{{inside}}}") is not None:
        return ()
    return tuple(inside.split())


def claims_of(body: str) -> tuple[str, ...]:
    """Every claim a text names, each once, in order."""
    return tuple(dict.fromkeys(name for one in inside_braces(body) for name in claims_in(one)))


def inside_braces(body: str) -> Iterator[str]:
    """What stands in each pair of braces."""
    return (found[1] for found in IN_BRACES.finditer(body))
