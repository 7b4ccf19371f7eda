"""The hard limits of a plan, in one place that nothing bypasses.

Every line goes through `within_limits` right before it leaves the plan. A room may have
thought of the limits already; here they hold whatever it thought. No setting lifts one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from uncramp.plan import ceilings
from uncramp.plan.ahead import Ahead
from uncramp.plan.ceilings import Amounts, most_drinking
from uncramp.plan.line import Line, LineKind
from uncramp.plan.said_instead import (
    ASK_A_DOCTOR,
    DIABETES_MEALS,
    FAMILIAR_FOOD,
    NO_PAINKILLERS,
    SHORTER_STEP,
    TOO_HOT,
    WITHOUT_AMOUNT,
    salted,
    thirst_alone,
    up_to,
)
from uncramp.terms.sentences import Sentence, sentence

INTAKE = frozenset({LineKind.DRINK, LineKind.SALT, LineKind.CARBOHYDRATE})
FIRST = (LineKind.SAFETY, LineKind.REFER)  # in this order, before everything else

UNTOLD = sentence(
    "No amounts of drink, salt or food: you have not told your conditions and medicines, and "
    "for some people such amounts are dangerous."
)
DOCTOR = sentence("No amounts of drink, salt or food: with what you told, only a doctor may say.")
DIABETES = sentence("No amounts of carbohydrate: they belong with your diabetes plan.")
TO_THIRST = sentence("Over four hours the advice is to thirst with an upper limit, no schedule.")
HEAT = sentence("At this heat the first advice is not to race.")
PAINKILLERS = sentence("No anti-inflammatory painkillers before or during a long run.")
NOT_PLAIN = sentence("On a long hot run plain water alone is never advised.")
STEP = sentence("No run is more than a tenth longer than the longest of the last 30 days.")
TOO_MUCH = sentence("An amount above what is safe was lowered.")


@dataclass(frozen=True, slots=True)
class Limited:
    """Lines that may be shown, and which limits acted on them, in words.

    Made by `within_limits` alone; a plan takes nothing else.
    """

    lines: tuple[Line, ...]
    acted: tuple[Sentence, ...]

    def ordered(self, rank: Callable[[Line], tuple[int, float]], also: Limited) -> Limited:
        """The same lines by rank, with what acted on an earlier pass said too."""
        acted = {said.msgid: said for said in (*also.acted, *self.acted)}
        return Limited(tuple(sorted(self.lines, key=rank)), tuple(acted.values()))


def within_limits(lines: Iterable[Line], ahead: Ahead) -> Limited:
    """The lines as far as they may be said to this runner of this run.

    What may not be said is lowered, replaced or left out, and `acted` says which limit did
    it. Safety lines the limits ask for come first. Doing it twice changes nothing.
    """
    acted: dict[str, Sentence] = {}
    kept = [line for line in lines if line not in _REQUIRED]
    kept = list(_amounts_allowed(kept, ahead, acted))
    kept = list(_in_bounds(kept, ahead, acted))
    kept = list(_never_plain_water(kept, ahead, acted))
    found = [*_required(ahead, acted), *kept]
    found.sort(key=lambda line: FIRST.index(line.kind) if line.kind in FIRST else len(FIRST))
    return Limited(tuple(found), tuple(acted.values()))


_REQUIRED = (TOO_HOT, NO_PAINKILLERS)


def _act(acted: dict[str, Sentence], reason: Sentence) -> None:
    acted[reason.msgid] = reason


def _required(ahead: Ahead, acted: dict[str, Sentence]) -> Iterator[Line]:
    if ceilings.is_too_hot(ahead):
        _act(acted, HEAT)
        yield TOO_HOT
    if ahead.is_long:
        _act(acted, PAINKILLERS)
        yield NO_PAINKILLERS


def _amounts_allowed(lines: list[Line], ahead: Ahead, acted: dict[str, Sentence]) -> Iterator[Line]:
    """Where amounts may not be said, lines of our own stand in for all that is taken in."""
    may = ceilings.amounts(ahead.runner)
    others = [line for line in lines if line.kind not in INTAKE and line != ASK_A_DOCTOR]
    if may is Amounts.SAID:
        diabetes = ceilings.meals_are_a_doctors(ahead.runner)
        yield from _meals(lines, acted) if diabetes else lines
        return
    _act(acted, DOCTOR if may is Amounts.DOCTOR else UNTOLD)
    if may is Amounts.DOCTOR:
        yield ASK_A_DOCTOR
    else:
        yield thirst_alone(ahead)
        if any(line.kind is LineKind.CARBOHYDRATE for line in lines):
            yield FAMILIAR_FOOD
    yield from others


def _meals(lines: list[Line], acted: dict[str, Sentence]) -> Iterator[Line]:
    eaten = [line for line in lines if line.kind is LineKind.CARBOHYDRATE]
    yield from (line for line in lines if line not in eaten)
    if eaten:
        _act(acted, DIABETES)
        yield DIABETES_MEALS


def _in_bounds(lines: list[Line], ahead: Ahead, acted: dict[str, Sentence]) -> Iterator[Line]:
    for line in lines:
        if line.kind is LineKind.DRINK:
            yield _drink(line, ahead, acted, _food(lines))
        elif line.kind is LineKind.BUILD_UP:
            yield _step(line, ahead, acted)
        elif line.kind in INTAKE:
            yield _lowered(line, ahead, acted)
        else:
            yield line


def _food(lines: Iterable[Line]) -> float:
    """g/h of carbohydrate that the other lines advise, as far as the limits let them."""
    found = (
        _high(line) for line in lines if line.kind is LineKind.CARBOHYDRATE and line.unit == "g/h"
    )
    return min(max(found, default=0.0), ceilings.MOST_FOOD)


def _drink(line: Line, ahead: Ahead, acted: dict[str, Sentence], food: float) -> Line:
    if line.amount is None:
        return line
    if line.unit == "ml":
        return _lowered(line, ahead, acted)
    ceiling, low, high = most_drinking(ahead, food), _low(line), _high(line)
    if line.unit != "ml/h" or not _is_range(line) or ceiling.millilitres <= 0:
        _act(acted, TOO_MUCH)
        return thirst_alone(ahead)
    if high >= ceiling.millilitres:
        _act(acted, ceiling.reason)
    thirst = ceilings.is_to_thirst(ahead)
    if thirst:
        _act(acted, TO_THIRST)
    if high > ceiling.millilitres or (thirst and low > 0):
        return up_to(line, min(high, ceiling.millilitres))
    return line


def _is_range(line: Line) -> bool:
    """Whether an amount is one: finite, above nothing, its ends in order."""
    ends = line.amount if isinstance(line.amount, tuple) else (0.0, line.amount or 0.0)
    return 0 <= ends[0] <= ends[1] < math.inf and ends[1] > 0


_MOST = {  # of an amount in this unit
    (LineKind.SALT, "mg/L"): ceilings.SALTIEST,
    (LineKind.CARBOHYDRATE, "g/h"): ceilings.MOST_FOOD,
    (LineKind.CARBOHYDRATE, "g/kg"): ceilings.MOST_MEAL,
}
_MOST_EACH_KILOGRAM = {  # of the runner
    (LineKind.DRINK, "ml"): ceilings.BEFORE,
    (LineKind.CARBOHYDRATE, "g"): ceilings.MOST_MEAL,
}


def _most(line: Line, ahead: Ahead) -> float | None:
    """The most that may be said in this line's unit; None for a unit nothing is known of."""
    named = (line.kind, line.unit)
    if named in _MOST_EACH_KILOGRAM:
        return _MOST_EACH_KILOGRAM[named] * ahead.mass
    return _MOST.get(named)


