"""Where a number or a word makes the difference: on one side of it and on the other."""

from __future__ import annotations

import pytest

from triage_cases import EXAMPLES, facts, judged
from uncramp.triage import classes, signs
from uncramp.triage.logic import Truth
from uncramp.triage.rules import RULES

BY_ID = {rule.id: rule for rule in RULES}


@pytest.mark.parametrize(
    ("rule", "fact", "holds", "does_not"),
    [
        ("leg-clot-risk-and-lasting-ache", "duration", "22 hours", "21 hours"),
        ("leg-clot-risk-and-lasting-ache", "duration", "60 days", "61 days"),
        ("leg-clot-returning-ache", "duration", "46 hours", "45 hours"),
        ("leg-clot-returning-ache", "duration", "60 days", "61 days"),
        ("leg-clot-ache-at-rest", "duration", "59 days", "60 days"),
        ("collapse-slump", "duration", "12 hours", "13 hours"),
        ("low-sodium-signs-and-gain", "weight_change_kg", "0.1", "0"),
        ("lost-weight", "weight_change_kg", "-3", "-2.9"),
        ("lost-weight", "duration", "20 days", "19 days"),
        ("breakdown-dark-urine-and-pain", "pain_0_10", "4", "3.9"),
        ("breakdown-weak-and-painful", "pain_0_10", "6", "5.9"),
        ("compartment-hard-painful-numb", "pain_0_10", "7", "6.9"),
        ("compartment-not-ruled-out", "pain_0_10", "6", "5.9"),
        ("exertional-compartment", "duration", "13 days", "12 days"),
        ("limb-blood-cold-not-ruled-out", "pain_0_10", "5", "4.9"),
        ("limb-blood-cold-foot-with-effort", "pain_0_10", "4", "3.9"),
        ("weakness-spreading-fast", "duration", "10 days", "11 days"),
        ("weakness-sudden", "duration", "1 day", "2 days"),
        ("weakness-growing-in-weeks", "duration", "29 days", "30 days"),
        ("weakness-and-numbness", "duration", "28 days", "29 days"),
        ("bone-shin-growing", "duration", "7 days", "6 days"),
        ("medicine-statin-lasting", "duration", "7 days", "6 days"),
        ("pregnancy-one-sore-leg", "duration", "22 hours", "21 hours"),
        ("pregnancy-one-sore-leg", "duration", "60 days", "61 days"),
        ("child", "age", "15.9", "16"),
        ("recurrent-worse", "duration", "13 days", "12 days"),
        ("everywhere-and-worse", "duration", "14 days", "15 days"),
        ("pain-very-strong-and-growing", "pain_0_10", "7", "6.9"),
    ],
)
def test_a_limit_is_where_it_was_set(rule, fact, holds, does_not):
    example = EXAMPLES[rule]
    assert BY_ID[rule].holds(facts(**example | {fact: holds}))
    assert not BY_ID[rule].holds(facts(**example | {fact: does_not}))


