"""What muscles went through in a run, as a table: no number says more than is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uncramp.actions.cite_sources import cite_source
from uncramp.actions.see_run import Cell
from uncramp.store import words
from uncramp.web.drawing.choices import choice

WHETHER: Final = frozenset({"race", "sudden_movement", "recent_illness"})  # told as yes or no
FUEL: Final = frozenset({"carbohydrate_before_gap", "carbohydrate_gap"})
"""What nobody needs up to an hour: only there is it 0 without an error (`exposure.fuel`)."""
PURE: Final[Mapping[str, str | Promise]] = {
    "distance_spike": _("times your longest run of the 30 days before"),
    "weekly_build": _("times your usual week, of the four before"),
    "abrupt_stop": _("from 0, eased off, to 1, full speed to the end"),
    "new_shoes": _("from 0, run in, to 1, never worn"),
    "forefoot_load": _("from 0, the heel, to 1, the forefoot"),
}
"""What a number without a unit counts, by its exposure."""


def of_the_run(shown: Cell) -> bool:
    """Whether it is about this run; what is told of the runner stands on their own page."""
    return shown.exposure.kind != "fact"


def cell(shown: Cell) -> dict[str, Any]:
    """One exposure as the row of a table; `says` stands in place of a number that says less."""
    row: dict[str, Any] = {
        "label": words.render(shown.exposure.label),
        "cited": cite_source(shown.exposure.source),
        "usual": _written(shown, shown.usual),
    }
    if shown.exposure.name in FUEL and shown.value == 0 and not shown.sd:
        return row | {"says": gettext("None is needed for a run of up to an hour.")}
    pure = shown.exposure.unit == "1"
    return row | {
        "value": _value(shown),
        "sd": _error(shown),
        "unit": "" if pure else choice(shown.exposure.unit),
        "counts": PURE.get(shown.exposure.name, "") if pure else "",
    }


def _value(shown: Cell) -> str:
    if not shown.beyond or shown.value is None:
        return _written(shown, shown.value)
    end = words.number(f"{shown.value:g}")
    least = shown.value <= shown.exposure.valid[0]
    return (gettext("%(end)s or less") if least else gettext("%(end)s or more")) % {"end": end}


def _error(shown: Cell) -> str:
    """Its error; nothing where there is none to tell, or the value is only a bound."""
    if not shown.sd or shown.beyond or shown.exposure.name in WHETHER:
        return ""
    smallest = 10.0**-shown.exposure.digits
    if round(shown.sd, shown.exposure.digits) == 0:
        return gettext("under %(smallest)s") % {"smallest": words.number(f"{smallest:g}")}
    return _written(shown, shown.sd)


def _written(shown: Cell, number: float | None) -> str:
    if number is None:
        return ""
    if shown.exposure.name in WHETHER:
        return gettext("yes") if number >= 0.5 else gettext("no")
    digits = shown.exposure.digits
    return words.number(f"{round(number, digits) + 0.0:.{digits}f}")


def missing(cells: Iterable[Cell]) -> Iterator[tuple[str, str]]:
    """What is not known of a run, and why."""
    for one in cells:
        if one.missing is not None:
            yield words.render(one.exposure.label), words.render(one.missing)
