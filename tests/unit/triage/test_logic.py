"""What an answer that is missing does, decided in one place."""

from __future__ import annotations

import pytest

from uncramp.terms.sentences import sentence
from uncramp.triage.facts import Facts
from uncramp.triage.level import Level
from uncramp.triage.logic import AllOf, AnyOf, Told, Truth, Unless
from uncramp.triage.rule import Family, Rule
from uncramp.triage.signs import gained_weight, yes

NO, NOT_ASKED, UNKNOWN, YES = Truth
WORD = {NO: "no", NOT_ASKED: None, UNKNOWN: "unknown", YES: "yes"}
A, B, C = yes("fever"), yes("dark_urine"), yes("skin_wound")


def facts(a: Truth, b: Truth = NOT_ASKED, c: Truth = NOT_ASKED) -> Facts:
    return Facts(fever=WORD[a], dark_urine=WORD[b], skin_wound=WORD[c])


def rule(*when) -> Rule:
    return Rule(
        id="r",
        family=Family.INFECTION,
        level=Level.EMERGENCY,
        reason=sentence("R."),
        when=when,
        advice=(),
        source="ours",
    )


@pytest.mark.parametrize("a", Truth)
@pytest.mark.parametrize("b", Truth)
def test_all_is_the_lowest_and_any_the_highest(a, b):
    assert AllOf(A, B).truth(facts(a, b)) is min(a, b)
    assert AnyOf(A, B).truth(facts(a, b)) is max(a, b)


@pytest.mark.parametrize(
    ("part", "told", "unless"),
    [(NO, NO, YES), (NOT_ASKED, NOT_ASKED, YES), (UNKNOWN, NOT_ASKED, YES), (YES, YES, NO)],
)
def test_told_ignores_an_unknown_and_unless_needs_a_real_yes(part, told, unless):
    assert Told(A).truth(facts(part)) is told
    assert Unless(A).truth(facts(part)) is unless


def test_only_open_answers_are_asked_for():
    both = AllOf(A, AnyOf(B, C))
    assert both.open_facts(facts(YES, UNKNOWN, NOT_ASKED)) == ("dark_urine", "skin_wound")
    assert both.open_facts(facts(NOT_ASKED, NO, YES)) == ("fever",)
    assert Told(A).open_facts(facts(UNKNOWN)) == ("fever",)
    assert Unless(A).open_facts(facts(NOT_ASKED)) == ()
    assert [truth.is_open for truth in Truth] == [False, True, True, False]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN),
        (UNKNOWN, UNKNOWN, NOT_ASKED),
        (YES, NOT_ASKED, NOT_ASKED),
        (UNKNOWN, NOT_ASKED, NOT_ASKED),
        (YES, NO, NO),
        (UNKNOWN, NO, NO),
    ],
)
def test_an_unknown_counts_only_where_all_the_rest_was_told(a, b, verdict):
    assert rule(A, B).verdict(facts(a, b)) is verdict
    assert rule(A, B).holds(facts(a, b)) is (verdict >= UNKNOWN)


def test_one_unknown_among_three_counts_and_two_do_not():
    assert rule(A, B, C).holds(facts(YES, UNKNOWN, YES))
    assert not rule(A, B, C).holds(facts(YES, UNKNOWN, UNKNOWN))


def test_an_unknown_alone_is_asked_about_and_raises_nothing():
    assert rule(A).verdict(facts(UNKNOWN)) is NOT_ASKED
    assert rule(A, Unless(B)).verdict(facts(UNKNOWN)) is NOT_ASKED


def test_a_rule_asks_each_open_answer_once():
    assert rule(A, AnyOf(A, B)).open_facts(facts(NOT_ASKED, UNKNOWN)) == ("fever", "dark_urine")


def test_a_runner_without_scales_left_no_question_open():
    assert gained_weight.truth(Facts(weight_change_kg="unknown")) is NOT_ASKED
