"""What a telephone keeps: pages that know nobody, everything they need, and a token to send with."""

from __future__ import annotations

import json
import re
import struct
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from databases import new_runner
from uncramp.actions.assess_case import CARD
from uncramp.web.rows.actor import VISITOR, Actor

WEB = Path(__file__).resolve().parents[2] / "src" / "uncramp" / "web"
STATIC = WEB / "static"
ELSEWHERE = "203.0.113.5"
pytestmark = pytest.mark.usefixtures("sample")


def client(address="127.0.0.1"):
    return Client(REMOTE_ADDR=address, headers={"host": "localhost"})


def kept():
    """What the service worker is told to keep."""
    text = client(ELSEWHERE).get("/sw.js").content.decode()
    return json.loads(re.match(r"const KEPT = (.*);\n", text)[1])


def pages():
    said = kept()
    return [said["card"], *said["instead"].values()]


def test_the_card_is_there_word_for_word_for_everybody():
    page = client(ELSEWHERE).get("/now")
    assert page.status_code == 200
    text = page.content.decode()
    for line in (CARD.title, *CARD.lines):
        assert str(line) in text
    words = re.sub(r"<[^>]+>", " ", text)
    assert str(CARD.steps[1]) in re.sub(r"\s+", " ", words)
    assert 'href="/cramp"' in text


def test_the_kept_pages_are_the_same_for_a_visitor_and_for_a_runner():
    for path in pages():
        runner, visitor = client().get(path), client(ELSEWHERE).get(path)
        texts = [re.sub(r'nonce="[^"]*"', "", page.content.decode()) for page in (runner, visitor)]
        assert texts[0] == texts[1]  # but for what lets each answer's own scripts run
        assert "csrf" not in visitor.content.decode()
        assert visitor.cookies == {}


def test_no_row_is_read_for_what_is_kept():
    from django.db import connection

    def guarded(execute, sql, *rest):
        raise AssertionError(sql)

    with connection.execute_wrapper(guarded):
        for path in (*pages(), "/sw.js"):
            assert client().get(path).status_code == 200


def test_everything_a_kept_page_loads_is_kept_with_it():
    files = set(kept()["files"])
    needed = set()
    for path in pages():
        text = client().get(path).content.decode()
        needed |= set(re.findall(r'<(?:script|link)[^>]*(?:src|href)="(/static/[^"]+)"', text))
    for name in [n for n in needed if n.endswith(".js")]:
        text = (STATIC / name.removeprefix("/static/")).read_text()
        needed |= {f"/static/{other}" for other in re.findall(r'from "\./([^"]+)"', text)}
    installed = {"/static/manifest.webmanifest", "/static/icons/icon-192.png"}  # not to read it
    assert needed - installed == files


def test_the_kept_files_exist_and_the_edition_changes_with_them(monkeypatch, tmp_path):
    from uncramp.web.diary import offline_pages

    before = kept()
    assert kept() == before
    for url in before["files"]:
        assert (STATIC / url.removeprefix("/static/")).is_file()
    for name in (*offline_pages.KEPT, "worker.js"):
        (tmp_path / name).write_bytes((STATIC / name).read_bytes())
    monkeypatch.setattr(offline_pages, "STATIC", tmp_path)
    assert kept() == before
    (tmp_path / "queue.js").write_text("// newer")
    assert kept()["edition"] != before["edition"]


def test_the_edition_changes_with_every_template_of_a_kept_page(monkeypatch):
    from uncramp.web.diary import offline_pages

    used = set()

    def noted(template, *rest):
        used.add(str(Path(template.origin.name).relative_to(WEB)))
        return render(template, *rest)

    from django.template.base import Template

    render = Template._render
    monkeypatch.setattr(Template, "_render", noted)
    for path in pages():
        client().get(path)
    assert used == {name for name in offline_pages.MADE_FROM if name.endswith(".html")}


def test_the_kept_pages_are_in_the_language_of_who_has_the_telephone():
    german = Client(REMOTE_ADDR=ELSEWHERE, headers={"host": "localhost", "accept-language": "de"})
    text = german.get("/sw.js").content.decode()
    said = json.loads(re.match(r"const KEPT = (.*);\n", text)[1])
    assert (said["language"], kept()["language"]) == ("de", "en")
    assert said["edition"] != kept()["edition"]
    assert '<html lang="de">' in client().get("/now?in=de").content.decode()
    for other in ("/now", "/now?in=xx", "/now?in=../de"):
        assert '<html lang="en">' in client().get(other).content.decode()


def test_the_worker_may_keep_pages_of_the_whole_app_and_is_itself_never_kept():
    answer = client(ELSEWHERE).get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-store" in answer.headers["Cache-Control"]
    said = kept()
    assert said["instead"] == {"/cramp": "/now/log", "/check-in": "/now/check-in"}
    assert said["sign_out"] == "/sign-out"


def test_the_form_without_connection_asks_what_the_log_takes():
    text = client().get("/now/log").content.decode()
    log = client().get("/cramp").content.decode()
    for name in ("onset", "grade"):
        choices = re.findall(rf'name="{name}" value="(\w+)"', text)
        assert choices
        assert set(choices) == set(re.findall(rf'name="{name}" value="(\w+)"', log))
    assert str(CARD.emergency) in text
    assert re.search(r'action="/cramp"[^>]*data-queue', text)
    assert re.search(r'action="/cramp"[^>]*data-queue', log)


