"""Whether what was learned of one runner forecasts them better than what holds for everybody.

Where the form of the model is wrong for somebody, ten cramps teach it the wrong thing, and
knowing nothing would do better. So the personal model has to forecast the runner's own runs,
each stretch from those before it, against the prior; it keeps the weight it earns and yields
the rest.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from uncramp.model.labels import Heard
from uncramp.model.posterior import closed_form
from uncramp.model.prior import Prior
from uncramp.model.variational import normal_rule
from uncramp.terms.columns import Column

STRETCHES = 4  # each but the first is forecast from those before it
LEAST_CRAMPS = 3  # fewer cannot teach anything badly enough to tell
ODDS = 99.0  # that the personal model is the better one, before any forecast was made
N_NODES = 12


def personal_weight(prior: Prior, heard: Heard) -> float:
    """The weight of the personal model against the prior, 0 to 1; rows in time order.

    The prior odds times the ratio of the chances both gave to what happened next, which is
    how a prequential forecaster weighs two experts (Dawid 1984, doi:10.2307/2981683). A
    remembered count is left out: it comes before the contest and both would know it.
    """
    if heard.cramped.sum() < LEAST_CRAMPS:
        return 1.0
    ahead = advantage(prior, heard)
    return float(1 / (1 + np.exp(-np.clip(np.log(ODDS) + ahead, -50, 50))))


def advantage(prior: Prior, heard: Heard) -> float:
    """Nats of log score by which the personal forecasts beat the prior's, stretch by stretch."""
    stretches = np.array_split(np.arange(heard.cramped.size), STRETCHES)
    held, ahead = prior, 0.0
    for before, after in pairwise(heard.of(rows) for rows in stretches):
        learned = closed_form(held, before)
        held = Prior(learned.mean, learned.covariance, prior.frequency)
        ahead += float((log_score(held, after) - log_score(prior, after)).sum())
    return ahead


def log_score(held: Prior, heard: Heard) -> Column:
    """Log of the chance given to what each run came to, (n,), doubt integrated."""
    chance = forecast(held, heard)
    said = heard.certainty * chance
    return np.log(np.where(heard.cramped > 0, chance, 1 - said))


def forecast(held: Prior, heard: Heard) -> Column:
    """The predictive chance of a cramp in each run, (n,)."""
    nodes, weights = normal_rule(N_NODES)
    spread = np.sqrt(((heard.rows @ held.covariance) * heard.rows).sum(axis=1))
    log_odds = heard.log_odds(held.mean) + nodes[:, None] * spread
    found: Column = weights @ (1 / (1 + np.exp(-log_odds)))
    return found
