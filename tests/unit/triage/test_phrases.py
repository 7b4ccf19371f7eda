"""A person's own words: they raise, and nothing in them calms."""

from __future__ import annotations

import re

import pytest

from triage_cases import alone, judged
from uncramp.triage.english import PHRASES
from uncramp.triage.facts import Facts
from uncramp.triage.german import PHRASES as AUF_DEUTSCH
from uncramp.triage.level import Level
from uncramp.triage.phrases import findings, plain, with_findings

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


HEBT = [
    ("Ich habe seit heute Atemnot", "chest_pain_breathless"),
    ("Ich bekomme kaum noch Luft", "chest_pain_breathless"),
    ("Es sticht beim Laufen rechts in der Brust", "chest_pain_breathless"),
    ("Ich habe Blut gehustet", "chest_pain_breathless"),
    ("Meine Zunge ist geschwollen", "chest_pain_breathless"),
    ("Seit dem Flug ist meine linke Wade deutlich geschwollen", "swelling"),
    ("Sie ist 3 cm dicker als rechts", "swelling"),
    ("Die Wade fühlt sich ganz heiß an", "warmth_redness"),
    ("Im Ziel bin ich zusammengebrochen", "confusion_collapse"),
    ("Er war danach verwirrt", "confusion_collapse"),
    ("Ihr Mundwinkel hängt", "confusion_collapse"),
    ("In den ersten Minuten sind mir die Beine weggesackt", "confusion_collapse"),
    ("Ich musste mich übergeben", "vomiting_headache"),
    ("heftige Kopfschmerzen", "vomiting_headache"),
    ("Ich habe viel zu viel Wasser getrunken", "fluid_intake_excessive"),
    ("getrunken habe ich etwa 6 Liter", "fluid_intake_excessive"),
    ("Mein Urin ist braun wie Cola", "dark_urine"),
    ("colafarbener Urin", "dark_urine"),
    ("Ich habe seit heute früh nicht gepinkelt", "reduced_urine"),
    ("Das Schienbein ist seit Stunden steinhart", "cramp_over_10min"),
    ("Der Krampf ging eine Stunde lang nicht weg", "cramp_over_10min"),
    ("Die Wade ließ 20 Minuten lang nicht los", "cramp_over_10min"),
    ("Schmerzmittel helfen gar nicht", "pain_out_of_proportion"),
    ("Mein Fuß ist ganz weiß", "cold_pale_foot"),
    ("Mein Fuß fühlt sich taub an", "numbness_tingling"),
    ("Ich hörte einen lauten Knall", "pop_tear"),
    ("wie ein Tritt von hinten gegen die Wade", "pop_tear"),
    ("Ich kann nicht auf den Zehenspitzen stehen", "cannot_heel_raise_or_bear_weight"),
    ("Ich konnte nicht mehr auftreten", "cannot_heel_raise_or_bear_weight"),
    ("seit gestern Fieber", "fever"),
    ("Schüttelfrost in der Nacht", "fever"),
    ("die Rötung breitet sich aus", "warmth_redness"),
    ("taub zwischen den Beinen", "numbness_tingling"),
    ("Ich kann nicht pinkeln", "bladder_bowel_change"),
    ("Ich habe Herzstolpern", "palpitations_faint"),
    ("Mir wurde schwarz vor Augen", "palpitations_faint"),
    ("Mein Bein wird von Tag zu Tag schwächer", "weakness"),
    ("Die Wade wird sichtbar dünner", "fasciculation_wasting"),
    ("eine genaue Stelle am Schienbein", "bony_tenderness"),
]

