"""The exercise library is complete, honest about cramp, and drawn safely."""

import re
import xml.etree.ElementTree as ET

import pytest
from pydantic import ValidationError

from uncramp.evidence.claim import Certainty
from uncramp.plan.exercise import Exercise
from uncramp.store.exercises import exercises
from uncramp.store.registry import registry
from uncramp.terms.muscles import Muscle

LIBRARY = exercises()
EACH = pytest.mark.parametrize("exercise", LIBRARY.values(), ids=list(LIBRARY))
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {SVG + name for name in ("svg", "title", "desc", "g", "path", "circle")}
ATTRIBUTES = {
    *(
        "viewBox",
        "role",
        "aria-labelledby",
        "id",
        "fill",
        "stroke",
        "d",
        "cx",
        "cy",
        "r",
        "opacity",
    ),
    *("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"),
}
LARGEST = 6_000  # bytes


def test_the_exercises_of_the_plan_are_all_there():
    assert len(LIBRARY) == 17
    assert {
        "banded_crab_walk",
        "calf_raise_straight",
        "calf_raise_bent",
        "nordic_hamstring",
    } <= set(LIBRARY)


def test_every_muscle_of_the_leg_has_something_to_do():
    trained = {m for e in LIBRARY.values() if e.purpose == "strength" for m in e.muscles}
    assert trained >= set(Muscle) - {Muscle.SEVERAL, Muscle.ARMS}


@pytest.mark.parametrize("muscle", [Muscle.CALF, Muscle.FOOT, Muscle.HAMSTRING, Muscle.QUADRICEPS])
def test_the_muscles_that_cramp_most_have_a_first_aid(muscle):
    (found,) = [e for e in LIBRARY.values() if e.purpose == "first aid" and muscle in e.muscles]
    assert "15 to 30 seconds" in " ".join(found.how)
    assert any("do not stretch" in said for said in found.stop_if)


@EACH
def test_doses_run_from_less_to_more(exercise):
    dose = exercise.dose
    for low, high in (dose.sets, dose.amount, dose.per_week):
        assert 0 < low <= high
    assert dose.per_week[1] <= 7
    assert 0 < dose.rest <= 180


@EACH
def test_texts_are_whole_sentences(exercise):
    for said in (*exercise.how, *exercise.mistakes, *exercise.stop_if):
        assert re.fullmatch(r"[A-Z].*\.", said), said


@EACH
def test_nothing_is_promised_against_cramp(exercise):
    assert exercise.cramp.certainty in (Certainty.LOW, Certainty.VERY_LOW)
    assert re.search(r"No study|No evidence|proves nothing|no way to prevent", exercise.cramp.says)


@EACH
def test_every_claim_is_in_the_registry_and_every_number_has_a_source(exercise):
    for support in (exercise.strength, exercise.cramp):
        assert set(support.claims) <= set(registry().claims)
        assert all(re.fullmatch(r"10\.\d{4,}/\S+", doi) for doi in support.dois)
        if re.search(r"\d", support.says):
            assert support.dois


@EACH
def test_a_drawing_is_a_small_safe_picture_in_the_colour_of_its_text(exercise):
    assert len(exercise.drawing.encode()) < LARGEST
    root = ET.fromstring(exercise.drawing)
    for element in root.iter():
        assert element.tag in SHAPES
        assert set(element.attrib) <= ATTRIBUTES
        for name in ("fill", "stroke"):
            assert element.get(name, "none") in ("none", "currentColor")
        assert not (element.tail or "").strip()


@EACH
def test_a_drawing_is_read_to_those_who_cannot_see_it(exercise):
    root = ET.fromstring(exercise.drawing)
    assert root.get("role") == "img"
    title, said = root.find(SVG + "title"), root.find(SVG + "desc")
    assert title.text == exercise.name
    assert len(said.text) > 40
    assert root.get("aria-labelledby").split() == [title.get("id"), said.get("id")]


def test_no_two_drawings_share_an_id():
    ids = [name for e in LIBRARY.values() for name in re.findall(r' id="([^"]+)"', e.drawing)]
    assert len(ids) == len(set(ids)) == 2 * len(LIBRARY)


@EACH
def test_a_drawing_stays_inside_its_frame(exercise):
    root = ET.fromstring(exercise.drawing)
    left, top, width, height = map(float, root.get("viewBox").split())
    for path in root.iter(SVG + "path"):
        drawn = re.sub(r"[vh][^A-Za-z]*", "", path.get("d"))  # a short stroke from a point
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", drawn)]
        assert all(left + 3 <= x <= left + width - 3 for x in numbers[::2])
        assert all(top + 3 <= y <= top + height - 3 for y in numbers[1::2])
    for circle in root.iter(SVG + "circle"):
        assert float(circle.get("cy")) - float(circle.get("r")) >= top + 3


def test_an_exercise_with_a_missing_part_is_not_taken_in():
    told = LIBRARY["split_squat"].model_dump()
    for part in ("how", "progressions", "mistakes", "stop_if", "muscles"):
        with pytest.raises(ValidationError):
            Exercise(**told | {part: ()})
    with pytest.raises(ValidationError):
        Exercise(**{name: value for name, value in told.items() if name != "cramp"})