def test_the_check_in_without_connection_asks_what_the_check_in_takes():
    from uncramp.actions.check_in import ASKED, Cramped

    text = client().get("/now/check-in").content.decode().split("<main")[1]
    assert set(re.findall(r'name="(\w+)"', text)) == {"token", "at", "cramped", *ASKED}
    assert set(re.findall(r'name="cramped" value="(\w+)"', text)) == set(Cramped)


def runs_of(library):
    """Every run begun at a known instant, the latest last, with the instant it ended."""
    kept = [k for k in library.kept_runs() if k.run.summary.started_at]
    kept.sort(key=lambda k: k.run.summary.started_at)
    return [(k, k.run.summary.started_at + timedelta(seconds=k.run.summary.duration)) for k in kept]


def test_a_check_in_goes_to_the_run_that_was_the_latest_when_it_was_told(sample):
    from uncramp.web.diary.check_in_later import run_told_of

    library, _ = sample
    (one, ended), (later, _) = runs_of(library)[-2:]
    told = ended + timedelta(minutes=20)
    assert run_told_of([one, later], told) == one
    sent = {"at": told.isoformat(), "cramped": "no", "effort": "4", "token": "x"}
    before = {place: library.recordings_of(place) for place in (one.place, later.place)}
    try:
        for _ in range(2):
            assert client().post("/check-in/later", sent)["Location"] == "/check-in"
        after = library.recordings_of(one.place)[0]
        assert after.run.check_in.effort == 4
        assert library.recordings_of(later.place) == before[later.place]
    finally:
        for recording in before[one.place]:
            library.replace_run(recording)


@pytest.mark.parametrize("hours", [-200_000, 25])
def test_a_check_in_of_a_run_that_is_not_here_is_refused_with_a_sentence(sample, hours):
    _, ended = runs_of(sample[0])[-1]
    sent = {"at": (ended + timedelta(hours=hours)).isoformat(), "cramped": "no"}
    answer = client().post("/check-in/later", sent)
    assert answer.status_code == 409
    assert "Import it, then send the check-in again" in answer.content.decode()


def test_a_check_in_that_cannot_be_is_refused_with_a_sentence(sample):
    _, ended = runs_of(sample[0])[-1]
    sent = {"at": ended.isoformat(), "cramped": "no", "effort": "99"}
    answer = client().post("/check-in/later", sent)
    assert answer.status_code == 422
    assert "effort" in answer.content.decode()
    assert client(ELSEWHERE).post("/check-in/later", sent).status_code == 403


@pytest.mark.parametrize("at", ["", "soon", "2026-13-45T00:00Z", "2026-11-23T08:00"])
def test_an_instant_that_is_none_is_now(at):
    from uncramp.web.diary.check_in_form import instant

    assert instant(at) is None


def test_a_token_to_send_with_is_for_the_runner_alone():
    answer = client().get("/sync/token")
    said = answer.json()
    assert "no-store" in answer.headers["Cache-Control"]
    assert said["token"]
    assert said["who"]
    refused = client(ELSEWHERE).get("/sync/token")
    assert refused.status_code == 302
    assert "sign-in" in refused["Location"]


def test_a_token_that_was_fetched_lets_the_log_be_sent(sample):
    from uncramp.actions.take_back_cramp import remove_cramp
    from uncramp.web.rows.models import CrampRow

    library, _ = sample
    browser = Client(
        enforce_csrf_checks=True, REMOTE_ADDR="127.0.0.1", headers={"host": "localhost"}
    )
    token = "6a0f3a51-4d0e-4a35-8f0e-000000000001"
    sent = {"token": token, "muscle": "calf", "side": "left"}
    assert browser.post("/cramp", sent).status_code == 403
    fresh = browser.get("/sync/token").json()["token"]
    for _ in range(2):
        assert browser.post("/cramp", sent, headers={"x-csrftoken": fresh}).status_code == 302
    rows = CrampRow.objects.for_actor(library.actor).filter(token=token)
    assert rows.count() == 1
    remove_cramp(token, library=library, now=rows[0].at)
    rows.delete()


def test_what_waits_is_marked_with_whose_it_is_and_not_with_a_name():
    from uncramp.web.policies.waiting import log_of

    one, other = new_runner(), new_runner()
    assert log_of(one) == log_of(Actor(one.runner, account=7))
    assert log_of(one) != log_of(other)
    assert str(one.runner) not in (log_of(one), "")
    assert log_of(VISITOR) == ""
    assert log_of(Actor(one.runner, helping=True)) == ""


def test_the_app_can_be_installed():
    said = json.loads((STATIC / "manifest.webmanifest").read_text())
    assert said["start_url"] == said["scope"] == "/"
    assert said["display"] == "standalone"
    sizes = set()
    for icon in said["icons"]:
        file = STATIC / icon["src"]
        assert file.is_file()
        if file.suffix == ".png":
            width, height = struct.unpack(">II", file.read_bytes()[16:24])
            assert icon["sizes"] == f"{width}x{height}"
            sizes.add((width, icon.get("purpose", "any")))
    assert {(192, "any"), (512, "any"), (512, "maskable")} == sizes
    assert [shortcut["url"] for shortcut in said["shortcuts"]] == ["/now"]
    assert "manifest.webmanifest" in client().get("/now").content.decode()
