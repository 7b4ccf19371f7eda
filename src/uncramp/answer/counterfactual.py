"""What if: the same runner and the same run, draw for draw, with one thing changed.

Both sides share every draw of what is uncertain, so what differs is the change alone and not
the luck of two samples. What a change buys is a difference between those two sides, never a
difference of two rounded answers.

A change that moves several exposures (a slower pace is longer, cooler and below one's
ability) is made on the run itself and drawn again from the same seed: then `buys` compares
the two sets of draws just as well.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from uncramp.answer.forecast import interval
from uncramp.answer.shapley import chance
from uncramp.model.draws import Draws
from uncramp.model.reference import EFFECTS
from uncramp.terms.columns import Column

PLACE = {effect.exposure: k for k, effect in enumerate(EFFECTS)}


def with_exposure(draws: Draws, exposure: str, value: float, *, sd: float | None = None) -> Draws:
    """The same draws with one exposure of the run told as `value`, in the catalogue's unit.

    It is measured as badly as before, by the same draw, unless `sd` says otherwise. So the
    risk agrees with that of the changed run, drawn from the same seed, to the last digit,
    wherever nothing but this exposure changes. The errors of what is drunk and eaten grow
    with the amount: there `sd` is needed, or the run itself has to be changed. Beyond the
    range of the effect a value is clamped as everywhere else. What is usual stays.

    Raises
    ------
    KeyError
        For a name that is no effect of the model.
    """
    k, here = PLACE[exposure], draws.here.copy()
    told = value + _errors(draws, k, sd)
    here[:, k] = EFFECTS[k].against_reference(told)
    return replace(draws, here=here)


def _errors(draws: Draws, k: int, sd: float | None) -> Column:
    """What measuring adds to effect `k`; a yes or no has no error."""
    if draws.errors is None or EFFECTS[k].binary:
        return np.zeros(draws.background.size)
    wide: Column = (draws.errors.sd[k] if sd is None else sd) * draws.errors.normals[:, k]
    return wide


def as_usual(draws: Draws, *exposures: str) -> Draws:
    """The same draws with these exposures as they usually are for this runner.

    One that is unknown stays as it is: nobody knows how far it was from usual.
    """
    here = draws.here.copy()
    for exposure in exposures:
        here[:, PLACE[exposure]] = draws.usual[:, PLACE[exposure]]
    return replace(draws, here=here)


def buys(draws: Draws, changed: Draws) -> tuple[float, tuple[float, float]]:
    """How much the change moves the risk: the mean over draws, and the middle 90 %.

    With less without, in probability: negative where the risk falls. Both draws must come of
    the same model and seed, so that row i of one is row i of the other.
    """
    moved = chance(changed.log_odds(changed.here)) - chance(draws.log_odds(draws.here))
    return float(moved.mean()), interval(moved)
