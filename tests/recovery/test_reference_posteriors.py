"""The fast posterior against long NUTS runs whose results are kept beside the tests."""

import numpy as np
import pytest

from known_truth import Z90, quantile
from references import CELLS, references
from uncramp.model.posterior import posterior

KEPT = references()


def test_every_reference_is_there():
    assert len(KEPT) == len(CELLS)


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_the_fast_posterior_equals_nuts(kept):
    fast = posterior(kept.prior, kept.rows, kept.cramped)
    assert (np.abs(fast.mean - kept.mean) / kept.sd).max() < 0.03
    for ends, z in ((kept.low, -Z90), (kept.high, Z90)):
        assert (np.abs(quantile(fast, z) - ends) / kept.sd).max() < 0.10


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_the_bar_would_catch_a_mode_without_correction(kept):
    # Newton's mode alone: what the correction of mean, variance and skew is there to mend.
    at, precision = kept.prior.mean.copy(), np.linalg.inv(kept.prior.covariance)
    for _ in range(60):
        p = 1 / (1 + np.exp(-kept.rows @ at))
        slope = kept.rows.T @ (kept.cramped - p) - precision @ (at - kept.prior.mean)
        step = np.linalg.solve(precision + (kept.rows.T * (p * (1 - p))) @ kept.rows, slope)
        at += step * min(1.0, 1 / np.abs(step).max())
    assert (np.abs(at - kept.mean) / kept.sd).max() > 0.03
