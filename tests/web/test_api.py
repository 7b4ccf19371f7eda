"""The interface for programs: the terminal's answer, in JSON, with nothing kept."""

import base64
import json

import pytest

from recording import NOW
from uncramp.actions.documents import why_document
from uncramp.actions.explain_episode import explain_episode
from uncramp.actions.told import told
from uncramp.history.episode import Episode
from uncramp.store.given import GivenFile
from uncramp.store.library import MemoryLibrary

ASSESS = "/api/v1/assess"


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


@pytest.fixture
def ask(client):
    def asked(body):
        sent = body if isinstance(body, str) else json.dumps(body)
        answer = client.post(ASSESS, sent, content_type="application/json")
        return answer.status_code, answer.json()

    return asked


def test_a_file_gets_the_terminals_answer(ask, run_file):
    data = run_file.read_bytes()
    keys = {"cramped_before": True, "age": 41, "fluid": "600 ml"}
    _, answer = ask({
        "muscle": "calf", "onset": "during", "minute": 40,
        "file": base64.b64encode(data).decode(),
        "facts": {"red_flags": "none"}, **keys,
    })  # fmt: skip
    at_terminal = explain_episode(
        GivenFile("run.fit", data),
        Episode(muscle="calf", onset="during", minute=40),
        library=MemoryLibrary(),
        told=told(["red_flags=none", "cramped_before=yes", "age=41", "fluid=600 ml"]),
        now=NOW,
    )
    assert answer == json.loads(json.dumps(why_document(at_terminal)))


def test_a_visitor_without_a_recording_is_answered(ask):
    status, answer = ask({"muscle": "calf", "kind": "race", "facts": {"red_flags": "none"}})
    assert status == 200
    assert answer["factors"][0]["exposure"] == "race"
    assert sum(f["share"] for f in answer["factors"]) + answer["background"] == pytest.approx(1)
    assert "135 min" in answer["notes"][0]


@pytest.mark.parametrize(("kind", "value"), [("race", 1.0), ("long", 0.0)])
def test_the_kind_of_run_still_counts_where_a_file_is_sent(ask, run_file, kind, value):
    sent = base64.b64encode(run_file.read_bytes()).decode()
    _, answer = ask({"muscle": "calf", "kind": kind, "file": sent})
    race = next(f for f in answer["factors"] if f["exposure"] == "race")
    assert (race["told"], race["value"]) == (True, value)


def test_a_race_is_riskier_than_an_easy_run(ask):
    chances = [ask({"muscle": "calf", "kind": k})[1]["risk"]["probability"] for k in KINDS]
    assert chances == sorted(chances)


KINDS = ("easy", "long", "race")


def test_what_is_told_moves_the_answer(ask):
    marathon = {"muscle": "calf", "distance": "42.2km", "time": "3:30:00", "race": True}
    never = ask({**marathon, "runner": {"cramped_before": False}})[1]["risk"]["probability"]
    before = ask({**marathon, "runner": {"cramped_before": True}})[1]["risk"]["probability"]
    assert before > 1.5 * never


def test_a_red_flag_leaves_no_explanation(ask):
    _, answer = ask({"muscle": "calf", "facts": {"chest_pain_breathless": "yes"}})
    assert answer["triage"]["level"] == "emergency"
    assert "emergency" in answer["triage"]["message"]
    assert answer["factors"] == []
    assert answer["background"] == 1
    assert answer["next_question"] is None


def test_a_red_flag_comes_before_a_file_that_cannot_be_read(ask):
    broken = {"muscle": "calf", "file": "AAAA", "facts": {"chest_pain_breathless": "yes"}}
    status, answer = ask(broken)
    assert status == 422
    assert answer["message"].startswith("This is an emergency")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "not JSON"),
        ("[" * 5000, "not JSON"),
        ("[]", "no object"),
        ("{}", "muscle: it is not there"),
        ({"muscle": "calfs"}, "calfs is none of"),
        ({"muscle": "calf", "tempreature": 3}, "did you mean temperature"),
        ({"muscle": "calf", "run": {"distance": "far"}}, "run.distance"),
        ({"muscle": "calf", "run": 3}, "run: it must be a table"),
        ({"muscle": "calf", "runner": [1]}, "runner: it must be a table"),
        ({"muscle": "calf", "age": 14}, "from 16"),
        ({"muscle": "calf", "file": "??"}, "not base64"),
        ({"muscle": "calf", "file": base64.b64encode(b"hello").decode()}, "hello"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(ask, body, said):
    status, answer = ask(body)
    assert status == 422
    if said != "hello":
        assert said in answer["message"]
    assert answer["message"].strip().endswith((".", ")", "?"))
    assert list(answer) == ["message"]


def test_a_request_without_end_is_refused(client):
    body = json.dumps({"muscle": "calf", "file": "A" * 19_000_000})
    answer = client.post(ASSESS, body, content_type="application/json")
    assert answer.status_code == 413
    assert "18 MB" in answer.json()["message"]


def test_nothing_of_a_visitor_is_kept(ask, sample, run_file):
    library, _ = sample
    before = len(library.files()), len(library.recordings())
    ask({"muscle": "calf", "file": base64.b64encode(run_file.read_bytes()).decode()})
    assert (len(library.files()), len(library.recordings())) == before


def test_the_description_resolves_and_says_what_it_is_for(client):
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert "not for diagnosing" in described["info"]["description"]
    parts = described["components"]["schemas"]
    named = set(json.dumps(described).split("#/components/schemas/")[1:])
    assert {name.split('"')[0] for name in named} <= set(parts)
    body = described["paths"][ASSESS]["post"]["requestBody"]["content"]["application/json"]
    assert "muscle" in body["schema"]["required"]


def test_every_answer_carries_the_strict_policy(client):
    for answer in (client.get("/api/openapi.json"), client.post(ASSESS), client.get("/api/none")):
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
