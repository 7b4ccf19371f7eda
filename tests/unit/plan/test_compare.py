"""What was really done beside what was asked, and what the next plan makes of it."""

import pytest

from planning import look
from uncramp.history.check_in import CheckIn
from uncramp.plan.compare import Asked, Verdict, kept, learnt
from uncramp.plan.drink import wanted
from uncramp.plan.fuel import during_grams
from uncramp.plan.habit import Habit
from uncramp.plan.line import LineKind

DRINK = Asked(LineKind.DRINK, (500.0, 700.0), "ml/h")
FOOD = Asked(LineKind.CARBOHYDRATE, (60.0, 90.0), "g/h")
MEAL = Asked(LineKind.CARBOHYDRATE, (70.0, 105.0), "g")
SALT = Asked(LineKind.SALT, (460.0, 690.0), "mg/L")
PACE = Asked(LineKind.PACE, 6.0, "min/km")
STRENGTH = Asked(LineKind.STRENGTH, 2, "sessions a week")
THREE_HOURS = look(30.0, 3.0).run.summary


def verdict(asked, summary=THREE_HOURS, **answers):
    (one,) = kept([asked], CheckIn(**answers), summary)
    return one.verdict


@pytest.mark.parametrize(
    ("asked", "answers", "found"),
    [
        (DRINK, {"fluid": 1.8}, Verdict.KEPT),
        (DRINK, {"fluid": 0.9}, Verdict.LESS),
        (DRINK, {"fluid": 3.0}, Verdict.MORE),
        (DRINK, {}, Verdict.UNKNOWN),
        (FOOD, {"carbohydrate": 60}, Verdict.LESS),
        (FOOD, {"carbohydrate": 200}, Verdict.KEPT),
        (SALT, {"drink_sodium": 0.5}, Verdict.KEPT),
        (SALT, {"drink_sodium": 0.0}, Verdict.LESS),
        (MEAL, {"meal_before": 90, "meal_carbohydrate": 80}, Verdict.KEPT),
        (MEAL, {"meal_before": 20, "meal_carbohydrate": 80}, Verdict.LESS),
        (MEAL, {"meal_carbohydrate": 80}, Verdict.UNKNOWN),
        (STRENGTH, {"strength_training": 1}, Verdict.LESS),
    ],
)
def test_each_line_is_met_or_not(asked, answers, found):
    assert verdict(asked, **answers) is found


@pytest.mark.parametrize(("minutes", "found"), [(5.5, "more"), (5.97, "kept"), (6.6, "kept")])
def test_faster_than_the_cap_is_over_it_and_slower_is_kept(minutes, found):
    assert verdict(PACE, look(30.0, minutes / 2).run.summary) == found


def test_without_a_recording_nothing_is_said_of_pace_or_of_an_hour():
    assert verdict(PACE, None) is Verdict.UNKNOWN
    assert verdict(DRINK, None, fluid=2.0) is Verdict.UNKNOWN


def test_lines_without_a_number_to_compare_are_left_out():
    silent = [Asked(LineKind.SAFETY, None, ""), Asked(LineKind.RECOVERY, (1, 2), "min")]
    assert kept(silent, CheckIn(), THREE_HOURS) == ()


def test_drinking_above_the_limit_is_said_aloud():
    (one,) = kept([DRINK], CheckIn(fluid=3.0), THREE_HOURS)
    assert "dangerous" in str(one.says)
    assert "1000 ml/h" in str(one.says)


def test_who_drank_and_ate_little_is_asked_for_a_step_next_time():
    tried = kept([DRINK, FOOD], CheckIn(fluid=0.6, carbohydrate=60), THREE_HOURS)
    warm = {"temperature": 26.0}
    before, after = look(check_in=warm, mass=70.0), look(check_in=warm, mass=70.0, tried=tried)
    assert wanted(after)[1] == 350  # 200 and a step of 150
    assert wanted(before)[1] > 350
    assert during_grams(after)[1] == pytest.approx(40)  # 20 and a step of 20


def test_a_line_that_was_kept_teaches_nothing_new():
    tried = kept([DRINK, FOOD, PACE], CheckIn(fluid=1.8, carbohydrate=200), THREE_HOURS)
    assert learnt(Habit(), tried) == Habit()


def test_the_most_there_ever_was_outlives_one_bad_day():
    tried = kept([DRINK], CheckIn(fluid=0.6), THREE_HOURS)
    assert learnt(Habit(most_drunk=0.5), tried).most_drunk == 0.5
