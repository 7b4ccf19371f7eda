"""What tests of triage share: an ordinary cramp, one example for each rule, written cases."""

from __future__ import annotations

import csv
from pathlib import Path

from uncramp.triage.facts import Facts
from uncramp.triage.rules import Triage, triage

ORDINARY = {
    "age": "35", "sex": "m", "site": "calf", "side": "both", "timing": "late in race",
    "duration": "2 hours", "pain_0_10": "3", "swelling": "none", "warmth_redness": "no",
    "dark_urine": "no", "reduced_urine": "no", "fever": "no", "confusion_collapse": "no",
    "chest_pain_breathless": "no", "weakness": "none", "pain_out_of_proportion": "no",
    "numbness_tingling": "none", "cold_pale_foot": "no", "fasciculation_wasting": "no",
    "bladder_bowel_change": "no", "palpitations_faint": "no", "vomiting_headache": "no",
    "recent_long_travel": "no", "recent_surgery_immobility": "no",
    "previous_clot_or_cancer": "no", "hormones_pregnancy": "no", "medications": "none",
    "comorbidities": "none", "heat_exposure": "no", "fluid_intake_excessive": "no",
    "weight_change_kg": "0", "pop_tear": "no", "cannot_heel_raise_or_bear_weight": "no",
    "bony_tenderness": "no", "skin_wound": "no", "cramp_over_10min": "no",
    "walking_distance_pain": "no", "relieved_by": "a pause", "trend": "stable",
}  # fmt: skip
"""A calm case with every question answered: self-care."""

_ONE_CALF = {"side": "left"}
_ACHE = {"side": "left", "duration": "3 days"}
_SPRINT = {"timing": "third sprint", "weakness": "generalised"}

