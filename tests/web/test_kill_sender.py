"""kill -9 of senders with mail in flight: no mail comes twice, none is forgotten."""

import email
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helping import nobody_has_written
from mail_server import Taken, mail_server

TESTS = Path(__file__).parents[1]
MAILS, SENDERS, KILLS = 60, 2, 8


class Slow(Taken):
    """A server that thinks for a while before it answers, so that kills fall into mails."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        import asyncio

        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(0.05)
        return answer


def started(folder, port):
    words = [sys.executable, str(TESTS / "faults" / "sender.py"), str(folder), str(port)]
    sender = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert sender.stdout.readline() == "at work\n"
    return sender


def killed(sender):
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    sender.stdout.close()


@pytest.mark.nightly
def test_senders_killed_again_and_again_send_nothing_twice_and_forget_nothing(sample):
    from datetime import timedelta

    from django.conf import settings
    from django.utils import timezone

    from uncramp.web.mail.models import MailRow
    from uncramp.web.mail.outbox import hand_in, send_due
    from uncramp.web.mail.wire import Server

    dice, taken, now = random.Random(3), Slow(), timezone.now()
    with nobody_has_written(), mail_server(taken) as port:
        for number in range(MAILS):
            hand_in(f"{number}", to="a@b.de", subject=f"{number}", body="text\n", now=now)
        senders = [started(settings.DATA, port) for _ in range(SENDERS)]
        try:
            for _ in range(KILLS):
                time.sleep(dice.uniform(0.1, 0.4))
                at = dice.randrange(SENDERS)
                killed(senders[at])
                senders[at] = started(settings.DATA, port)
        finally:
            for sender in senders:
                killed(sender)
        wire = Server.at(f"smtp+plain://127.0.0.1:{port}", "club@example.org")
        send_due(wire, lambda: timezone.now() + timedelta(minutes=6))  # the killed ones are dead
        states = dict(MailRow.objects.values_list("subject", "state"))
    copies = [email.message_from_bytes(content)["Subject"] for _, content in taken.mails]
    assert len(copies) == len(set(copies))
    assert set(states.values()) <= {"sent", "unsure"}
    assert {name for name, state in states.items() if state == "sent"} <= set(copies)
    assert "unsure" in states.values(), "no kill fell into a mail: nothing was proven"
