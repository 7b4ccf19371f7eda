"""What is asked, in which order, and what an answer to the list does."""

from __future__ import annotations

import pytest

from triage_cases import ORDINARY, alone, facts, judged
from uncramp.triage.asks import HANDFUL, QUESTIONS, next_asks
from uncramp.triage.facts import NO_RED_FLAG, Facts
from uncramp.triage.first_aid import CARD
from uncramp.triage.level import Level
from uncramp.triage.red_flags import NONE_OF_THESE, NONE_OF_THESE_FACTS, ONE_SCREEN
from uncramp.triage.rules import RULES, triage


def test_before_anyone_was_asked_the_whole_list_is_asked():
    answer = alone()
    assert answer.level is Level.NOT_ASSESSED
    assert not answer.stops
    assert answer.reasons == ()
    assert [ask.id for ask in answer.asks] == [item.id for item in ONE_SCREEN]
    assert [str(ask) for ask in answer.asks] == [str(item.text) for item in ONE_SCREEN]
    assert "none of these" in str(answer.message)


def test_the_list_has_the_ten_of_the_design_in_order():
    assert [item.id for item in ONE_SCREEN] == [
        "collapsed_or_confused",
        "chest_pain_or_breathless",
        "dark_or_little_urine",
        "one_leg_swollen_or_hot",
        "foot_cold_or_numb",
        "pop_or_cannot_rise",
        "does_not_let_go",
        "ill_after_much_drinking",
        "fever",
        "numb_saddle_or_bladder",
    ]
    assert str(NONE_OF_THESE) == "None of these"


def test_one_tap_on_none_of_these_is_an_answer():
    answer = alone(**NONE_OF_THESE_FACTS)
    assert answer.level is Level.SELF_CARE
    assert 0 < len(answer.asks) <= HANDFUL


@pytest.mark.parametrize("item", ONE_SCREEN, ids=lambda item: item.id)
def test_a_yes_on_the_list_stops_every_answer(item):
    assert triage(Facts.model_validate(item.sets)).stops


def test_no_to_each_item_is_the_same_as_none_of_these():
    answered = {name: value for item in ONE_SCREEN for name, value in item.no.items()}
    assert answered == NO_RED_FLAG
    assert alone(**answered) == alone(red_flags="none")


@pytest.mark.parametrize("left_out", sorted(NO_RED_FLAG))
def test_no_self_care_while_one_item_was_not_asked(left_out):
    told = {name: value for name, value in NO_RED_FLAG.items() if name != left_out}
    answer = alone(**told)
    assert answer.level is Level.NOT_ASSESSED
    assert all(left_out in ask.facts for ask in answer.asks)
    assert answer.asks


@pytest.mark.parametrize("name", sorted(NO_RED_FLAG))
def test_an_item_without_an_answer_is_no_self_care(name):
    answer = judged(**{name: "unknown"})
    assert answer.level >= Level.SEE_CLINICIAN
    assert "not answered" in str(answer.reasons[0]) or len(answer.reasons) > 1


def test_everything_answered_leaves_nothing_to_ask():
    assert judged().asks == ()
    assert [str(reason) for reason in judged().reasons] == ["No red flag in what you told us."]


def test_an_unknown_that_could_raise_is_asked_about_first():
    told = judged(dark_urine="unknown")
    assert told.asks[0].facts == ("dark_urine",)


def test_the_most_decisive_question_comes_first():
    told = {**ORDINARY, "palpitations_faint": None, "bony_tenderness": None}
    asked = [ask.id for ask in triage(Facts.model_validate(told)).asks]
    assert asked == ["palpitations_faint", "bony_tenderness"]


def test_it_says_whether_the_list_was_answered_whatever_the_level():
    assert not alone(medications=["diuretic"]).list_answered
    assert not alone(chest_pain_breathless="yes").list_answered
    assert alone(red_flags="none").list_answered
    assert judged(fever="unknown").list_answered


def test_an_urgent_doubt_is_asked_about_before_a_calm_one_earlier_in_the_table():
    told = judged(site="groin", bony_tenderness=None, walking_distance_pain=None)
    assert [ask.id for ask in told.asks] == ["bony_tenderness", "walking_distance_pain"]


def test_in_an_emergency_nothing_is_asked():
    assert judged(chest_pain_breathless="yes", fever=None, palpitations_faint=None).asks == ()


def test_below_an_emergency_the_list_is_still_asked():
    asked = [ask.id for ask in judged(warmth_redness="yes", fever=None).asks]
    assert asked == ["fever"]


def test_what_could_not_change_the_level_is_not_asked():
    assert judged(recent_long_travel=None).asks == ()
    assert judged(relieved_by=None).asks == ()


def test_no_question_is_asked_that_could_not_raise_the_level():
    bare = Facts()
    for level in (Level.SELF_CARE, Level.SEE_CLINICIAN, Level.URGENT_TODAY):
        lower = [rule for rule in RULES if rule.level <= level]
        assert next_asks(bare, lower, level) == ()
        assert next_asks(bare, RULES, level) != ()


def test_a_handful_is_five():
    assert len(next_asks(Facts(), RULES, Level.SELF_CARE)) == 5


def test_a_guess_for_safety_is_said():
    answer = judged(swelling="marked one-sided", chest_pain_breathless="unknown")
    assert answer.level is Level.EMERGENCY
    assert "counts as a yes" in str(answer.reasons[-1])
    certain = judged(swelling="marked one-sided", chest_pain_breathless="yes")
    assert "counts as a yes" not in str(certain.reasons[-1])


def test_every_fact_that_a_rule_can_ask_has_a_question():
    assert set(QUESTIONS) == set(Facts.model_fields) - {"text", "sex", "red_flags"}


def test_the_first_aid_card_is_short_and_says_when_not_to():
    assert [str(line) for line in CARD.lines] == [
        "Stop.",
        "Gently stretch that muscle and hold until it lets go, 15 to 30 seconds, repeat.",
        "Do not stretch if you felt a pop or a stab.",
        "Not easing in 10 minutes, foot cold or numb, confused or breathless: emergency.",
    ]
    assert str(CARD.title) == "A cramp right now"


def test_the_same_facts_are_judged_under_a_named_edition():
    assert triage(facts()).edition.startswith("triage-")
