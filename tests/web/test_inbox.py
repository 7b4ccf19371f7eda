"""The helpers' side: the inbox with its clocks, answers by mail, the calendar, forgetting."""

import threading
from datetime import timedelta

import pytest

from helping import helper, nobody_has_written, signed_in

WORDS = "My left calf cramps at km 30 of every marathon."


@pytest.fixture(autouse=True)
def empty(sample):
    with nobody_has_written():
        yield


@pytest.fixture
def ann(empty):
    """A helper, signed in."""
    account = helper("ann@example.org")
    browser = signed_in(account)
    browser.account = account
    return browser


def came(hours_ago=1.0, *, name="Maria Ruiz", reach="maria@example.org", **more):
    """A request that came some hours ago."""
    from django.utils import timezone

    from uncramp.actions.show_interest import same_reach
    from uncramp.web.coach.models import RequestRow

    at = timezone.now() - timedelta(hours=hours_ago)
    return RequestRow.objects.create(
        value={"name": name, "reach": reach, "words": WORDS},
        same=same_reach(reach),
        level="not_assessed",
        **{"promised": True, "came_at": at, "came_house": at, **more},
    )


def again(row):
    row.refresh_from_db()
    return row


def mails():
    from uncramp.web.mail.models import MailRow

    return MailRow.objects.order_by("pk")


