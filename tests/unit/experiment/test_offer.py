"""A trial is refused where it is unsafe, where nothing would happen, and where it would fail."""

import numpy as np
import pytest

from uncramp.experiment.allowed import MAY_BE_TRIED, NEVER, why_not
from uncramp.experiment.offer import WORTH_IT, offer, yes_or_no_is_futile
from uncramp.history.runner import Runner
from uncramp.model.reference import EFFECTS
from uncramp.store.words import render

HEALTHY = Runner(conditions=(), medicines=())
EATEN = ("sodium_deficit", "carbohydrate_gap", "carbohydrate_before_gap")


def offered(exposure="warm_up", runner=HEALTHY, n_runs=100, risk=0.1):
    return offer(exposure, runner, n_runs, risk, np.random.default_rng(1))


def test_a_trial_that_can_succeed_is_offered_with_its_power_first():
    found = offered()
    assert found.is_offered
    assert [power.odds_ratio for power in found.powers] == [0.25, 0.5, 1.0]
    assert found.powers[0].shown >= WORTH_IT
    assert found.powers[2].shown < 0.09


@pytest.mark.parametrize(
    "exposure", ["fluid_deficit", "heat", "anti_inflammatory", "recent_illness", "distance_spike"]
)
def test_what_is_unsafe_is_refused_whatever_its_power(exposure):
    found = offered(exposure, n_runs=400, risk=0.4)
    assert not found.is_offered
    assert found.powers == ()


def test_every_factor_of_the_model_is_either_allowed_or_refused_with_its_reason():
    names = {effect.exposure for effect in EFFECTS}
    assert names <= MAY_BE_TRIED.keys() | NEVER.keys()
    assert not MAY_BE_TRIED.keys() & NEVER.keys()
    assert MAY_BE_TRIED.keys() <= names


@pytest.mark.parametrize("exposure", EATEN)
@pytest.mark.parametrize(
    "runner",
    [
        Runner(),
        Runner(conditions=()),
        Runner(medicines=()),
        Runner(conditions="kidney", medicines=()),
        Runner(conditions="diabetes", medicines=()),
        Runner(conditions=(), medicines="diuretic"),
    ],
)
def test_food_and_salt_only_where_conditions_and_medicines_are_answered_with_none(exposure, runner):
    assert "doctor" in render(why_not(exposure, runner))
    assert why_not(exposure, HEALTHY) is None


def test_what_nobody_knows_is_refused_with_what_may_be_tried():
    assert "warm_up" in render(offered("luck").refused)


@pytest.mark.parametrize("risk", [None, 0.001, 0.03])
def test_on_easy_runs_no_trial_is_offered(risk):
    assert "too little risk" in render(offered(risk=risk).refused)


def test_a_trial_that_would_most_likely_fail_is_refused_with_its_number():
    found = offered(n_runs=40, risk=0.05)
    assert not found.is_offered
    share = round(100 * found.powers[0].shown)
    assert f"only {share} times in 100" in render(found.refused)


def test_few_runs_are_refused():
    assert "at least 16" in render(offered(n_runs=6).refused)


def test_counting_cramps_is_said_to_be_futile():
    found = offered(n_runs=100, risk=0.05)
    assert found.yes_or_no < found.powers[0].shown / 2
    assert "a cramp is too rare" in render(yes_or_no_is_futile(found))
    assert yes_or_no_is_futile(offered("heat")) is None


def test_no_side_asks_for_less_to_drink():
    for sides in MAY_BE_TRIED.values():
        for side in (sides.with_it, sides.without):
            assert "less" not in render(side)
            assert "no water" not in render(side)