STILL = [
    "Keine Schwellung, keine Rötung, kein Fieber.",
    "Nicht kurzatmig.",
    "Ohne Fieber",
    "Ich habe keine Brustschmerzen und kein Herzrasen",
    "Ich war nie ohnmächtig gewesen.",
    "Mein Vater hatte Brustschmerzen in meinem Alter",
    "Vor Jahren bin ich in einem Lauf zusammengebrochen",
    "2015 habe ich nach einem Marathon erbrochen",
    "Urin hell, mir geht es gut.",
    "Fieber: nein. Schwellung: keine.",
    "Brustschmerzen? Nein. Fieber? Nie.",
    "Fieber habe ich nicht",
    "verwirrt von den vielen Trainingsplänen",
    "Ich habe Wasser und Tee getrunken",
    "Die Wade war gut aufgewärmt, und draußen ist es warm",
    "Ein Wadenkrampf, nach dem Dehnen war er weg.",
    "Der Krampfanfall in der Wade dauerte eine Minute",
    "Wir haben 2 Liter getrunken",
    "Heuschnupfen jedes Frühjahr, Lampenfieber vor dem Start",
    "Ich war am Ziel außer Atem, das war in Ordnung",
    "Der Reißverschluss klemmt",
    "Die Beine waren auf dem letzten Kilometer schwer",
]


@pytest.mark.parametrize(("text", "fact"), HEBT)
def test_a_german_phrase_names_its_fact(text, fact):
    assert fact in findings(text)


@pytest.mark.parametrize("text", STILL)
def test_what_is_denied_or_past_in_german_names_nothing(text):
    assert findings(text) == {}


def test_every_german_phrase_has_a_sentence_that_shows_it():
    texts = [plain(text) for text, _ in HEBT]
    unseen = [p.words for p in AUF_DEUTSCH if not any(re.search(p.words, text) for text in texts)]
    assert unseen == []


def test_both_languages_name_the_same_facts():
    assert {p.fact for p in AUF_DEUTSCH} == {p.fact for p in PHRASES}


def test_a_german_denial_ends_with_its_clause():
    assert findings("Keine Schwellung, aber ich habe Atemnot") == {"chest_pain_breathless": "yes"}
    assert "dark_urine" in findings("Mir ist nicht schlecht, mein Urin ist braun")
    assert "fever" in findings("Es ist nicht rot und ich habe Fieber")


SAME = [
    ("Ten days after the operation I am breathless and my heart is racing on the stairs.",
     "Zehn Tage nach der Operation bekomme ich auf der Treppe kaum Luft, und mein Herz rast."),
    ("My left calf is swollen since the flight, and it is hot to touch.",
     "Meine linke Wade ist seit dem Flug geschwollen und fühlt sich heiß an. Die Wade ist heiß."),
    ("He is confused and has vomited after drinking far too much.",
     "Er ist verwirrt und hat erbrochen, er hat viel zu viel getrunken."),
    ("My pee is the colour of cola since the race.", "Mein Urin ist seit dem Rennen dunkel wie Cola."),
    ("I felt a pop and I cannot stand on tiptoe.",
     "Ich spürte einen lauten Knall und kann nicht auf den Zehenspitzen stehen."),
    ("My foot went white. My foot is numb.", "Mein Fuß ist ganz weiß. Der Fuß ist taub."),
    ("The shin is rock hard for hours and pain killers do nothing.",
     "Das Schienbein ist seit Stunden steinhart, Schmerzmittel helfen nicht."),
    ("Numb between the legs and I wet myself.", "Taub zwischen den Beinen, und ich habe eingenässt."),
    ("A fever since noon and the redness is spreading.",
     "Seit Mittag Fieber, und die Rötung breitet sich aus."),
    ("My leg is getting weaker every week.", "Mein Bein wird jede Woche schwächer."),
    ("I nearly fainted and my heart keeps skipping.", "Ich bin fast ohnmächtig geworden, Herzstolpern."),
    ("One sore spot on the shin bone.", "Eine schmerzhafte Stelle am Schienbein."),
    ("A cramp in the calf after the long run, gone after stretching.",
     "Ein Krampf in der Wade nach dem langen Lauf, nach dem Dehnen war er weg."),
    ("No swelling, no fever, not breathless.", "Keine Schwellung, kein Fieber, nicht kurzatmig."),
]  # fmt: skip


@pytest.mark.parametrize(("english", "german"), SAME)
def test_the_same_told_in_german_is_as_urgent(english, german):
    assert alone(text=german).level is alone(text=english).level
    assert findings(german).keys() == findings(english).keys()


def test_german_text_alone_raises_at_once():
    assert alone(text="Ich habe Atemnot und meine Wade tut weh").level is Level.EMERGENCY


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
