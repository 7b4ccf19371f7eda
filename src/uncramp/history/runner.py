"""The slow facts of one runner, as they told them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator

from uncramp.history.answers import RecentBest, Value, as_recent_bests, items
from uncramp.terms.quantities import (
    Centimetres,
    Count,
    Drop,
    Kilograms,
    Kilometres,
    LitresPerHour,
    MillimolesPerLitre,
    Years,
)


class Condition(StrEnum):
    """Conditions that change what may be advised."""

    KIDNEY = "kidney"
    HEART = "heart"
    HIGH_BLOOD_PRESSURE = "high_blood_pressure"
    DIABETES = "diabetes"
    PREGNANCY = "pregnancy"
    SICKLE_TRAIT = "sickle_trait"
    PREVIOUS_CLOT = "previous_clot"


class Medicine(StrEnum):
    """Medicines that change what may be advised."""

    DIURETIC = "diuretic"
    ANTI_INFLAMMATORY = "anti_inflammatory"
    STATIN = "statin"
    BLOOD_PRESSURE = "blood_pressure"
    LITHIUM = "lithium"
    ANTICOAGULANT = "anticoagulant"
    NEW_IN_8_WEEKS = "new_in_8_weeks"


CHRONIC = frozenset(
    {Condition.KIDNEY, Condition.HEART, Condition.HIGH_BLOOD_PRESSURE, Condition.DIABETES}
)
"""Diseases that stay; to be pregnant, to carry a trait or to have had a clot is none."""
AS_NEEDED = frozenset({Medicine.ANTI_INFLAMMATORY, Medicine.NEW_IN_8_WEEKS})
"""Medicines that need not be taken regularly; the others are."""

Strike = Literal["forefoot", "midfoot", "rearfoot"]
CrampedRuns = Literal["0", "1", "2-3", "4-9", "10+", "not sure"]


def _sex(given: object) -> object:
    return {"m": "male", "f": "female"}.get(str(given).strip().lower(), given)


class Runner(Value):
    """What is known of a runner; None is "not told", an empty list is "none"."""

    sex: Annotated[Literal["male", "female"] | None, BeforeValidator(_sex)] = None
    age: Years | None = None
    mass: Kilograms | None = None
    height: Centimetres | None = None
    years_running: Years | None = None
    cramped_before: bool | None = None
    """Before the 12 months that `cramped_runs_last_year` counts; logged cramps never flip it."""
    cramped_runs_last_year: CrampedRuns | None = None
    family_history: bool | None = None
    injury_last_12_months: bool | None = None
    calf_strain_history: bool | None = None
    low_back_pain: bool | None = None
    chronic_diseases: Count | None = None
    regular_medicine: bool | None = None
    conditions: Annotated[tuple[Condition, ...] | None, BeforeValidator(items)] = None
    medicines: Annotated[tuple[Medicine, ...] | None, BeforeValidator(items)] = None
    usual_weekly_distance: Kilometres | None = None
    recent_bests: Annotated[tuple[RecentBest, ...], BeforeValidator(as_recent_bests)] = ()
    habitual_drop: Drop | None = None
    habitual_strike: Strike | None = None
    sweat_rate: LitresPerHour | None = None
    """Measured by weighing before and after a run."""
    sweat_sodium: MillimolesPerLitre | None = None
    """Measured."""
    acclimatised: bool | None = None

    @property
    def with_what_follows(self) -> Runner:
        """The same facts, with what named conditions and medicines say of the general ones.

        A disease that is named is a chronic disease, and a medicine that is named is a regular
        one, whatever was told in general. "None" of those that are listed answers nothing:
        there are others.
        """
        chronic = len(CHRONIC.intersection(self.conditions or ()))
        named: dict[str, object] = {}
        if chronic > (self.chronic_diseases or 0):
            named["chronic_diseases"] = chronic
        if set(self.medicines or ()) - AS_NEEDED:
            named["regular_medicine"] = True
        return self.model_copy(update=named) if named else self
