"""Where it cramped, on a page: a list of muscles and a picture that choose the same inputs.

The list is the form: it alone works without scripts, by keyboard and for a screen reader. The
picture is another way to tick it. A page includes `drawing/body_map.html` with a variable
`body` made here; the form then sends `muscle` (a `Muscle`), `side` (left, right, both) and,
where it was told, `part` (a name of `body_parts.PARTS`; read it with `part_told`).

`drawing/body_shown.html` takes the same `body` and only shows what was chosen, with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.store import words
from uncramp.terms.muscles import NAMES, Muscle, Side
from uncramp.web.drawing.body_figures import SEXES, VIEWS, Shape, drawing
from uncramp.web.drawing.body_parts import PARTS

SIDES = {Side.LEFT: _("Your left"), Side.RIGHT: _("Your right"), Side.BOTH: _("Both sides")}
ON_SIDE = {
    Side.LEFT: _("%(name)s, your left"),
    Side.RIGHT: _("%(name)s, your right"),
    Side.BOTH: _("%(name)s, both sides"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One input: the value it sends, its label, and whether it is ticked."""

    value: str
    label: str | Promise
    chosen: bool
    parts: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One named part of a picture; `lit` where it belongs to what was chosen."""

    part: str
    muscle: str
    side: str
    name: str
    path: str
    lit: bool
    inset: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture, with what lies still in it, the outline of the body first."""

    sex: str
    view: str
    still: tuple[str, ...]
    areas: tuple[Area, ...]

    @property
    def marks(self) -> int:
        """How much of what was chosen is seen on it."""
        return sum(area.lit for area in self.areas)


@dataclass(frozen=True, slots=True)
class Told:
    """What was chosen, as words."""

    muscles: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def lights(self, part: str, muscle: str, side: str) -> bool:
        """Whether a part belongs to it: all of a muscle, where no part of it was told."""
        sided = not self.sides or bool(self.sides & {side, Side.BOTH})
        finer = {p.name for p in PARTS if p.muscle == muscle} & self.parts
        return sided and muscle in self.muscles and (not finer or part in finer)


@dataclass(frozen=True, slots=True)
class BodyMap:
    """What the templates draw."""

    sex: str
    view: str
    muscles: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    several: bool = False
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Radio buttons, or boxes to tick where several muscles may be chosen."""
        return "checkbox" if self.several else "radio"

    @property
    def marked(self) -> tuple[Figure, ...]:
        """The figures to show: of this sex, those on which something chosen is seen."""
        return tuple(f for f in self.figures if f.sex == self.sex and (f.marks or self.links))

    @property
    def index(self) -> list[tuple[str, str | Promise, str]]:
        """The muscles that lead somewhere: value, name and address."""
        led = (m for m in self.muscles if m.value in self.links)
        return [(muscle.value, muscle.label, self.links[muscle.value]) for muscle in led]


def body_map(
    sex: str | None = None,
    chosen: Mapping[str, Any] | None = None,
    *,
    several: bool = False,
    links: Mapping[str, str] | None = None,
) -> BodyMap:
    """The map for a runner of this sex (None: not known), with what was `chosen` ticked.

    `chosen` is what the form sent or will send: a QueryDict, or a mapping of `muscle`, `side`
    and `part` to a word, a member of the enumeration, None, or a list of them. `links` leads
    from muscles to addresses, for a map that is an index (`drawing/body_shown.html`).
    """
    told, leads = _told(chosen), {str(muscle): to for muscle, to in (links or {}).items()}
    figures = tuple(_figure(sex, view, told, leads) for sex in SEXES for view in VIEWS)
    known = str(sex) if sex in SEXES else SEXES[0]
    return BodyMap(
        sex=known,
        view=max((f for f in figures if f.sex == known), key=lambda f: f.marks).view,
        muscles=tuple(_muscle(muscle, told) for muscle in NAMES),
        sides=tuple(Choice(side, label, side in told.sides) for side, label in SIDES.items()),
        figures=figures,
        names=tuple(_names(told)),
        several=several,
        links=leads,
    )


def on_side(name: object, side: str) -> str:
    """A part or a muscle with its side; without one, its name alone."""
    return str(ON_SIDE[Side(side)]) % {"name": name} if side else str(name)


def _muscle(muscle: Muscle, told: Told) -> Choice:
    parts = (Choice(p.name, p.label, p.name in told.parts) for p in PARTS if p.muscle is muscle)
    return Choice(muscle, words.render(NAMES[muscle]), muscle in told.muscles, tuple(parts))


def _figure(sex: str, view: str, told: Told, links: Mapping[str, str]) -> Figure:
    drawn = drawing(sex, view)
    return Figure(sex, view, drawn.still, tuple(_area(s, told, links) for s in drawn.shapes))


def _area(shape: Shape, told: Told, links: Mapping[str, str]) -> Area:
    part = next(part for part in PARTS if part.name == shape.part)
    return Area(
        part=part.name,
        muscle=part.muscle,
        side=shape.side,
        name=on_side(part.label, shape.side),
        path=shape.path,
        lit=told.lights(part.name, part.muscle, shape.side),
        inset=shape.inset,
        link=links.get(part.muscle, ""),
    )


def _names(told: Told) -> list[str]:
    """What was chosen, said: the parts told of a muscle, else the muscle."""
    side = "" if len(told.sides) != 1 else next(iter(told.sides))
    said = []
    for muscle in NAMES:
        finer = [p.label for p in PARTS if p.muscle is muscle and p.name in told.parts]
        if muscle in told.muscles:
            said += [on_side(name, side) for name in finer or [words.render(NAMES[muscle])]]
    return said


def _told(chosen: Mapping[str, Any] | None) -> Told:
    if chosen is None:
        return Told()
    sides = _words(chosen, "side") & {side.value for side in Side}
    return Told(_words(chosen, "muscle"), sides, _words(chosen, "part"))


def _words(chosen: Mapping[str, Any], name: str) -> frozenset[str]:
    """Every word chosen under a name."""
    said = chosen.getlist(name) if isinstance(chosen, QueryDict) else chosen.get(name)
    several = said if isinstance(said, list | tuple | set | frozenset) else (said,)
    return frozenset(str(one) for one in several if one)
