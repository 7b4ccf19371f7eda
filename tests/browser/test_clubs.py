"""A club from its link to sharing with its helper, and leaving, in a real browser."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from serving import serving

FILL = Path(__file__).resolve().parents[1] / "clubs_folder.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """`uncramp serve` on a folder with a club, and the sessions of who is in it."""
    folder = tmp_path_factory.mktemp("clubs")
    words = [sys.executable, FILL, folder / "library"]
    filled = subprocess.run(words, check=True, capture_output=True, text=True, cwd=FILL.parent)
    with serving(folder, "serve") as (here, _):
        yield here, json.loads(filled.stdout)


@pytest.fixture
def signed_in(opened, folder):
    here, sessions = folder

    def open_as(who, path, width=390, scheme="light"):
        page = opened(width, scheme, at=here, path="/ask")
        if who:
            page.context.add_cookies([{"name": "sessionid", "value": sessions[who], "url": here}])
        page.goto(here + path)
        return page

    return open_as


@pytest.mark.browser
def test_a_club_is_run_and_joined(signed_in, sound, folder):
    _, known = folder
    chief = signed_in("chief", known["run"])
    sound(chief)
    chief.get_by_label("Names or mail addresses").fill("Kim\nkim\nLee <lee@example.org>")
    chief.get_by_role("button", name="Make the links").click()
    sound(chief)
    assert chief.locator("#links ~ .field").count() == 2
    link = chief.get_by_label("Kim", exact=True).input_value()
    visitor = signed_in(None, re.sub(r"^https?://[^/]+", "", link), 1280, "dark")
    visitor.get_by_role("button", name="Make an account").wait_for()
    sound(visitor)
    other = signed_in("other", known["spare"], scheme="dark")
    assert other.get_by_label("Your name in the club").input_value() == "Sam Weber"
    sound(other)
    other.get_by_role("button", name="Join the club").click()
    other.get_by_role("heading", name="Lake Runners").wait_for()
    sound(other)
    other.get_by_role("button", name="Leave the club").click()
    assert "no longer in it" in other.locator("p.notice").inner_text()
    sound(other)
    other.goto(chief.url.replace(known["run"], "/clubs/new"))
    sound(other)


@pytest.mark.browser
def test_a_runner_shares_with_the_helper_of_the_club_without_a_link(signed_in, sound, folder):
    _, known = folder
    anna, moser = signed_in("anna", "/sharing"), signed_in("moser", "/people", 1280, "dark")
    anna.get_by_role("link", name="Share with Dr Moser").click()
    assert anna.get_by_label("Your name, as they know you").input_value() == "Anna"
    sound(anna)
    anna.get_by_role("button", name="Offer to share").click()
    assert "Dr Moser is asked" in anna.locator("p.notice").inner_text()
    moser.reload()
    sound(moser)
    moser.get_by_role("button", name="Accept Anna").click()
    anna.goto(anna.url)
    anna.get_by_role("button", name="Yes, it is them").click()
    moser.goto(re.sub(r"/people.*", f"{known['club']}/runners", moser.url))
    sound(moser)
    moser.get_by_role("link", name="Anna").click()
    moser.get_by_role("heading", name="Anna").wait_for()


@pytest.mark.browser
def test_taking_everything_along_and_leaving(signed_in, sound, folder):
    page = signed_in("anna", "/account/leave", 390, "dark")
    sound(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download everything").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert archive.testzip() is None
        assert {"README.txt", "uncramp.json", "files/day-3.fit"} <= set(archive.namelist())
    page.get_by_role("button", name="Close my account").click()
    assert "signing in brings everything back" in page.locator("p.notice").inner_text()
    sound(page)
    page.goto(page.url.replace("/welcome", "/runs"))
    assert "/sign-in" in page.url
