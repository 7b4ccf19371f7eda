"""A person's own words: they raise, and nothing in them calms."""

from __future__ import annotations

import re

import pytest

from triage_cases import alone, judged
from uncramp.triage.facts import Facts
from uncramp.triage.level import Level
from uncramp.triage.phrases import PHRASES, findings, with_findings

RAISES = [
    ("Today I am short of breath walking up one flight of stairs.", "chest_pain_breathless"),
    ("It stabs on the right side of my chest when I breathe in.", "chest_pain_breathless"),
    ("I can't catch my breath", "chest_pain_breathless"),
    ("I’m struggling to breathe", "chest_pain_breathless"),
    ("I coughed up blood", "chest_pain_breathless"),
    ("my throat is swelling", "chest_pain_breathless"),
    ("Since the flight my left calf is swollen", "swelling"),
    ("it is 3 cm thicker than the right", "swelling"),
    ("the skin feels hot to touch", "warmth_redness"),
    ("She collapsed at the finish", "confusion_collapse"),
    ("my partner says I keep asking the same question", "confusion_collapse"),
    ("He is confused and staggering", "confusion_collapse"),
    ("My husband is confused after the race", "confusion_collapse"),
    ("her face is drooping", "confusion_collapse"),
    ("my legs gave way early in the sprint", "confusion_collapse"),
    ("I have vomited twice", "vomiting_headache"),
    ("a splitting headache", "vomiting_headache"),
    ("I drank at every table", "fluid_intake_excessive"),
    ("drank about 6 litres", "fluid_intake_excessive"),
    ("my pee is the colour of cola", "dark_urine"),
    ("tea coloured urine", "dark_urine"),
    ("I have hardly peed", "reduced_urine"),
    ("the shin is rock hard for hours", "cramp_over_10min"),
    ("it would not let go for an hour", "cramp_over_10min"),
    ("it did not let go for 20 minutes", "cramp_over_10min"),
    ("pain killers do nothing", "pain_out_of_proportion"),
    ("my foot went white", "cold_pale_foot"),
    ("my foot has gone numb", "numbness_tingling"),
    ("I heard a bang", "pop_tear"),
    ("as if someone kicked me", "pop_tear"),
    ("I cannot stand on tiptoe on that side", "cannot_heel_raise_or_bear_weight"),
    ("I can't put any weight on it", "cannot_heel_raise_or_bear_weight"),
    ("a fever since noon", "fever"),
    ("I have a temperature of 38.9", "fever"),
    ("the redness is spreading", "warmth_redness"),
    ("numb around the genitals", "numbness_tingling"),
    ("I wet myself twice", "bladder_bowel_change"),
    ("hard to pee", "bladder_bowel_change"),
    ("my heart keeps skipping", "palpitations_faint"),
    ("I nearly fainted", "palpitations_faint"),
    ("my leg is getting weaker every week", "weakness"),
    ("it is visibly thinner", "fasciculation_wasting"),
    ("one sore spot on the shin bone", "bony_tenderness"),
]

QUIET = [
    "No swelling, no redness, no fever.",
    "Not short of breath.",
    "Without fever",
    "He denies chest pain.",
    "I don't have chest pain or palpitations",
    "I never fainted.",
    "My father had chest pain at my age",
    "Years ago I collapsed in a race",
    "In 2015 I vomited after a marathon",
    "If my calf is swollen tomorrow I will call",
    "Pee pale, feel fine.",
    "I used to be breathless on hills",
    "No trouble breathing.",
    "Fever: none. Swelling: no.",
    "Chest pain? No. Fever? None.",
    "Confused about which plan to take",
    "I drank water and tea",
    "Calf warm up done, it was hot and it is warm outside",
    "It did not let go for 2 minutes",
    "Agony for a minute, I could not walk, then gone",
    "hay fever every spring",
    "The temperature was 38 in the shade",
    "barely passed the line",
    "collapsed on the sofa, happy",
    "my legs getting weaker in the last km",
    "my heart was pounding at the finish",
    "I wet my shirt to cool down",
    "A cramp, gone after stretching.",
    "We drank 2 litres",
    "neither confused nor vomiting",
    "",
]


@pytest.mark.parametrize(("text", "fact"), RAISES)
def test_a_phrase_names_its_fact(text, fact):
    assert fact in findings(text)


@pytest.mark.parametrize("text", QUIET)
def test_what_is_denied_past_or_somebody_elses_names_nothing(text):
    assert findings(text) == {}


def test_every_phrase_has_a_sentence_that_shows_it():
    texts = [text.lower().replace("’", "'") for text, _ in RAISES]
    unseen = [p.words for p in PHRASES if not any(re.search(p.words, text) for text in texts)]
    assert unseen == []


def test_a_denial_ends_with_its_clause():
    assert findings("No swelling but I am breathless") == {"chest_pain_breathless": "yes"}
    assert "dark_urine" in findings("I do not feel ill, my pee is brown")
    assert "fever" in findings("It is not red and I have a fever")


def test_text_alone_raises_at_once():
    assert alone(text="I am breathless and my calf hurts").level is Level.EMERGENCY


def test_text_raises_above_a_calm_form():
    assert judged(text="My pee is the colour of cola").level is Level.URGENT_TODAY


def test_calm_text_does_not_lower_a_worrying_form():
    text = "No swelling, no fever, not short of breath, all is well."
    assert judged(chest_pain_breathless="yes", text=text).level is Level.EMERGENCY


def test_calm_text_alone_is_not_an_answer():
    answer = alone(text="Just a cramp, nothing else.")
    assert answer.level is Level.NOT_ASSESSED
    assert len(answer.asks) == 10


def test_a_phrase_never_replaces_a_worry_that_was_told():
    told = Facts(
        text="my left leg is swollen", swelling="marked both sides", weakness="progressive"
    )
    assert with_findings(told).swelling == "marked both sides"


def test_a_phrase_fills_an_answer_that_was_unknown():
    told = Facts(text="feverish", fever="unknown", numbness_tingling="none")
    assert with_findings(told).fever == "yes"