def shown(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_helpers_with_a_second_factor_see_requests(ann):
    from allauth.mfa.models import Authenticator
    from django.test import Client

    key = came().pk
    paths = ("/inbox", "/inbox/apart", "/inbox/forget", f"/inbox/{key}", "/duty")
    runner = signed_in(helper("bob@example.org", staff=False, owner=True))
    for path in paths:
        assert Client(headers={"host": "localhost"}).get(path)["Location"].startswith("/sign-in")
        assert runner.get(path).status_code == 404
        assert ann.get(path).status_code == 200
    Authenticator.objects.filter(user=ann.account).delete()
    for path in paths:
        assert ann.get(path)["Location"] == "/account/second"


def test_red_flags_stand_first_and_then_who_has_the_least_time_left(ann):
    for name, hours in (("Young", 1.01), ("Old", 11.76), ("Over", 13.01), ("Middle", 6.01)):
        came(hours, name=name)
    came(0.5, name="Urgent", flagged=True)
    page = shown(ann, "/inbox")
    at = [page.index(f">{name}<") for name in ("Urgent", "Over", "Old", "Middle", "Young")]
    assert at == sorted(at)
    assert "5 requests wait" in page
    for clock in ("1 h 0 min too late", "14 min left", "5 h 59 min left", "10 h 59 min left"):
        assert clock in page


def test_to_look_at_a_request_is_noted_once(ann):
    row = came()
    shown(ann, f"/inbox/{row.pk}")
    first = again(row).opened_at
    shown(ann, f"/inbox/{row.pk}")
    assert again(row).opened_at == first is not None


def test_an_answer_goes_by_mail_once_and_stops_the_clock(ann):
    row = came()
    text = {"do": "answer", "words": "Hello Maria,\r\nlet us talk.\r\n"}
    assert ann.post(f"/inbox/{row.pk}", text).status_code == 302
    (mail,) = mails()
    assert (mail.to, mail.reply_to) == ("maria@example.org", "ann@example.org")
    assert mail.body == "Hello Maria,\nlet us talk.\n"
    assert again(row).answered_at is not None
    assert row.assigned == ann.account.pk
    page = shown(ann, f"/inbox/{row.pk}")
    assert "Answered by mail" in page
    assert "min left" not in page
    first = row.answered_house
    ann.post(f"/inbox/{row.pk}", text | {"words": "One more thing."})
    assert again(row).answered_house == first
    assert mails().count() == 2


def test_an_empty_answer_is_not_sent_and_a_long_one_is_not_lost(ann):
    row = came()
    for words in ("  ", "x" * 5001):
        answer = ann.post(f"/inbox/{row.pk}", {"do": "answer", "words": words})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not mails().exists()
    assert again(row).answered_at is None
    assert ann.post(f"/inbox/{row.pk}", {"do": "dance"}).status_code == 422


def test_who_was_called_is_answered_without_a_mail(ann):
    row = came(reach="+49 30 123456")
    assert ann.post(f"/inbox/{row.pk}", {"do": "answer", "words": "Hi"}).status_code == 422
    ann.post(f"/inbox/{row.pk}", {"do": "called", "words": "Will come on Friday."})
    assert again(row).answered_at is not None
    assert "Will come on Friday." in shown(ann, f"/inbox/{row.pk}")
    assert not mails().exists()


def test_requests_are_taken_given_noted_and_closed(ann):
    row, bob = came(), helper("bob@example.org")
    page = f"/inbox/{row.pk}"
    ann.post(page, {"do": "take"})
    assert again(row).assigned == ann.account.pk
    ann.post(page, {"do": "assign", "to": str(bob.pk)})
    assert again(row).assigned == bob.pk
    assert "bob@example.org" in shown(ann, "/inbox")
    ann.post(page, {"do": "assign", "to": "999999"})  # no helper of that key
    assert again(row).assigned is None
    ann.post(page, {"do": "note", "words": "<b>Ask</b> about salt."})
    ann.post(page, {"do": "close"})
    told = shown(ann, page)
    assert "&lt;b&gt;Ask&lt;/b&gt; about salt." in told
    assert "It was closed." in told
    assert "0 requests wait" in shown(ann, "/inbox")


def test_what_was_kept_apart_is_let_in_and_its_clock_has_run_all_the_time(ann):
    row = came(5, apart="filled")
    assert "0 requests wait" in shown(ann, "/inbox")
    assert "must stay blank was filled" in shown(ann, "/inbox/apart")
    ann.post(f"/inbox/{row.pk}", {"do": "let in"})
    work()
    assert "1 request waits" in shown(ann, "/inbox")
    assert again(row).came_house < again(row).opened_at if row.opened_at else True
    assert [mail.to for mail in mails()] == ["maria@example.org"]
    ann.post(f"/inbox/{row.pk}", {"do": "let in"})
    work()
    assert mails().count() == 1


def work():
    from uncramp.web.jobs.worker import work

    return work(threading.Event(), until_empty=True)


def test_a_forgotten_person_is_nowhere_any_more(ann):
    from django.apps import apps
    from django.conf import settings

    from uncramp.web.rows.snapshot import QuerySet

    row, other = came(), came(name="Other", reach="other@example.org")
    came(2, apart="twice")
    ann.post(f"/inbox/{row.pk}", {"do": "answer", "words": "Hello Maria"})
    ann.post(f"/inbox/{row.pk}", {"do": "note", "words": "Maria runs for the club"})
    work()
    assert any((settings.DATA / "mail").glob("*.eml"))
    answer = ann.post("/inbox/forget", {"reach": "MARIA@example.org "})
    assert "requests 2, mails 1" in answer.content.decode()
    everything = [
        str(values)
        for model in apps.get_models()
        for values in QuerySet(model).values()
        if model.__module__.startswith("uncramp.web")
    ]
    files = [p.read_text() for p in (settings.DATA / "mail").glob("*.eml")]
    assert not [text for text in everything + files if "maria" in text.lower()]
    assert "Other" in shown(ann, "/inbox")
    left = again(row)
    assert left.answered_house is not None
    assert "only the times are left" in shown(ann, f"/inbox/{row.pk}")
    assert again(other).value["name"] == "Other"
    assert "Nothing here" in ann.post("/inbox/forget", {"reach": "x@y.zz"}).content.decode()
    assert ann.post("/inbox/forget", {"reach": " "}).status_code == 422


def test_a_forgotten_request_that_waited_waits_no_more(ann):
    from uncramp.web.coach.interest_jobs import look_at_the_clock

    row = came(7)
    ann.post("/inbox/forget", {"reach": "maria@example.org"})
    assert again(row).closed_at is not None
    assert look_at_the_clock.func() == {"escalated": 0}


def test_an_account_finds_the_requests_of_its_address(ann):
    from django.utils import timezone

    from uncramp.actions.claim_requests import claim_requests
    from uncramp.web.coach.interest_desk import Desk

    row, other = came(), came(reach="other@example.org")
    desk = Desk(timezone.now())
    assert claim_requests("Maria@Example.org", ann.account.pk, desk=desk) == 1
    assert claim_requests("maria@example.org", 999, desk=desk) == 0
    assert again(row).account == ann.account.pk
    assert again(other).account is None
    assert "has an account" in shown(ann, "/inbox")


def test_to_confirm_an_address_is_what_claims(ann):
    from allauth.account.models import EmailAddress
    from allauth.account.signals import email_confirmed

    row, maria = came(), helper("maria@example.org", staff=False)
    assert again(row).account is None  # an account alone proves nothing
    address = EmailAddress.objects.create(user=maria, email="maria@example.org")
    email_confirmed.send(EmailAddress, request=None, email_address=address)
    assert again(row).account == maria.pk


SHIFT = {
    "do": "add shift",
    "name": "Ann",
    "address": "ann@example.org",
    "weekdays": ["0", "1", "2", "3", "4", "5", "6"],
    "begins": "00:00",
    "ends": "00:00",
    "zone": "Europe/Berlin",
}


def test_the_promise_follows_the_calendar(ann):
    from uncramp.web.coach.models import HolidayRow, ShiftRow

    assert "cannot say when" in shown(ann, "/interest")
    assert ann.post("/duty", SHIFT).status_code == 302
    assert "within 12 hours" in shown(ann, "/interest")
    assert "On duty now: ann@example.org" in shown(ann, "/duty")
    today = ShiftRow.objects.get()
    days = [str((datetime_now() + timedelta(days=n)).date()) for n in (-1, 0, 1)]
    for day in days:
        ann.post("/duty", {"do": "add holiday", "day": day, "holiday": "Away"})
    assert "The next who can answer is here on" in shown(ann, "/interest")
    assert "(Europe/Berlin)" in shown(ann, "/interest")
    for row in HolidayRow.objects.all():
        ann.post("/duty", {"do": "remove holiday", "key": row.pk})
    assert "within 12 hours" in shown(ann, "/interest")
    ann.post("/duty", {"do": "remove shift", "key": today.pk})
    assert "cannot say when" in shown(ann, "/interest")


def datetime_now():
    from django.utils import timezone

    return timezone.now()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "who is on duty"),
        ({"address": "ann"}, "mail address"),
        ({"zone": "Berlin"}, "Europe/Berlin"),
        ({"weekdays": []}, "one day of the week"),
        ({"begins": "8 o'clock"}, "hours from and to"),
        ({"do": "add holiday", "day": "tomorrow"}, "day of the holiday"),
        ({"do": ""}, "Nothing was chosen"),
    ],
)
def test_a_line_that_cannot_be_kept_is_said_and_stays_in_the_form(ann, wrong, said):
    answer = ann.post("/duty", SHIFT | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Ann"' in answer.content.decode() or "name" in wrong


def test_the_inbox_says_when_nothing_can_work(ann):
    from uncramp.web.account.models import Account
    from uncramp.web.coach.models import ClockRow

    assert "The clock stands still" not in shown(ann, "/inbox")
    ClockRow.objects.update(seen=datetime_now() - timedelta(minutes=11))
    assert "The clock stands still" in shown(ann, "/inbox")
    assert Account.objects.filter(staff=True).exists()


def test_requests_and_their_mail_come_back_from_a_backup_with_the_rest(ann, tmp_path):
    import json

    from uncramp.web.coach.models import ClockRow
    from uncramp.web.rows.snapshot import take_snapshot

    row = came(apart="twice", flagged=True)
    ann.post(f"/inbox/{row.pk}", {"do": "note", "words": "n"})
    ClockRow.objects.update(ahead=12.5)
    ann.post("/duty", SHIFT)
    ann.post("/duty", {"do": "add holiday", "day": "2026-12-25"})
    tables = {path.name: path for path in take_snapshot(tmp_path).tables}
    for name in ("requestrow", "noterow", "shiftrow", "holidayrow", "clockrow"):
        lines = tables[f"coach.{name}.jsonl"].read_text().splitlines()
        assert len(lines) == 1, name
        assert json.loads(lines[0])
