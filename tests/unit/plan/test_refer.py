"""More than once in a blue moon: who can help is named by what the cramps are linked with."""

import pytest

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.plan.line import LineKind
from uncramp.plan.refer import ROOT_OF, Root, recurrence, referrals

PACE = {"effort_above_ability": 0.5, "duration": 0.2}
CALF = Episode(muscle="calf", onset="during")


def found(*days, shares=None, episodes=(), **runner):
    """Referrals for a run on day 400 after cramps on these days."""
    known = history(*(run(day, 10, label=Label.YES) for day in days), run(400, 10), **runner)
    return referrals(known, known.runs[-1], episodes=episodes, shares=shares or {})


def who(lines):
    words = ("coach", "physiotherapist", "dietitian", "doctor")
    return [next(word for word in words if word in str(line.do)) for line in lines]


@pytest.mark.parametrize(
    ("days", "often"),
    [
        ((), False),
        ((390,), False),
        ((100, 250), False),
        ((100, 250, 340), True),
        ((380, 395), True),
        ((369, 395), False),
        ((10, 20, 30, 100, 250), False),
    ],
)
def test_three_in_a_year_or_two_in_a_month_deserve_a_look(days, often):
    known = history(*(run(day, 10, label=Label.YES) for day in days), run(400, 10))
    assert recurrence(known, known.runs[-1]).needs_a_look is often
    assert bool(found(*days, shares=PACE)) is often


@pytest.mark.parametrize(
    ("told", "often"),
    [("0", False), ("1", False), ("not sure", False), ("2-3", True), ("4-9", True), ("10+", True)],
)
def test_what_was_told_counts_like_what_was_logged(told, often):
    assert bool(found(shares=PACE, cramped_runs_last_year=told)) is often


def test_only_cramps_count_not_runs_nobody_answered_for():
    runs = [run(day, 10, label=label) for day, label in ((390, Label.UNKNOWN), (395, Label.NO))]
    known = history(*runs, run(398, 10, label=Label.YES), run(400, 10))
    assert recurrence(known, known.runs[-1]).in_a_month == 1


@pytest.mark.parametrize(
    ("shares", "person"),
    [
        (PACE, "coach"),
        ({"distance_spike": 0.3}, "coach"),
        ({"drop_change": 0.2, "forefoot_load": 0.2, "race": 0.1}, "physiotherapist"),
        ({"injury_last_12_months": 0.4}, "physiotherapist"),
        ({"heat": 0.2, "sodium_deficit": 0.2, "race": 0.1}, "dietitian"),
        ({"carbohydrate_gap": 0.3}, "dietitian"),
        ({"regular_medicine": 0.3}, "doctor"),
        ({"sex": 0.3, "age": 0.2}, "doctor"),
    ],
)
def test_who_can_help_depends_on_what_the_cramps_are_linked_with(shares, person):
    assert who(found(380, 395, shares=shares)) == [person]


def test_two_roots_name_two_people_the_likelier_first():
    shares = {"heat": 0.2, "fluid_deficit": 0.05, "effort_above_ability": 0.4}
    assert who(found(380, 395, shares=shares)) == ["coach", "dietitian"]


def test_what_protects_counts_for_nothing():
    shares = {"effort_above_ability": 0.3, "heat": -0.2, "sodium_deficit": 0.05}
    assert who(found(380, 395, shares=shares)) == ["coach"]


@pytest.mark.parametrize(
    "health",
    [
        {"conditions": ["diabetes"]},
        {"medicines": ["statin"]},
        {"chronic_diseases": 2},
        {"regular_medicine": True},
    ],
)
def test_disease_and_medicine_put_a_doctor_first(health):
    assert who(found(380, 395, shares=PACE, **health)) == ["doctor", "coach"]


def test_told_that_there_is_none_leaves_the_doctor_out():
    assert who(found(380, 395, shares=PACE, conditions="none", medicines="none")) == ["coach"]


@pytest.mark.parametrize(
    "episode",
    [Episode(muscle="several"), Episode(muscle="arms"), Episode(muscle="calf", onset="night")],
)
def test_unusual_cramps_put_a_doctor_first(episode):
    assert who(found(380, 395, shares=PACE, episodes=(episode,)))[0] == "doctor"


def test_recurring_cramps_nobody_looked_into_go_to_a_doctor():
    (line,) = found(380, 395, conditions="none", medicines="none")
    assert who([line]) == ["doctor"]
    assert "does not say why" in str(line.because)


def test_the_doctor_is_told_of_conditions_only_where_there_are_some():
    (line, _) = found(380, 395, shares=PACE, conditions=["diabetes"])
    assert "Conditions, medicines" in str(line.because)


def test_one_cramp_that_nothing_explains_is_enough():
    (line,) = found(390, shares={"duration": 0.04, "sex": 0.5}, episodes=(CALF,))
    assert who([line]) == ["doctor"]
    assert "Nothing special" in str(line.because)


def test_one_explained_cramp_is_no_reason():
    assert found(390, shares=PACE, episodes=(CALF,)) == ()


def test_a_new_medicine_is_asked_about_after_the_first_cramp_and_never_stopped():
    (line,) = found(390, shares=PACE, medicines=["new_in_8_weeks"])
    assert "do not stop it on your own" in str(line.do)
    assert found(shares=PACE, medicines=["new_in_8_weeks"]) == ()


def test_the_reason_names_the_count_and_the_rule():
    (line,) = found(100, 380, 395, shares=PACE)
    assert line.kind is LineKind.REFER
    assert "on 3 runs in 12 months, 2 of them in the last 30 days" in str(line.because)
    assert "blue moon" in str(line.because)


def test_every_root_is_of_an_exposure_there_is():
    assert set(ROOT_OF) <= {row.name for row in CATALOGUE}
    assert set(ROOT_OF.values()) == set(Root)
