"""Where it cramped how often, on the figures of the body map: for a page and for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape

from uncramp.history.episode import Episode
from uncramp.terms.muscles import Muscle, Side
from uncramp.web.drawing.body_figures import SEXES, VIEWS, Shape, drawing
from uncramp.web.drawing.body_parts import PARTS

WHOLE, LEGS = (20, 30, 684, 1394), (182, 596, 364, 830)  # x, y, width, height of the picture
NOT_LEGS: Final = frozenset({Muscle.ARMS, Muscle.TRUNK, Muscle.HIP, Muscle.GLUTE})
STRENGTHS: Final = 3  # shades: rarely, more often, most often
MUSCLE_OF: Final = {part.name: part.muscle for part in PARTS}
PAPER, EDGE, RED = "#f1efe9", "#b5b5b5", "#8a2b0e"  # of the printed figure
OPACITY: Final = (0, 0.4, 0.7, 1)


@dataclass(frozen=True, slots=True)
class Cramped:
    """One view of the body; each area with its shade, 0 where it never cramped."""

    view: str
    box: tuple[int, int, int, int]
    still: tuple[str, ...]
    areas: tuple[tuple[str, int], ...]


def cramped_body(sex: str | None, episodes: Sequence[Episode]) -> tuple[Cramped, ...]:
    """The views on which a cramp is seen; none where no muscle is named that can be drawn."""
    known = sex if sex in SEXES else SEXES[0]
    box = WHOLE if any(e.muscle in NOT_LEGS for e in episodes) else LEGS
    return tuple(_views(str(known), episodes, box))


def _views(
    sex: str, episodes: Sequence[Episode], box: tuple[int, int, int, int]
) -> Iterator[Cramped]:
    counts = {view: [_times(s, episodes) for s in drawing(sex, view).shapes] for view in VIEWS}
    most = max((n for found in counts.values() for n in found), default=0)
    for view, found in counts.items():
        drawn = drawing(sex, view)
        if any(found):
            shades = [-(-STRENGTHS * n // most) for n in found]
            paths = [shape.path for shape in drawn.shapes]
            yield Cramped(view, box, drawn.still, tuple(zip(paths, shades, strict=True)))


def _times(shape: Shape, episodes: Iterable[Episode]) -> int:
    """How many cramps were in the muscle of a shape on its side; an untold side is neither."""
    return sum(
        episode.muscle is MUSCLE_OF[shape.part] and episode.side in (shape.side, Side.BOTH)
        for episode in episodes
    )


def as_svg(views: Sequence[Cramped]) -> str:
    """The views side by side as one picture with its own colours, for print; "" for none."""
    if not views:
        return ""
    _, _, width, height = views[0].box
    drawn = "".join(_svg(view, at * width) for at, view in enumerate(views))
    size = f"0 0 {width * len(views)} {height}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{drawn}</svg>'


def _svg(view: Cramped, left: int) -> str:
    x, y, width, height = view.box
    still = "".join(f'<path fill="{PAPER}" stroke="{EDGE}" d="{escape(d)}"/>' for d in view.still)
    areas = "".join(
        f'<path fill="{RED if shade else PAPER}" fill-opacity="{OPACITY[shade] or 1}" '
        f'stroke="{EDGE}" d="{escape(path)}"/>'
        for path, shade in view.areas
    )
    place = f'x="{left}" y="0" width="{width}" height="{height}"'
    return f'<svg {place} viewBox="{x} {y} {width} {height}">{still}{areas}</svg>'
