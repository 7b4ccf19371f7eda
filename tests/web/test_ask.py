"""The visitor's page gives the interface's answer, and keeps nothing."""

import json
import re

import pytest

GIVEN = {
    "muscle": "calf", "flag": "none", "onset": "after", "kind": "race", "cramped_before": "yes",
}  # fmt: skip


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"})


def test_the_page_says_what_the_interface_says(client):
    page = client.post("/ask", GIVEN).content.decode()
    asked = {
        "muscle": "calf", "onset": "after", "kind": "race", "cramped_before": True,
        "facts": {"red_flags": "none"},
    }  # fmt: skip
    answer = client.post(
        "/api/v1/assess", json.dumps(asked), content_type="application/json"
    ).json()
    shown = [int(n) for n in re.findall(r"<strong>(-?\d+) %</strong>", page)]
    assert shown[:2] == [round(100 * f["share"]) for f in answer["factors"][:2]]
    assert f"about {round(100 * answer['risk']['probability'])} end in a cramp" in page


def test_one_tap_is_enough_for_an_answer(client):
    page = client.post("/ask", {"muscle": "foot"})
    assert page.status_code == 200
    assert "Before any answer" in page.content.decode()


def test_what_was_told_travels_in_the_form(client):
    page = client.post("/ask", GIVEN | {"also": ["sex=male", "temperature=24"]}).content.decode()
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert carried["muscle"] == "calf"
    for pair in ("sex=male", "temperature=24", "cramped_before=yes"):
        assert f'name="also" value="{pair}"' in page


def test_the_latest_answer_to_a_key_counts(client):
    told = GIVEN | {"also": ["sex=male", "cramped_before=no"], "key": "sex", "value": "female"}
    page = client.post("/ask", told).content.decode()
    assert 'value="sex=female"' in page
    assert 'value="sex=male"' not in page


def test_i_do_not_know_is_not_asked_again(client):
    first = re.search(r'id="next">([^<]+)', client.post("/ask", GIVEN).content.decode())[1]
    key = re.search(
        r'value="(\w+)=unknown"', client.post("/ask", GIVEN).content.decode().split('id="next"')[1]
    )[1]
    again = client.post("/ask", GIVEN | {"also": f"{key}=unknown"}).content.decode()
    assert f'id="next">{first}' not in again
    assert 'id="next">' in again, "another question takes its place"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "muscle: it is not there"),
        ({"muscle": "knee"}, "knee is none of"),
        ({"muscle": "calf", "also": "temperature=hot"}, "temperature"),
        ({"muscle": "calf", "also": "tempreature=3"}, "did you mean temperature"),
        ({"muscle": "calf", "also": "age=12"}, "from 16"),
        ({"muscle": "calf", "distance": "far"}, "distance"),
    ],
)
def test_what_cannot_be_used_is_said_above_the_form(client, given, said):
    page = client.post("/ask", given)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Traceback" not in page.content.decode()


def test_a_red_flag_leaves_no_explanation(client):
    page = client.post("/ask", GIVEN | {"flag": "chest_pain_or_breathless"}).content.decode()
    assert "emergency" in page
    assert "What it is linked with" not in page


def test_nothing_is_kept(client, sample):
    library, _ = sample
    before = len(library.files()), len(library.recordings())
    page = client.post("/ask", GIVEN)
    assert (len(library.files()), len(library.recordings())) == before
    assert set(page.cookies) <= {"csrftoken"}


def test_what_nobody_told_is_never_called_likely(client):
    page = client.post("/ask", {"muscle": "calf", "flag": "none"}).content.decode()
    assert 'Racing</span> <span class="word">not told</span>' in page


def test_a_long_run_stays_no_race_when_its_recording_is_read(client, run_file):
    with run_file.open("rb") as file:
        page = client.post("/ask", GIVEN | {"kind": "long", "file": file}).content.decode()
    assert "Was this a race?" not in page
    assert "the chance of a race" not in page
