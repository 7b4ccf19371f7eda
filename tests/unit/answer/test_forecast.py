"""A probability is a mean over everything uncertain, never a number put in at its mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from modelling import modelled
from uncramp.answer.forecast import by_muscle, interval, risk
from uncramp.answer.shapley import chance
from uncramp.history.run import Label
from uncramp.model.draws import N_DRAWS, Draws, stratified_normals
from uncramp.store.registry import registry


def drawn_from(mean, sd, seed=0):
    """Draws whose log odds are normal, as those of one unknown are."""
    normals = stratified_normals(np.random.default_rng(seed), N_DRAWS, 1)
    nothing = np.zeros((N_DRAWS, 1))
    return Draws(mean + sd * normals[:, 0], nothing, nothing, nothing)


@given(st.floats(-7, 0), st.floats(0.1, 2.0))
def test_the_risk_is_the_integral_over_what_is_uncertain(mean, sd):
    drawn = drawn_from(mean, sd)
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    integral = chance(mean + sd * nodes) @ weights / weights.sum()
    assert chance(drawn.log_odds(drawn.here)).mean() == pytest.approx(integral, rel=0.01)


@given(st.floats(-7, -2), st.floats(0.5, 2.0))
def test_a_number_put_in_at_its_mean_would_forecast_too_little(mean, sd):
    drawn = drawn_from(mean, sd)
    assert chance(drawn.log_odds(drawn.here)).mean() > chance(np.array(mean))


def test_so_it_is_for_a_runner_of_flesh_and_blood():
    drawn = modelled(history(run(0, 42.2, check_in={"race": True}))).draws
    log_odds = drawn.log_odds(drawn.here)
    found = risk(chance(log_odds), chance(drawn.log_odds(drawn.usual)), "typical")
    assert found.probability > 1.3 * chance(log_odds.mean())
    assert found.interval[0] < found.probability < found.interval[1]


def test_what_is_unknown_widens_the_answer_and_what_is_told_narrows_it():
    def width(**told):
        drawn = modelled(history(run(0, 42.2, check_in={"race": True}), **told)).draws
        return drawn.log_odds(drawn.here).std()

    assert width(cramped_before=False) < width()


def test_evidence_narrows_what_is_held_of_a_runner():
    clean = [run(3 * i, 8, check_in={"race": False}, label=Label.NO) for i in range(200)]
    asked = run(700, 8, check_in={"race": False})
    few, many = (modelled(history(*clean[:n], asked)) for n in (5, 200))
    assert many.risk < few.risk


@given(st.lists(st.floats(1e-6, 1), min_size=20, max_size=40))
def test_the_mean_lies_in_its_interval_however_long_the_tail(chances):
    low, high = interval(np.array(chances))
    assert low <= np.mean(chances) <= high


def test_the_muscles_are_parts_that_overlap_and_are_never_more_than_the_whole():
    here = chance(drawn_from(-2, 1).background)
    parts = by_muscle(here, registry().muscles)
    assert all(0 < part.probability <= here.mean() for part in parts.values())
    assert all(p.interval[0] <= p.probability <= p.interval[1] for p in parts.values())
