"""Triage: the whole table of rules, and the level that is the highest of those that hold.

Pure: the same facts give the same level, always. Nothing here knows of a model, an answer
or a plan, so nothing there can talk a level down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from uncramp.terms.sentences import Sentence, sentence
from uncramp.triage import (
    breakdown,
    circulation,
    clots,
    compartment,
    heat_and_collapse,
    infection,
    medicines,
    nerve,
    patterns,
    people,
    salts,
    tendon_and_bone,
)
from uncramp.triage.asks import Ask, next_asks, one_screen_asks
from uncramp.triage.facts import Facts
from uncramp.triage.level import Level
from uncramp.triage.logic import Truth
from uncramp.triage.message import message
from uncramp.triage.phrases import with_findings
from uncramp.triage.red_flags import ONE_SCREEN
from uncramp.triage.rule import Rule

EDITION = "triage-2026.11"

RULES: tuple[Rule, ...] = tuple(
    chain(
        clots.RULES,
        salts.RULES,
        heat_and_collapse.RULES,
        breakdown.RULES,
        compartment.RULES,
        circulation.RULES,
        nerve.RULES,
        infection.RULES,
        tendon_and_bone.RULES,
        medicines.RULES,
        people.RULES,
        patterns.RULES,
    )
)

UNKNOWN_COUNTS = sentence("An answer it depends on is unknown, so it counts as a yes, to be safe.")
LEFT_OPEN = sentence("One of the questions that matter most is not answered yet.")
NOTHING_FOUND = sentence("No red flag in what you told us.")


@dataclass(frozen=True, slots=True)
class Triage:
    """How soon somebody should look at it, why, what to do, and what to ask next."""

    level: Level
    reasons: tuple[Sentence, ...]
    message: Sentence
    list_answered: bool
    """False while an item of the one-screen list was never asked; pages ask it first."""
    asks: tuple[Ask, ...] = ()
    edition: str = EDITION

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """The sentences of the message one by one, where each gets a line of its own."""
        return tuple(part for part in self.message.parts.values() if isinstance(part, Sentence))

    @property
    def stops(self) -> bool:
        """True where no answer and no plan may follow."""
        return self.level.stops


def triage(facts: Facts) -> Triage:
    """The level of these facts: the highest of the rules that hold, with or without the text."""
    told, added = _judged(facts), with_findings(facts)
    return told if added == facts else max(_judged(added), told, key=lambda one: one.level.rank)


def _judged(facts: Facts) -> Triage:
    verdicts = {rule: rule.verdict(facts) for rule in RULES}
    holding = sorted((r for r in RULES if verdicts[r] >= Truth.UNKNOWN), key=_most_urgent_first)
    unasked = one_screen_asks(facts)
    level = _level(holding, facts, is_asked=not unasked)
    deciding = [rule for rule in holding if rule.level is level]
    undecided = (rule for rule in RULES if verdicts[rule] is Truth.NOT_ASKED)
    guessed = any(verdicts[rule] is Truth.UNKNOWN for rule in deciding)
    return Triage(
        level=level,
        reasons=(*_reasons(holding, level), *((UNKNOWN_COUNTS,) if guessed else ())),
        message=message(level, deciding),
        asks=_asks(facts, unasked, undecided, level),
        list_answered=not unasked,
    )


def _asks(
    facts: Facts, unasked: tuple[Ask, ...], undecided: Iterable[Rule], level: Level
) -> tuple[Ask, ...]:
    """The list first; in an emergency nothing, since no answer could change what to do."""
    return () if level is Level.EMERGENCY else unasked or next_asks(facts, undecided, level)


def _most_urgent_first(rule: Rule) -> int:
    return -rule.level.rank


def _level(holding: list[Rule], facts: Facts, *, is_asked: bool) -> Level:
    if holding:
        return holding[0].level
    if not is_asked:
        return Level.NOT_ASSESSED
    left_open = any(item.is_open(facts) for item in ONE_SCREEN)
    return Level.SEE_CLINICIAN if left_open else Level.SELF_CARE


def _reasons(holding: list[Rule], level: Level) -> tuple[Sentence, ...]:
    if not holding:
        calm = {Level.SEE_CLINICIAN: (LEFT_OPEN,), Level.SELF_CARE: (NOTHING_FOUND,)}
        return calm.get(level, ())
    said: dict[str, Sentence] = {}
    for rule in holding:  # the most urgent rule speaks for its family
        said.setdefault(rule.family, rule.reason)
    return tuple(said.values())
