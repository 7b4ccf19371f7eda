"""The form and the inbox in a real browser: people get through, machines do not, all can read."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from serving import serving

TESTS = Path(__file__).resolve().parents[1]
AUTOFILL = """person => {
  // What browsers and password managers do: by the words around a field, all of them at once.
  const known = [[/mail/i, person.mail], [/phone|tel/i, person.phone], [/name/i, person.name],
    [/url|web|site/i, "https://x.example"], [/company|organi/i, "A club"], [/addr|street/i, "1 Way"]];
  for (const field of document.querySelectorAll("input:not([type=hidden]):not([type=checkbox])")) {
    const said = [field.name, field.id, field.autocomplete, field.labels[0]?.textContent].join(" ");
    const found = known.find(([words]) => words.test(said));
    if (!found) continue;
    field.value = found[1];
    for (const kind of ["input", "change", "blur"]) field.dispatchEvent(new Event(kind, {bubbles: true}));
  }
}"""
EVERYTHING = """() => {
  for (const field of document.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (field.type === "checkbox") field.checked = true;
    else field.value = field.name === "reach" ? "bot@example.org" : "http://buy.example";
  }
}"""
MARKS = """async count => {
  const marks = [];
  for (let n = 0; n < count; n++) {
    const page = new DOMParser().parseFromString(await (await fetch("/interest")).text(), "text/html");
    marks.push(page.querySelector("[name=page]").value);
  }
  return marks;
}"""
SENT = """async mark => {
  const form = document.querySelector("form.interest");
  form.elements.page.value = mark;
  const sent = new URLSearchParams(new FormData(form));
  return form.reportValidity() && (await fetch(form.action, {method: "POST", body: sent})).status;
}"""


@pytest.fixture(scope="module")
def club(tmp_path_factory):
    """`uncramp serve` on a folder with a helper and requests: address, session, database."""
    folder = tmp_path_factory.mktemp("club")
    made = subprocess.run(
        [sys.executable, TESTS / "interest_folder.py", folder / "library"],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=True,
    )
    with serving(folder, "serve") as (here, _):
        yield here, made.stdout.strip(), folder / "library" / "uncramp.sqlite3"


def rows(database, sql="SELECT id, apart, same FROM coach_requestrow ORDER BY id"):
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        return connection.execute(sql).fetchall()


def hours_pass(database):
    """What came lies hours back, so that the limits of an hour begin anew."""
    rows(database, "UPDATE coach_requestrow SET came_at = datetime(came_at, '-3 hours')")


def in_time(page):
    """A person reads for a while before they write."""
    page.wait_for_timeout(2100)


def fill(page, number):
    person = {"name": f"Runner {number}", "mail": f"runner{number}@example.org", "phone": "030"}
    page.evaluate(AUTOFILL, person)
    page.get_by_label("What happens").fill(f"Cramp number {number} in my calf.")
    page.get_by_label("The helpers here may read this").check()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_of_the_helpers_can_be_read_by_everyone(club, opened, sound, width, scheme):
    here, session, database = club
    page = opened(width, scheme, at=here, path="/interest")
    sound(page)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": here}])
    flagged = rows(database, "SELECT id FROM coach_requestrow WHERE flagged")[0][0]
    paths = ("interest/promise", "inbox", f"inbox/{flagged}", "inbox/apart", "inbox/forget")
    for path in (*paths, "duty", "mail", "mail/1"):
        page.goto(f"{here}/{path}")
        assert page.locator("h1").count() == 1
        sound(page)


@pytest.mark.browser
def test_a_person_writes_by_keyboard_and_never_meets_the_field_that_must_stay_blank(
    club, opened, sound
):
    here, _, database = club
    hours_pass(database)
    page = opened(at=here, path="/interest")
    names = page.get_by_role("textbox").evaluate_all("fields => fields.map(f => f.name)")
    assert names == ["name", "reach", "words"]  # what a screen reader is told of
    assert page.locator("#leave_blank").bounding_box()["x"] < 0
    in_time(page)
    page.locator("#name").focus()
    for text in ("Maria", "keyboard@example.org", "My calf cramps. Today I have chest pain."):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.locator("h1").inner_text() == "Before anything else"
    assert "emergency number" in page.get_by_role("alert").inner_text()
    sound(page)
    assert rows(database)[-1][1:] == ("", "keyboard@example.org")


@pytest.mark.browser
def test_machines_are_kept_apart_and_see_what_a_person_sees(club, opened):
    here, _, database = club
    hours_pass(database)
    person, filler, hasty, again = (opened(at=here, path="/interest") for _ in range(4))
    fill(hasty, 1)
    at_once = hasty.evaluate(f"(async () => await ({SENT})((await ({MARKS})(1))[0]))()")
    assert at_once == 200
    in_time(person)
    fill(person, 2)
    send(person)
    filler.evaluate(EVERYTHING)
    send(filler)
    fill(again, 3)
    copied = again.locator("input[name=page]").input_value()
    send(again)
    form = {"name": "x", "reach": "x@example.org", "words": "x", "consent": "yes"}
    naive, replayed = (posted(here, given) for given in (form, form | {"page": copied}))
    seen = said(person.locator("main").inner_html())
    assert "Your request has arrived" in seen
    assert all(said(page.locator("main").inner_html()) == seen for page in (filler, again))
    assert said(naive) == said(replayed) == seen
    kept = [apart for _, apart, _ in rows(database)[-6:]]
    assert kept == ["too_fast", "", "filled", "", "no_page", "twice"]


def posted(here, form):
    """What a machine without a browser is answered."""
    data = urllib.parse.urlencode(form).encode()
    page = urllib.request.urlopen(f"{here}/interest", data).read().decode()
    return page.partition('<main id="answer">')[2].partition("</main>")[0]


def said(main):
    """What it says, as a browser or a server writes it; a nonce is new for every answer."""
    return re.sub(r' nonce="[^"]*"', "", main).replace('=""', "")


def send(page):
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector("text=Your request has arrived")


def people(club, opened, count):
    """So many people one after the other, each with a page of their own that a browser fills."""
    here, _, database = club
    page = opened(at=here, path="/interest")
    marks = page.evaluate(MARKS, count)
    in_time(page)
    for number, mark in enumerate(marks):
        if number % 4 == 0:
            hours_pass(database)  # they all sit at this one machine
        fill(page, number)
        assert page.evaluate(SENT, mark) == 200


@pytest.mark.browser
def test_twenty_people_whose_browsers_fill_the_form_in_all_get_through(club, opened):
    _, _, database = club
    before = len(rows(database))
    people(club, opened, 20)
    came = rows(database)[before:]
    assert [apart for _, apart, _ in came] == [""] * 20
    assert len({same for _, _, same in came}) == 20


@pytest.mark.nightly
@pytest.mark.browser
def test_two_hundred_people_all_get_through(club, opened):
    _, _, database = club
    before = len(rows(database))
    people(club, opened, 200)
    assert [apart for _, apart, _ in rows(database)[before:]] == [""] * 200


@pytest.mark.browser
def test_a_helper_answers_with_one_click_and_it_lies_in_the_folder(club, opened, sound):
    here, session, database = club
    page = opened(at=here, path="/interest")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": here}])
    page.clock.install()
    page.goto(f"{here}/inbox")
    first = page.locator("time[data-seconds]").all_inner_texts()
    page.clock.fast_forward("11:00:00")
    later = page.locator("time[data-seconds]").all_inner_texts()
    assert len(later) == len(first) > 2
    assert not {*first} & {*later}
    assert any("too late" in clock for clock in later)
    page.get_by_role("link", name="Maria Ruiz").click()
    page.get_by_label("Your answer, or a note").fill("Hello Maria, let us talk.")
    page.get_by_role("button", name="Send as a mail").click()
    page.wait_for_selector("text=Answered by mail")
    sound(page)
    assert page.locator("time[data-seconds]").count() == 0
    folder = database.parent / "mail"
    for _ in range(60):
        if any("let us talk" in mail.read_text() for mail in folder.glob("*.eml")):
            break
        page.wait_for_timeout(100)
    assert any("To: maria@example.org" in mail.read_text() for mail in folder.glob("*.eml"))
