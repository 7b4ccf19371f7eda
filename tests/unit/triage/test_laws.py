"""The laws of the vignettes' README, on thousands of cases nobody wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage_cases import EXAMPLES, ORDINARY
from uncramp.triage.asks import HANDFUL
from uncramp.triage.facts import Facts
from uncramp.triage.level import Level
from uncramp.triage.red_flags import ONE_SCREEN
from uncramp.triage.rules import triage

FLAGS = [
    "warmth_redness", "dark_urine", "reduced_urine", "fever", "confusion_collapse",
    "chest_pain_breathless", "pain_out_of_proportion", "cold_pale_foot", "fasciculation_wasting",
    "bladder_bowel_change", "palpitations_faint", "vomiting_headache", "recent_long_travel",
    "recent_surgery_immobility", "previous_clot_or_cancer", "fluid_intake_excessive", "pop_tear",
    "cannot_heel_raise_or_bear_weight", "bony_tenderness", "skin_wound", "cramp_over_10min",
    "walking_distance_pain",
]  # fmt: skip
CALM = {
    "swelling": "none",
    "weakness": "none",
    "numbness_tingling": "none",
    "heat_exposure": "no",
    "trend": "better",
    "relieved_by": "stretch",
    "medications": "none",
    "comorbidities": "none",
    "hormones_pregnancy": "no",
} | dict.fromkeys(FLAGS, "no")
WORRIES = [
    ("swelling", "none", "mild one-sided"),
    ("swelling", "mild one-sided", "marked one-sided"),
    ("swelling", "none", "mild both sides"),
    ("swelling", "mild both sides", "marked both sides"),
    ("weakness", "none", "focal"),
    ("weakness", "none", "generalised"),
    ("weakness", "generalised", "progressive"),
    ("numbness_tingling", "none", "foot"),
    ("numbness_tingling", "none", "saddle"),
    ("heat_exposure", "no", "yes"),
    ("heat_exposure", "mild", "yes"),
    ("medications", "none", "furosemide"),
    ("medications", "none", "simvastatin; clarithromycin"),
    ("comorbidities", "none", "sickle cell trait"),
    ("comorbidities", "none", "previous clot"),
    ("hormones_pregnancy", "no", "combined pill"),
    ("hormones_pregnancy", "no", "pregnant"),
    ("weight_change_kg", 0.0, 1.5),
    *((name, "no", "yes") for name in FLAGS),
    *((name, "unknown", "yes") for name in FLAGS),
    *((name, None, "yes") for name in FLAGS),
]

_flag = st.sampled_from(["no", "no", "no", "yes", "unknown", None])
_words = {
    "site": ["calf", "shin", "Achilles", "groin", "low back", "hands and legs", "foot", "unknown"],
    "side": ["left", "right", "both", "alternating", "unknown", None],
    "timing": ["late in race", "at rest", "constant", "night", "every run", "third sprint", None],
    "duration": ["1 minute", "2 hours", "3 days", "3 weeks", "5 months", "unknown", None],
    "swelling": [
        "none", "mild one-sided", "marked one-sided", "mild both sides", "marked both sides",
        "unknown", None,
    ],
    "weakness": ["none", "none", "focal", "generalised", "progressive", "unknown", None],
    "numbness_tingling": ["none", "none", "foot", "saddle", "unknown", None],
    "heat_exposure": ["no", "mild", "yes", "unknown", None],
    "medications": [
        "none", "atorvastatin (new)", "furosemide", "lithium", "warfarin", "unknown", None,
    ],
    "comorbidities": ["none", "diabetes; smoker", "sickle cell trait", "dialysis", "unknown", None],
    "hormones_pregnancy": ["no", "combined pill", "pregnant 30 weeks", "unknown", None],
    "relieved_by": ["stretch", "rest", "nothing", "unknown", None],
    "trend": ["better", "stable", "worse", "returned", "unknown", None],
}  # fmt: skip
_cases = st.fixed_dictionaries(
    dict.fromkeys(FLAGS, _flag)
    | {name: st.sampled_from(values) for name, values in _words.items()}
    | {
        "age": st.sampled_from([12.0, 35.0, 70.0, None]),
        "pain_0_10": st.sampled_from([0.0, 3.0, 6.0, 8.0, 10.0, "unknown", None]),
        "weight_change_kg": st.sampled_from([-4.0, 0.0, 0.3, 1.5, "unknown", None]),
    }
)


def level(case: dict[str, object]) -> Level:
    return triage(Facts.model_validate(case)).level


@settings(max_examples=600)
@given(_cases, st.sampled_from(WORRIES))
def test_adding_a_red_flag_never_lowers_the_level(case, worry):
    name, before, after = worry
    assert level(case | {name: after}) >= level(case | {name: before})


@settings(max_examples=600)
@given(_cases, st.sampled_from(sorted(CALM)))
def test_making_a_reassuring_answer_unknown_never_lowers_the_level(case, name):
    assert level(case | {name: "unknown"}) >= level(case | {name: CALM[name]})


_near_a_rule = st.tuples(st.sampled_from(sorted(EXAMPLES)), st.sampled_from(sorted(EXAMPLES))).map(
    lambda names: ORDINARY | EXAMPLES[names[0]] | EXAMPLES[names[1]]
)


@settings(max_examples=1200)
@given(_near_a_rule, st.sampled_from(WORRIES))
def test_adding_a_red_flag_to_a_case_near_a_rule_never_lowers_the_level(case, worry):
    name, before, after = worry
    assert level(case | {name: after}) >= level(case | {name: before})


@settings(max_examples=1200)
@given(_near_a_rule, st.sampled_from(sorted(CALM)))
def test_making_an_answer_unknown_near_a_rule_never_lowers_the_level(case, name):
    assert level(case | {name: "unknown"}) >= level(case | {name: CALM[name]})


@pytest.mark.nightly
@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_no_red_flag_lowers_the_level_of_any_rule(rule):
    case = ORDINARY | EXAMPLES[rule]
    lowered = [w for w in WORRIES if level(case | {w[0]: w[2]}) < level(case | {w[0]: w[1]})]
    assert lowered == []


@settings(max_examples=300)
@given(_cases, st.text(max_size=200))
def test_free_text_only_raises(case, text):
    assert level(case | {"text": text}) >= level(case)


@settings(max_examples=200)
@given(_cases)
def test_the_same_facts_give_the_same_triage_and_a_message(case):
    facts = Facts.model_validate(case)
    assert triage(facts) == triage(facts)
    assert str(triage(facts).message)


@settings(max_examples=200)
@given(_cases)
def test_an_emergency_says_so_and_nothing_below_says_now(case):
    answer = triage(Facts.model_validate(case))
    assert ("call the emergency number now" in str(answer.message)) == (
        answer.level is Level.EMERGENCY
    )


@settings(max_examples=300)
@given(_cases)
def test_no_self_care_before_the_one_screen_list_is_answered(case):
    answer = triage(Facts.model_validate(case))
    asked = ["confusion_collapse", "chest_pain_breathless", "dark_urine", "fever", "swelling"]
    if answer.level is Level.SELF_CARE:
        assert all(case[name] not in (None, "unknown") for name in asked)


@settings(max_examples=300)
@given(_cases)
def test_what_is_asked_is_open_and_never_more_than_a_handful_beyond_the_list(case):
    facts = Facts.model_validate(case)
    answer = triage(facts)
    for ask in answer.asks:
        assert any(getattr(facts, name) in (None, "unknown") for name in ask.facts)
    assert len(answer.asks) <= (HANDFUL if answer.list_answered else len(ONE_SCREEN))
