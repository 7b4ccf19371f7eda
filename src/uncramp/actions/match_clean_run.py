"""Find the run most like this one that ended without a cramp, and say in what they differ.

One pair proves nothing. It answers what people ask first: "but last time it went well!"
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from uncramp.actions.explain_kept_run import is_same_run
from uncramp.exposure.catalogue import BY_NAME, Exposures, Kind, exposures
from uncramp.history.history import History
from uncramp.history.run import Label, Run
from uncramp.model.reference import EFFECTS
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.store.registry import registry
from uncramp.terms.sentences import Amount, Sentence, sentence

MOST_DIFFERENCES = 3
LIKE = {"duration": 0.15, "distance": 0.15}  # of itself; how far apart still feels like the same
LIKE_HEAT = 4.0  # °C WBGT against what was usual
UNANSWERED = 1.5  # such steps further away: silence is no "no"
FARTHEST = 6.0  # such steps; beyond them nobody would call it the same run
LEAST = 0.05  # log odds; less of a difference is not worth a line
SIGNED = {  # below 0 means something else
    "effort_above_ability": (
        sentence("Your pace: {here} above your ability here, {there} below it there."),
        sentence("Your pace: {here} below your ability here, {there} above it there."),
    ),
    "heat": (
        sentence("Heat: {here} WBGT more than you were used to here, {there} less there."),
        sentence("Heat: {here} WBGT less than you were used to here, {there} more there."),
    ),
}


@dataclass(frozen=True, slots=True)
class Match:
    """The nearest run without a cramp; ``answered`` is that its runner said there was none."""

    kept: KeptRun
    answered: bool
    differences: tuple[Sentence, ...]


def match_clean_run(cramped: KeptRun, *, library: Library) -> Match | None:
    """The nearest run by duration, distance and heat; None where none is at all alike."""
    others = [
        one for one in library.kept_runs() if not is_same_run(one, cramped) and _is_clean(one)
    ]
    runs = tuple(one.as_told for one in (*others, cramped))
    history = History.of(library.runner(), runs)
    found = exposures(history)
    here = history.place_of(runs[-1])
    stand = {id(run): at for at, run in enumerate(history.runs)}
    places = [stand[id(run)] for run in runs[:-1]]
    far = [
        _far(history.runs[here], run, found, (here, at))
        for run, at in zip(runs, places, strict=False)
    ]
    if not far or min(far) > FARTHEST:
        return None
    best = int(np.argmin(far))
    said = tuple(_differences(found, here, places[best]))
    return Match(others[best], runs[best].label is Label.NO, said)


def _is_clean(one: KeptRun) -> bool:
    run = one.as_told
    return run.label in (Label.NO, Label.UNKNOWN) and run.night is not Label.YES


def _far(run: Run, other: Run, found: Exposures, at: tuple[int, int]) -> float:
    """Steps between two runs; what one of them does not tell counts one step."""
    steps = [
        _ratio(getattr(run.summary, name), getattr(other.summary, name)) / step
        for name, step in LIKE.items()
    ]
    heat = found.value[list(at), _column(found, "heat")]
    warmer = float(abs(heat[0] - heat[1])) / LIKE_HEAT
    steps += [1.0 if math.isnan(warmer) else warmer]
    steps += [0.0 if other.label is Label.NO else UNANSWERED]
    return sum(steps)


def _ratio(one: float | None, other: float | None) -> float:
    if not one or not other:
        return LIKE["duration"]
    return abs(math.log(one / other))


def _column(found: Exposures, name: str) -> int:
    return next(i for i, exposure in enumerate(found.catalogue) if exposure.name == name)


def _differences(found: Exposures, here: int, there: int) -> Iterator[Sentence]:
    """What both runs tell and the model weighs most, the weightiest first."""
    factors = found.only(Kind.FACTOR)
    z = np.stack(
        [e.against_reference(factors.value[[here, there], k]) for k, e in enumerate(EFFECTS)]
    )
    held = np.array([registry().judgements[e.exposure].mean for e in EFFECTS])
    moved = np.nan_to_num(held * (z[:, 0] - z[:, 1]))
    for k in np.argsort(-np.abs(moved))[:MOST_DIFFERENCES]:
        if abs(moved[k]) >= LEAST:
            yield _said(EFFECTS[k].exposure, *factors.value[[here, there], k])


def _said(name: str, here: float, there: float) -> Sentence:
    exposure = BY_NAME[name]
    if name == "race":
        if here > there:
            return sentence("This one was a race; the other was not.")
        return sentence("The other was a race; this one was not.")
    if name in SIGNED and (here < 0) is not (there < 0):
        above, below = SIGNED[name]
        one, other = (Amount(abs(x), exposure.unit, exposure.digits) for x in (here, there))
        said = above if here > there else below
        return Sentence(said.msgid, {"here": one, "there": other})
    unit = "" if exposure.unit == "1" else exposure.unit
    digits = max(exposure.digits, 1) if unit == "" else exposure.digits
    return sentence(
        "{what}: {here} here, {there} there.",
        what=exposure.label,
        here=Amount(here, unit, digits),
        there=Amount(there, unit, digits),
    )
