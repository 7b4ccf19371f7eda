"""The four figures: a man and a woman, from the front and from the back, part by part.

The files in `figures` are made by `frontend/body/convert.mjs`; the manifest beside them says
from what. A part's side is the runner's own: on the front view their left is the viewer's right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from uncramp.terms.muscles import Side

FIGURES: Final = Path(__file__).with_name("figures")
SEXES: Final = ("male", "female")
VIEWS: Final = ("back", "front")  # the calf and the back of the thigh cramp most


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of one part on one side; a part may have several.

    ``inset`` is "near" or "far" for the feet drawn large beside the figure, on the viewer's
    left or right; empty for the figure itself.
    """

    part: str
    side: Side
    path: str
    inset: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure: what cannot be chosen, the outline first, and what can."""

    still: tuple[str, ...]
    shapes: tuple[Shape, ...]


@cache
def drawing(sex: str, view: str) -> Drawing:
    """The figure of a sex seen from the front or the back, read once."""
    read = json.loads((FIGURES / f"{sex}_{view}.json").read_text(encoding="utf-8"))
    shapes = (
        Shape(one["part"], Side(one["side"]), one["d"], one.get("inset", ""))
        for one in read["parts"]
    )
    return Drawing(tuple(read["still"]), tuple(shapes))
