"""What silence, answers and memories weigh."""

import datetime as dt

import numpy as np
import pytest

from histories import DAY_ZERO, history, run
from uncramp.exposure.catalogue import Kind, exposures
from uncramp.history.history import History
from uncramp.history.run import Label
from uncramp.model.labels import labels
from uncramp.model.missing import design
from uncramp.model.prior import prior
from uncramp.model.risk import fit, runner_facts
from uncramp.model.year import TYPICAL_WEEK, remembered
from uncramp.store.registry import registry

YES, NO, PROBABLY, UNKNOWN = Label.YES, Label.NO, Label.PROBABLY_NO, Label.UNKNOWN


def signed_up(*runs, day=0, **runner):
    told = history(*runs, **runner)
    return History.of(told.runner, told.runs, signed_up_at=DAY_ZERO + dt.timedelta(days=day))


def test_silence_after_sign_up_is_a_probable_no_while_others_are_answered():
    diary = signed_up(run(1, 8), run(10, 8, label=NO), run(24, 8), run(25, 8), run(60, 8))
    assert labels(diary) == (PROBABLY, NO, PROBABLY, UNKNOWN, UNKNOWN)


def test_what_was_imported_from_before_sign_up_stays_unknown():
    diary = signed_up(run(1, 8), run(3, 8, label=NO), run(7, 8), day=5)
    assert labels(diary) == (UNKNOWN, NO, PROBABLY)


def test_where_nobody_signed_up_silence_says_nothing():
    assert labels(history(run(1, 8), run(3, 8, label=NO))) == (UNKNOWN, NO)


def test_nobody_was_silent_about_the_run_in_question():
    diary = signed_up(run(1, 8, label=YES), run(3, 8), run(5, 8))
    assert labels(diary, asked=2) == (YES, PROBABLY, UNKNOWN)


def test_a_run_without_a_clock_is_not_silent():
    assert labels(signed_up(run(1, 8, label=NO), run(None, 8))) == (NO, UNKNOWN)


def count_of(diary, asked=-1):
    found, facts = exposures(diary), runner_facts(diary.runner)
    before = prior(registry())
    table = design(found.only(Kind.FACTOR), facts, before)
    return remembered(
        diary,
        found,
        labels(diary),
        table=table,
        prior=before,
        facts=facts,
        asked=asked % len(diary.runs),
    )


def weekly(n, *, label=None, km=10.0):
    return [run(7 * i, km, label=label) for i in range(n)]


def test_labelled_runs_leave_the_window_and_their_cramps_the_count():
    runs = [*weekly(40), run(281, 10, label=YES), run(282, 10, label=NO), run(300, 10)]
    told = count_of(history(*runs, cramped_runs_last_year="2-3", usual_weekly_distance=10))
    assert (told.least, told.most) == (1, 2)
    assert (told.runs == 1).sum() == 40


def test_only_the_year_before_counts():
    runs = [run(-400, 10), run(-20, 10), run(-10, 10), run(0, 10)]
    told = count_of(history(*runs, cramped_runs_last_year="1", usual_weekly_distance=0.1))
    assert (told.runs == 1).sum() == 2


@pytest.mark.parametrize("km", [20, 50])
def test_runs_never_imported_are_filled_in_from_the_usual_week(km):
    told = count_of(history(run(0, 42.2), cramped_runs_last_year="1", usual_weekly_distance=km))
    # 8 km and 22 km runs, four to one: 10.8 km each
    assert told.runs.sum() == pytest.approx(km * 365 / 7 / 10.8, rel=1e-6)


def test_the_week_of_a_runner_who_told_none_is_their_own_or_a_typical_one():
    one = count_of(history(run(0, 10), cramped_runs_last_year="1"))
    assert one.runs.sum() == pytest.approx(TYPICAL_WEEK * 365 / 7 / 10.8, rel=1e-6)
    whole = count_of(history(*weekly(53, km=12), cramped_runs_last_year="1"))
    assert whole.runs.sum() == pytest.approx(53, abs=2)


def test_ten_or_more_is_met_once_ten_were_labelled():
    runs = [*weekly(20, label=YES), run(150, 10)]
    assert count_of(history(*runs, cramped_runs_last_year="10+")) is None


def intercept(**runner):
    diary = history(run(0, 42.2, check_in={"race": True}), **runner)
    return fit(registry(), diary, exposures(diary))


def test_the_more_cramps_are_remembered_the_higher_the_risk():
    told = ["0", "1", "2-3", "4-9", "10+"]
    means = [intercept(cramped_runs_last_year=t).posterior.mean[0] for t in told]
    assert (np.diff(means) > 0).all()
    silent = intercept().posterior.mean[0]
    assert means[0] < silent < means[2]
    assert intercept(cramped_runs_last_year="not sure").posterior.mean[0] == silent


def test_what_rests_on_ten_or_more_is_rough():
    assert intercept(cramped_runs_last_year="10+").rough
    assert not intercept(cramped_runs_last_year="2-3").rough


def test_the_same_count_over_more_running_means_less_risk():
    little, much = (
        intercept(cramped_runs_last_year="2-3", usual_weekly_distance=km) for km in (15, 90)
    )
    assert much.posterior.mean[0] < little.posterior.mean[0]


def test_logged_cramps_never_flip_what_came_before_the_window():
    runs = [run(i, 10, label=YES) for i in range(12)]
    diary = history(*runs, cramped_before=False)
    assert fit(registry(), diary, exposures(diary)).facts[0] == 0
