"""Medicines and conditions a rule asks for, by the words people and pharmacies use.

The words of the runner's own lists (`diuretic`, `previous_clot`, `new_in_8_weeks` …) are
part of each class, so that one answer feeds triage wherever it was given.
Classes follow the British National Formulary chapters and the NICE CKS topic on leg cramps.
"""

from __future__ import annotations

import re

from uncramp.triage.logic import Sign
from uncramp.triage.signs import items, names

STATIN = r"(?<!ny)(?<!mato)statin|lipitor|crestor|zocor"
DIURETIC = (
    r"diuretic|water (tablet|pill)|thiazide|bendroflu|fr?urosemide|frusemide|bumetanide|tora?semide"
    r"|indapamide|chlorth?alidone|spironolactone|eplerenone|amiloride|metolazone|hctz"
    r"|lasix|triamterene"
)
LITHIUM = r"lithium|priadel"
TENDON_ANTIBIOTIC = r"floxacin|quinolone|\bcipro"
BLOOD_THINNER = (
    r"anti_?-?coag|warfarin|apixaban|rivaroxaban|edoxaban|dabigatran|heparin|enoxaparin|dalteparin"
    r"|tinzaparin|blood.?thin|eliquis|xarelto"
)
RHYTHM = (
    r"digoxin|amiodarone|flecainide|sotalol|laxative|theophyll|cocaine|mdma|ecstasy"
    r"|amphetamin|ephedr"
    r"|potassium|trimethoprim|[a-z]pril\b|sartan|insulin|salbutamol|steroid|prednis"
    r"|semaglutide|wegovy|ozempic"
)
WITH_STATIN = (
    r"clarithro|erythro|azithro|conazole|fusidic|ciclosporin|cyclosporin|gemfibrozil"
    r"|fibrate|ritonavir"
    r"|paxlovid|cobicistat|colchicine|grapefruit|amiodarone|danazol|verapamil|diltiazem"
)
ON_MUSCLE = r"fibrate|colchicine|daptomycin|isotretinoin|zidovudine|hydroxychloroquine|gemfibrozil"
LEG_CRAMP = (
    r"salbutamol|salmeterol|terbutaline|formoterol|nifedipine|raloxifene|donepezil"
    r"|cisplatin|vincristine"
    r"|inhaler|levothyrox|tamoxifen|letrozole|anastrozole|exemestane|aromatase"
)
IMMUNE = (
    r"chemo|methotrexate|biologic|adalimumab|infliximab|azathioprine|mycophenolate"
    r"|tacrolimus|immuno"
    r"|c[iy]clospor|prednis|dexameth|transplant|hiv\b|spleen|splenectomy|neutrop"
)
HEAT_RISK = (
    r"psychotic|haloperidol|olanzapine|risperidone|quetiapine|clozapine|aripiprazole|chlorpromazine"
    r"|cocaine|mdma|ecstasy|amphetamin|ephedr|stimulant|pre-?workout"
)
_NEW = (
    r"\bnew|stopp|start|began|begun|increas|doubl|switch|chang|added|recent|last (week"
    r"|month)|\d+ (day|week)s?"
)


def _newly(pattern: str) -> Sign:
    return Sign("medications", lambda value: _is_new(str(value), pattern))


def _is_new(written: str, pattern: str) -> bool:
    marked = "new_in_8_weeks" in written
    named = [item for item in items(written) if re.search(pattern, item)]
    return any(
        marked or (re.search(_NEW, item) and not re.search(r"years", item)) for item in named
    )


takes_statin = names("medications", STATIN)
new_statin = _newly(STATIN)
takes_diuretic = names("medications", DIURETIC)
takes_lithium = names("medications", LITHIUM)
takes_tendon_antibiotic = names("medications", TENDON_ANTIBIOTIC)
takes_blood_thinner = names("medications", BLOOD_THINNER)
takes_rhythm_medicine = names("medications", f"{RHYTHM}|{DIURETIC}|{LITHIUM}")
takes_with_statin = names("medications", WITH_STATIN)
takes_muscle_medicine = names("medications", f"{STATIN}|{ON_MUSCLE}")
takes_leg_cramp_medicine = names("medications", f"{LEG_CRAMP}|{ON_MUSCLE}")
takes_heat_risk_medicine = names("medications", HEAT_RISK)
takes_anti_inflammatory = names(
    "medications",
    r"anti_?-?.?inflam|nsaid|ibuprofen|naproxen|diclofenac|ketoprofen|coxib|indomet"
    r"|ketorolac|meloxicam",
)
new_medicine = _newly(r"\w")
immune_medicine = names("medications", IMMUNE)

sickle_trait = names("comorbidities", r"sickle|hbas\b|\bscd\b|\bsct\b")
kidney = names("comorbidities", r"kidney|renal|\bckd|dialys")
heart = names(
    "comorbidities",
    r"heart(?!burn)|cardi|arrhythm|fibrillat|\baf\b|angina|coronary|long qt|pacemaker"
    r"|\bhcm\b|myocard|valve",
)
diabetes = names("comorbidities", r"diabet|\bt[12]dm?\b|type [12]\b")
salts = names(
    "comorbidities",
    r"kidney|renal|\bckd|dialys|addison|adrenal|eating disorder|anorex|bulim|thyroid"
    r"|bartter|gitelman"
    r"|hypokal|hyperkal|potassium|calcium|magnesium|bypass|short bowel|crohn|coeliac|ileostomy",
)
adrenal = names("comorbidities", r"addison|adrenal")
immune_condition = names("comorbidities", IMMUNE)
muscle_condition = names(
    "comorbidities",
    r"mcardle|myopath|dystroph|myositis|malignant hyperther|rhabdo|metabolic|\bcpt\b|glycogen",
)
under_fuelled = names(
    "comorbidities",
    r"eating disorder|anorex|bulim|red-?s\b|amenorr|low energy|osteop|stress fracture",
)
vessels = names("comorbidities", r"smok|diabet|arter|vascul|stroke|\bpad\b|coronary|cholesterol")
clot_history = names("comorbidities", r"clot|dvt|embol|thromb")
