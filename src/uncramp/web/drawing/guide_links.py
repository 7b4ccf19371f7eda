"""Which page of the guide explains a factor, a fact, a sign, or a line of a plan."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import get_language

SAME: Final = (
    "race", "duration", "distance_spike", "weekly_build", "descent", "effort_above_ability",
    "surges", "recovery", "days_since_last_cramp", "abrupt_stop", "heat", "fluid_deficit",
    "sodium_deficit", "carbohydrate_before_gap", "carbohydrate_gap", "drop_change", "new_shoes",
    "forefoot_load", "step_rate_change", "sudden_movement", "warm_up", "cool_down", "stretching",
    "strength_training", "sleep_short", "recent_illness", "late_fade", "heart_rate_drift",
    "balance_drift", "soreness", "symptom_quality", "over_drinking", "cramped_before", "sex",
    "age", "years_running", "injury_last_12_months", "calf_strain_history", "low_back_pain",
    "chronic_diseases", "regular_medicine", "family_history",
)  # fmt: skip
EXPOSURES: Final = {name: name.replace("_", "-") for name in SAME}
"""The page of each exposure of the catalogue."""
LINES: Final = {
    "safety": "red-flags",
    "refer": "who-can-help",
    "drink": "drinking",
    "salt": "salt",
    "carbohydrate": "carbohydrate",
    "pace": "pacing",
    "shoes": "breaking-in-shoes",
    "build_up": "build-up",
    "strength": "strength",
    "recovery": "easing-off",
}
"""The page of each kind of line."""


def guide_page(name: str) -> str:
    """The address of the page about an exposure or a kind of line; "" where there is none."""
    slug = EXPOSURES.get(name) or LINES.get(name)
    if slug is None:
        return ""
    named = "guide-page-de" if get_language() == "de" else "guide-page"
    return reverse(named, kwargs={"page": slug})
