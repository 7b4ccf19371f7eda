"""Power comes first: how often a trial shows what is there, and what is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.experiment.grades import Grade, ladder, shifted
from uncramp.experiment.power import drift, fixed_power, power
from uncramp.experiment.trial import ERROR, NORMAL

EASIER, HARDER = np.array([0.70, 0.15, 0.10, 0.05]), np.array([0.50, 0.20, 0.20, 0.10])
RUNS = (40, 60, 100, 200)
TABLE = [  # simulated for the design with a Mann-Whitney test, one-sided 5 %
    (EASIER, 0.5, (0.23, 0.29, 0.43, 0.69)),
    (EASIER, 0.25, (0.51, 0.66, 0.84, 0.98)),
    (HARDER, 0.25, (0.65, 0.82, 0.95, 1.00)),
]
TRIALS = 8000
ITS_OWN = 0.015  # two errors of the table: it was simulated with a few thousand trials too


@pytest.mark.parametrize(("grades", "odds_ratio", "expected"), TABLE)
def test_power_is_that_of_the_table_within_the_error_of_simulating(grades, odds_ratio, expected):
    generator = np.random.default_rng(20261123)
    for n_runs, known in zip(RUNS, expected, strict=True):
        found = fixed_power(grades, odds_ratio, n_runs, generator, TRIALS)
        error = 3 * np.sqrt(known * (1 - known) / TRIALS)
        assert found == pytest.approx(known, abs=error + ITS_OWN), n_runs


@pytest.mark.parametrize("n_runs", RUNS)
@pytest.mark.parametrize("grades", [EASIER, HARDER])
def test_where_nothing_helps_one_look_is_fooled_one_time_in_twenty(grades, n_runs):
    found = fixed_power(grades, 1.0, n_runs, np.random.default_rng(4), TRIALS)
    assert found == pytest.approx(ERROR, abs=3 * np.sqrt(ERROR * (1 - ERROR) / TRIALS))


@pytest.mark.parametrize("n_runs", [40, 100])
@pytest.mark.parametrize("grades", [EASIER, HARDER])
def test_a_whole_trial_with_its_looks_is_fooled_no_more_often(grades, n_runs):
    n = 1200
    found = power(grades, 1.0, n_runs, np.random.default_rng(11), planned=0.25, n_trials=n)
    assert found.shown <= ERROR + 2.5 * np.sqrt(ERROR * (1 - ERROR) / n)
    assert found.mean_runs < n_runs, "a hopeless trial stops early"


def test_looking_along_the_way_costs_little_power_and_saves_runs():
    generator = np.random.default_rng(3)
    whole = power(HARDER, 0.25, 100, generator, planned=0.25, n_trials=600)
    once = fixed_power(HARDER, 0.25, 100, generator, TRIALS)
    assert once - 0.10 < whole.shown <= once + 0.03
    assert whole.mean_runs < 90


def test_counting_cramps_alone_is_futile_at_ordinary_rates():
    generator = np.random.default_rng(5)
    for risk in (0.005, 0.02, 0.05):
        counted = np.array([1 - risk, risk])
        assert fixed_power(counted, 0.5, 100, generator) < 0.25, risk
    ladder_, counted = fixed_power(ladder(0.05), 0.25, 100, generator), np.array([0.95, 0.05])
    assert ladder_ > 2 * fixed_power(counted, 0.25, 100, generator)


@pytest.mark.parametrize(("grades", "odds_ratio", "expected"), TABLE)
def test_the_drift_foretells_the_power(grades, odds_ratio, expected):
    for n_runs, known in zip(RUNS, expected, strict=True):
        hoped = drift(grades, odds_ratio, n_runs)
        foretold = 1 - NORMAL.cdf(NORMAL.inv_cdf(1 - ERROR) - hoped)
        assert foretold == pytest.approx(known, abs=0.05)


@pytest.mark.parametrize(("risk", "known"), [(0.05, EASIER), (0.10, HARDER)])
def test_the_ladder_is_that_of_the_planning_table(risk, known):
    assert ladder(risk) == pytest.approx(known, abs=0.02)


@given(st.floats(0.01, 0.6), st.floats(0.1, 4))
def test_a_ladder_adds_up_and_shifts_at_every_rung(risk, odds_ratio):
    grades = ladder(risk)
    moved = shifted(grades, odds_ratio)
    for steps in (grades, moved):
        assert steps.sum() == pytest.approx(1)
        assert (steps >= -1e-12).all()
    assert grades[Grade.CRAMP] == pytest.approx(risk)
    at_least, after = (1 - np.cumsum(s)[:-1] for s in (grades, moved))
    ratio = (after / (1 - after)) / (at_least / (1 - at_least))
    assert ratio == pytest.approx(odds_ratio, rel=1e-6)
