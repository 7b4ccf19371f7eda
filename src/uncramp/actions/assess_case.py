"""Red flags first: the level of one case, with the cautious text where anything goes wrong.

What entrances may show of triage is re-exported here. An error or a time-out inside triage
is never an answer: it is "have it checked today".
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from uncramp.triage.asks import Ask
from uncramp.triage.facts import Facts
from uncramp.triage.first_aid import CARD, Card
from uncramp.triage.level import Level
from uncramp.triage.message import WENT_WRONG, checked_today
from uncramp.triage.red_flags import NONE_OF_THESE, NONE_OF_THESE_FACTS, ONE_SCREEN, RedFlag
from uncramp.triage.rules import EDITION, Triage, triage

__all__ = [
    "CARD",
    "EDITION",
    "NONE_OF_THESE",
    "NONE_OF_THESE_FACTS",
    "ONE_SCREEN",
    "Ask",
    "Card",
    "Facts",
    "Level",
    "RedFlag",
    "Triage",
    "assess_case",
    "cautious",
]

PATIENCE = 2.0  # s; a case takes a few milliseconds

_log = logging.getLogger(__name__)


def cautious() -> Triage:
    """The answer where triage itself failed: the cautious text, and nothing may follow it."""
    return Triage(Level.URGENT_TODAY, (WENT_WRONG,), checked_today(), list_answered=True)


def assess_case(
    facts: Facts,
    *,
    rules: Callable[[Facts], Triage] = triage,
    patience: float = PATIENCE,
) -> Triage:
    """The triage of these facts; `cautious()` after an error or `patience` seconds."""
    answer: SimpleQueue[Triage] = SimpleQueue()
    Thread(target=_judge, args=(facts, rules, answer), daemon=True).start()
    try:
        return answer.get(timeout=patience)
    except Empty:
        _log.error("triage took longer than %s s; the cautious text was shown", patience)
        return cautious()


def _judge(facts: Facts, rules: Callable[[Facts], Triage], answer: SimpleQueue[Triage]) -> None:
    try:
        answer.put(rules(facts))
    except BaseException as error:  # noqa: BLE001  whatever it is, the person gets the cautious text
        # The error's own words may hold a person's answers, so only its kind is kept.
        _log.error("triage failed with %s; the cautious text was shown", type(error).__name__)
        answer.put(cautious())
