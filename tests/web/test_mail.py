"""The outbox against a real server: encrypted, once each, whatever the line does."""

import email
import email.policy
import itertools
import random
import threading
from datetime import timedelta

import pytest

from helping import helper, nobody_has_written, signed_in
from mail_server import Taken, certificate, mail_server

SECRET = "ann:p%40ss%2Fword"


@pytest.fixture(autouse=True)
def outbox(sample):
    from uncramp.web.mail.models import MailRow

    with nobody_has_written():
        yield MailRow.objects


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("trust"))


@pytest.fixture
def secure(trust):
    """Start a server with faults; how to reach it."""
    from contextlib import ExitStack
    from dataclasses import replace

    from uncramp.web.mail.wire import Server

    with ExitStack() as stack:

        def start(taken):
            port = stack.enter_context(mail_server(taken, trust[0]))
            server = Server.at(f"smtp://{SECRET}@127.0.0.1:{port}", "Club <club@example.org>")
            return replace(server, trusted=trust[1])

        yield start


class Clock:
    def __init__(self):
        from django.utils import timezone

        self.now = timezone.now()

    def __call__(self):
        return self.now

    def pass_(self, **much):
        self.now += timedelta(**much)


def put(key, clock, to="maria@example.org", **more):
    from uncramp.web.mail.outbox import hand_in

    given = {"subject": "Hello", "body": "One line.\n.\n..two dots\nä\n"} | more
    return hand_in(key, to=to, now=clock.now, **given)


def send(wire, clock):
    from uncramp.web.mail.outbox import send_due

    return send_due(wire, clock)


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def test_a_mail_goes_encrypted_signed_in_and_arrives_as_it_was_written(secure, outbox):
    taken, clock = Taken(), Clock()
    wire = secure(taken)
    assert put("one", clock)
    assert not put("one", clock, subject="Hello again")
    assert send(wire, clock) == 1
    ((to, content),) = taken.mails
    mail = read(content)
    assert to == ["maria@example.org"]
    assert mail.get_content().replace("\r\n", "\n") == "One line.\n.\n..two dots\nä\n"
    assert mail.get_content_type() == "text/plain"
    assert (mail["From"], mail["Subject"]) == ("Club <club@example.org>", "Hello")
    assert taken.talks == [(True, True)]
    row = outbox.get()
    assert (row.state, row.body) == ("sent", "")
    assert send(wire, clock) == 0


def test_the_same_mail_has_the_same_id_and_another_has_another(secure, outbox):
    taken, clock = Taken(), Clock()
    wire = secure(taken)
    for key in ("one", "two"):
        put(key, clock)
    send(wire, clock)
    outbox.filter(key="one").update(state="failed", body="again")
    from uncramp.web.mail.outbox import send_again

    assert send_again(outbox.get(key="one").pk, clock.now)
    send(wire, clock)
    ids = [read(content)["Message-ID"] for _, content in taken.mails]
    assert ids[0] == ids[2] != ids[1]


def test_no_password_and_no_mail_over_a_line_that_is_not_encrypted_or_not_trusted(trust, outbox):
    from uncramp.web.mail.wire import Server

    clock = Clock()
    put("one", clock)
    for context in (None, trust[0]):  # no STARTTLS; a certificate nobody vouches for
        taken = Taken()
        with mail_server(taken, context) as port:
            wire = Server.at(f"smtp://{SECRET}@127.0.0.1:{port}", "club@example.org")
            assert send(wire, clock) == 0
        assert (taken.logins, taken.talks, taken.mails) == ([], [], [])
        clock.pass_(hours=2)
    assert outbox.get().state == "waiting"
    assert "let us in" in outbox.get().error


def test_a_server_on_this_machine_may_be_plain_and_no_other(outbox):
    from uncramp.web.mail.wire import Server

    clock, taken = Clock(), Taken()
    put("one", clock)
    with mail_server(taken) as port:
        wire = Server.at(f"smtp+plain://127.0.0.1:{port}", "club@example.org")
        assert send(wire, clock) == 1
    for wrong in ("smtp+plain://mail.example.org", "http://x", "smtp://", "mail.example.org:587"):
        with pytest.raises(ValueError, match="mail"):
            Server.at(wrong, "club@example.org")


def test_a_wrong_password_stops_at_the_first_mail_and_is_tried_later(secure, outbox):
    from dataclasses import replace

    clock, taken = Clock(), Taken()
    for key in "abc":
        put(key, clock)
    wire = replace(secure(taken), password="no")
    assert send(wire, clock) == 0
    assert {password for _, password in taken.logins} == {"no"}
    assert len(taken.logins) <= 2  # the ways of signing in that the server offers, once each
    assert "no" not in outbox.first().error.split()
    assert outbox.filter(state="waiting").count() == 3


