"""The coin decides, tells its side only when its run comes, and makes the test exact."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, norm

from uncramp.experiment import trial
from uncramp.experiment.trial import (
    BLOCK,
    ERROR,
    Verdict,
    looked_at,
    looks,
    next_side,
    schedules,
    spent,
)

DRIFT = 3.0


def coin(seed=0):
    return np.random.default_rng(seed)


@given(st.integers(8, 200), st.integers(0, 99))
def test_a_schedule_is_balanced_in_every_block(n_runs, seed):
    (schedule,) = schedules(n_runs, 1, coin(seed))
    assert schedule.size == n_runs
    whole = schedule[: n_runs // BLOCK * BLOCK].reshape(-1, BLOCK)
    assert (whole.sum(axis=1) == BLOCK // 2).all()


def test_every_order_of_a_block_is_as_likely():
    found = schedules(BLOCK, 6000, coin())
    orders, times = np.unique(found, axis=0, return_counts=True)
    assert len(orders) == 6
    assert (abs(times - 1000) < 120).all()


def test_the_same_coin_falls_the_same_way():
    assert (schedules(60, 1, coin(3)) == schedules(60, 1, coin(3))).all()
    assert (schedules(60, 1, coin(3)) != schedules(60, 1, coin(4))).any()


def test_only_the_side_of_the_next_run_is_told():
    (schedule,) = schedules(20, 1, coin())
    told = [next_side(schedule, done) for done in range(21)]
    assert told == [*map(bool, schedule), None]


@given(st.integers(16, 400))
def test_looks_fall_after_whole_blocks_and_end_with_the_trial(n_runs):
    found = looks(n_runs)
    assert found[-1] == n_runs
    assert all(n % BLOCK == 0 for n in found[:-1])
    assert list(found) == sorted(set(found))


def test_the_error_is_spent_little_early_and_wholly_at_the_end():
    parts = [spent(part) for part in (0.25, 0.5, 0.75, 1.0)]
    assert parts == sorted(parts)
    assert parts[0] < 0.001
    assert parts[-1] == pytest.approx(ERROR)
    # Lan and DeMets 1983: 2 (1 - Phi(z / sqrt t))
    assert parts[1] == pytest.approx(2 * norm.sf(norm.isf(0.025) / np.sqrt(0.5)), rel=1e-9)


def test_at_the_end_it_is_the_mann_whitney_test_among_the_coins_that_might_have_fallen(monkeypatch):
    """One look only: the chance is counted over every schedule there is, and is no other."""
    monkeypatch.setattr(trial, "LOOKS", (1.0,))
    schedule = np.array([1, 0, 0, 1, 0, 1, 1, 0], dtype=bool)
    grades = np.array([0, 2, 1, 0, 3, 1, 0, 2], dtype=float)
    (look,) = looked_at(schedule, grades, coin(), drift=DRIFT, coins=40_000)
    blocks = [list(combinations(range(4), 2)), list(combinations(range(4, 8), 2))]
    might = [np.isin(np.arange(8), (*a, *b)) for a in blocks[0] for b in blocks[1]]
    u = [mannwhitneyu(grades[s], grades[~s]).statistic for s in might]
    ours = mannwhitneyu(grades[schedule], grades[~schedule]).statistic
    assert look.p_value == pytest.approx(np.mean([x <= ours for x in u]), abs=0.01)


def test_what_helps_is_found_before_the_end_and_the_trial_stops():
    (schedule,) = schedules(80, 1, coin())
    grades = np.where(schedule, 0.0, 2.0)
    found = looked_at(schedule, grades, coin(1), drift=DRIFT)
    assert found[-1].verdict == Verdict.HELPS
    assert found[-1].n_runs < 80
    assert found[-1].ends


def test_what_harms_is_given_up_early_and_never_called_a_help():
    (schedule,) = schedules(80, 1, coin())
    grades = np.where(schedule, 2.0, 0.0)
    found = looked_at(schedule, grades, coin(1), drift=DRIFT)
    assert found[-1].verdict == Verdict.FUTILE
    assert found[-1].n_runs <= 40


def test_runs_that_all_ended_alike_show_nothing():
    (schedule,) = schedules(40, 1, coin())
    found = looked_at(schedule, np.zeros(40), coin(1), drift=DRIFT)
    assert found[-1].verdict in (Verdict.FUTILE, Verdict.NOT_SHOWN)
    assert all(look.p_value == 1 for look in found)


def test_before_the_first_look_nothing_is_said():
    (schedule,) = schedules(40, 1, coin())
    assert looked_at(schedule, np.zeros(7), coin(1), drift=DRIFT) == ()


def test_no_more_schedules_are_stopped_than_the_error_allows():
    """With any outcomes at all, the share of coins that would have won is within the error."""
    generator = coin(7)
    for _ in range(5):
        grades = generator.integers(0, 4, 40).astype(float)
        all_ = schedules(40, 400, generator)
        won = [
            looked_at(side, grades, coin(2), drift=DRIFT, coins=400)[-1].verdict == Verdict.HELPS
            for side in all_
        ]
        assert np.mean(won) <= ERROR + 2.5 * np.sqrt(ERROR * (1 - ERROR) / 400)
