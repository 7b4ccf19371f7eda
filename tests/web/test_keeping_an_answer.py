"""A visitor's answer comes along to an account, and only where they ask for it."""

import re

import pytest

from recording import NOW
from uncramp.actions.keep_visitors_answer import is_described, keep_visitors_answer
from uncramp.actions.visitors_answer import VisitorsAnswer
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.store.library import MemoryLibrary
from uncramp.store.shelf import FolderShelf
from uncramp.terms.errors import InputError

TAPS = {"muscle": "calf", "flag": "none", "onset": "after", "kind": "race"}
GIVEN = TAPS | {"cramped_before": "yes"}


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")


def sealed_in(answer):
    return re.search(r'name="answer" value="([^"]+)"', answer.content.decode())[1]


def test_it_comes_along_signed_and_nothing_else_does(client):
    from uncramp.web.rows.visitors_answer import COOKIE, opened

    shown = client.post("/ask", GIVEN | {"text": "my calf is a wooden plank", "also": "sex=male"})
    text = sealed_in(shown)
    done = client.post("/ask/keep", {"answer": text})
    assert done.status_code == 302
    cookie = done.cookies[COOKIE]
    assert cookie["httponly"]
    answer = opened(cookie.value)
    assert dict(answer.taps) == TAPS
    assert dict(answer.also) == {"sex": "male", "cramped_before": "yes"}


def test_what_was_changed_on_the_way_is_not_taken(client):
    from uncramp.web.rows.visitors_answer import COOKIE, opened

    text = sealed_in(client.post("/ask", GIVEN))
    assert opened(f"{text}x") is None
    assert opened("nonsense") is None
    done = client.post("/ask/keep", {"answer": f"A{text}"})
    assert COOKIE not in done.cookies
    assert done.headers["Location"] == "/ask"


def test_an_answer_of_yesterday_is_not_taken(monkeypatch, client):
    import time

    from uncramp.web.rows.visitors_answer import KEPT_FOR, opened

    text = sealed_in(client.post("/ask", GIVEN))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + KEPT_FOR + 60)
    assert opened(text) is None


def kept(tmp_path, library, **more):
    answer = VisitorsAnswer(TAPS, {"cramped_before": "yes", "sex": "male", **more}, NOW)
    shelf = FolderShelf(tmp_path)
    return keep_visitors_answer(answer, library=library, shelf=shelf, now=NOW), shelf


def test_facts_go_to_the_runner_and_the_cramp_to_a_run(tmp_path):
    library = MemoryLibrary(Runner(mass=70, sex="female"))
    run, shelf = kept(tmp_path, library, sleep="5")
    assert library.runner() == Runner(mass=70, sex="female", cramped_before=True)
    assert library.kept_runs() == [run]
    assert run.as_told.label is Label.YES
    assert run.run.check_in.race is True
    assert run.run.check_in.sleep == 5
    assert run.run.check_in_after_cramp
    assert run.answers == {"red_flags": "none"}
    assert is_described(shelf.get(run.digest))


def test_it_is_explained_as_the_visitor_saw_it(tmp_path):
    from uncramp.actions.explain_described_run import explain_described_run
    from uncramp.actions.explain_kept_run import explain_kept_run

    library = MemoryLibrary()
    run, shelf = kept(tmp_path, library)
    ours = explain_kept_run(run, library=library, shelf=shelf, now=NOW).why
    answer = VisitorsAnswer(TAPS, {"cramped_before": "yes", "sex": "male"}, NOW)
    seen = explain_described_run(answer.run, answer.episode, told=answer.told, now=NOW).why
    assert ours.risk.probability == pytest.approx(seen.risk.probability, rel=0.05)
    assert [f.exposure.name for f in ours.factors[:2]] == [
        f.exposure.name for f in seen.factors[:2]
    ]


def test_a_red_flag_comes_along(tmp_path):
    library, shelf = MemoryLibrary(), FolderShelf(tmp_path)
    answer = VisitorsAnswer(TAPS | {"flag": "chest_pain_or_breathless"}, {}, NOW)
    run = keep_visitors_answer(answer, library=library, shelf=shelf, now=NOW)
    from uncramp.actions.explain_kept_run import explain_kept_run

    assert explain_kept_run(run, library=library, shelf=shelf, now=NOW).triage.stops


def test_what_cannot_be_used_keeps_nothing(tmp_path):
    library = MemoryLibrary()
    with pytest.raises(InputError, match="temperature"):
        kept(tmp_path, library, temperature="hot")
    assert library.kept_runs() == []
    assert library.runner() == Runner()


def test_kept_twice_it_is_one_run(tmp_path):
    library = MemoryLibrary()
    kept(tmp_path, library)
    kept(tmp_path, library)
    assert len(library.kept_runs()) == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("My left calf is swollen", {"swelling": "marked one-sided"}),
        ("After the race my pee was brown", {"dark_urine": "yes"}),
    ],
)
def test_own_words_are_judged_as_the_fields_would_be(client, words, field):
    """What somebody writes and what somebody ticks come to the same triage."""
    from uncramp.actions.assess_case import Facts, assess_case

    expected = assess_case(Facts.model_validate({"red_flags": "none", **field}))
    assert expected.stops
    page = client.post("/ask", GIVEN | {"text": words}).content.decode()
    assert "Before anything else" in page
    for said in expected.lines:
        assert str(said).replace("'", "&#x27;") in page
    plain = client.post("/ask", GIVEN | {"text": "it let go after a minute"}).content.decode()
    assert "Before anything else" not in plain


@pytest.mark.parametrize("name", ["onset", "kind", "flag", "cramped_before"])
def test_i_do_not_know_is_an_answer_everywhere(client, name):
    answer = client.post("/ask", GIVEN | {name: "unknown"})
    assert answer.status_code == 200
    page = client.get("/ask").content.decode()
    assert f'name="{name}" value="unknown"' in page


def test_a_run_that_was_only_told_of_has_its_pages(sample, tmp_path, monkeypatch):
    from django.conf import settings
    from django.test import Client

    from databases import new_runner
    from uncramp.web.policies import doors
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import RunRow
    from uncramp.web.rows.opening import shelf_of

    actor = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: actor)
    answer = VisitorsAnswer(TAPS, {"cramped_before": "yes"}, NOW)
    shelf = shelf_of(settings.DATA, actor)
    keep_visitors_answer(answer, library=RowLibrary(actor), shelf=shelf, now=NOW)
    key = RunRow.objects.for_actor(actor).get().pk
    own = Client(headers={"host": "localhost"})
    for address in ("/", f"/runs/{key}/why", "/runs", f"/runs/{key}", "/triggers"):
        page = own.get(address)
        assert page.status_code == 200, address
    assert "linked with racing" in own.get("/").content.decode()