@pytest.mark.parametrize(
    ("rule", "holds", "does_not"),
    [
        ("low-sodium-drank-much", {"weight_change_kg": "0.5"}, {"weight_change_kg": "0.4"}),
        ("low-sodium-drank-much", {"weight_change_kg": "2"}, {"weight_change_kg": "-2"}),
        (
            "low-sodium-signs-and-gain",
            {"weight_change_kg": "2", "weakness": "generalised"},
            {"weight_change_kg": "-2", "weakness": "generalised"},
        ),
        (
            "lost-weight",
            {"weight_change_kg": "-9", "duration": "2 months"},
            {"weight_change_kg": "9", "duration": "2 months"},
        ),
        (
            "breakdown-dark-urine-and-muscle",
            {"dark_urine": "unknown", "pain_0_10": "7", "duration": "8 hours"},
            {"dark_urine": "unknown", "pain_0_10": "6.9", "duration": "8 hours"},
        ),
        (
            "breakdown-dark-urine-and-muscle",
            {"dark_urine": "unknown", "pain_0_10": "7", "duration": "30 days"},
            {"dark_urine": "unknown", "pain_0_10": "7", "duration": "31 days"},
        ),
        (
            "breakdown-dark-urine-and-muscle",
            {"dark_urine": "unknown", "pain_0_10": "7", "duration": "8 hours"},
            {"dark_urine": "unknown", "pain_0_10": "7", "duration": "7 hours"},
        ),
        (
            "breakdown-dark-urine-and-muscle",
            {"dark_urine": "unknown", "weakness": "focal", "duration": "29 days"},
            {"dark_urine": "unknown", "weakness": "focal", "duration": "30 days"},
        ),
        (
            "breakdown-little-urine-and-muscle",
            {"reduced_urine": "yes", "weakness": "generalised", "duration": "29 days"},
            {"reduced_urine": "yes", "weakness": "generalised", "duration": "30 days"},
        ),
        (
            "breakdown-little-urine-and-muscle",
            {"reduced_urine": "yes", "pain_0_10": "7", "duration": "8 hours"},
            {"reduced_urine": "yes", "pain_0_10": "6.9", "duration": "8 hours"},
        ),
        (
            "breakdown-little-urine-and-muscle",
            {"reduced_urine": "yes", "pain_0_10": "7", "duration": "30 days"},
            {"reduced_urine": "yes", "pain_0_10": "7", "duration": "31 days"},
        ),
        (
            "breakdown-little-urine-and-muscle",
            {"reduced_urine": "yes", "pain_0_10": "7", "duration": "8 hours"},
            {"reduced_urine": "yes", "pain_0_10": "7", "duration": "7 hours"},
        ),
        (
            "breakdown-weak-and-painful",
            {"weakness": "generalised", "pain_0_10": "7", "trend": "better"},
            {"weakness": "generalised", "pain_0_10": "6", "trend": "better"},
        ),
        (
            "breakdown-muscle-illness",
            {"comorbidities": "McArdle", "pain_0_10": "5"},
            {"comorbidities": "McArdle", "pain_0_10": "4.9"},
        ),
        (
            "compartment",
            {"pain_out_of_proportion": "yes", "pain_0_10": "8"},
            {"pain_out_of_proportion": "yes", "pain_0_10": "7.9"},
        ),
        (
            "compartment-does-not-let-go",
            {"cramp_over_10min": "yes", "pain_0_10": "8"},
            {"cramp_over_10min": "yes", "pain_0_10": "7.9"},
        ),
        (
            "compartment-does-not-let-go",
            {"cramp_over_10min": "yes", "pain_0_10": "6", "timing": "at rest"},
            {"cramp_over_10min": "yes", "pain_0_10": "5.9", "timing": "at rest"},
        ),
        (
            "compartment-does-not-let-go",
            {"cramp_over_10min": "yes", "pain_0_10": "6", "relieved_by": "nothing"},
            {"cramp_over_10min": "yes", "pain_0_10": "5.9", "relieved_by": "nothing"},
        ),
        (
            "compartment-does-not-let-go",
            EXAMPLES["compartment-does-not-let-go"]
            | {"relieved_by": "rest", "duration": "12 days"},
            EXAMPLES["compartment-does-not-let-go"]
            | {"relieved_by": "rest", "duration": "13 days"},
        ),
        (
            "collapse-sickle-trait",
            {"comorbidities": "sickle cell trait", "pain_0_10": "7"},
            {"comorbidities": "sickle cell trait", "pain_0_10": "6.9"},
        ),
        (
            "limb-blood-cold-foot-and-harm",
            {"cold_pale_foot": "yes", "pain_0_10": "7"},
            {"cold_pale_foot": "yes", "pain_0_10": "6.9"},
        ),
        (
            "limb-blood-fixed-distance-and-rest-pain",
            {"walking_distance_pain": "yes", "trend": "worse", "duration": "14 days"},
            {"walking_distance_pain": "yes", "trend": "worse", "duration": "15 days"},
        ),
        (
            "limb-blood-fixed-distance-and-rest-pain",
            {"walking_distance_pain": "yes", "timing": "night", "age": "50"},
            {"walking_distance_pain": "yes", "timing": "night", "age": "49"},
        ),
        (
            "tendon-pop",
            {"pop_tear": "yes", "pain_0_10": "8"},
            {"pop_tear": "yes", "pain_0_10": "7.9"},
        ),
        (
            "bone-with-fever-or-cancer",
            {"bony_tenderness": "yes", "timing": "at rest", "pain_0_10": "7"},
            {"bony_tenderness": "yes", "timing": "at rest", "pain_0_10": "6.9"},
        ),
        (
            "infection-deep",
            {"skin_wound": "yes", "fever": "yes", "pain_0_10": "8"},
            {"skin_wound": "yes", "fever": "yes", "pain_0_10": "7.9"},
        ),
        (
            "infection-wound",
            {"skin_wound": "yes", "trend": "worse", "pain_0_10": "6"},
            {"skin_wound": "yes", "trend": "worse", "pain_0_10": "5.9"},
        ),
        (
            "leg-clot-after-lying-still",
            EXAMPLES["leg-clot-after-lying-still"]
            | {"trend": "better", "relieved_by": "stretch", "duration": "22 hours"},
            EXAMPLES["leg-clot-after-lying-still"]
            | {"trend": "better", "relieved_by": "stretch", "duration": "21 hours"},
        ),
        (
            "at-rest",
            {"timing": "at rest", "trend": "better", "duration": "5 days"},
            {"timing": "at rest", "trend": "better", "duration": "4 days"},
        ),
        (
            "recurrent-runs",
            {"timing": "on runs", "duration": "42 days"},
            {"timing": "on runs", "duration": "41 days"},
        ),
        (
            "night-often-and-bad",
            {"timing": "night", "pain_0_10": "8", "duration": "13 days"},
            {"timing": "night", "pain_0_10": "7.9", "duration": "13 days"},
        ),
        (
            "night-often-and-bad",
            {"timing": "night", "pain_0_10": "8", "duration": "13 days"},
            {"timing": "night", "pain_0_10": "8", "duration": "12 days"},
        ),
        (
            "child-limp-or-ill",
            {"age": "12", "timing": "night", "side": "left", "duration": "13 days"},
            {"age": "12", "timing": "night", "side": "left", "duration": "12 days"},
        ),
    ],
)
def test_a_limit_inside_a_rule_is_where_it_was_set(rule, holds, does_not):
    assert BY_ID[rule].holds(facts(**holds))
    assert not BY_ID[rule].holds(facts(**does_not))


