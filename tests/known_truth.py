"""Estimators held against runners whose truth is known: who covers it, who forecasts it.

Shared by the recovery tests, the nightly ones and the benchmarks, so that a bar means the same
in each. A *cell* is a number of runs and how many cramps its runners have on average.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from uncramp.model.draws import effect_draws, stratified_normals
from uncramp.model.labels import Heard
from uncramp.model.posterior import Posterior, posterior
from uncramp.model.prior import Prior
from uncramp.model.reference import NAMES
from uncramp.model.reporting import Reported, Seen, Typical, reported, seen
from uncramp.model.simulate import SimulatedRunner, cramping, simulated_runner
from uncramp.model.tails import with_heavy_tails
from uncramp.model.worlds import N_EFFECTS, STRUCTURE, World

Z90 = 1.6448536269514722  # the normal's 95 % point: intervals are 90 %
N_DRAWS = 512  # of the posterior in a forecast; the product takes 1024
A_YEAR = 180  # runs
FIXED = 1e-6  # variance of an effect that may not move


def runners(generator, prior, n_runs, cramps, *, world=World.ORDINARY, ahead=0) -> Iterator:
    """Endless pairs of (prior, runner) of one cell, each with `ahead` runs more."""
    field = cramping(generator, prior, cramps, n_runs=n_runs)
    while True:
        yield field, simulated_runner(generator, field, world, n_runs=n_runs + ahead)


def quantile(found: Posterior, z: float):
    """The quantile of each effect at normal score `z`, skew included, (k,)."""
    sd = np.sqrt(np.diag(found.covariance))
    return found.mean + sd * (z + found.skew * (z * z - 1) / 6)


def score(found: Posterior, truth):
    """Where the truth lies in each effect's posterior, as a probability, (k,)."""
    z = np.linspace(-6, 6, 1201)
    sd = np.sqrt(np.diag(found.covariance))
    chance = 0.5 * (1 + _erf(z / np.sqrt(2)))
    bent = z + found.skew[:, None] * (z * z - 1) / 6
    at = (truth - found.mean) / sd
    return np.array(
        [np.interp(a, np.maximum.accumulate(b), chance) for a, b in zip(at, bent, strict=True)]
    )


def _erf(x):
    """The error function to 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t
              + 0.254829592) * t  # fmt: skip
    return np.sign(x) * (1 - series * np.exp(-x * x))


def ranks(generator, prior, n_runs, cramps, *, n):
    """(n, k): where each truth lies in its posterior, for `n` runners of a cell."""
    cell = runners(generator, prior, n_runs, cramps)
    found = []
    for _ in range(n):
        field, runner = next(cell)
        found.append(score(posterior(field, runner.rows, runner.cramped), runner.truth.effects))
    return np.array(found)


@dataclass(frozen=True)
class Coverage:
    """How often 90 % intervals hold the truth, and the mean place of the truth in them."""

    slopes: float
    intercept: float
    intercept_place: float


def coverage(placed) -> Coverage:
    inside = (placed > 0.05) & (placed < 0.95)
    return Coverage(inside[:, 1:].mean(), inside[:, 0].mean(), placed[:, 0].mean())


# What learns from (prior, rows, cramped) and returns the chance of a cramp for rows ahead.
Learner = Callable[[Prior, np.ndarray, np.ndarray], Callable[[np.ndarray], np.ndarray]]


def personal(generator) -> Learner:
    """The product's own: the posterior of this runner, integrated over its draws."""

    def learnt(prior, rows, cramped):
        return predicted(posterior(prior, rows, cramped), generator)

    return learnt


def prior_only(generator) -> Learner:
    """What other runners' data say, whatever this runner told."""

    def learnt(prior, rows, cramped):
        return personal(generator)(prior, rows[:0], cramped[:0])

    return learnt


def heavy_tailed(generator) -> Learner:
    """Personal, with Student's t for each effect: what `risk.fit` does."""

    def learnt(prior, rows, cramped):
        return personal(generator)(widened(prior, rows, cramped), rows, cramped)

    return learnt


def widened(prior, rows, cramped) -> Prior:
    """The prior with the variances that heavy tails give it after hearing these runs."""
    n = cramped.size
    return with_heavy_tails(prior, Heard(rows, np.zeros(n), cramped, np.ones(n)))


def base_rate_only(generator) -> Learner:
    """The runner's own base rate, and the prior's mean effect of everything else."""

    def learnt(prior, rows, cramped):
        covariance = np.diag(np.r_[prior.covariance[0, 0], np.full(prior.mean.size - 1, FIXED)])
        return personal(generator)(Prior(prior.mean, covariance, prior.frequency), rows, cramped)

    return learnt


def zero_centred(generator) -> Learner:
    """As if no study had been read: the intercept is centred where the population's average
    risk of these runs puts it, so that only the slopes differ from the product."""

    def learnt(prior, rows, cramped):
        blank, average = zero_centred_prior(prior, rows)
        ahead = personal(generator)(blank, rows - average, cramped)
        return lambda future: ahead(future - average)

    return learnt


def unregularised(_generator) -> Learner:
    """Maximum likelihood, as a plain logistic regression gives it, put in at its estimate.

    Columns that never vary are left out and the rest scaled; a prior of sd 20 for each only
    keeps Newton from running off where the data separate.
    """

    def learnt(_prior, rows, cramped):
        spread = rows.std(axis=0)
        kept = spread > 1e-9
        centre, scale = rows[:, kept].mean(axis=0), spread[kept]

        def scaled(some):
            return np.c_[np.ones(len(some)), (some[:, kept] - centre) / scale]

        beta = _maximum(scaled(rows), cramped)
        return lambda future: 1 / (1 + np.exp(-np.clip(scaled(future) @ beta, -30, 30)))

    return learnt


