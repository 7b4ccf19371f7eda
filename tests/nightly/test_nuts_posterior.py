"""The stored reference posteriors computed again, and the long versions of the recovery tests."""

import numpy as np
import pytest

import known_truth as kt
from references import judged, references
from uncramp.model.posterior import posterior
from uncramp.model.prior import prior
from uncramp.store.registry import registry

pytestmark = pytest.mark.nightly

CELLS = [(10, 1), (100, 1), (100, 5), (100, 30), (1000, 1), (1000, 5), (1000, 30),
         (5000, 1), (5000, 5), (5000, 30)]  # fmt: skip
N = 500  # runners a cell, as the bar says
ALLOWED = 3.3 * np.sqrt(0.09 / N)  # of a share near .9, by chance


@pytest.fixture(scope="module")
def before():
    return prior(registry())


@pytest.mark.parametrize("kept", references(), ids=lambda kept: kept.name)
@pytest.mark.filterwarnings("ignore")  # jax's own, of its versions
def test_nuts_finds_today_what_is_stored_and_forecasts_as_the_fast_posterior(kept):
    pytest.importorskip("blackjax", reason="blackjax is in requirements-nightly.lock")
    (mean, sd, low, high), drawn = judged(kept.prior, kept.rows, kept.cramped, draws=20_000, seed=2)
    # Chains mix well here (an effective draw each, or more): means of 40,000 draws differ from
    # those of 80,000 by .0061 sd, and the farthest of 36 by about four times that.
    assert (np.abs(mean - kept.mean) / kept.sd).max() < 0.025
    assert np.abs(sd / kept.sd - 1).max() < 0.03
    assert (np.abs(np.stack([low - kept.low, high - kept.high])) / kept.sd).max() < 0.06
    between = (np.abs(drawn[0].mean(axis=0) - drawn[1].mean(axis=0)) / kept.sd).max()
    assert between < 0.05, "the chains did not meet"
    fast = posterior(kept.prior, kept.rows, kept.cramped)
    ahead = kept.rows[:100]
    every = drawn.reshape(-1, fast.mean.size)
    exact = (1 / (1 + np.exp(-ahead @ every.T))).mean(axis=1)
    ours = kt.predicted(fast, np.random.default_rng(0), n_draws=16_384)(ahead)
    assert np.median(np.abs(ours / exact - 1)) < 0.03


@pytest.mark.parametrize(("runs", "cramps"), CELLS)
def test_coverage_of_five_hundred_runners(before, runs, cramps):
    placed = kt.ranks(np.random.default_rng(777 + runs + cramps), before, runs, cramps, n=N)
    found = kt.coverage(placed)
    assert 0.88 <= found.slopes <= 0.92
    assert 0.86 <= found.intercept <= 0.94
    assert 0.46 <= found.intercept_place <= 0.54
    # The whole shape, not the ends alone: Kolmogorov's distance at one in a thousand.
    ordered = np.sort(placed[:, 0])
    assert np.abs(ordered - (np.arange(N) + 0.5) / N).max() < 1.95 / np.sqrt(N)


@pytest.mark.parametrize(
    ("runs", "cramps", "between"),
    [(60, 1, (0, 0)), (60, 1, (1, 1)), (100, 3, (2, 4)), (333, 10, (7, 14)), (1000, 30, (20, 45))],
)
def test_calibration_and_log_loss_of_two_thousand_runners(before, runs, cramps, between):
    generator = np.random.default_rng(55 + runs + between[0])
    n = 2000 if runs < 1000 else 500
    people = kt.with_cramps(generator, before, runs, cramps, between=between, n=n)
    ours = kt.forecasts(kt.personal(generator), people)
    assert 0.93 <= ours.ratio <= 1.07
    for other in (kt.prior_only, kt.zero_centred):
        assert ours.loss.mean() <= kt.forecasts(other(generator), people).loss.mean()
