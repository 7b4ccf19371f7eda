"""Each rule has an example that it needs, and its level is never talked down."""

from __future__ import annotations

import pytest

from triage_cases import EXAMPLES, ORDINARY, facts, judged
from uncramp.triage.asks import Ask
from uncramp.triage.first_aid import Card
from uncramp.triage.level import Level
from uncramp.triage.logic import Sign, Told, Unless
from uncramp.triage.red_flags import RedFlag
from uncramp.triage.rule import Family, Rule
from uncramp.triage.rules import RULES, Triage

BY_ID = {rule.id: rule for rule in RULES}


def test_the_ordinary_cramp_is_self_care():
    assert judged().level is Level.SELF_CARE


def test_every_rule_has_an_example_and_no_two_share_a_name():
    assert set(EXAMPLES) == set(BY_ID)
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_holds_on_its_example(name):
    case = judged(**EXAMPLES[name])
    assert BY_ID[name].holds(facts(**EXAMPLES[name]))
    assert case.level >= BY_ID[name].level


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_needs_each_part_of_its_example(name):
    for fact in EXAMPLES[name]:
        rest = {other: value for other, value in EXAMPLES[name].items() if other != fact}
        assert not BY_ID[name].holds(facts(**rest)), fact


def test_no_rule_holds_on_the_ordinary_cramp():
    assert [rule.id for rule in RULES if rule.holds(facts())] == []


@pytest.mark.parametrize("rule", RULES, ids=BY_ID)
def test_a_rule_carries_its_source_and_texts(rule):
    assert len(rule.source) > 5
    assert str(rule.reason)
    assert all(str(said).endswith(".") for said in (rule.reason, *rule.advice))
    assert rule.level > Level.SELF_CARE


def test_every_family_has_a_rule():
    used = {rule.family for rule in RULES}
    assert used == set(Family)


def test_the_reasons_name_each_family_once_the_most_urgent_first():
    case = judged(chest_pain_breathless="yes", swelling="mild one-sided")
    assert str(case.reasons[0]) == str(BY_ID["lung-clot-chest"].reason)
    assert len(set(map(str, case.reasons))) == len(case.reasons)
    assert str(BY_ID["leg-clot-swelling-without-injury"].reason) in map(str, case.reasons)
    assert str(BY_ID["leg-clot-mild-swelling"].reason) not in map(str, case.reasons)


@pytest.mark.parametrize(
    "value", [Sign, Told, Unless, Rule, Ask, RedFlag, Card, Triage], ids=lambda one: one.__name__
)
def test_no_value_of_triage_can_be_changed_once_made(value):
    assert value.__dataclass_params__.frozen
    assert "__slots__" in vars(value)


def test_the_ordinary_answers_name_every_fact_but_text_and_the_one_tap():
    assert set(ORDINARY) == set(type(facts()).model_fields) - {"text", "red_flags"}
