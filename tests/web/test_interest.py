"""The public form: people get through, machines are kept apart, everybody sees the same."""

import re
import threading
from datetime import timedelta

import pytest

from helping import helper, nobody_has_written

FORM = {
    "name": "Maria Ruiz",
    "reach": "maria@example.org",
    "words": "My left calf cramps at km 30 of every marathon.",
    "consent": "yes",
}
HERE = "203.0.113.9"


@pytest.fixture(autouse=True)
def empty(sample):
    with nobody_has_written():
        yield


@pytest.fixture
def later(monkeypatch):
    """Let time pass: every page and job then sees a later clock."""
    from django.utils import timezone

    real, passed = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])

    def pass_(**much):
        passed[0] += timedelta(**much)

    return pass_


def client(address=HERE):
    from django.test import Client

    return Client(REMOTE_ADDR=address, headers={"host": "localhost"}, enforce_csrf_checks=True)


def page_of(browser):
    return re.search(r'name="page" value="([^"]+)"', browser.get("/interest").content.decode())[1]


def main(answer):
    """What the page says, without what stands around it on every page."""
    said = re.sub(r' nonce="[^"]*"', "", answer.content.decode())  # new for every answer
    return said.partition('<main id="answer">')[2].partition("</main>")[0]


def rows(**which):
    from uncramp.web.coach.models import RequestRow

    return RequestRow.objects.filter(**which).order_by("pk")


def mails(**which):
    from uncramp.web.mail.models import MailRow

    return MailRow.objects.filter(**which).order_by("pk")


def work():
    from uncramp.web.jobs.worker import work

    return work(threading.Event(), until_empty=True)


def on_duty():
    from uncramp.web.coach.models import ShiftRow

    line = {"begins": "00:00", "ends": "00:00", "zone": "UTC", "weekdays": list(range(7))}
    ShiftRow.objects.create(value={"name": "Ann", "address": "ann@example.org", **line})


def test_a_person_is_told_that_it_arrived_and_has_a_mail_within_the_minute(later):
    on_duty()
    browser = client()
    page = page_of(browser)
    later(seconds=40)
    answer = client().post("/interest", FORM | {"page": page})  # who keeps no cookies may write
    assert answer.status_code == 200
    assert "Your request has arrived" in answer.content.decode()
    assert "contact you within 12 hours" in answer.content.decode()
    row = rows().get()
    assert (row.apart, row.promised, row.flagged) == ("", True, False)
    work()
    mail = mails(to="maria@example.org").get()
    assert mail.state == "sent"
    assert mail.created_at - row.came_at < timedelta(minutes=1)
    assert "within 12 hours" in mail.body
    assert "calf" not in mail.body
    assert "Maria" not in mail.body


def test_those_on_duty_are_told_and_nothing_of_the_person_is_in_their_mail(later):
    on_duty()
    page = page_of(client())
    later(seconds=40)
    client().post("/interest", FORM | {"page": page, "words": "Since today chest pain."})
    work()
    (mail,) = mails(to="ann@example.org")
    assert "red flag" in mail.subject
    assert f"/inbox/{rows().get().pk}" in mail.body
    for private in ("Maria", "maria@", "chest"):
        assert private not in mail.subject + mail.body


def test_a_red_flag_stands_before_everything_else(later):
    page = page_of(client())
    later(seconds=40)
    text = "Cramps for weeks. Since this morning I have chest pain."
    answer = client().post("/interest", FORM | {"page": page, "words": text})
    shown = answer.content.decode()
    assert shown.index('role="alert"') < shown.index("Your request has arrived")
    assert "emergency number" in shown
    assert rows().get().flagged
    work()
    arrived = mails(to="maria@example.org").get()
    assert arrived.body.strip().startswith("Before anything else")
    assert "emergency number" in arrived.body


def test_who_writes_by_telephone_gets_no_mail(later):
    page = page_of(client())
    later(seconds=40)
    answer = client().post("/interest", FORM | {"page": page, "reach": "+49 30 123456"})
    assert "We will call you" in answer.content.decode()
    work()
    assert rows().get().apart == ""
    assert not mails().exists()


