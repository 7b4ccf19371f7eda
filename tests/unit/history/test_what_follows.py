"""Named conditions and medicines answer the general questions, and silence answers nothing."""

import pytest

from histories import history, run
from modelling import modelled
from uncramp.history.runner import Condition, Medicine, Runner


def told(**facts):
    found = Runner(**facts).with_what_follows
    return found.chronic_diseases, found.regular_medicine


@pytest.mark.parametrize(
    ("conditions", "diseases"),
    [
        ("kidney", 1),
        ("kidney, diabetes", 2),
        ("pregnancy", None),
        ("sickle_trait, previous_clot", None),
        ("pregnancy, heart", 1),
        ("none", None),
        (None, None),
    ],
)
def test_a_named_disease_is_a_chronic_disease(conditions, diseases):
    assert told(conditions=conditions) == (diseases, None)


@pytest.mark.parametrize(
    ("medicines", "regular"),
    [
        ("statin", True),
        ("anti_inflammatory", None),
        ("new_in_8_weeks", None),
        ("anti_inflammatory, diuretic", True),
        ("none", None),
        (None, None),
    ],
)
def test_a_named_medicine_is_a_regular_one_unless_taken_as_needed(medicines, regular):
    assert told(medicines=medicines) == (None, regular)


def test_every_condition_and_medicine_was_judged():
    assert [c for c in Condition if told(conditions=[c]) == (1, None)] == [
        Condition.KIDNEY,
        Condition.HEART,
        Condition.HIGH_BLOOD_PRESSURE,
        Condition.DIABETES,
    ]
    assert [m for m in Medicine if told(medicines=[m]) == (None, None)] == [
        Medicine.ANTI_INFLAMMATORY,
        Medicine.NEW_IN_8_WEEKS,
    ]


def test_what_is_named_wins_over_what_was_told_in_general_and_more_stays():
    assert told(conditions="heart", chronic_diseases=0) == (1, None)
    assert told(conditions="heart", chronic_diseases=3) == (3, None)
    assert told(medicines="lithium", regular_medicine=False) == (None, True)
    assert told(conditions="none", medicines="none", chronic_diseases=2) == (2, None)


def test_what_the_runner_told_is_not_changed():
    runner = Runner(conditions=("kidney",))
    assert runner.with_what_follows is not runner
    assert runner.chronic_diseases is None


def test_a_kidney_disease_counts_in_the_model_as_the_chronic_disease_it_is():
    named, counted, silent = (
        modelled(history(run(0, 30), **facts)).risk
        for facts in ({"conditions": ("kidney",)}, {"chronic_diseases": 1}, {})
    )
    assert named == counted > silent
