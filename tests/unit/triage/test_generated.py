"""Red flags alone, in pairs and among harmless answers: none is missed.

The list is written from the medicine, not from the rules: what an emergency doctor would
not send home, as answers, each with the least level that is safe.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from triage_cases import alone, judged
from uncramp.triage.level import Level

E, U, C = Level.EMERGENCY, Level.URGENT_TODAY, Level.SEE_CLINICIAN

RED_FLAGS = {
    "breathless": (E, {"chest_pain_breathless": "yes"}),
    "confused": (E, {"confusion_collapse": "yes"}),
    "over-drinking": (E, {"fluid_intake_excessive": "yes", "vomiting_headache": "yes"}),
    "heavier and sick": (E, {"weight_change_kg": "+2 lb", "vomiting_headache": "yes"}),
    "cola urine and weak": (E, {"dark_urine": "yes", "weakness": "generalised"}),
    "cola urine and pain": (E, {"dark_urine": "cola", "pain_0_10": "6"}),
    "compartment": (
        E, {"pain_out_of_proportion": "yes", "numbness_tingling": "top of foot", "side": "left"},
    ),
    "compartment, weak": (E, {"cramp_over_10min": "yes", "weakness": "focal", "pain_0_10": "8"}),
    "foot without blood": (E, {"cold_pale_foot": "yes", "side": "right", "pain_0_10": "6"}),
    "saddle": (E, {"numbness_tingling": "saddle"}),
    "bladder and back": (E, {"bladder_bowel_change": "yes", "site": "low back"}),
    "heart and water tablet": (E, {"palpitations_faint": "yes", "medications": "furosemide"}),
    "heart and kidney": (E, {"palpitations_faint": "yes", "comorbidities": "dialysis"}),
    "sickle slump": (
        E, {"comorbidities": "sickle cell trait", "weakness": "generalised", "timing": "sprint"},
    ),
    "swollen leg and faint": (E, {"swelling": "marked one-sided", "palpitations_faint": "yes"}),
    "fever and agony": (E, {"fever": "39", "pain_out_of_proportion": "yes"}),
    "fever on chemotherapy": (E, {"fever": "yes", "medications": "chemotherapy"}),
    "heat, fever, vomiting": (
        E, {"heat_exposure": "yes", "fever": "yes", "vomiting_headache": "yes"},
    ),
    "weak in days": (
        E, {"weakness": "progressive", "numbness_tingling": "feet", "duration": "4 days"},
    ),
    "marked swelling": (U, {"swelling": "marked one-sided"}),
    "swelling after a flight": (U, {"swelling": "mild one-sided", "recent_long_travel": "yes"}),
    "immobile and aching": (
        U, {"recent_surgery_immobility": "yes", "side": "left", "trend": "returned"},
    ),
    "warm red skin": (U, {"warmth_redness": "yes"}),
    "earlier clot": (U, {"previous_clot_or_cancer": "yes", "side": "left"}),
    "cola urine": (U, {"dark_urine": "yes"}),
    "no urine": (U, {"reduced_urine": "yes"}),
    "does not let go": (U, {"cramp_over_10min": "yes"}),
    "agony": (U, {"pain_out_of_proportion": "yes"}),
    "cannot rise": (U, {"cannot_heel_raise_or_bear_weight": "yes"}),
    "pop at the Achilles": (U, {"pop_tear": "yes", "site": "Achilles"}),
    "antibiotic and tendon": (U, {"medications": "ciprofloxacin", "site": "Achilles"}),
    "fever, one leg": (U, {"fever": "yes", "side": "left"}),
    "diabetic wound": (U, {"skin_wound": "yes", "comorbidities": "diabetes"}),
    "palpitations": (U, {"palpitations_faint": "yes"}),
    "vomiting": (U, {"vomiting_headache": "yes"}),
    "femoral neck": (U, {"bony_tenderness": "yes", "site": "groin"}),
    "weak in weeks": (U, {"weakness": "progressive", "duration": "3 weeks"}),
    "statin and weak": (U, {"medications": "simvastatin", "weakness": "generalised"}),
    "pregnant, headache": (
        U, {"hormones_pregnancy": "pregnant 34 weeks", "vomiting_headache": "yes"},
    ),
    "limping child": (U, {"age": "11", "cannot_heel_raise_or_bear_weight": "yes"}),
    "rest pain": (
        U, {"walking_distance_pain": "yes", "timing": "fixed distance, now at rest"},
    ),
    "everywhere and worse": (U, {"site": "whole body", "trend": "worse"}),
    "fixed distance": (C, {"walking_distance_pain": "yes"}),
    "new statin": (C, {"medications": "atorvastatin (new)"}),
    "wasting": (C, {"fasciculation_wasting": "yes"}),
    "bone": (C, {"bony_tenderness": "yes"}),
    "pregnant": (C, {"hormones_pregnancy": "pregnant 20 weeks"}),
    "child": (C, {"age": "12"}),
    "at rest": (C, {"timing": "at rest"}),
    "numb": (C, {"numbness_tingling": "toes"}),
}  # fmt: skip

HARMLESS = [
    {},
    {"heat_exposure": "mild"},
    {"weight_change_kg": "-1.5"},
    {"sex": "f", "age": "62"},
    {"relieved_by": "stretch"},
    {"text": "No swelling, no fever, not short of breath, pee is pale. I feel fine."},
    {"medications": "vitamin D; levothyroxine for years"},
    {"comorbidities": "hay fever"},
]


def _pairs():
    for (one, (low, first)), (two, (high, second)) in combinations(RED_FLAGS.items(), 2):
        if not first.keys() & second.keys():
            yield pytest.param(max(low, high), first | second, id=f"{one} + {two}")


@pytest.mark.parametrize("harmless", HARMLESS, ids=str)
def test_a_red_flag_among_harmless_answers_is_not_missed(harmless):
    missed = [
        name for name, (least, told) in RED_FLAGS.items() if judged(**harmless | told).level < least
    ]
    assert missed == []


@pytest.mark.parametrize("harmless", HARMLESS, ids=str)
def test_harmless_answers_alone_stay_self_care(harmless):
    assert judged(**harmless).level is Level.SELF_CARE


def test_two_red_flags_together_are_at_least_the_worse_of_them():
    pairs = list(_pairs())
    assert len(pairs) >= 300
    missed = [p.id for p in pairs if judged(**p.values[1]).level < p.values[0]]
    assert missed == []


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"confusion_collapse": "yes"}, E),
        ({"chest_pain_breathless": "yes"}, E),
        ({"cold_pale_foot": "yes"}, E),
        ({"bladder_bowel_change": "yes"}, E),
        ({"numbness_tingling": "saddle"}, E),
        ({"swelling": "marked one-sided"}, U),
        ({"swelling": "mild one-sided"}, U),
        ({"warmth_redness": "yes"}, U),
        ({"dark_urine": "yes"}, U),
        ({"reduced_urine": "yes"}, U),
        ({"pop_tear": "yes"}, U),
        ({"cannot_heel_raise_or_bear_weight": "yes"}, U),
        ({"cramp_over_10min": "yes"}, U),
        ({"fever": "yes"}, U),
        ({"vomiting_headache": "yes"}, U),
        ({"palpitations_faint": "yes"}, U),
        ({"pain_out_of_proportion": "yes"}, U),
        ({"fluid_intake_excessive": "yes"}, C),
        ({"numbness_tingling": "toes"}, C),
        ({"walking_distance_pain": "yes"}, C),
        ({"bony_tenderness": "yes"}, C),
        ({"fasciculation_wasting": "yes"}, C),
        ({"age": 12}, C),
        ({"medications": ["diuretic"]}, C),
        ({"comorbidities": ["pregnancy"]}, C),
        ({"comorbidities": ["sickle_trait"]}, C),
    ],
    ids=str,
)
def test_one_answer_raises_at_once_though_the_rest_was_never_asked(told, level):
    assert alone(**told).level is level
