"""Published effects are marginal: what they come to once exposures share the explanation.

Runners who race faster also run longer, in more heat, with less to drink. A crude odds ratio
of one exposure carries part of the others, so entering all of them as they are would count
the same cramps several times. Here the crude ones are shrunk together, to the effects whose
marginal look is closest to what was published; adjusted ones enter as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from uncramp.evidence.conversion import SEEN_AS_NORMAL, marginal_slope
from uncramp.terms.columns import Column

SWEEPS = 500
SETTLED = 1e-10
STRONG = 0.15  # log odds per sd of the exposure, from which a claim must be met within WITHIN
WITHIN = 0.15  # of the claim
HALF_OF_90 = 1.645  # normal quantile


@dataclass(frozen=True, slots=True, eq=False)
class Marginal:
    """Claims of one event and distance, in log odds per sd of each exposure.

    ``claimed`` and ``error`` are (k,): a crude claim, 0 for a null, NaN where there is no crude
    one; ``correlation`` (k, k) of the exposures in that field; ``frailty`` is the sd of the log
    odds between runners. ``fixed`` (k,) is an effect that enters as it is, NaN where it is to be
    found; all are to be found where it is None.
    """

    names: tuple[str, ...]
    claimed: Column
    error: Column
    correlation: np.ndarray
    frailty: float
    fixed: Column | None = None

    @property
    def crude(self) -> np.ndarray:
        """(k,) of bool: the effects to be found."""
        if self.fixed is None:
            return np.ones(len(self.names), dtype=bool)
        return np.isnan(self.fixed)


@dataclass(frozen=True, slots=True)
class Miss:
    """A claim that no joint effects can meet: what was claimed, and what comes out."""

    name: str
    claimed: float
    seen: float


def joint_effects(crude: Marginal) -> Column:
    """The joint effects, (k,), each crude one between 0 and its claim, nearest in least squares.

    Projected coordinate descent on the squared distance between the marginal effects they
    imply and those claimed, weighted by the claims' errors.
    """
    low, high = np.minimum(crude.claimed, 0), np.maximum(crude.claimed, 0)
    joint = crude.claimed.copy() if crude.fixed is None else crude.fixed.copy()
    free = np.flatnonzero(crude.crude)
    joint[free] = crude.claimed[free]
    for _ in range(SWEEPS):
        before = joint.copy()
        for k in free:
            joint[k] = np.clip(joint[k] + _step(crude, joint, int(k)), low[k], high[k])
        if np.abs(joint - before).max() < SETTLED:
            break
    return joint


def _step(crude: Marginal, joint: Column, k: int) -> float:
    """Newton's step along one effect, with the slope of the marginal effects held."""
    claims = np.isfinite(crude.claimed)
    gap = ((crude.claimed - seen_marginally(crude, joint)) / crude.error)[claims]
    pull = crude.correlation[:, k] / np.sqrt(1 + SEEN_AS_NORMAL**2 * _left(crude, joint))
    pull = (pull / crude.error)[claims]
    return float(pull @ gap / (pull @ pull))


def seen_marginally(crude: Marginal, joint: Column) -> Column:
    """What each exposure's crude log odds per sd would look like, (k,).

    Given one exposure the others are expected where their correlation puts them, and what is
    left of them, with the frailty, is averaged over.
    """
    return marginal_slope(crude.correlation @ joint, _left(crude, joint))


def _left(crude: Marginal, joint: Column) -> Column:
    """Variance of the log odds left once one exposure is known, (k,)."""
    along = crude.correlation @ joint
    whole = joint @ crude.correlation @ joint
    return np.asarray(np.maximum(whole - along**2, 0) + crude.frailty**2)


def misses(crude: Marginal, joint: Column) -> Iterable[Miss]:
    """Claims that the joint effects do not meet."""
    seen = seen_marginally(crude, joint)
    for k in np.flatnonzero(np.isfinite(crude.claimed)):
        claimed = float(crude.claimed[k])
        if abs(seen[k] - claimed) > _allowed(crude, joint, int(k)):
            yield Miss(crude.names[k], claimed, float(seen[k]))


def _allowed(crude: Marginal, joint: Column, k: int) -> float:
    """How far a claim may be missed.

    A null by 0.15; a strong claim whose bounds leave it free by 15 %; any other by its 90 %
    interval.
    """
    claimed = float(crude.claimed[k])
    if claimed == 0:
        return STRONG
    free = 0 < abs(joint[k]) < abs(claimed)
    if abs(claimed) >= STRONG and free:
        return WITHIN * abs(claimed)
    return HALF_OF_90 * float(crude.error[k])