def test_it_waits_longer_after_each_try_and_gives_up_in_the_end(secure, outbox):
    clock, taken = Clock(), Taken(["451 later"] * 99)
    wire, tried = secure(taken), []
    put("one", clock)
    began = clock.now
    while outbox.get().state == "waiting":
        clock.now = outbox.get().next_try
        clock.pass_(seconds=-1)
        assert len(taken.talks) == len(tried)
        send(wire, clock)
        assert len(taken.talks) == len(tried)  # not a second too early
        clock.pass_(seconds=1)
        send(wire, clock)
        tried.append((clock.now - began).total_seconds())
    waits = [b - a for a, b in itertools.pairwise(tried)]
    assert waits[:5] == [20, 40, 80, 160, 320]
    assert max(waits) == 3600
    assert outbox.get().state == "failed"
    assert timedelta(days=2) < clock.now - began < timedelta(days=2, hours=2)
    assert "451" in outbox.get().error
    assert taken.mails == []


@pytest.mark.parametrize("answer", ["550 no such person", "554 !no"])
def test_a_refused_mail_is_not_tried_again_and_holds_nobody_up(answer, secure, outbox):
    clock, taken = Clock(), Taken([answer])
    wire = secure(taken)
    put("one", clock)
    put("two", clock, to="other@example.org")
    assert send(wire, clock) == 1
    assert [row.state for row in outbox.order_by("pk")] == ["failed", "sent"]
    assert answer[:3] in outbox.order_by("pk")[0].error
    assert len(taken.mails) == 1


def test_a_line_that_breaks_before_the_answer_makes_a_mail_unsure_and_never_two(secure, outbox):
    clock, taken = Clock(), Taken(["after", "before"])
    wire = secure(taken)
    put("one", clock)
    put("two", clock)
    for _ in range(5):
        send(wire, clock)
        clock.pass_(hours=3)
    assert [row.state for row in outbox.order_by("pk")] == ["unsure", "unsure"]
    assert len(taken.mails) == 1
    assert len(taken.talks) == 2


def test_under_a_server_that_fails_in_every_way_no_mail_comes_twice(secure, outbox):
    dice = random.Random(4)
    ways = [None, None, None, "before", "after", "451 later", "452 !later"]
    taken, clock, count = Taken(dice.choice(ways) for _ in range(9999)), Clock(), 40
    wire = secure(taken)
    for number in range(count):
        put(f"mail {number}", clock, subject=f"{number}")
    while outbox.filter(state="waiting").exists():
        send(wire, clock)
        clock.pass_(hours=1)
    copies = [read(content)["Subject"] for _, content in taken.mails]
    assert len(copies) == len(set(copies))
    arrived = {row.subject for row in outbox.filter(state="sent")}
    unsure = {row.subject for row in outbox.filter(state="unsure")}
    assert arrived <= set(copies) <= arrived | unsure
    assert len(arrived) + len(unsure) == count  # each is gone, or told to the owner
    assert arrived
    assert unsure