EXAMPLES: dict[str, dict[str, str]] = {
    "lung-clot-chest": {"chest_pain_breathless": "yes"},
    "lung-clot-leg-and-chest": {"swelling": "marked one-sided", "chest_pain_breathless": "unknown"},
    "lung-clot-risk": {"previous_clot_or_cancer": "yes", "chest_pain_breathless": "unknown"},
    "lung-clot-leg-and-faint": {"swelling": "mild one-sided", "palpitations_faint": "yes"},
    "leg-clot-marked-swelling": {"swelling": "marked one-sided"},
    "leg-clot-warm-leg": {"warmth_redness": "yes"},
    "leg-clot-swelling-and-risk": {"swelling": "mild one-sided", "recent_long_travel": "yes"},
    "leg-clot-swelling-without-injury": {"swelling": "mild one-sided"},
    "leg-clot-swelling-unknown": {
        **_ACHE, "hormones_pregnancy": "combined pill", "swelling": "unknown",
    },
    "leg-clot-after-lying-still": {**_ONE_CALF, "recent_surgery_immobility": "yes"},
    "leg-clot-risk-and-lasting-ache": {**_ACHE, "recent_long_travel": "yes"},
    "leg-clot-ache-at-rest": {**_ONE_CALF, "timing": "at rest"},
    "leg-clot-returning-ache": {**_ACHE, "trend": "returned"},
    "leg-clot-mild-swelling": {"swelling": "mild one-sided"},
    "collapse": {"confusion_collapse": "yes"},
    "collapse-sickle-trait": {"comorbidities": "sickle cell trait", "weakness": "focal"},
    "collapse-sickle-trait-early": {"comorbidities": "sickle cell trait", "heat_exposure": "mild"},
    "collapse-sickle-trait-cramp": {"comorbidities": "sickle cell trait"},
    "collapse-slump-mind-unknown": {**_SPRINT, "confusion_collapse": "unknown"},
    "collapse-slump": _SPRINT,
    "low-sodium-signs-after-drinking": {
        "vomiting_headache": "yes", "fluid_intake_excessive": "yes",
    },
    "low-sodium-signs-and-gain": {"vomiting_headache": "yes", "weight_change_kg": "+0.1"},
    "low-sodium-mind-unknown": {
        "fluid_intake_excessive": "yes", "confusion_collapse": "unknown",
    },
    "low-sodium-weak-after-drinking": {
        "fluid_intake_excessive": "yes", "weakness": "generalised",
    },
    "low-sodium-drank-and-gained": {"fluid_intake_excessive": "yes", "reduced_urine": "yes"},
    "low-sodium-drank-much": {"fluid_intake_excessive": "yes"},
    "headache-or-vomiting": {"vomiting_headache": "yes"},
    "headache-or-vomiting-easing": {"vomiting_headache": "yes"},
    "heat-stroke-mind-unknown": {"heat_exposure": "yes", "confusion_collapse": "unknown"},
    "heat-stroke-hot-and-ill": {
        "heat_exposure": "mild", "fever": "yes", "vomiting_headache": "yes",
    },
    "heat-stroke-faint": {
        "heat_exposure": "yes", "palpitations_faint": "yes", "weakness": "focal",
    },
    "heat-ill": {"heat_exposure": "yes", "vomiting_headache": "yes"},
    "heart-and-salts": {"palpitations_faint": "yes", "medications": "furosemide"},
    "heart-unknown-and-salts-lost": {
        "medications": "furosemide", "weakness": "generalised", "palpitations_faint": "unknown",
    },
    "salts-adrenal-crisis": {"comorbidities": "Addison", "vomiting_headache": "yes"},
    "heart-and-faint": {"palpitations_faint": "yes"},
    "salts-lost": {"medications": "furosemide", "vomiting_headache": "yes"},
    "salts-illness": {"comorbidities": "kidney disease"},
    "breakdown-dark-urine-and-muscle": {"dark_urine": "unknown", "swelling": "marked both sides"},
    "breakdown-dark-urine-and-pain": {"dark_urine": "yes", "pain_0_10": "4"},
    "breakdown-little-urine-and-muscle": {"reduced_urine": "yes", "weakness": "generalised"},
    "breakdown-dark-urine": {"dark_urine": "yes"},
    "breakdown-little-urine": {"reduced_urine": "yes"},
    "breakdown-weak-and-painful": {"weakness": "generalised", "pain_0_10": "6"},
    "breakdown-marked-swelling": {"swelling": "marked both sides"},
    "breakdown-muscle-illness": {"comorbidities": "McArdle", "swelling": "mild both sides"},
    "compartment": {"pain_out_of_proportion": "yes", "numbness_tingling": "foot"},
    "compartment-does-not-let-go": {"cramp_over_10min": "yes", "weakness": "focal"},
    "compartment-hard-painful-numb": {
        "swelling": "marked one-sided", "pain_0_10": "7", "numbness_tingling": "foot",
    },
    "compartment-not-ruled-out": {
        "pain_0_10": "6", "weakness": "focal", "cramp_over_10min": "unknown",
    },
    "compartment-pain-beyond-measure": {"pain_out_of_proportion": "yes"},
    "compartment-still-cramping": {"cramp_over_10min": "yes"},
    "compartment-let-go-late": {"cramp_over_10min": "yes"},
    "exertional-compartment": {
        "site": "shin", "duration": "2 months",
    },
    "limb-blood-cold-foot-and-harm": {"cold_pale_foot": "yes", "weakness": "focal"},
    "limb-blood-cold-not-ruled-out": {
        "numbness_tingling": "foot", "pain_0_10": "5", "cold_pale_foot": "unknown",
    },
    "limb-blood-cold-foot": {"cold_pale_foot": "yes", "side": "left"},
    "limb-blood-cold-foot-with-effort": {"cold_pale_foot": "yes", "pain_0_10": "4"},
    "limb-blood-both-cold": {"cold_pale_foot": "yes"},
    "limb-blood-fixed-distance-and-rest-pain": {
        "walking_distance_pain": "yes", "skin_wound": "yes",
    },
    "fixed-distance": {"walking_distance_pain": "yes"},
    "cauda-equina-saddle": {"numbness_tingling": "saddle"},
    "cauda-equina-bladder": {"bladder_bowel_change": "yes", "site": "hamstring"},
    "cauda-equina-bladder-unknown": {
        "site": "low back", "weakness": "focal", "bladder_bowel_change": "unknown",
    },
    "cauda-equina-both-legs": {
        "site": "low back", "weakness": "focal", "numbness_tingling": "legs",
    },
    "cauda-equina-bladder-alone": {"bladder_bowel_change": "yes"},
    "weakness-spreading-fast": {"weakness": "progressive"},
    "weakness-sudden": {"side": "left", "site": "arm and leg", "weakness": "focal"},
    "weakness-growing-in-weeks": {"weakness": "progressive"},
    "weakness-and-numbness": {"weakness": "focal", "numbness_tingling": "foot"},
    "weakness-jaw-or-face": {"site": "jaw"},
    "weakness": {"fasciculation_wasting": "yes"},
    "infection-very-ill": {"fever": "yes", "reduced_urine": "yes"},
    "infection-deep": {"skin_wound": "yes", "pain_out_of_proportion": "yes"},
    "infection-limb": {"fever": "unknown", "skin_wound": "yes"},
    "infection-fever": {"fever": "yes", "side": "left"},
    "infection-wound": {"skin_wound": "yes", "comorbidities": "diabetes"},
    "infection-fever-both-sides": {"fever": "yes"},
    "tendon-cannot-rise": {"cannot_heel_raise_or_bear_weight": "yes"},
    "tendon-pop": {"pop_tear": "yes", "site": "Achilles"},
    "tendon-use-unknown": {"pop_tear": "yes", "cannot_heel_raise_or_bear_weight": "unknown"},
    "tendon-pop-unknown": {"weakness": "focal", "pop_tear": "unknown"},
    "tendon-weak-achilles": {"site": "Achilles", "weakness": "focal"},
    "tendon-antibiotic": {"medications": "levofloxacin"},
    "tear-with-blood-thinner": {"medications": "warfarin", "swelling": "mild both sides"},
    "tear-pop-but-usable": {"pop_tear": "yes"},
    "bone-cannot-bear-weight": {
        "bony_tenderness": "yes", "cannot_heel_raise_or_bear_weight": "unknown",
    },
    "bone-hip-or-groin": {"bony_tenderness": "yes", "site": "groin"},
    "bone-hip-weight": {"site": "hip", "cannot_heel_raise_or_bear_weight": "yes"},
    "bone-with-fever-or-cancer": {"bony_tenderness": "yes", "previous_clot_or_cancer": "yes"},
    "bone-tender": {"bony_tenderness": "yes"},
    "bone-tender-unknown": {"site": "shin", "bony_tenderness": "unknown"},
    "bone-groin-growing": {"site": "groin", "trend": "worse"},
    "bone-shin-growing": {"site": "shin", "trend": "worse", "duration": "7 days"},
    "bone-under-fuelled": {"hormones_pregnancy": "no period for 6 months"},
    "medicine-statin-weak": {"medications": "simvastatin", "weakness": "focal"},
    "medicine-statin-with-another": {"medications": "simvastatin; clarithromycin"},
    "medicine-lithium": {"medications": "lithium", "reduced_urine": "yes"},
    "medicine-new-statin": {"medications": "statin, new_in_8_weeks"},
    "medicine-statin-lasting": {"medications": "simvastatin", "duration": "7 days"},
    "medicine-diuretic": {"medications": "diuretic"},
    "medicine-new": {"medications": "amlodipine started 3 weeks ago"},
    "medicine-known-for-cramp": {"medications": "salbutamol", "duration": "7 days"},
    "medicine-anti-inflammatory-and-kidney": {
        "medications": "anti_inflammatory", "comorbidities": "heart",
    },
    "pregnancy-headache-or-swelling": {
        "hormones_pregnancy": "pregnant 30 weeks", "swelling": "marked both sides",
    },
    "pregnancy-one-sore-leg": {
        "hormones_pregnancy": "pregnant", "side": "left", "duration": "1 day",
    },
    "pregnancy": {"comorbidities": "pregnancy"},
    "child-limp-or-ill": {"age": "15", "site": "hip"},
    "child": {"age": "15.9"},
    "everywhere-and-worse": {"site": "whole body", "trend": "worse"},
    "everywhere": {"site": "hands and legs"},
    "at-rest": {"timing": "at rest"},
    "recurrent-worse": {"duration": "3 weeks", "trend": "worse"},
    "recurrent-runs": {"timing": "every run"},
    "night-often-and-bad": {"timing": "every night"},
    "lost-weight": {"weight_change_kg": "-3", "duration": "3 weeks"},
    "pain-very-strong-and-growing": {"pain_0_10": "7", "trend": "worse"},
}  # fmt: skip
"""The least that makes each rule hold, on top of the ordinary cramp."""


def facts(**told: object) -> Facts:
    """The ordinary cramp, with some answers changed."""
    return Facts.model_validate(ORDINARY | told)


def judged(**told: object) -> Triage:
    """The triage of the ordinary cramp with some answers changed."""
    return triage(facts(**told))


def alone(**told: object) -> Triage:
    """The triage where only this was told, and nothing else asked."""
    return triage(Facts.model_validate(told))


def written(path: Path) -> list[dict[str, str]]:
    """The rows of a table of written cases."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
