"""Sharing from the first invitation to the last look, and a hand-over, in a real browser."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from serving import serving

FILL = Path(__file__).resolve().parents[1] / "sharing_folder.py"


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory):
    """`uncramp serve` on a folder with a sample runner and a physiotherapist, and their sessions."""
    folder = tmp_path_factory.mktemp("people")
    words = [sys.executable, FILL, folder / "library"]
    filled = subprocess.run(words, check=True, capture_output=True, text=True, cwd=FILL.parent)
    with serving(folder, "serve") as (here, _):
        yield here, json.loads(filled.stdout)


@pytest.fixture
def signed_in(opened, shared_folder):
    """A page of somebody who is signed in."""
    here, sessions = shared_folder

    def open_as(who, path, width=390, scheme="light"):
        page = opened(width, scheme, at=here, path="/ask")
        page.context.add_cookies([{"name": "sessionid", "value": sessions[who], "url": here}])
        page.goto(here + path)
        return page

    return open_as


@pytest.mark.browser
def test_sharing_from_the_invitation_to_the_end(signed_in, sound, shared_folder):
    _, sessions = shared_folder
    anna, moser = signed_in("anna", "/sharing"), signed_in("moser", "/people", 1280, "dark")
    sound(anna)
    sound(moser)
    assert moser.get_by_role("link", name="Anna").count() == 0
    link = _invite(anna, sound)
    moser.goto(link)
    sound(moser)
    moser.get_by_role("button", name="Accept").click()
    assert moser.get_by_role("link", name="Anna").count() == 0  # not before it is confirmed
    anna.reload()
    anna.goto(anna.url)
    anna.get_by_role("button", name="Yes, it is them").click()
    sound(anna)
    _look(moser, sound)
    _talk(anna, moser, sound)
    anna.goto(anna.url.replace("/comments", "/sharing"))
    assert "Dr Moser" in anna.locator("#looks + ul").inner_text()
    assert "Easy run, 45 min" in anna.locator("#assigned + ul").inner_text()
    sound(anna)
    anna.get_by_role("button", name="End sharing with Dr Moser").click()
    status = moser.goto(re.sub(r"/people.*", f"/people/{sessions['runner']}", moser.url)).status
    assert status == 404


def _invite(anna, sound):
    anna.get_by_label("Their name").fill("Dr Moser")
    anna.get_by_label("They are your").select_option("physiotherapist")
    anna.get_by_label("Your name, as they know you").fill("Anna")
    anna.get_by_role("button", name="Make the invitation").click()
    sound(anna)
    return anna.locator("#link").input_value()


def _look(moser, sound):
    """From the list to the runner's page and the latest run, which cramped."""
    moser.reload()
    moser.get_by_role("link", name="Anna").click()
    sound(moser)
    assert "on the left" in moser.locator("main").inner_text()
    moser.get_by_text("A new one").click()
    moser.get_by_label("Day").fill(f"{(dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).date()}")
    moser.get_by_role("button", name="Set it").click()
    moser.get_by_role("button", name=re.compile("Take back Easy run")).wait_for()
    sound(moser)
    moser.locator("ul.runs a").first.click()
    moser.wait_for_selector("#route")
    sound(moser)
    drawn = moser.locator(".route path.series").get_attribute("d")
    assert drawn.count("M") > 1  # the places around start and end are cut out of each lap


def _talk(anna, moser, sound):
    moser.get_by_label("Say something of this run or its cramp").fill("Start slower next time?")
    moser.get_by_role("button", name="Say it").click()
    anna.goto(re.sub(r"/sharing.*", "/comments", anna.url))
    sound(anna)
    anna.get_by_label("Answer Dr Moser").fill("I will.")
    anna.get_by_role("button", name="Answer").click()
    moser.reload()
    assert "I will." in moser.locator(".said").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_hand_over_is_seen_before_it_is_taken_along(signed_in, sound, width, scheme):
    page = signed_in("anna", "/hand-over", width, scheme)
    sound(page)
    assert "racing" in page.locator(".paper").inner_text()
    page.get_by_label("What the latest one is linked with").uncheck()
    page.get_by_label("What do you want to ask?").fill("Why always the left one?")
    page.get_by_role("button", name="Show me what they will see").click()
    seen = page.locator(".paper").inner_text()
    assert "Why always the left one?" in seen
    assert "racing" not in seen
    sound(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="For their software").click()
    document = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    said = json.dumps(document)
    assert document["type"] == "document"
    assert "Why always the left one?" in said
    assert "racing" not in said
