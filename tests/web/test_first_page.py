"""The first page: the sample runner's last cramp, explained."""

import re

import pytest

from recording import NOW

LOCAL = {"host": "localhost"}


@pytest.fixture
def page(sample):
    from django.test import Client

    return Client().get("/", headers=LOCAL)


def test_the_page_answers(page):
    text = page.content.decode()
    assert page.status_code == 200
    for part in (
        "linked with",
        "Of 100 runs like this about",
        "Heart rate",
        "Signs",
        "Sources",
        "The cramp came after the run",
    ):
        assert part in text


def test_the_page_says_what_the_terminal_says(page, sample):
    from uncramp.actions.documents import why_document
    from uncramp.actions.explain_last_cramp import explain_last_cramp

    library, shelf = sample
    answer = why_document(explain_last_cramp(library=library, shelf=shelf, now=NOW))
    shown = [int(n) for n in re.findall(r"<strong>(-?\d+) %</strong>", page.content.decode())]
    shares = [round(100 * f["share"]) for f in answer["factors"][:3]]
    assert shown[:3] == shares
    assert shown[-1] == round(100 * answer["background"])
    assert sum(shown) == pytest.approx(100, abs=3)


def test_first_aid_stands_before_everything(page):
    from uncramp.actions.assess_case import CARD

    text = page.content.decode()
    for line in CARD.lines:
        assert text.index(str(line)) < text.index("First: is any of these")


def test_no_page_calls_another_host(page):
    loaded = re.findall(
        r'<(?:link|script|img|iframe)[^>]*(?:src|href)="([^"]+)"', page.content.decode()
    )
    assert loaded
    assert all(address.startswith("/") for address in loaded)


@pytest.fixture
def visitor(sample):
    """Somebody on the page; what they told of red flags is forgotten afterwards."""
    from django.test import Client

    client = Client(headers=LOCAL)
    yield client
    client.post("/red-flags", {"answer": "seen"})


def shown(visitor):
    return visitor.get("/").content.decode()


def test_every_red_flag_stays_in_front_of_the_answer_until_seen(visitor):
    from uncramp.actions.assess_case import ONE_SCREEN

    for flag in ONE_SCREEN:
        visitor.post("/red-flags", {"answer": flag.id})
        for later in ("", "none"):
            if later:
                visitor.post("/red-flags", {"answer": later})
            assert "Before anything else" in shown(visitor), flag.id
            assert "linked with" not in shown(visitor), flag.id
        visitor.post("/red-flags", {"answer": "seen"})
        assert "linked with" in shown(visitor), flag.id
        assert "First: is any of these true right now?" in shown(visitor), flag.id


def test_a_red_flag_is_kept_with_the_cramp_not_with_the_browser(visitor, sample):
    from django.test import Client

    visitor.post("/red-flags", {"answer": "collapsed_or_confused"})
    assert "Before anything else" in shown(Client(headers=LOCAL))


def test_none_of_these_leaves_the_answer_and_says_when_to_seek_help(visitor):
    visitor.post("/red-flags", {"answer": "none"})
    assert "When to seek help" in shown(visitor)
    assert "linked with" in shown(visitor)


def test_a_word_that_is_no_flag_is_refused(visitor):
    done = visitor.post("/red-flags", {"answer": "<script>"})
    assert done.status_code == 400
    assert "<script>" not in done.content.decode()
    assert "linked with" in shown(visitor)


def test_a_look_changes_nothing(visitor):
    assert visitor.get("/red-flags").status_code == 405


def test_a_form_of_another_page_is_refused(sample):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers=LOCAL)
    assert strict.post("/red-flags", {"answer": "seen"}).status_code == 403


def test_the_policy_is_strict_everywhere(page, sample):
    from django.test import Client

    for answer in (page, Client().get("/nowhere"), Client().get("/healthz")):
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_an_empty_library_says_what_to_do(sample, monkeypatch):
    from django.test import Client

    from databases import new_runner
    from uncramp.web.policies import doors

    monkeypatch.setattr(doors, "owner", new_runner)
    text = Client().get("/", headers=LOCAL).content.decode()
    assert "No cramp" in text
    assert 'href="/import"' in text
    assert 'href="/cramp"' in text
