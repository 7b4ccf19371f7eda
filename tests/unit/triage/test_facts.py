"""Real words are understood; what is not is refused with the name of the field."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from uncramp.triage.facts import NO_RED_FLAG, Facts


def read(name: str, written: object) -> object:
    return getattr(Facts.model_validate({name: written}), name)


@pytest.mark.parametrize(
    ("name", "written", "understood"),
    [
        ("fever", "yes", "yes"),
        ("fever", True, "yes"),
        ("fever", "Yes (since noon)", "yes"),
        ("fever", False, "no"),
        ("fever", "none", "no"),
        ("fever", "not measured", "unknown"),
        ("fever", "?", "unknown"),
        ("fever", "38.0", "yes"),
        ("fever", "37.9 °C", "no"),
        ("fever", "101 F", "yes"),
        ("fever", "98 F", "no"),
        ("fever", "shivering", "yes"),
        ("fever", "", None),
        ("fever", None, None),
        ("fever", "not asked", None),
        ("dark_urine", "like cola", "yes"),
        ("dark_urine", "N", "no"),
        ("dark_urine", "not sure", "unknown"),
        ("recent_long_travel", "11 h flight", "yes"),
        ("recent_surgery_immobility", "arthroscopy", "yes"),
        ("previous_clot_or_cancer", "DVT 2019", "yes"),
        ("skin_wound", "blister", "yes"),
        ("walking_distance_pain", "400 m", "yes"),
        ("pop_tear", "a snap", "yes"),
        ("cannot_heel_raise_or_bear_weight", "cannot", "yes"),
        ("bladder_bowel_change", "retention", "yes"),
        ("palpitations_faint", "fainted", "yes"),
        ("vomiting_headache", "headache", "yes"),
        ("chest_pain_breathless", "breathless", "yes"),
        ("confusion_collapse", "confused", "yes"),
        ("cold_pale_foot", "white", "yes"),
        ("fasciculation_wasting", "twitches", "yes"),
        ("swelling", "none", "none"),
        ("swelling", "No", "none"),
        ("swelling", "mild one-sided", "mild one-sided"),
        ("swelling", "one-sided, slight", "mild one-sided"),
        ("swelling", "marked both sides", "marked both sides"),
        ("swelling", "a little, both legs", "mild both sides"),
        ("swelling", "yes", "marked one-sided"),
        ("swelling", "3 cm thicker", "marked one-sided"),
        ("swelling", "not checked", "unknown"),
        ("swelling", "", None),
        ("weakness", "none", "none"),
        ("weakness", "generalized", "generalised"),
        ("weakness", "yes", "generalised"),
        ("weakness", "focal", "focal"),
        ("weakness", "left foot", "focal"),
        ("weakness", "both legs, getting worse", "progressive"),
        ("weakness", "unknown", "unknown"),
        ("weakness", None, None),
        ("numbness_tingling", "no", "none"),
        ("numbness_tingling", "yes", "local"),
        ("numbness_tingling", "top of foot", "top of foot"),
        ("numbness_tingling", "around the genitals", "saddle"),
        ("numbness_tingling", "unsure", "unknown"),
        ("numbness_tingling", " ", None),
        ("heat_exposure", "mild", "mild"),
        ("heat_exposure", "very hot", "yes"),
        ("heat_exposure", "hot and humid", "yes"),
        ("heat_exposure", "31 C", "yes"),
        ("heat_exposure", "88 °F", "yes"),
        ("heat_exposure", "25", "yes"),
        ("heat_exposure", "24.9", "no"),
        ("heat_exposure", "no", "no"),
        ("sex", "F", "female"),
        ("sex", "male", "male"),
        ("sex", "woman", "female"),
        ("sex", "m", "male"),
        ("sex", "non-binary", "other"),
        ("sex", "not told", "unknown"),
        ("sex", None, None),
        ("side", "Left", "left"),
        ("side", "R", "right"),
        ("side", "left and right", "both"),
        ("side", "right > left", "both"),
        ("side", "bilateral", "both"),
        ("side", "one or the other", "alternating"),
        ("side", "one", "one"),
        ("side", "not known", "unknown"),
        ("side", "midline", "none"),
        ("side", "n/a", "none"),
        ("side", "", None),
        ("age", "44", 44.0),
        ("age", "44 years", 44.0),
        ("age", "unknown", "unknown"),
        ("age", "", None),
        ("pain_0_10", "7/10", 7.0),
        ("pain_0_10", 3, 3.0),
        ("pain_0_10", "8-9", 9.0),
        ("pain_0_10", "6 to 7/10", 7.0),
        ("reduced_urine", "no urine", "yes"),
        ("reduced_urine", "no", "no"),
        ("reduced_urine", "hardly any", "yes"),
        ("cold_pale_foot", "no pulse", "yes"),
        ("numbness_tingling", "no feeling in the toes", "no feeling in the toes"),
        ("heat_exposure", "cool", "no"),
        ("weight_change_kg", "60", 60.0),
        ("weight_change_kg", "-60", -60.0),
        ("age", "0", 0.0),
        ("age", "120", 120.0),
        ("pain_0_10", "10", 10.0),
        ("pain_0_10", "0", 0.0),
        ("pain_0_10", "no", 0.0),
        ("pain_0_10", "mild", 3.0),
        ("pain_0_10", "moderate", 5.0),
        ("pain_0_10", "severe", 8.0),
        ("pain_0_10", "none", 0.0),
        ("weight_change_kg", "+1.2", 1.2),
        ("weight_change_kg", "\N{MINUS SIGN}0.5 kg", -0.5),
        ("weight_change_kg", "not weighed", "unknown"),
        ("weight_change_kg", "no change", 0.0),
        ("medications", ["diuretic", "Statin"], "diuretic; statin"),
        ("medications", [], "none"),
        ("medications", "Atorvastatin  20 mg", "atorvastatin 20 mg"),
        ("medications", "not known", "unknown"),
        ("medications", "", None),
        ("red_flags", "none", "none"),
        ("red_flags", "None of these", "none"),
        ("red_flags", "", None),
    ],
)
def test_an_answer_is_understood(name, written, understood):
    assert read(name, written) == understood


def test_a_weight_in_pounds_is_the_same_weight():
    assert read("weight_change_kg", "-3 lb") == pytest.approx(-1.36, abs=0.01)


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("fever", "banana", "yes, no or unknown"),
        ("fever", "99 bananas", "temperature"),
        ("dark_urine", "maybe", "yes, no or unknown"),
        ("heat_exposure", "tuesday", "yes, no or unknown"),
        ("swelling", "purple", "none, mild or marked"),
        ("weakness", "purple", "none, focal, generalised, progressive"),
        ("side", "purple", "left, right, both"),
        ("sex", "purple", "male, female"),
        ("pain_0_10", "10.5", "outside"),
        ("pain_0_10", "-0.5", "outside"),
        ("pain_0_10", "purple", "not a number"),
        ("weight_change_kg", "60.5", "outside"),
        ("weight_change_kg", "-60.5", "outside"),
        ("age", "-1", "outside"),
        ("age", "121", "outside"),
        ("red_flags", "all", "none"),
    ],
)
def test_what_cannot_be_understood_names_the_field_and_what_can(name, written, said):
    with pytest.raises(ValidationError) as refused:
        Facts.model_validate({name: written})
    problem = refused.value.errors()[0]
    assert problem["loc"][0] == name
    assert said in problem["msg"]


def test_a_fact_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="shoes"):
        Facts.model_validate({"shoes": "red"})


def test_something_that_is_no_set_of_answers_is_refused():
    with pytest.raises(ValidationError):
        Facts.model_validate("red_flags=none")


def test_none_of_these_answers_the_one_screen_list_with_no():
    facts = Facts.model_validate({"red_flags": "none"})
    assert {name: getattr(facts, name) for name in NO_RED_FLAG} == NO_RED_FLAG
    assert facts.palpitations_faint is None


def test_none_of_these_never_takes_back_a_yes_or_an_unknown():
    facts = Facts.model_validate({"red_flags": "none", "fever": "yes", "dark_urine": "unknown"})
    assert (facts.fever, facts.dark_urine, facts.swelling) == ("yes", "unknown", "none")


def test_none_of_these_fills_answers_that_were_left_empty():
    facts = Facts.model_validate({"red_flags": "none", "fever": ""})
    assert facts.fever == "no"


def test_a_very_long_text_is_refused():
    with pytest.raises(ValidationError, match="20000"):
        Facts.model_validate({"text": "x" * 20_001})
