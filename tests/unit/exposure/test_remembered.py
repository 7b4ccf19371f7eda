"""A check-in answered after the cramp is remembered through it: wider, and marked as such."""

from dataclasses import replace

import numpy as np
import pytest

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, Kind, exposures
from uncramp.exposure.usual import usual
from uncramp.history.check_in import CheckIn

TOLD = {
    "race": True, "fluid": 0.4, "drink_sodium": 0.5, "sodium": 0.2, "carbohydrate": 20,
    "meal_before": 100, "meal_carbohydrate": 60, "temperature": 24, "humidity": 60, "soreness": 4,
    "sleep": 6, "recent_illness": True, "stretching": 5, "warm_up": 5, "cool_down": 3,
    "strength_training": 1, "shoe_drop": 4, "shoe_distance": 30, "strike": "midfoot",
    "sudden_movement": True, "symptoms": ["flicker"],
}  # fmt: skip


def errors(check_in, *, after, **more):
    made = run(0, 16, check_in=check_in, finishing_speed=1.0, late_fade=6.0, late_fade_sd=2.0,
               descent=200.0, **more)  # fmt: skip
    asked = history(replace(made, check_in_after_cramp=after), habitual_drop=10, mass=70)
    found = exposures(asked)
    return {e.name: found.sd[0, k] for k, e in enumerate(CATALOGUE)}, found


@pytest.mark.parametrize(
    "name",
    ["heat", "fluid_deficit", "sodium_deficit", "carbohydrate_gap", "carbohydrate_before_gap",
     "drop_change", "new_shoes", "forefoot_load", "soreness", "sleep_short", "warm_up", "cool_down",
     "stretching", "strength_training", "abrupt_stop", "sudden_movement", "recent_illness"],
)  # fmt: skip
def test_what_was_told_after_a_cramp_is_half_as_uncertain_again(name):
    before, _ = errors(TOLD, after=False)
    after, found = errors(TOLD, after=True)
    assert before[name] > 0
    assert after[name] == pytest.approx(1.5 * before[name])
    cells = {cell.exposure.name: cell for cell in found.cells(0, usual(found, 0).values)}
    assert "Remembered after the cramp" in str(cells[name].note)


@pytest.mark.parametrize("name", ["late_fade", "descent", "duration"])
def test_what_the_watch_measured_remembers_nothing(name):
    assert errors(TOLD, after=True)[0][name] == errors(TOLD, after=False)[0][name]


def test_a_watchs_temperature_is_no_memory():
    watch = [errors({}, after=after, temperature=24.0) for after in (False, True)]
    assert watch[0][0]["heat"] == watch[1][0]["heat"]
    assert not any("Remembered" in str(note) for notes in watch[1][1].notes for note in notes)


def test_values_and_what_is_expected_stay_as_they_are():
    _, before = errors(TOLD, after=False)
    _, after = errors(TOLD, after=True)
    np.testing.assert_array_equal(before.value, after.value)
    np.testing.assert_array_equal(before.expected_sd, after.expected_sd)


def test_only_the_run_that_was_told_of_late_is_wider():
    runs = [run(day, 10, check_in={"sleep": 6}) for day in range(3)]
    late = replace(runs[1], check_in_after_cramp=True)
    found = exposures(history(runs[0], late, runs[2]))
    k = [e.name for e in CATALOGUE].index("sleep_short")
    assert found.sd[:, k].tolist() == pytest.approx([0.5, 0.75, 0.5])
    assert found.only(Kind.FACTOR).notes[[e.name for e in found.only(Kind.FACTOR).catalogue].index(
        "sleep_short")][1] is not None  # fmt: skip


def test_every_answer_of_a_check_in_that_a_row_names_exists():
    for exposure in CATALOGUE:
        assert exposure.answers <= CheckIn.model_fields.keys()
        assert set(exposure.told_by) <= CheckIn.model_fields.keys(), exposure.name
