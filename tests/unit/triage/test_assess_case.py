"""An error or a time-out inside triage is never an answer."""

from __future__ import annotations

import logging
import threading

from triage_cases import facts
from uncramp.actions.assess_case import Facts, Level, assess_case
from uncramp.triage.rules import triage


def test_it_is_the_triage_of_the_rules():
    told = facts(fever="yes")
    assert assess_case(told) == triage(told)


def test_an_error_gives_have_it_checked_today(caplog):
    def broken(_):
        raise ZeroDivisionError("fever=yes")

    with caplog.at_level(logging.ERROR):
        answer = assess_case(Facts(), rules=broken)
    assert answer.level is Level.URGENT_TODAY
    assert answer.stops
    assert "have it checked today" in str(answer.message)
    assert "ZeroDivisionError" in caplog.text
    assert "fever" not in caplog.text


def test_running_out_of_memory_or_depth_gives_it_too():
    for kind in (RecursionError, MemoryError, SystemExit):

        def broken(_, kind=kind):
            raise kind

        assert assess_case(Facts(), rules=broken).level is Level.URGENT_TODAY


def test_a_time_out_gives_have_it_checked_today(caplog):
    never = threading.Event()

    def slow(_):
        never.wait(5)

    with caplog.at_level(logging.ERROR):
        answer = assess_case(Facts(), rules=slow, patience=0.05)
    never.set()
    assert answer.level is Level.URGENT_TODAY
    assert "longer than 0.05 s" in caplog.text


def test_the_cautious_answer_asks_nothing_and_gives_a_reason():
    answer = assess_case(Facts(), rules=lambda _: 1 / 0)
    assert answer.asks == ()
    assert len(answer.reasons) == 1
    assert len(answer.lines) == 3