@pytest.mark.parametrize(
    ("sign", "fact", "yes", "no"),
    [
        (signs.at_rest, "timing", "constant at rest", "eases at rest"),
        (signs.at_rest, "timing", "walking and rest", "after rest"),
        (signs.better, "trend", "settled", "not improving"),
        (signs.better, "trend", "resolved", "worse, then better"),
        (signs.worse, "trend", "slowly worse", "stable"),
        (signs.helped_by_rest, "relieved_by", "standing still", "not relieved by rest"),
        (signs.helped_by_stretch, "relieved_by", "pulling toes up", "stretching does nothing"),
        (signs.many_places, "site", "arms and thighs", "forearm"),
        (signs.many_places, "site", "neck", "femoral neck"),
        (signs.weak, "weakness", "focal", "none"),
        (signs.weak, "weakness", "progressive", "none"),
        (signs.numb, "numbness_tingling", "foot", "none"),
        (signs.numb, "numbness_tingling", "saddle", "none"),
        (signs.any_swelling, "swelling", "mild one-sided", "none"),
        (signs.any_swelling, "swelling", "marked both sides", "none"),
        (signs.calf, "site", "medial gastrocnemius", "shin"),
        (signs.calf, "site", "behind knee", "knee"),
        (signs.hip_or_groin, "site", "left hip", "calf"),
        (signs.below_the_knee, "site", "foot", "thigh"),
        (signs.fixed_effort, "timing", "after 15 min of every run", "after 30 km"),
        (signs.clot_risk, "hormones_pregnancy", "combined pill", "progestogen-only pill"),
        (signs.clot_risk, "hormones_pregnancy", "HRT", "not pregnant"),
        (signs.clot_risk, "comorbidities", "factor V Leiden", "no clots"),
        (signs.pregnant, "hormones_pregnancy", "28 weeks", "postmenopausal"),
        (classes.takes_statin, "medications", "statin", "nystatin"),
        (classes.takes_statin, "medications", "Lipitor", "no statin"),
        (classes.new_statin, "medications", "atorvastatin 20 mg (new)", "atorvastatin for years"),
        (classes.new_statin, "medications", "statin, new_in_8_weeks", "simvastatin; iron (new)"),
        (classes.new_statin, "medications", "statin since 6 weeks", "statin started 3 years ago"),
        (classes.takes_diuretic, "medications", "bendroflumethiazide", "amlodipine"),
        (classes.takes_tendon_antibiotic, "medications", "ciprofloxacin", "amoxicillin"),
        (classes.takes_blood_thinner, "medications", "anticoagulant", "aspirin"),
        (classes.heart, "comorbidities", "heart failure", "heartburn"),
        (classes.sickle_trait, "comorbidities", "sickle_trait", "none"),
        (classes.diabetes, "comorbidities", "type 2 diabetes", "prediction"),
    ],
)
def test_free_words_are_read_as_ideas(sign, fact, yes, no):
    assert sign.truth(facts(**{fact: yes})) is Truth.YES
    assert sign.truth(facts(**{fact: no})) is not Truth.YES