def test_two_senders_at_once_send_each_mail_once(secure, outbox):
    from django.db import connections

    clock, taken = Clock(), Taken()
    wire = secure(taken)
    for number in range(20):
        put(f"mail {number}", clock, subject=f"{number}")

    def sender():
        send(wire, clock)
        connections.close_all()

    senders = [threading.Thread(target=sender) for _ in range(4)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert sorted(int(read(c)["Subject"]) for _, c in taken.mails) == list(range(20))


def test_a_sender_killed_before_the_last_byte_is_made_up_for_and_one_killed_after_is_not(
    secure, outbox
):
    clock, taken = Clock(), Taken()
    wire = secure(taken)
    put("before", clock)
    put("after", clock)
    outbox.filter(key="before").update(state="taken", taken_at=clock.now, taken_by="dead")
    outbox.filter(key="after").update(state="handed", taken_at=clock.now, taken_by="dead")
    assert send(wire, clock) == 0
    clock.pass_(minutes=6)
    assert send(wire, clock) == 1
    assert dict(outbox.values_list("key", "state")) == {"before": "sent", "after": "unsure"}


def test_a_sender_taken_for_dead_that_wakes_up_hands_nothing_over(secure, outbox):
    from uncramp.web.mail.outbox import _send, _taken

    clock, taken = Clock(), Taken()
    wire = secure(taken)
    put("one", clock)
    asleep = _taken(outbox.get().pk, clock.now)
    clock.pass_(minutes=6)
    assert send(wire, clock) == 1
    assert not _send(asleep, wire, clock)
    assert len(taken.mails) == 1
    assert outbox.get().state == "sent"


def test_a_clock_put_back_holds_no_mail_up(secure, outbox):
    clock, taken = Clock(), Taken(["451 later"])
    wire = secure(taken)
    put("one", clock)
    send(wire, clock)
    clock.pass_(hours=-48)
    assert send(wire, clock) == 1


@pytest.mark.parametrize(
    "hostile",
    ["Maria\r\nBcc: all@example.org", "Maria\nX: y\n\nbody", "\u2028Bcc: a@b.c", "=?utf-8?q?x?="],
)
def test_nobody_writes_into_the_headers(hostile, secure, outbox):
    clock, taken = Clock(), Taken()
    wire = secure(taken)
    put("one", clock, subject=f"About {hostile}", reply_to="ann@example.org\r\nBcc: b@c.de")
    send(wire, clock)
    for to, content in taken.mails:
        mail = read(content)
        assert to == ["maria@example.org"]
        assert mail["Bcc"] is None
        assert mail["X"] is None
        assert "One line." in mail.get_content()
    assert outbox.get().state in {"sent", "failed"}
    clock.pass_(hours=1)
    put("two", clock)
    assert send(wire, clock) == 1  # it holds nobody up


def test_an_address_no_server_understands_is_told_and_holds_nobody_up(secure, outbox):
    clock, taken = Clock(), Taken()
    wire = secure(taken)
    put("one", clock, to="märia@example.org")
    put("two", clock)
    assert send(wire, clock) == 1
    assert outbox.get(key="one").state == "failed"


def test_without_a_server_mail_lies_in_the_folder_and_its_owner_reads_it(outbox):
    from django.conf import settings
    from django.core.mail import EmailMessage

    from uncramp.web.mail.backend import OutboxBackend

    message = EmailMessage("Reset", "Follow http://localhost/x", "a@b.c", ["maria@example.org"])
    assert OutboxBackend().send_messages([message]) == 1
    assert not list((settings.DATA / "mail").glob("*.eml"))
    work()
    (file,) = (settings.DATA / "mail").glob("*.eml")
    assert "Follow http://localhost/x" in read(file.read_bytes()).get_content()
    owner = signed_in(helper("owner@example.org", owner=True))
    assert "Reset" in owner.get("/mail").content.decode()
    assert "Follow" in owner.get(f"/mail/{outbox.get().pk}").content.decode()
    nosy = signed_in(helper("bob@example.org"))
    assert nosy.get("/mail").status_code == 404
    forgotten()
    assert not outbox.exists()
    assert not file.exists()


def work():
    from uncramp.web.jobs.worker import work

    return work(threading.Event(), until_empty=True)


def forgotten():
    from uncramp.web.mail.outbox import Outbox
    from uncramp.web.mail.setting import folder

    assert Outbox(folder()).forget("maria@example.org") == 1


def test_a_mail_handed_in_with_something_that_fails_was_never_handed_in(outbox):
    from django.db import transaction
    from django.utils import timezone

    from uncramp.web.jobs.models import JobRow
    from uncramp.web.mail.post import post

    def cut_off():
        with transaction.atomic():
            post("one", to="a@b.de", subject="s", body="b", now=timezone.now())
            raise InterruptedError

    with pytest.raises(InterruptedError):
        cut_off()
    assert not outbox.exists()
    assert not JobRow.objects.exists()


def test_djangos_own_mail_is_one_a_recipient_and_plain(outbox):
    from django.core.mail import EmailMultiAlternatives

    from uncramp.web.mail.backend import KEY, OutboxBackend

    mail = EmailMultiAlternatives("S", "plain", "a@b.c", ["a@b.de", "b@b.de"], headers={KEY: "k"})
    mail.attach_alternative("<p>rich</p>", "text/html")
    assert OutboxBackend().send_messages([mail, mail]) == 2
    assert list(outbox.order_by("pk").values_list("key", "to", "body")) == [
        ("k-0", "a@b.de", "plain"),
        ("k-1", "b@b.de", "plain"),
    ]
    mail.attach("x.txt", "file")
    with pytest.raises(ValueError, match="no files"):
        OutboxBackend().send_messages([mail])


def test_a_forgotten_password_goes_through_the_outbox(outbox, monkeypatch):
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client

    cache.clear()  # it counts tries
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "uncramp.web.mail.backend.OutboxBackend")
    helper("maria@example.org")
    Client(headers={"host": "localhost"}).post("/sign-in/reset", {"email": "maria@example.org"})
    mail = outbox.get()
    assert mail.to == "maria@example.org"
    assert "/sign-in/reset/" in mail.body


def test_the_owner_sends_an_unsure_mail_once_more_and_nobody_else_does(outbox):
    clock = Clock()
    put("one", clock)
    outbox.update(state="unsure", error="The line broke")
    key = outbox.get().pk
    assert signed_in(helper("bob@example.org")).post(f"/mail/{key}/again").status_code == 404
    owner = signed_in(helper("owner@example.org", owner=True))
    assert "Perhaps sent" in owner.get("/mail").content.decode()
    assert owner.post(f"/mail/{key}/again").status_code == 302
    assert outbox.get().state == "waiting"
    assert owner.post(f"/mail/{key}/again").status_code == 404


def test_what_was_over_a_month_ago_is_forgotten(outbox, tmp_path):
    from uncramp.web.mail.outbox import forget_old
    from uncramp.web.mail.wire import Folder

    clock = Clock()
    put("one", clock)
    put("two", clock)
    wire = Folder(tmp_path, "club@example.org")
    send(wire, clock)
    outbox.filter(key="two").update(ended_at=None, state="waiting")
    assert len(list(tmp_path.glob("*.eml"))) == 2
    clock.pass_(days=31)
    assert forget_old(clock.now, wire) == 1
    assert outbox.get().key == "two"
    assert [wire.file("two")] == list(tmp_path.glob("*.eml"))
