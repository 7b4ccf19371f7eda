"""Runners with a trigger of their own that no study names.

A normal prior takes an effect far from what studies say for nearly impossible and pulls it
back. Student's t keeps most effects where studies put them and lets one or two go: as a
mixture, each effect has a variance of its own, and one that strays gets more of it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from uncramp.model.labels import Heard
from uncramp.model.posterior import peak
from uncramp.model.prior import Prior
from uncramp.model.reference import EFFECTS
from uncramp.terms.columns import Column

DEGREES = 4.0  # of freedom
ROUNDS = 4
STRIDE = 3.0  # of a growing variance towards its target, which grows with it
NEAR = 1e-6  # a squared distance to the mode in sd: a variance needs no better
LEAST = DEGREES / (DEGREES + 1)  # of a variance: nothing strays by less than 0
SLOPES = slice(1, 1 + len(EFFECTS))


def with_heavy_tails(prior: Prior, heard: Heard) -> Prior:
    """The prior whose effects have the variances that Student's t gives them after hearing.

    Each variance is the judged one times (4 + q) / 5, where q is the expected squared distance
    from the judged mean in judged variances: 1 where nothing was heard, so nothing changes.

    Source
    ------
    The normal scale mixture of West 1987, doi:10.1093/biomet/74.3.646, its scales at their
    variational mean; `benchmarks/learning.py` says what it costs and gains.
    """
    return freed(prior, heard)[0]


def freed(prior: Prior, heard: Heard) -> tuple[Prior, Column]:
    """The same, and a place (k,) near the mode that it leads to."""
    if not heard.cramped.size and heard.recall is None:
        return prior, prior.mean
    judged, wider, at = np.diag(prior.covariance)[SLOPES], prior, prior.mean
    factor = np.ones_like(judged)
    for _ in range(ROUNDS):
        top = peak(wider, heard, start=at, close=NEAR)
        at, left = top.at, np.diag(top.covariance)[SLOPES]
        strayed = ((at - prior.mean)[SLOPES] ** 2 + left) / judged
        target = (DEGREES + strayed) / (DEGREES + 1)
        stride = np.where(target > 1, STRIDE, 1.0)
        factor = np.maximum(factor + stride * (target - factor), LEAST)
        wider = scaled(prior, factor)
    return wider, at


def scaled(prior: Prior, factor: Column) -> Prior:
    """The prior with the variances of its exposures' effects multiplied, the anchor held.

    The intercept is the anchor less every effect at the anchor's run, so it widens with them.
    """
    covariance = prior.covariance.copy()
    judged = np.diag(covariance)[SLOPES].copy()
    at_anchor = -covariance[0, SLOPES] / judged
    more = judged * (factor - 1)
    covariance[0, 0] += at_anchor**2 @ more
    covariance[0, SLOPES] -= at_anchor * more
    covariance[SLOPES, 0] -= at_anchor * more
    k = np.arange(SLOPES.start, SLOPES.stop)
    covariance[k, k] += more
    return replace(prior, covariance=covariance)
