"""What a fit must keep to, whatever a runner tells."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histories import history, run
from modelling import modelled
from uncramp.exposure.catalogue import exposures
from uncramp.history.grade import Grade
from uncramp.history.history import History
from uncramp.history.run import Label
from uncramp.model.grades import SEVERE_OF_OTHERS, severity
from uncramp.model.labels import Heard
from uncramp.model.posterior import posterior
from uncramp.model.prior import Outcome, prior
from uncramp.model.reference import EFFECTS, NAMES
from uncramp.model.risk import fit, held_effects
from uncramp.model.simulate import simulated_runner
from uncramp.model.tails import with_heavy_tails
from uncramp.model.yielding import advantage, forecast, personal_weight
from uncramp.store.registry import registry

YES, NO, UNKNOWN = Label.YES, Label.NO, Label.UNKNOWN


def diary(n=40, cramps=(), **runner):
    """A runner of 8, 12 and 20 km, answering for every run; every tenth is a race."""
    runs = [
        run(
            3 * i,
            (8, 12, 20)[i % 3],
            2.8 + 0.1 * (i % 4),
            label=YES if i in cramps else NO,
            check_in={
                "race": i % 10 == 9,
                "fluid": 0.3 + 0.1 * (i % 5),
                "temperature": 10 + i % 15,
            },
        )
        for i in range(n)
    ]
    return history(*runs, mass=70, **runner)


def fitted(of):
    return fit(registry(), of, exposures(of))


def same(one, other, tolerance=1e-9):
    assert one.posterior.mean == pytest.approx(other.posterior.mean, abs=tolerance)
    assert one.posterior.covariance == pytest.approx(other.posterior.covariance, abs=tolerance)


@settings(max_examples=5, deadline=None)
@given(st.randoms())
def test_the_order_in_which_runs_are_given_does_not_matter(shuffled):
    known = diary(cramps=(9, 19, 30))
    runs = list(known.runs)
    shuffled.shuffle(runs)
    same(fitted(known), fitted(History.of(known.runner, tuple(runs))))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60), st.integers(0, 4))
def test_nor_does_the_order_of_the_rows(seed, n, cramps):
    generator = np.random.default_rng(seed)
    before = prior(registry())
    rows = np.c_[np.ones(n), generator.normal(size=(n, before.mean.size - 1)) / 2]
    cramped = (np.arange(n) < cramps).astype(float)
    turned = generator.permutation(n)
    one, other = posterior(before, rows, cramped), posterior(before, rows[turned], cramped[turned])
    assert one.mean == pytest.approx(other.mean, abs=1e-6)
    assert one.covariance == pytest.approx(other.covariance, abs=1e-6)


@settings(max_examples=8, deadline=None)
@given(st.integers(-3000, 3000))
def test_a_date_shift_changes_nothing(days):
    known = diary(cramps=(9, 19))
    runs = tuple(
        dataclasses.replace(
            one,
            summary=one.summary.model_copy(
                update={"started_at": one.summary.started_at + dt.timedelta(days=days)}
            ),
        )
        for one in known.runs
    )
    same(fitted(known), fitted(History.of(known.runner, runs)), 1e-7)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 80))
def test_a_run_without_a_cramp_never_raises_the_risk_of_that_same_run(seed, n):
    generator = np.random.default_rng(seed)
    before = prior(registry())
    runner = simulated_runner(generator, before, n_runs=n + 1)
    rows, cramped, asked = runner.rows[:n], runner.cramped[:n], runner.rows[n:]
    then = posterior(before, np.vstack([rows, asked]), np.r_[cramped, 0.0])
    now = posterior(before, rows, cramped)
    here = Heard(asked, np.zeros(1), np.zeros(1), np.ones(1))
    risks = [
        forecast(dataclasses.replace(before, mean=p.mean, covariance=p.covariance), here)[0]
        for p in (now, then)
    ]
    assert risks[1] <= risks[0] * 1.002


def test_silence_lowers_a_risk_less_than_an_answer():
    before = prior(registry())
    rows = np.zeros((50, before.mean.size))
    rows[:, 0] = 1
    none = np.zeros(50)
    answered = posterior(before, rows, none).mean[0]
    silent = posterior(before, rows, none, certainty=np.full(50, 0.9)).mean[0]
    assert answered < silent < before.mean[0]


def test_an_exposure_at_usual_has_no_share():
    runs = [
        run(3 * i, 10, 3, label=NO, check_in={"stretching": 5, "race": False}) for i in range(40)
    ]
    asked = run(121, 10, 3, check_in={"stretching": 5, "race": False})
    found = modelled(history(*runs, asked))
    k = [e.exposure for e in EFFECTS].index("stretching")
    typical = found.usual.values[[e.name for e in found.exposures.catalogue].index("stretching")]
    at_usual = run(121, 10, 3, check_in={"stretching": float(typical), "race": False})
    share = modelled(history(*runs, at_usual)).shares.share[k]
    assert abs(share) < 0.01
    told = [e.exposure for e in EFFECTS].index("race")
    assert found.shares.share[told] == 0


def test_evidence_narrows_on_average_over_what_the_model_expects():
    generator = np.random.default_rng(7)
    before = prior(registry())
    ratios = []
    for _ in range(60):
        runner = simulated_runner(generator, before, n_runs=150)
        found = posterior(before, runner.rows, runner.cramped)
        ratios.append(np.diag(found.covariance) / np.diag(before.covariance))
    ratio = np.mean(ratios, axis=0)
    assert (ratio < 1.005).all()
    assert ratio[0] < 0.9


def test_a_visitor_with_no_history_gets_the_populations_answer_with_the_right_width():
    asked = history(run(0, 42.2, check_in={"race": True}), cramped_before=True, sex="male")
    model = fitted(asked)
    assert model.personal == 1
    assert not model.rough
    held = prior(registry())
    assert model.posterior.mean == pytest.approx(held.mean)
    assert np.diag(model.posterior.covariance)[1:] == pytest.approx(np.diag(held.covariance)[1:])
    # what they did not tell of themselves widens the intercept, and only that
    untold = np.isnan(model.facts)
    at = np.flatnonzero(untold) - untold.size
    frequency = held.frequency[untold]
    squared = held.mean[at] ** 2 + np.diag(held.covariance)[at]
    doubt = (squared * frequency * (1 - frequency)).sum()
    assert model.posterior.covariance[0, 0] == pytest.approx(held.covariance[0, 0] + doubt)


def test_a_fact_left_untold_is_not_doubted_again_once_the_runs_have_spoken():
    # 300 answered runs say how often this runner cramps, whatever they left untold.
    quiet = fitted(diary(300))
    told = fitted(diary(300, cramped_before=False, sex="female", family_history=False))
    spread = [np.sqrt(m.posterior.covariance[0, 0]) for m in (quiet, told)]
    assert spread[0] < 1.35 * spread[1]


@pytest.mark.parametrize("name", ["fluid_deficit", "sodium_deficit"])
def test_what_nobody_weighed_or_told_teaches_no_effect_of_ones_own(name):
    long = [
        run(3 * i, (8, 30)[i % 2], 2.8, label=YES if i % 6 == 1 else NO,
            check_in={"race": False, "temperature": 12 + 12 * (i % 2)})
        for i in range(60)
    ]  # fmt: skip
    model = fitted(history(*long, mass=70))
    k = NAMES.index(name)
    sd, held = (
        np.sqrt(np.diag(c)[k]) for c in (model.posterior.covariance, model.prior.covariance)
    )
    assert model.posterior.mean[k] == model.prior.mean[k]
    assert sd == pytest.approx(held, rel=0.02)


def test_told_intake_does_teach():
    model = fitted(diary(60, cramps=range(2, 60, 4)))
    k = NAMES.index("fluid_deficit")
    assert model.posterior.mean[k] != model.prior.mean[k]


def test_an_unknown_deficit_is_listed_and_carries_hardly_any_share():
    runs = [run(3 * i, 10, 3, label=NO) for i in range(20)]
    hot = run(61, 30, 3, check_in={"temperature": 30, "humidity": 80, "race": False})
    found = modelled(history(*runs, hot, mass=70))
    k = [e.exposure for e in EFFECTS].index("fluid_deficit")
    assert abs(found.shares.share[k]) <= 0.05
    assert "fluid_deficit" in {unknown.exposure for unknown in found.why.unknown}


def test_a_missing_deficit_is_expected_from_length_heat_and_pace():
    def expected(km, speed, temperature):
        known = exposures(
            history(run(0, km, speed, check_in={"temperature": temperature}), mass=70)
        )
        names = [e.name for e in known.catalogue]
        return known.expected[0, names.index("fluid_deficit")]

    base = expected(15, 3.0, 15)
    assert expected(25, 3.0, 15) > base
    assert expected(15, 3.0, 28) > base
    assert expected(15 * 3.6 / 3, 3.6, 15) > base  # faster over the same time


def test_nights_are_learned_from_what_was_said_of_nights_alone():
    runs = diary(60, cramps=(9, 19, 29, 39)).runs
    silent = History.of(history().runner, runs)
    found = exposures(silent)
    untold = fit(registry(), silent, found, Outcome.NIGHT).posterior
    assert untold.mean == pytest.approx(prior(registry(), Outcome.NIGHT).mean)
    told = History.of(
        silent.runner,
        tuple(
            dataclasses.replace(one, night=YES if i % 9 == 0 else NO) for i, one in enumerate(runs)
        ),
    )
    night = fit(registry(), told, found, Outcome.NIGHT)
    assert night.posterior.mean[0] > untold.mean[0] + 0.5
    assert night.posterior.n_cramps == 7
    same(fit(registry(), told, found), fit(registry(), silent, found))


def test_the_personal_model_yields_where_it_forecasts_worse_than_the_prior():
    # Every run of the first season ended in a cramp and none since: what was learned misleads.
    before = prior(registry())
    rows = simulated_runner(np.random.default_rng(3), before, n_runs=240).rows
    n = len(rows)
    changed = Heard(rows, np.zeros(n), (np.arange(n) < n // 4).astype(float), np.ones(n))
    assert advantage(before, changed) < -10
    assert personal_weight(before, changed) < 0.01
    steady = dataclasses.replace(changed, cramped=(np.arange(n) % 10 == 0).astype(float))
    assert advantage(before, steady) > 10
    assert personal_weight(before, steady) > 0.99


def test_two_cramps_are_no_contest():
    before = prior(registry())
    rows = simulated_runner(np.random.default_rng(3), before, n_runs=40).rows
    heard = Heard(rows, np.zeros(40), (np.arange(40) < 2).astype(float), np.ones(40))
    assert personal_weight(before, heard) == 1


def test_a_model_that_yielded_draws_from_the_prior():
    model = fitted(diary(40, cramps=range(0, 40, 3)))
    normals = np.random.default_rng(0).normal(size=(2000, model.prior.mean.size))
    whole, half, none = (
        held_effects(dataclasses.replace(model, personal=w), normals)[:, 0].mean()
        for w in (1, 0.5, 0)
    )
    assert none == pytest.approx(model.prior.mean[0], abs=0.1)
    assert half == pytest.approx((whole + none) / 2, abs=0.1)
    assert dataclasses.replace(model, personal=0.4).yields


def test_heavy_tails_change_nothing_unheard_and_let_a_strong_trigger_go():
    before = prior(registry())
    k = NAMES.index("stretching")
    rows = np.zeros((200, before.mean.size))
    rows[:, 0], rows[:, k] = 1, np.tile([0.0, 2.0], 100)
    nothing = Heard(rows[:0], np.zeros(0), np.zeros(0), np.ones(0))
    assert with_heavy_tails(before, nothing) is before
    cramped = np.zeros(200)
    cramped[1:60:2] = 1  # only ever after much stretching
    heard = Heard(rows, np.zeros(200), cramped, np.ones(200))
    plain = posterior(before, rows, cramped).mean[k]
    freed = posterior(with_heavy_tails(before, heard), rows, cramped).mean[k]
    assert before.mean[k] < plain < freed


def test_a_severe_cramp_is_as_likely_as_in_others_until_own_ones_tell():
    assert severity([]).share == SEVERE_OF_OTHERS
    own = severity([Grade.STOPPED] * 10 + [None, Grade.TWINGE])
    assert own.own == 10
    assert own.share == pytest.approx((10 * SEVERE_OF_OTHERS + 10) / 20)
