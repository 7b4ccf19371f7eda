"""The weekly truth is told of answered runs, from what was known before each of them."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from histories import DAY_ZERO, run
from uncramp.actions.weekly_truth import BEFOREHAND, Verdict, _verdict, weekly_truth
from uncramp.history.check_in import CheckIn
from uncramp.history.run import Label
from uncramp.store.library import KeptRun, MemoryLibrary
from uncramp.store.words import render

NOW = DAY_ZERO + dt.timedelta(days=100)


def kept(day, label=Label.NO, **check_in):
    made = run(day, 10 + day % 7, label=label, check_in=check_in)
    digest = f"{day:064x}"
    at = made.summary.started_at + dt.timedelta(hours=2)
    return KeptRun(digest, 0, made, answered_at=None if label is Label.UNKNOWN else at)


def library(*runs):
    made = MemoryLibrary()
    for one in runs:
        made.keep_run(one)
    return made


def runs(count=30, cramps=()):
    return [kept(3 * n, Label.YES if n in cramps else Label.NO) for n in range(count)]


def test_too_few_answered_runs_are_told_of_by_nobody():
    assert weekly_truth(library=library(*runs(9)), now=NOW) is None
    unknown = [kept(3 * n + 1, Label.UNKNOWN) for n in range(20)]
    assert weekly_truth(library=library(*runs(9), *unknown), now=NOW) is None


def test_answered_runs_are_counted_and_the_others_are_not():
    unknown = [kept(3 * n + 1, Label.UNKNOWN) for n in range(5)]
    truth = weekly_truth(library=library(*runs(20, {3, 9}), *unknown), now=NOW)
    assert (truth.cramps, truth.runs) == (2, 20)


def test_no_forecast_knows_how_its_run_or_a_later_one_ended():
    calm, cramped = (weekly_truth(library=library(*runs(30, at)), now=NOW) for at in ((), {29}))
    assert (calm.cramps, cramped.cramps) == (0, 1)
    assert calm.forecast == cramped.forecast


def test_an_earlier_cramp_moves_the_forecasts_after_it():
    calm, cramped = (weekly_truth(library=library(*runs(30, at)), now=NOW) for at in ((), {2, 4}))
    assert cramped.forecast > calm.forecast


def test_what_was_told_of_the_run_afterwards_is_no_forecast():
    plain = runs(12)
    told = replace(plain[-1].run, check_in=CheckIn(sleep=2, recent_illness=True, fluid=0))
    after = [*plain[:-1], replace(plain[-1], run=told)]
    first, second = (weekly_truth(library=library(*some), now=NOW) for some in (plain, after))
    assert first.forecast == second.forecast
    assert set(CheckIn.model_fields) > BEFOREHAND


def test_runs_of_long_ago_are_left_out():
    assert weekly_truth(library=library(*runs(30)), now=NOW + dt.timedelta(days=300)) is None


@pytest.mark.parametrize(
    ("cramps", "verdict"), [(0, Verdict.FITS), (2, Verdict.FITS), (6, Verdict.MORE)]
)
def test_a_count_is_judged_by_its_own_chances(cramps, verdict):
    assert _verdict(np.full(40, 0.04), cramps) is verdict


def test_far_fewer_than_forecast_is_said_too():
    assert _verdict(np.full(40, 0.2), 1) is Verdict.FEWER


@pytest.mark.parametrize(
    ("cramps", "said"),
    [((), "no cramp in 20 runs"), ((3,), "1 cramp in 20 runs"), ((3, 9), "2 cramps in 20 runs")],
)
def test_it_is_one_line(cramps, said):
    truth = weekly_truth(library=library(*runs(20, set(cramps))), now=NOW)
    line = render(truth.said)
    assert line.startswith("Your forecast said ")
    assert said in line
    assert "\n" not in line
