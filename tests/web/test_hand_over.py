"""The hand-over page: what was ticked goes, what was not does not, and nothing is kept."""

import io
import json
import re

import pytest
from pypdf import PdfReader

from uncramp.actions.answer_red_flags import answer_red_flags
from uncramp.history.runner import Medicine

ALL = {"parts": ["red_flags", "cramps", "factors", "about"], "months": ""}


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"})


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def paper(answer):
    return text(answer).partition("This is what they will see")[2]


def test_it_shows_what_goes_before_it_goes(client):
    page = paper(client.get("/hand-over"))
    for wanted in ("Calf, left", "Where it cramped", "racing", "Sex", "minute 205"):
        assert wanted in page


def test_what_is_not_ticked_does_not_go(client):
    for chosen, gone in (
        (["cramps"], ("racing", "Sex")),
        (["about"], ("racing", "Calf", "minute")),
        ([], ("racing", "Calf", "Sex")),
    ):
        sent = {"parts": chosen, "months": "12"}
        page = paper(client.post("/hand-over", sent))
        fhir = client.post("/hand-over", {**sent, "as": "fhir"}).content.decode()
        assert not any(word in page or word in fhir for word in gone), chosen


def test_the_files_hold_what_was_seen(client):
    sent = {**ALL, "name": "Anna", "asks": "Why the left one?", "tried": "Salt", "came_of_it": "–"}
    page = client.post("/hand-over", {**sent, "as": "page"})
    assert page.headers["Content-Disposition"] == 'attachment; filename="hand-over.pdf"'
    (one,) = PdfReader(io.BytesIO(page.content)).pages
    fhir = client.post("/hand-over", {**sent, "as": "fhir"})
    assert fhir.headers["Content-Type"] == "application/fhir+json"
    for made in (" ".join(one.extract_text().split()), fhir.content.decode()):
        for wanted in ("Muscle cramps of Anna", "Why the left one?", "Salt", "Calf", "racing"):
            assert wanted in made
    from fhir.resources.R4B.bundle import Bundle

    assert Bundle.model_validate_json(fhir.content).type == "document"


def test_only_medicines_that_were_told_and_ticked_go(client, sample):
    library, _ = sample
    before = library.runner()
    library.keep_runner(
        before.model_copy(update={"medicines": (Medicine.STATIN, Medicine.LITHIUM)})
    )
    try:
        offered = client.get("/hand-over").content.decode()
        assert 'value="statin"' in offered
        assert 'value="diuretic"' not in offered
        assert "statin" not in paper(client.get("/hand-over"))
        page = paper(client.post("/hand-over", {**ALL, "medicines": ["statin", "diuretic"]}))
        assert "a statin" in page
        assert "lithium" not in page
        assert "diuretic" not in page
    finally:
        library.keep_runner(before)


def test_an_open_red_flag_comes_first_and_no_factor_is_shown(client, sample):
    library, _ = sample
    try:
        answer_red_flags("dark_or_little_urine", library=library)
        page = paper(client.get("/hand-over"))
        assert page.index("Dark, cola-coloured urine") < page.index("Where it cramped")
        assert "racing" not in page
        assert "a red flag the runner told of is still open" in page
        hidden = paper(client.post("/hand-over", {"parts": ["factors"], "months": ""}))
        assert "Dark" not in hidden
        assert "racing" not in hidden
    finally:
        answer_red_flags("seen", library=library)


def test_what_cannot_be_used_is_said_and_nothing_goes(client):
    answer = client.post("/hand-over", {**ALL, "months": "many", "as": "fhir"})
    assert answer.status_code == 422
    assert "months" in text(answer)
    assert client.post("/hand-over", {**ALL, "medicines": "aspirin"}).status_code == 422


def test_nothing_that_was_written_is_kept(client, sample):
    from django.db import connection

    said = []

    def heard(execute, sql, params, many, context):
        said.append(json.dumps([sql, str(params)]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(heard):
        client.post("/hand-over", {**ALL, "asks": "a secret question", "as": "page"})
    assert said
    assert not any("secret" in one or "INSERT" in one or "UPDATE" in one for one in said)


def test_a_visitor_has_nothing_to_hand_over(sample):
    from django.test import Client

    stranger = Client(headers={"host": "localhost"}, REMOTE_ADDR="203.0.113.5")
    assert stranger.get("/hand-over").status_code in (302, 403)
    assert stranger.post("/hand-over", ALL).status_code == 403