@pytest.mark.parametrize(
    "word",
    [
        "diuretic", "anti_inflammatory", "statin", "blood_pressure", "lithium", "anticoagulant",
        "new_in_8_weeks",
    ],
)  # fmt: skip
def test_the_runners_own_words_for_medicines_are_understood(word):
    level = judged(medications=[word]).level
    assert level == (
        "see_clinician" if word in {"diuretic", "lithium", "new_in_8_weeks"} else "self_care"
    )
    assert judged(medications=[word, "new_in_8_weeks"]).level == "see_clinician"


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("kidney", classes.kidney),
        ("heart", classes.heart),
        ("high_blood_pressure", None),
        ("diabetes", classes.diabetes),
        ("pregnancy", signs.pregnant),
        ("sickle_trait", classes.sickle_trait),
        ("previous_clot", classes.clot_history),
    ],
)
def test_the_runners_own_words_for_conditions_are_understood(word, sign):
    told = facts(comorbidities=[word])
    assert sign is None or sign.truth(told) is Truth.YES


def test_a_duration_in_words_we_cannot_read_is_unknown_and_not_short():
    assert signs.lasts(0, 10).truth(facts(duration="since spring")) is Truth.UNKNOWN
    assert signs.lasts_from(13).truth(facts(duration="since spring")) is Truth.UNKNOWN
    told = {"side": "left", "recent_long_travel": "yes", "duration": "since spring"}
    assert judged(**told).level == "urgent_today"


def test_units_do_not_change_the_level():
    pairs = [
        ({"weight_change_kg": "+1 kg"}, {"weight_change_kg": "+2.2046 lb"}),
        ({"fever": "38.5 C"}, {"fever": "101.3 F"}),
        ({"heat_exposure": "30 °C"}, {"heat_exposure": "86 °F"}),
    ]
    for one, other in pairs:
        more = {"vomiting_headache": "yes"}
        assert judged(**one, **more).level is judged(**other, **more).level