def _maximum(x, y, sd=20.0):
    beta = np.zeros(x.shape[1])
    beta[0] = np.log((y.sum() + 0.5) / (y.size - y.sum() + 0.5))
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (y - p) - beta / sd**2
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.eye(beta.size) / sd**2, slope)
        step *= min(1.0, 3 / np.abs(step).max())
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def predicted(found: Posterior, generator, n_draws=N_DRAWS):
    """The predictive mean over draws, as the product forms it."""
    normals = stratified_normals(generator, n_draws, found.mean.size)
    drawn = effect_draws(found, normals)
    return lambda future: (1 / (1 + np.exp(-future @ drawn.T))).mean(axis=1)


@dataclass(frozen=True)
class Forecasts:
    """Runner by runner over the year ahead: sums of what was predicted and of the truth.

    ``loss`` is the log loss a run in expectation under the true chances, so that luck in the
    year ahead adds no noise.
    """

    predicted: np.ndarray
    true: np.ndarray
    loss: np.ndarray

    def of(self, kept) -> Forecasts:
        """The runners of a mask."""
        return Forecasts(self.predicted[kept], self.true[kept], self.loss[kept])

    @property
    def ratio(self) -> float:
        return self.predicted.sum() / self.true.sum()

    @property
    def ratio_error(self) -> float:
        """Standard error of the ratio, from runner to runner."""
        off = self.predicted - self.ratio * self.true
        return float(np.sqrt((off**2).sum()) / self.true.sum())


def forecasts(model: Learner, told: list[tuple[Prior, SimulatedRunner, int]]) -> Forecasts:
    """Fit each runner's first runs and forecast the rest."""
    rows = []
    for field, runner, n in told:
        ahead = runner.after(n)
        p = model(field, runner.rows[:n], runner.cramped[:n])(ahead.rows)
        rows.append((p.sum(), ahead.chance.sum(), log_loss(p, ahead.chance)))
    return Forecasts(*np.array(rows).T)


@dataclass(frozen=True)
class Biased:
    """A runner as the product meets them: two years of which one was imported, then a year more."""

    prior: Prior
    told: Reported
    seen: Seen
    days: np.ndarray
    ahead: SimulatedRunner


def biased(generator, prior, usual: Typical, cramps, *, n) -> list[Biased]:
    """`n` runners of a field with `cramps` a year who report with the bias of `reporting`."""
    cell = runners(generator, prior, 2 * A_YEAR, 2 * cramps, ahead=A_YEAR)
    found = []
    for _ in range(n):
        field, runner = next(cell)
        past = runner.until(2 * A_YEAR)
        told = reported(generator, past, signed_up=365.0)
        looked = seen(generator, past, told, usual)
        found.append(Biased(field, told, looked, past.diary.days, runner.after(2 * A_YEAR)))
    return found


def heard(who: Biased) -> Posterior:
    """The product's rule for labels: yes, no, probably no, unknown, and the recalled count."""
    kept = who.told.certainty > 0
    return posterior(
        who.prior,
        who.seen.rows[kept],
        who.told.cramped[kept],
        certainty=who.told.certainty[kept],
        recall=who.told.recall(who.seen.rows, who.days),
    )


def answered_only(who: Biased) -> Posterior:
    """What comes of taking only the runs a runner answered for."""
    kept = who.told.certainty == 1
    return posterior(who.prior, who.seen.rows[kept], who.told.cramped[kept])


def silence_is_no(who: Biased) -> Posterior:
    """What comes of reading silence as "no cramp"."""
    return posterior(who.prior, who.seen.rows, who.told.cramped)


def year_ahead(rule: Callable[[Biased], Posterior], people: list[Biased], generator) -> Forecasts:
    rows = []
    for who in people:
        p = predicted(rule(who), generator)(who.ahead.rows)
        true = who.ahead.chance
        rows.append((p.sum(), true.sum(), log_loss(p, true)))
    return Forecasts(*np.array(rows).T)


def log_loss(p, true) -> float:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return float(-(true * np.log(p) + (1 - true) * np.log1p(-p)).mean())


def ranked(found: Posterior, rows) -> list[str]:
    """Exposures a runner may have as a trigger, by what a usual swing of each adds, most first."""
    free = [k for k in range(1, 1 + N_EFFECTS) if NAMES[k] not in STRUCTURE]
    swing = found.mean[free] * rows[:, free].std(axis=0)
    return [NAMES[free[i]] for i in np.argsort(-swing)]


def zero_centred_prior(prior: Prior, rows, sd=0.5) -> tuple[Prior, np.ndarray]:
    """Slopes N(0, .5) a standard deviation of the exposure, about these rows' averages."""
    spread, average = np.maximum(rows.std(axis=0), 0.05), rows.mean(axis=0)
    covariance = np.diag((sd / spread) ** 2)
    covariance[0, 0] = average @ prior.covariance @ average
    mean = np.r_[average @ prior.mean, np.zeros(prior.mean.size - 1)]
    return Prior(mean, covariance, prior.frequency), np.r_[0.0, average[1:]]


def with_cramps(generator, prior, n_runs, cramps, *, between, n, world=World.ORDINARY):
    """`n` runners whose first `n_runs` held between so many cramps, with a year more.

    Choosing by what was seen, never by the truth, leaves an honest forecast calibrated.
    """
    cell = runners(generator, prior, n_runs, cramps, world=world, ahead=A_YEAR)
    kept = []
    while len(kept) < n:
        field, runner = next(cell)
        if between[0] <= runner.cramped[:n_runs].sum() <= between[1]:
            kept.append((field, runner, n_runs))
    return kept