def test_what_cannot_be_used_is_said_and_nothing_typed_is_lost(later):
    browser = client()
    page = page_of(browser)
    later(seconds=40)
    answer = browser.post("/interest", FORM | {"page": page, "reach": "maria at home"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert 'role="alert"' in shown
    for typed in ("Maria Ruiz", "maria at home", "km 30 of every marathon", page):
        assert typed in shown
    assert not rows().exists()
    assert browser.post("/interest", FORM | {"page": page}).status_code == 200
    assert rows().get().apart == ""


def test_a_red_flag_is_answered_even_where_the_form_cannot_be_used(later):
    text = "Since this morning I have chest pain. " + 200 * "And my calf cramps. "
    for wrong in ({"reach": "at home"}, {"consent": ""}, {"words": text + 5000 * "x"}):
        form = {**FORM, "words": text, **wrong}
        answer = client().post("/interest", {**form, "page": page_of(client())})
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert shown.index("emergency number now") < shown.index("Are you interested in coaching?<")


MACHINES = {
    "no_page": (FORM, 40),
    "filled": (FORM | {"leave_blank": "http://buy.example"}, 40),
    "too_fast": (FORM, 1),
    "too_old": (FORM, 25 * 3600),
}


@pytest.mark.parametrize("why", MACHINES)
def test_a_machine_sees_the_page_that_a_person_sees_and_is_kept_apart(why, later):
    form, wait = MACHINES[why]
    person, machine = page_of(client()), page_of(client())
    later(seconds=40)
    seen = client().post("/interest", FORM | {"page": person})
    later(seconds=wait - 40)
    given = {} if why == "no_page" else {"page": machine}
    answer = client().post("/interest", form | given)
    assert (answer.status_code, main(answer)) == (seen.status_code, main(seen))
    assert "Your request has arrived" in main(answer)
    assert rows().last().apart == why
    assert rows().last().value["words"] == FORM["words"]
    work()
    assert mails(to="maria@example.org").count() == 1  # the person's


def test_a_page_is_sent_once(later):
    page = page_of(client())
    later(seconds=40)
    for _ in range(3):
        client().post("/interest", FORM | {"page": page})
    assert [row.apart for row in rows()] == ["", "twice", "twice"]


def test_a_forged_page_is_no_page(later):
    page = page_of(client())
    later(seconds=40)
    for forged in (page[:-1] + ("A" if page[-1] != "A" else "B"), "x", "é" * 9):
        assert client().post("/interest", FORM | {"page": forged}).status_code == 200
    assert {row.apart for row in rows()} == {"no_page"}


def test_many_from_one_place_are_kept_apart_and_others_are_not(later):
    for number in range(7):
        page = page_of(client())
        later(seconds=5)
        client().post("/interest", FORM | {"page": page, "reach": f"r{number}@example.org"})
    assert [row.apart for row in rows()] == [""] * 5 + ["many_from_one"] * 2
    page = page_of(client("198.51.100.4"))
    later(seconds=5)
    client("198.51.100.4").post("/interest", FORM | {"page": page})
    assert rows().last().apart == ""
    later(hours=2)
    page = page_of(client())
    later(seconds=5)
    client().post("/interest", FORM | {"page": page})
    assert rows().last().apart == ""


def test_no_network_address_is_kept(later):
    from uncramp.web.coach.interest_jobs import look_at_the_clock

    page = page_of(client())
    later(seconds=40)
    client().post("/interest", FORM | {"page": page})
    row = rows().get()
    assert len(row.origin) == 64
    assert HERE not in str(vars(row))
    later(days=1, minutes=1)
    look_at_the_clock.func()
    assert rows().get().origin == ""


def test_nobody_is_pestered_through_the_form(later):
    for number in range(5):
        here = f"198.51.100.{number}"
        page = page_of(client(here))
        later(seconds=5)
        client(here).post("/interest", FORM | {"page": page})
    work()
    assert rows(apart="").count() == 5
    assert mails(to="maria@example.org").count() == 3


def test_for_a_machine_the_same_is_done_as_for_a_person_so_it_takes_as_long(later):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = {}
    for number in range(2):
        kind, here = ("person", "machine")[number % 2], f"198.51.100.{number}"
        page = page_of(client(here))
        later(seconds=5)
        form = FORM | {"page": page, "leave_blank": "x" if kind == "machine" else ""}
        with CaptureQueriesContext(connection) as queries:
            client(here).post("/interest", form)
        asked[kind] = [re.sub(r"'[^']*'|\d+", "?", q["sql"]) for q in queries]
    assert asked["person"] == asked["machine"]
    assert len(asked["person"]) > 5


def test_the_form_promises_nothing_while_nobody_is_on_duty_or_the_clock_stands(later):
    assert "cannot say when" in client().get("/interest").content.decode()
    on_duty()
    assert "within 12 hours" in client().get("/interest").content.decode()
    later(minutes=11)
    assert "cannot say when" in client().get("/interest").content.decode()
    assert "cannot say when" in client().get("/interest/promise").content.decode()


def test_the_clock_escalates_and_the_page_shows_what_was_kept(later):
    from uncramp.web.coach.interest_jobs import look_at_the_clock

    helper("bob@example.org")
    on_duty()
    for number in range(2):
        page = page_of(client())
        later(seconds=5)
        client().post("/interest", FORM | {"page": page, "reach": f"+4930123{number}00"})
    work()
    mails().delete()
    for hours, told in ((5.9, 0), (0.2, 1), (4, 3), (1.5, 5), (0.6, 5)):
        later(hours=hours)
        assert look_at_the_clock.func() is not None
        assert look_at_the_clock.func() == {"escalated": 0}
        assert mails().count() == told
    assert {mail.to for mail in mails()} == {"ann@example.org", "bob@example.org"}
    assert [row.told for row in rows()] == [3, 3]
    assert rows()[0].notes.order_by("pk").first().words == "ann@example.org"
    page = client().get("/interest/promise").content.decode()
    assert "Of the 2 requests of the last 90 days, a person answered 0 within" in page
    assert re.search(r"somebody was told within 12 hours</th><td>2<", page)


def test_a_share_is_never_rounded_up_to_all_of_them(later):
    from django.utils import timezone

    from uncramp.web.coach.models import RequestRow

    now = timezone.now()
    for number in range(200):
        came = now - timedelta(days=10)
        hours = 13 if number == 0 else 2
        RequestRow.objects.create(
            level="", promised=True, came_at=came, came_house=came,
            answered_at=came + timedelta(hours=hours), answered_house=came + timedelta(hours=hours),
        )  # fmt: skip
    page = client().get("/interest/promise").content.decode()
    assert "Of the 200 requests of the last 90 days, a person answered 199" in page
    assert "99 %" in page
    assert "within 2 h 0 min" in page


def test_what_has_had_its_time_goes(later):
    from uncramp.web.coach.interest_jobs import look_at_the_clock

    page = page_of(client())
    later(seconds=40)
    for _ in range(2):
        client().post("/interest", FORM | {"page": page})
    row, apart = rows()
    assert apart.apart == "twice"
    rows(pk=row.pk).update(closed_at=row.came_at, closed_house=row.came_house)
    later(days=31)
    look_at_the_clock.func()
    assert rows().get().value["name"] == "Maria Ruiz"
    later(days=150)
    look_at_the_clock.func()
    left = rows().get()
    assert (left.value, left.same, left.came_house) == ({}, "", row.came_house)


def test_staff_are_told_once_a_day_of_what_was_kept_apart(later):
    from uncramp.web.coach.interest_jobs import look_at_the_clock

    helper("bob@example.org")
    for _ in range(30):
        client().post("/interest", FORM)
    later(hours=7)
    for _ in range(3):
        look_at_the_clock.func()
    (mail,) = mails()
    assert mail.to == "bob@example.org"
    assert "30 forms" in mail.body


def test_a_clock_put_back_by_two_days_still_escalates(later):
    from uncramp.web.coach.interest_jobs import look_at_the_clock

    on_duty()
    page = page_of(client())
    later(seconds=40)
    client().post("/interest", FORM | {"page": page})
    later(hours=-48)
    for _ in range(7):  # the wall shows two days before the request, and goes on
        look_at_the_clock.func()
        later(hours=1)
    assert rows().get().told == 1
