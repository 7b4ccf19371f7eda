"""What a clinician is handed: one page and one FHIR document, of what was chosen and no more."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from recording import NOW
from uncramp.handout.fhir import bundle, document
from uncramp.handout.hand_over import Answer, Cramp, HandOver, Linked, page
from uncramp.history.episode import Episode

DURING = Episode(muscle="calf", side="left", onset="during", minute=96, severity=5)
AFTER = Episode(muscle="quadriceps", side="both", onset="after", severity=4)
CRAMPS = (
    Cramp(
        DURING, date(2026, 10, 11), "Calf", "in the run, minute 96", "race, 21.1 km", 18.2, 21.1, 99
    ),
    Cramp(AFTER, date(2026, 2, 8), "Front of the thigh", "after the run", "23 km", said="downhill"),
)
GIVEN = HandOver(
    title="Muscle cramps of Anna Ämsler",
    introduced="Made on 2026-11-22.",
    made_at=NOW,
    intended_use="uncramp helps adult recreational runners.",
    editions="uncramp 0.1 · 3 · 2026.2",
    name="Anna Ämsler",
    asks="Why always the left calf?",
    red_flags=("One calf swollen since Tuesday.",),
    about=(
        Answer("sex", "Sex", ("female",), ("female",)),
        Answer("medicines", "Medicines, as told", ("a statin", "lithium"), ("statin", "lithium")),
    ),
    counted="6 of 154 answered runs",
    cramps=CRAMPS,
    linked=(Linked("race", "racing", 0.7, (0.57, 0.82), "low", "70 % (57 to 82), likely"),),
    tried=(Answer("tried", "Tried", ("Slower starts",)),),
)
NOTHING = HandOver("Muscle cramps", "Made today.", NOW, "It is for runners.", "uncramp 0.1")


def text(content):
    (one,) = PdfReader(io.BytesIO(page(content))).pages
    return " ".join(one.extract_text().split())


def validated(content):
    from fhir.resources.R4B.bundle import Bundle

    return Bundle.model_validate_json(bundle(content))


def resources(content, kind):
    return [
        entry["resource"]
        for entry in document(content)["entry"]
        if entry["resource"]["resourceType"] == kind
    ]


def test_all_that_was_chosen_is_on_the_page():
    found = text(GIVEN)
    for wanted in (
        *(
            GIVEN.title,
            GIVEN.asks,
            GIVEN.counted,
            "Slower starts",
            "a statin",
            "lithium",
            "downhill",
        ),
        *("One calf swollen", "minute 96", "70 % (57 to 82), likely", GIVEN.intended_use),
    ):
        assert wanted in found


def test_open_red_flags_come_before_everything_that_could_calm():
    found = text(GIVEN)
    assert found.index("One calf swollen") < found.index(GIVEN.asks) < found.index("minute 96")
    first = document(GIVEN)["entry"][0]["resource"]["section"][0]
    assert first["title"] == GIVEN.labels["red_flags"]


def test_a_hundred_cramps_fit_on_one_page_and_what_is_left_out_is_counted():
    many = replace(GIVEN, cramps=CRAMPS * 50, tried=(Answer("tried", "Tried", ("word " * 160,)),))
    found = text(many)
    listed = found.count("2026-10-11") + found.count("2026-02-08")
    left = int(re.search(rf"{GIVEN.labels['earlier']}: (\d+)", found)[1])
    assert 5 <= listed < 100
    assert listed + left == 100


def test_what_people_wrote_is_printed_and_never_run():
    found = text(replace(GIVEN, asks='#panic("out") $x$ *bold* \\', name="]"))
    assert '#panic("out") $x$ *bold*' in found


def test_a_letter_the_fonts_lack_is_a_box_and_not_the_end():
    assert "Muscle cramps" in text(replace(NOTHING, asks="痙攣"))


def test_the_document_is_valid_fhir_with_everything_and_with_nothing():
    whole, empty = validated(GIVEN), validated(NOTHING)
    kinds = [entry.resource.get_resource_type() for entry in whole.entry]
    assert kinds[:3] == ["Composition", "Patient", "Device"]
    assert kinds.count("Observation") == 3
    assert [e.resource.get_resource_type() for e in empty.entry] == kinds[:3]


def test_there_is_no_condition_no_medication_and_no_conclusion_in_it():
    kinds = {entry["resource"]["resourceType"] for entry in document(GIVEN)["entry"]}
    assert kinds == {"Composition", "Patient", "Device", "Observation", "QuestionnaireResponse"}
    assert "interpretation" not in json.dumps(document(GIVEN))


def test_a_cramp_carries_its_numbers_with_their_units():
    first, second = resources(GIVEN, "Observation")[:2]
    measured = {
        part["code"]["coding"][0]["code"]: (
            part["valueQuantity"]["value"],
            part["valueQuantity"]["code"],
        )
        for part in first["component"]
        if "valueQuantity" in part
    }
    assert measured == {
        "onset-minute": (96, "min"),
        "onset-distance": (18.2, "km"),
        "run-distance": (21.1, "km"),
        "run-duration": (99, "min"),
        "72514-3": (5, "{score}"),
    }
    assert first["bodySite"]["text"] == "Calf, left"
    assert first["effectiveDateTime"] == "2026-10-11"
    assert second["note"] == [{"text": "downhill"}]


def test_a_factor_has_its_share_its_interval_its_certainty_and_its_method():
    *_, factor = resources(GIVEN, "Observation")
    interval, certainty = factor["component"]
    assert (factor["valueQuantity"]["value"], factor["valueQuantity"]["unit"]) == (70, "%")
    assert [interval["valueRange"][end]["value"] for end in ("low", "high")] == [57, 82]
    assert certainty["valueString"] == "low"
    assert factor["method"]["text"].endswith("a pattern, no finding")


def test_every_reference_leads_to_an_entry():
    made = document(GIVEN)
    known = {entry["fullUrl"] for entry in made["entry"]}
    named = set(re.findall(r'"reference": "([^"]+)"', json.dumps(made)))
    assert named <= known
    assert len(known) == len(made["entry"])
    assert known - named == {made["entry"][0]["fullUrl"]}  # the Composition alone is unnamed


def test_the_same_content_makes_the_same_bytes():
    assert bundle(GIVEN) == bundle(replace(GIVEN))
    assert bundle(GIVEN) != bundle(replace(GIVEN, asks=""))


@settings(max_examples=25, deadline=None)
@given(said=st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_whatever_somebody_writes_the_document_stays_valid(said):
    written = replace(NOTHING, asks=said, counted=said, cramps=(replace(CRAMPS[0], said=said),))
    assert validated(written).entry


@pytest.mark.parametrize("side", ["left", "right", "both", None])
def test_where_it_cramped_is_counted_by_side(side):
    cramps = (replace(CRAMPS[0], episode=Episode(muscle="calf", side=side)),) * 3
    assert replace(GIVEN, cramps=cramps).places == (("Calf", {side or "untold": 3}),)
