"""A message first says what to do; it forbids in sentences of their own."""

from __future__ import annotations

import re

import pytest

from triage_cases import EXAMPLES, judged
from uncramp.terms.sentences import sentence
from uncramp.triage.level import Level
from uncramp.triage.message import LEAD, SAFETY_NET, checked_today, together
from uncramp.triage.rules import RULES

HARMFUL = [
    "drink plenty", "drink more water", "rehydrate", "keep running", "run through it",
    "walk it off", "wait and see", "salt tablet", "quinine", "magnesium", "stop your statin",
    "foam roll", "massage", "elevate", "compress", "anti-inflammatory", "ibuprofen",
]  # fmt: skip


def advice(text: str) -> str:
    """The text without the sentences that forbid something."""
    said = re.split(r"(?<=[.!?:;])\s+", text.lower())
    return " ".join(s for s in said if not re.search(r"\b(not|never|no|without)\b", s))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_message_advises_what_could_harm(name):
    text = advice(str(judged(**EXAMPLES[name]).message))
    assert [word for word in HARMFUL if word in text] == []


@pytest.mark.parametrize("rule", [r for r in RULES if r.level.stops], ids=lambda rule: rule.id)
def test_no_urgent_rule_advises_stretching(rule):
    assert "stretch" not in advice(" ".join(map(str, rule.advice)))


@pytest.mark.parametrize("level", list(Level))
def test_every_level_has_a_lead(level):
    assert all(isinstance(str(said), str) and str(said) for said in (*LEAD[level],))
    assert LEAD[level]
    assert level in SAFETY_NET


def test_an_emergency_gives_the_number_first():
    assert str(judged(chest_pain_breathless="yes").lines[0]).startswith(
        "This is an emergency: call the emergency number now (112, 911 or 999)"
    )


def test_self_care_says_when_to_seek_help():
    text = str(judged().message)
    assert "When to seek help" in text
    assert "gently stretch" in text


def test_only_the_advice_of_the_deciding_level_is_given():
    text = str(judged(dark_urine="yes", weakness="generalised", medications="diuretic").message)
    assert "CK blood test" in text
    assert "pharmacist" not in text


@pytest.mark.parametrize("name", ["bone-tender", "bone-groin-growing", "bone-shin-growing"])
def test_a_bone_under_stress_is_not_run_on(name):
    assert "Do not run or jump on it" in str(judged(**EXAMPLES[name]).message)


def test_a_cramp_that_let_go_late_says_what_would_be_an_emergency():
    text = str(judged(**EXAMPLES["compartment-still-cramping"] | {"trend": "better"}).message)
    assert "a numb or weak foot" in text
    assert "has to be looked at the same day" not in text


def test_a_sentence_is_said_once():
    one, two = sentence("One."), sentence("Two.")
    assert str(together((one, two, one))) == "One. Two."
    lines = judged(confusion_collapse="yes", heat_exposure="yes").lines
    assert len(set(map(str, lines))) == len(lines)


def test_the_cautious_text_is_no_answer():
    text = str(checked_today())
    assert "checked today" in text
    assert "emergency" in text
