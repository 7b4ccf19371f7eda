"""The facts of a runner as a form: each key once, asked as its type says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.actions.told import read
from uncramp.history.answers import RecentBest
from uncramp.history.runner import Runner
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence
from uncramp.web.drawing.asked_units import prefilled
from uncramp.web.drawing.choices import choice
from uncramp.web.drawing.control import Control, control, kept_or_told, limits_of

Text = str | Promise

GROUPS: Final[tuple[tuple[Text, tuple[str, ...]], ...]] = (
    (
        _("Cramps"),
        ("cramped_runs_last_year", "cramped_before", "family_history"),
    ),
    (_("You"), ("sex", "age", "mass", "height")),
    (
        _("Your running"),
        (
            "years_running",
            "usual_weekly_distance",
            "recent_bests",
            "habitual_drop",
            "habitual_strike",
            "acclimatised",
        ),
    ),
    (
        _("Your health"),
        (
            "conditions",
            "medicines",
            "injury_last_12_months",
            "calf_strain_history",
            "low_back_pain",
        ),
    ),
    (_("Measured"), ("sweat_rate", "sweat_sodium")),
)
FIRST: Final = (
    "cramped_runs_last_year",
    "cramped_before",
    "sex",
    "age",
    "mass",
    "recent_bests",
    "conditions",
    "medicines",
)
"""What moves answers most, and what the advice must know before it names an amount."""

MISSED: Final = tuple(name for name in FIRST if name not in {"cramped_before", "recent_bests"})
"""Whoever has not told one of these hears of it; the other two may well be unknown."""

ASKED: Final[dict[str, tuple[Text, Text]]] = {
    "cramped_runs_last_year": (
        _("In the last 12 months, on how many runs did you cramp?"),
        _("Nothing tells more about the next one."),
    ),
    "cramped_before": (_("Did you ever cramp in a run before that?"), ""),
    "family_history": (_("Do your parents, sisters or brothers cramp?"), ""),
    "sex": (_("Sex"), ""),
    "age": (
        _("Age"),
        _("uncramp answers for people from 16; for anybody younger only red flags are looked at."),
    ),
    "mass": (_("Body mass"), _("Sweat and salt are reckoned from it.")),
    "height": (_("Height"), ""),
    "years_running": (_("Years of running"), ""),
    "usual_weekly_distance": (_("A usual week"), ""),
    "recent_bests": (
        _("Recent best times"),
        _("As 10km/42:10, 5km/20:00. They say what pace is beyond you."),
    ),
    "habitual_drop": (_("Heel-to-toe drop of your usual shoes"), ""),
    "habitual_strike": (_("What lands first"), ""),
    "acclimatised": (_("Are you used to heat at the moment?"), ""),
    "conditions": (
        _("Do you have any of these?"),
        _("Until this is answered no amount to drink is named."),
    ),
    "medicines": (_("Do you take any of these?"), ""),
    "injury_last_12_months": (_("An injury in the last 12 months?"), ""),
    "calf_strain_history": (_("Ever strained a calf?"), ""),
    "low_back_pain": (_("Low back pain?"), ""),
    "sweat_rate": (_("Sweat rate, if you weighed it"), ""),
    "sweat_sodium": (_("Sodium in your sweat, if measured"), ""),
}
NO_FAULTS: Final[Mapping[str, str]] = {}
MANY: Final = frozenset({"conditions", "medicines"})
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form with what was answered so far."""

    control: Control
    text: Text
    why: Text
    value: str
    ticked: frozenset[str] = frozenset()
    fault: str = ""

    @property
    def many(self) -> bool:
        return self.control.name in MANY


def missed(runner: Runner) -> bool:
    """Whether something is not told that moves every answer."""
    return any(getattr(runner, name) is None for name in MISSED)


def asked(
    runner: Runner,
    names: Sequence[str] | None = None,
    told: QueryDict | None = None,
    faults: Mapping[str, str] = NO_FAULTS,
) -> list[tuple[Text, list[Field]]]:
    """The groups of questions, with the answers kept, or those just told and what is wrong."""
    groups = [(title, [n for n in of if names is None or n in names]) for title, of in GROUPS]
    fields = [(title, [_field(n, runner, told) for n in of]) for title, of in groups if of]
    return [
        (title, [replace(one, fault=faults.get(one.control.name, "")) for one in of])
        for title, of in fields
    ]


def given(
    told: QueryDict, names: Sequence[str] | None = None, *, known: Runner
) -> tuple[dict[str, object], dict[str, str]]:
    """What the form says, and what is wrong with it, each by key.

    What was left empty is empty, what was left alone is as `known`.
    """
    every = names or tuple(name for _, of in GROUPS for name in of)
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name in every:
        try:
            values[name] = _given(name, told, known)
        except InputError:
            faults[name] = words.render(_outside(name, str(told[name])))
            continue
        try:
            read(Runner, {name: values[name]} if values[name] != "" else {})
        except InputError:
            faults[name] = words.render(_not_understood(name, str(told[name])))
    return values, faults


def _outside(name: str, typed: str) -> Sentence:
    field = control(name)
    return sentence(
        "{given} is outside what is possible: {low} to {high} {unit}.",
        given=typed[:40],
        low=f"{field.low:g}",
        high=f"{field.high:g}",
        unit=choice(field.unit),
    )


def _not_understood(name: str, typed: str) -> Sentence:
    if name == "recent_bests":
        return sentence("“{given}” cannot be read. Write it as 10km/42:10.", given=typed[:40])
    if limits_of(name) is None:
        return sentence("“{given}” cannot be chosen here.", given=typed[:40])
    unit = choice(control(name).unit)
    return sentence(
        "“{given}” is no number. It is asked for in {unit}.", given=typed[:40], unit=unit
    )


def _given(name: str, told: QueryDict, known: Runner) -> object:
    if name in MANY:
        ticked = [str(one) for one in told.getlist(name)]
        return [one for one in ticked if one != NONE] if ticked else ""
    return kept_or_told(name, str(told.get(name, "")).strip(), kept=known)


def _field(name: str, runner: Runner, told: QueryDict | None) -> Field:
    text, why = ASKED[name]
    if told is not None:
        ticked = frozenset(str(one) for one in told.getlist(name))
        return Field(control(name), text, why, str(told.get(name, "")), ticked)
    value = getattr(runner, name)
    return Field(control(name), text, why, _written(name, value), frozenset(_ticked(value)))


def _ticked(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from (str(one) for one in value)
        if not value:
            yield NONE


def _written(name: str, value: Any) -> str:
    """A kept value as it would be typed."""
    if value is None or name in MANY:
        return ""
    if name == "recent_bests":
        return ", ".join(_best(best) for best in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    limits = limits_of(name)
    return str(value) if limits is None else prefilled(value, limits.unit.symbol)


def _best(best: RecentBest) -> str:
    minutes, seconds = divmod(round(best.time), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return f"{best.distance / 1000:g}km/{clock}"
