"""The check-in's form: one screen, each answer by the key it is kept under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.actions.check_in import ASKED, Cramped, Said, usual_answers, usual_shoe
from uncramp.actions.told import read
from uncramp.history.run import Label
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.web.drawing.asked_units import prefilled
from uncramp.web.drawing.control import Control, control, kept_or_told, limits_of

SCALES: Final = frozenset({"effort", "soreness"})
POINTS: Final = tuple(str(point) for point in range(11))
YES_NO: Final = {"yes": True, "no": False}
LABELS: Final[dict[str, str | Promise]] = {
    "race": _("Was it a race?"),
    "fluid": _("Drunk during it"),
    "sodium": _("Salt taken, as sodium"),
    "carbohydrate": _("Eaten during it, as carbohydrate"),
    "meal_before": _("Last meal before the start"),
    "effort": _("How hard was it?"),
    "soreness": _("How sore are the legs?"),
    "sleep": _("Sleep the night before"),
    "mass_before": _("Weight before"),
    "mass_after": _("Weight after"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the page draws it; ``value`` is what was told, as the form sends it."""

    control: Control
    label: str | Promise
    value: str
    usual: str = ""

    @property
    def scale(self) -> tuple[str, ...]:
        """The steps of a scale; empty where a number is typed."""
        return POINTS if self.control.name in SCALES else ()


def said_in(sent: QueryDict, kept: KeptRun, library: Library) -> Said:
    """What a sent form says; "as usual" fills what was left empty with what is usual.

    Raises
    ------
    InputError
        Where a number is outside what is possible.
    """
    before = kept.run.check_in
    answers: dict[str, Any] = {
        name: kept_or_told(name, text, kept=before)
        if (text := str(sent.get(name) or "").strip())
        else None
        for name in ASKED
        if name in sent
    }
    shoe = sent.get("shoe")
    cramped = sent.get("cramped") or None
    if sent.get("usual"):
        runs = library.kept_runs()
        usual = usual_answers(runs, kept)
        answers |= {name: value for name, value in usual.items() if not answers.get(name)}
        shoe, cramped = shoe or usual_shoe(runs, library), cramped or Cramped.NO
    told = {"cramped": cramped, "answers": answers, "shoe": shoe}
    return read(Said, told | {"at": instant(sent.get("at", ""))})


def instant(written: str) -> datetime | None:
    """The instant of a tap, as a script writes it; None for anything else."""
    try:
        at = parse_datetime(written)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None


def questions(kept: KeptRun, library: Library, sent: QueryDict | None = None) -> list[Asked]:
    """Every question but the first, with what was told before."""
    return list(_questions(kept, usual_answers(library.kept_runs(), kept), sent))


def _questions(kept: KeptRun, usual: dict[str, Any], sent: QueryDict | None) -> Iterator[Asked]:
    for name in ASKED:
        told = getattr(kept.run.check_in, name)
        value = sent.get(name, "") if sent is not None else _written(name, told)
        yield Asked(control(name), LABELS[name], value, _written(name, usual.get(name)))


def _written(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    limits = limits_of(name)
    return str(value) if limits is None else prefilled(value, limits.unit.symbol)


def cramped_before(kept: KeptRun) -> str:
    """What the first question was answered with; empty where it was not."""
    run = kept.run
    if run.label is Label.YES:
        return Cramped.YES
    if run.label is Label.NO:
        return Cramped.TWINGE if run.grade else Cramped.NO
    return ""
