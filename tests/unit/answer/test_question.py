"""One question at a time, the one whose answer settles most; none where none would matter."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from histories import history, run
from modelling import modelled
from uncramp.answer.question import LEAST_GAIN, gain, questions, settled_by
from uncramp.exposure.catalogue import CATALOGUE
from uncramp.model.draws import Draws
from uncramp.model.reference import FACTS

FACTS_TOLD = {
    "cramped_before": True,
    "sex": "male",
    "injury_last_12_months": False,
    "family_history": False,
    "chronic_diseases": 0,
    "regular_medicine": False,
}


def asked(check_in=None, **runner):
    found = modelled(history(run(0, 8), run(3, 8), run(9, 21.1, check_in=check_in), **runner))
    return questions(found.model, found.exposures, found.at, found.draws)


def every_combination(effects, levels):
    """Draws in which unknowns take every value of their own, whatever the others are."""
    here = np.array(list(product(*levels)))
    same = np.broadcast_to(effects, here.shape)
    return Draws(np.zeros(here.shape[0]), same, here, np.zeros_like(here))


def believed_after(drawn, k):
    """By force: the spread of the expected log odds over the answers to unknown `k`."""
    log_odds, answer = drawn.log_odds(drawn.here), drawn.here[:, k]
    expected = [log_odds[answer == value].mean() for value in answer]
    return np.var(expected)


small = st.integers(2, 4).flatmap(
    lambda k: st.tuples(
        arrays(float, k, elements=st.floats(-2, 2)),
        st.lists(
            st.lists(st.integers(0, 9).map(float), min_size=1, max_size=4, unique=True),
            min_size=k,
            max_size=k,
        ),
    )
)


@given(small)
def test_what_an_answer_settles_is_the_spread_of_what_would_be_believed(case):
    effects, levels = case
    drawn = every_combination(effects, levels)
    found = settled_by(drawn, np.zeros(effects.size))
    by_force = [believed_after(drawn, k) for k in range(effects.size)]
    assert found == pytest.approx(by_force, abs=1e-9)
    doubt = drawn.log_odds(drawn.here).var()
    gains = [gain(s, doubt) for s in found]
    for i, j in product(range(effects.size), repeat=2):
        if by_force[i] > by_force[j] + 1e-9:
            assert gains[i] >= gains[j], "the order is that of what would be believed"


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_an_answer_never_costs_information(settled, doubt):
    assert 0 <= gain(settled, doubt) < np.inf


@given(arrays(float, 3, elements=st.floats(0, 1)))
def test_a_vague_answer_settles_less(vague):
    drawn = every_combination(np.array([1.0, -1.0, 0.5]), [[0.0, 1.0]] * 3)
    assert (settled_by(drawn, vague) <= settled_by(drawn, np.zeros(3))).all()


def test_the_most_telling_question_comes_first_and_is_the_next_one():
    found = asked()
    assert [q.gain for q in found] == sorted((q.gain for q in found), reverse=True)
    assert len(found) >= 2
    modelled_ = modelled(history(run(0, 8), run(3, 8), run(9, 21.1)))
    first = modelled_.why.next_question
    assert first == found[0]


def test_each_question_is_asked_once():
    found = [question.id for question in asked()]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("key", ["race", "cramped_before"])
def test_what_is_known_is_not_asked(key):
    assert key in {question.id for question in asked()}
    told = {"race": True} if key == "race" else None
    runner = {"cramped_before": False} if key == "cramped_before" else {}
    assert key not in {question.id for question in asked(told, **runner)}


def test_no_question_is_asked_whose_answer_would_not_matter():
    assert all(question.gain >= LEAST_GAIN for question in asked())


def test_where_everything_is_told_nothing_is_asked():
    told = {
        e.question_key: value
        for e, value in ((e, ANSWERS.get(e.question_key)) for e in CATALOGUE)
        if value is not None
    }
    found = asked(told, **FACTS_TOLD, recent_bests=[["10 km", "45:00"]], mass=70)
    assert found == ()


ANSWERS = {
    "race": True,
    "fluid": 0.5,
    "drink_sodium": 0.3,
    "meal_carbohydrate": 60,
    "carbohydrate": 30,
    "strike": "midfoot",
    "sudden_movement": False,
    "warm_up": 10,
    "cool_down": 5,
    "stretching": 5,
    "strength_training": 1,
    "sleep": 8,
    "recent_illness": False,
    "temperature": 12,
    "shoe_drop": 8,
    "shoe_distance": 200,
    "mass_after": 69,
    "soreness": 2,
}


def test_every_fact_can_be_asked_for():
    found = modelled(history(run(0, 42.2, check_in={"race": True})))
    unknown = {fact.name for fact in FACTS}
    asked_ = {q.id for q in questions(found.model, found.exposures, found.at, found.draws)}
    assert asked_ & unknown, "no fact of the runner is worth asking for"
