"""What was really drunk, eaten and run, beside what the plan asked for; the next plan learns it.

A plan nobody keeps is worth nothing, however right. So a line that was not met becomes a
smaller step next time, a pace cap that was exceeded slows the next first stretch, and
drinking above the limit is said aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from uncramp.history.check_in import CheckIn
from uncramp.history.run import RunSummary
from uncramp.plan.habit import Habit
from uncramp.plan.line import LineKind
from uncramp.terms.sentences import Amount, Sentence, sentence

MEAL_WINDOW = 60.0, 240.0  # min before the start, as guidance has it
NEARLY = 0.1  # of an amount; nobody counts closer
PACE_NEARLY = 0.01


class Verdict(StrEnum):
    """How a line was met; for pace ``MORE`` is faster than the cap."""

    KEPT = "kept"
    LESS = "less"
    MORE = "more"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an earlier plan asked for: a line without its words."""

    kind: LineKind
    amount: float | tuple[float, float] | None
    unit: str

    @property
    def low(self) -> float:
        """The lower end."""
        return self.amount[0] if isinstance(self.amount, tuple) else self.amount or 0.0

    @property
    def high(self) -> float:
        """The upper end."""
        return self.amount[1] if isinstance(self.amount, tuple) else self.amount or 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of an earlier plan and what became of it; ``actual`` is in its unit."""

    asked: Asked
    actual: float | None
    verdict: Verdict
    says: Sentence


def kept(asked: Iterable[Asked], check_in: CheckIn, summary: RunSummary | None) -> tuple[Kept, ...]:
    """Each line with an amount that a check-in or a run can answer, beside what was done.

    ``summary`` is None where no recording is there: then nothing is known of the pace, and
    what is drunk and eaten an hour cannot be told either.
    """
    return tuple(_kept(asked, check_in, summary))


def _kept(asked: Iterable[Asked], check_in: CheckIn, summary: RunSummary | None) -> Iterator[Kept]:
    for line in asked:
        measure = _DONE.get((line.kind, line.unit))
        if line.amount is None or measure is None:
            continue
        actual = measure(check_in, summary)
        verdict = _verdict(line, actual)
        yield Kept(line, actual, verdict, _says(line, actual, verdict))


def _verdict(line: Asked, actual: float | None) -> Verdict:
    if actual is None:
        return Verdict.UNKNOWN
    if line.kind is LineKind.PACE:  # minutes for a kilometre: fewer is faster
        return Verdict.MORE if actual < line.low * (1 - PACE_NEARLY) else Verdict.KEPT
    if actual < line.low * (1 - NEARLY):
        return Verdict.LESS
    return Verdict.MORE if actual > line.high * (1 + NEARLY) else Verdict.KEPT


def _says(line: Asked, actual: float | None, verdict: Verdict) -> Sentence:
    if actual is None:
        return sentence("{what}: not told.", what=NAMES[line.kind])
    digits = 2 if line.kind is LineKind.PACE else 0
    parts = {
        "what": NAMES[line.kind],
        "actual": Amount(actual, line.unit, digits),
        "asked": Amount(line.low if verdict is Verdict.LESS else line.high, line.unit, digits),
    }
    if verdict is Verdict.MORE and line.kind is LineKind.DRINK:
        return sentence(
            "{what}: {actual}, above the limit of {asked}. Drinking too much is dangerous.", **parts
        )
    if verdict is Verdict.KEPT:
        return sentence("{what}: {actual}, as planned.", **parts)
    if verdict is Verdict.LESS:
        return sentence("{what}: {actual} of at least {asked}; the next step is smaller.", **parts)
    return sentence("{what}: {actual}, where the plan said {asked}.", **parts)


NAMES: Mapping[LineKind, Sentence] = {
    LineKind.DRINK: sentence("Drink"),
    LineKind.SALT: sentence("Sodium in the drink"),
    LineKind.CARBOHYDRATE: sentence("Carbohydrate"),
    LineKind.PACE: sentence("Pace"),
    LineKind.STRENGTH: sentence("Strength"),
}


def _per_hour(amount: float | None, summary: RunSummary | None, unit: float) -> float | None:
    if amount is None or summary is None or summary.duration <= 0:
        return None
    return unit * amount / (summary.duration / 3600)


def _meal(check_in: CheckIn, summary: RunSummary | None) -> float | None:
    """Grams in time; a meal outside the window fed another run."""
    when = check_in.meal_before
    if when is None:
        return None
    return check_in.meal_carbohydrate if MEAL_WINDOW[0] <= when <= MEAL_WINDOW[1] else 0.0


def _sodium(check_in: CheckIn, summary: RunSummary | None) -> float | None:
    return None if check_in.drink_sodium is None else 1000 * check_in.drink_sodium


def _pace(check_in: CheckIn, summary: RunSummary | None) -> float | None:
    if summary is None or not summary.distance:
        return None
    return (summary.moving_time or summary.duration) / 60 / (summary.distance / 1000)


def _strength(check_in: CheckIn, summary: RunSummary | None) -> float | None:
    return check_in.strength_training


_DONE: Mapping[tuple[LineKind, str], Callable[[CheckIn, RunSummary | None], float | None]] = {
    (LineKind.DRINK, "ml/h"): lambda said, run: _per_hour(said.fluid, run, 1000),
    (LineKind.SALT, "mg/L"): _sodium,
    (LineKind.CARBOHYDRATE, "g/h"): lambda said, run: _per_hour(said.carbohydrate, run, 1),
    (LineKind.CARBOHYDRATE, "g"): _meal,
    (LineKind.PACE, "min/km"): _pace,
    (LineKind.STRENGTH, "sessions a week"): _strength,
}


def learnt(habit: Habit, found: Iterable[Kept]) -> Habit:
    """The habit after a plan was tried: a line that was not met is asked for in a step."""
    for one in found:
        if one.actual is None:
            continue
        named = (one.asked.kind, one.asked.unit)
        if one.verdict is Verdict.LESS and named == (LineKind.DRINK, "ml/h"):
            habit = replace(habit, most_drunk=max(one.actual / 1000, habit.most_drunk or 0.0))
        elif one.verdict is Verdict.LESS and named == (LineKind.CARBOHYDRATE, "g/h"):
            habit = replace(habit, most_eaten=max(one.actual, habit.most_eaten or 0.0))
        elif one.verdict is Verdict.MORE and one.asked.kind is LineKind.PACE:
            habit = replace(habit, over_cap=100 * (one.asked.low / one.actual - 1))
    return habit