def _lowered(line: Line, ahead: Ahead, acted: dict[str, Sentence]) -> Line:
    """An amount above its ceiling is taken out, with the words that named it."""
    if line.amount is None:
        return line
    most = _most(line, ahead)
    if most is not None and _is_range(line) and _high(line) <= most:
        return line
    _act(acted, TOO_MUCH)
    return replace(line, amount=None, unit="", do=WITHOUT_AMOUNT[line.kind], when=None, buys=None)


def _step(line: Line, ahead: Ahead, acted: dict[str, Sentence]) -> Line:
    """A longest run of a build-up, in km, no further than the step after what was run lately."""
    most = ceilings.longest_step(ahead)
    if line.amount is None or line.unit != "km" or _high(line) <= most:
        return line
    _act(acted, STEP)
    return replace(line, amount=most, do=SHORTER_STEP, when=None, buys=None)


def _never_plain_water(
    lines: list[Line], ahead: Ahead, acted: dict[str, Sentence]
) -> Iterator[Line]:
    """A drinking line with an amount on a long hot run brings its salt, or has none."""
    yield from lines
    drinks = any(line.kind is LineKind.DRINK and line.unit == "ml/h" for line in lines)
    has_salt = any(line.kind is LineKind.SALT and line.amount for line in lines)
    if ahead.is_long_and_hot and drinks:
        _act(acted, NOT_PLAIN)
        if not has_salt:
            yield salted(ahead)


def _low(line: Line) -> float:
    return min(line.amount) if isinstance(line.amount, tuple) else float(line.amount or 0.0)


def _high(line: Line) -> float:
    return max(line.amount) if isinstance(line.amount, tuple) else float(line.amount or 0.0)
