"""What a runner told us about this cramp: the answers every triage rule looks at.

None is "never asked", "unknown" is "asked and not answered"; they are not the same, and
neither is a no.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, StringConstraints, model_validator

from uncramp.history.answers import Value
from uncramp.terms.quantities import KILOGRAM, POINT, YEAR
from uncramp.triage import answers

YesNo = Literal["yes", "no", "unknown"] | None
Flag = Annotated[YesNo, BeforeValidator(answers.flag())]
Words = Annotated[str | None, BeforeValidator(answers.words)]
Number = float | Literal["unknown"] | None

_PAIN_WORDS = {"none": 0.0, "no": 0.0, "mild": 3.0, "moderate": 5.0, "severe": 8.0}
_WEIGHT_WORDS = dict.fromkeys(("none", "no", "no change", "same", "stable", "unchanged"), 0.0)
_JOURNEY = r"flight|flew|drive|drove|train|bus|coach|hour|\bh\b|travel"
_IMMOBILE = r"surg|operat|arthrosc|cast|boot|splint|brace|bed|immob|fractur|hospital|week"
_CLOT = r"clot|dvt|\bpe\b|embol|thromb|cancer|tumou?r|lymphoma|leuk|myeloma|factor v"
_WOUND = r"wound|cut|graze|blister|ulcer|bite|abrasion|sore|sting|scratch|tattoo|thorn"

NO_RED_FLAG = {
    "confusion_collapse": "no",
    "chest_pain_breathless": "no",
    "dark_urine": "no",
    "reduced_urine": "no",
    "swelling": "none",
    "warmth_redness": "no",
    "cold_pale_foot": "no",
    "numbness_tingling": "none",
    "pop_tear": "no",
    "cannot_heel_raise_or_bear_weight": "no",
    "cramp_over_10min": "no",
    "vomiting_headache": "no",
    "fluid_intake_excessive": "no",
    "fever": "no",
    "bladder_bowel_change": "no",
}
"""What "none of these" on the one-screen list answers."""


class Facts(Value):
    """The answers, by the names of the vignettes' columns. Units stand in each name or below."""

    text: Annotated[str | None, StringConstraints(max_length=20_000)] = None
    """What the person wrote; it only ever raises the level."""
    age: Annotated[Number, BeforeValidator(answers.measured(YEAR.within(0, 120), {}))] = None
    """Years."""
    sex: Annotated[
        Literal["male", "female", "other", "unknown"] | None, BeforeValidator(answers.sex)
    ] = None
    site: Words = None
    side: Annotated[
        Literal["left", "right", "one", "both", "alternating", "none", "unknown"] | None,
        BeforeValidator(answers.side),
    ] = None
    timing: Words = None
    duration: Words = None
    pain_0_10: Annotated[
        Number, BeforeValidator(answers.measured(POINT.within(0, 10), _PAIN_WORDS))
    ] = None
    swelling: Annotated[
        Literal[
            "none",
            "mild one-sided",
            "marked one-sided",
            "mild both sides",
            "marked both sides",
            "unknown",
        ]
        | None,
        BeforeValidator(answers.swelling),
    ] = None
    warmth_redness: Flag = None
    dark_urine: Annotated[
        YesNo, BeforeValidator(answers.flag(r"cola|tea|brown|dark|black|red|pink|blood"))
    ] = None
    reduced_urine: Annotated[
        YesNo,
        BeforeValidator(
            answers.flag(r"hardly|little|less", first=r"(no|not|almost no) (any )?(urine|pee|wee)")
        ),
    ] = None
    fever: Annotated[
        YesNo,
        BeforeValidator(answers.temperature_above(38.0, answers.flag(r"fever|shiver|rigor|chill"))),
    ] = None
    """Or a measured temperature, in °C unless °F is written."""
    confusion_collapse: Annotated[YesNo, BeforeValidator(answers.flag(r"confus|collaps"))] = None
    chest_pain_breathless: Annotated[YesNo, BeforeValidator(answers.flag(r"chest|breath"))] = None
    weakness: Annotated[
        Literal["none", "focal", "generalised", "progressive", "unknown"] | None,
        BeforeValidator(answers.weakness),
    ] = None
    pain_out_of_proportion: Flag = None
    numbness_tingling: Annotated[str | None, BeforeValidator(answers.numbness)] = None
    cold_pale_foot: Annotated[
        YesNo, BeforeValidator(answers.flag(r"cold|pale|white|blue", first=r"no pulse"))
    ] = None
    fasciculation_wasting: Annotated[
        YesNo, BeforeValidator(answers.flag(r"twitch|fascic|wast|thin|flicker"))
    ] = None
    bladder_bowel_change: Annotated[
        YesNo, BeforeValidator(answers.flag(r"retention|incontinen|bladder|bowel|leak|urin"))
    ] = None
    palpitations_faint: Annotated[
        YesNo, BeforeValidator(answers.flag(r"palpit|faint|skipp|racing|syncop|dizz"))
    ] = None
    vomiting_headache: Annotated[
        YesNo, BeforeValidator(answers.flag(r"vomit|headache|sick|nause"))
    ] = None
    recent_long_travel: Annotated[YesNo, BeforeValidator(answers.flag(_JOURNEY))] = None
    recent_surgery_immobility: Annotated[YesNo, BeforeValidator(answers.flag(_IMMOBILE))] = None
    previous_clot_or_cancer: Annotated[YesNo, BeforeValidator(answers.flag(_CLOT))] = None
    hormones_pregnancy: Words = None
    medications: Words = None
    comorbidities: Words = None
    heat_exposure: Annotated[
        Literal["yes", "mild", "no", "unknown"] | None, BeforeValidator(answers.heat)
    ] = None
    """Or the air temperature, in °C unless °F is written."""
    fluid_intake_excessive: Flag = None
    weight_change_kg: Annotated[
        Number, BeforeValidator(answers.measured(KILOGRAM.within(-60, 60), _WEIGHT_WORDS))
    ] = None
    """Plus is a gain; kg unless lb is written."""
    pop_tear: Annotated[YesNo, BeforeValidator(answers.flag(r"pop|snap|tear|crack|bang|kick"))] = (
        None
    )
    cannot_heel_raise_or_bear_weight: Annotated[
        YesNo, BeforeValidator(answers.flag(r"cannot|can'?t|unable"))
    ] = None
    bony_tenderness: Flag = None
    skin_wound: Annotated[YesNo, BeforeValidator(answers.flag(_WOUND))] = None
    cramp_over_10min: Flag = None
    walking_distance_pain: Annotated[
        YesNo, BeforeValidator(answers.flag(r"\d|fixed|same|distance"))
    ] = None
    relieved_by: Words = None
    trend: Words = None
    red_flags: Annotated[Literal["none"] | None, BeforeValidator(answers.none_of_these)] = None
    """"none" is the tap on "none of these"; it fills only what nobody answered yet."""

    @model_validator(mode="before")
    @classmethod
    def _none_of_these(cls, given: object) -> object:
        if not isinstance(given, dict) or answers.plain(given.get("red_flags")) is None:
            return given
        told = {name: value for name, value in given.items() if answers.plain(value) is not None}
        return NO_RED_FLAG | told
