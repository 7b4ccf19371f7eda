"""What a runner told of themselves, as questions and answers somebody else can read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from uncramp.handout.hand_over import Answer
from uncramp.history.runner import Condition, Medicine, Runner
from uncramp.store.words import render
from uncramp.terms.sentences import Amount, Sentence, sentence

Choice = TypeVar("Choice", Condition, Medicine)

CONDITIONS: Mapping[Condition, Sentence] = {
    Condition.KIDNEY: sentence("a kidney condition"),
    Condition.HEART: sentence("a heart condition"),
    Condition.HIGH_BLOOD_PRESSURE: sentence("high blood pressure"),
    Condition.DIABETES: sentence("diabetes"),
    Condition.PREGNANCY: sentence("pregnancy"),
    Condition.SICKLE_TRAIT: sentence("sickle cell trait"),
    Condition.PREVIOUS_CLOT: sentence("an earlier blood clot"),
}
MEDICINES: Mapping[Medicine, Sentence] = {
    Medicine.DIURETIC: sentence("a diuretic (water tablet)"),
    Medicine.ANTI_INFLAMMATORY: sentence("an anti-inflammatory painkiller"),
    Medicine.STATIN: sentence("a statin"),
    Medicine.BLOOD_PRESSURE: sentence("a blood pressure medicine"),
    Medicine.LITHIUM: sentence("lithium"),
    Medicine.ANTICOAGULANT: sentence("a blood thinner"),
    Medicine.NEW_IN_8_WEEKS: sentence("a medicine that is new in the last 8 weeks"),
}
FACTS: Mapping[str, tuple[Sentence, str, int]] = {  # key: the question, unit and decimals
    "sex": (sentence("Sex"), "", 0),
    "age": (sentence("Age"), "years", 0),
    "height": (sentence("Height"), "cm", 0),
    "mass": (sentence("Body mass"), "kg", 0),
    "years_running": (sentence("Running for"), "years", 0),
    "cramped_before": (sentence("Cramped before the last 12 months"), "", 0),
    "family_history": (sentence("Cramps in the family"), "", 0),
    "injury_last_12_months": (sentence("An injury in the last 12 months"), "", 0),
    "calf_strain_history": (sentence("A strained calf before"), "", 0),
    "low_back_pain": (sentence("Low back pain"), "", 0),
}
UNITS: Mapping[str, Sentence] = {"years": sentence("years")}
WORDS: Mapping[object, Sentence] = {
    True: sentence("yes"),
    False: sentence("no"),
    "male": sentence("male"),
    "female": sentence("female"),
}


def about_runner(
    runner: Runner,
    *,
    facts: bool,
    conditions: Collection[Condition],
    medicines: Collection[Medicine],
) -> tuple[Answer, ...]:
    """The chosen answers; conditions and medicines only as far as they were told and chosen."""
    found = list(_facts(runner)) if facts else []
    ill = [one for one in runner.conditions or () if one in conditions]
    taken = [one for one in runner.medicines or () if one in medicines]
    found += _named("conditions", sentence("Conditions, as told"), ill, CONDITIONS)
    found += _named("medicines", sentence("Medicines, as told"), taken, MEDICINES)
    return tuple(found)


def _facts(runner: Runner) -> Iterator[Answer]:
    for key, (asked, unit, digits) in FACTS.items():
        told = getattr(runner, key)
        if told is None:
            continue
        said = WORDS.get(told) if isinstance(told, bool | str) else None
        shown = (
            render(said)
            if said
            else str(Amount(told, render(UNITS[unit]) if unit in UNITS else unit, digits))
        )
        yield Answer(key, render(asked), (shown,), (str(told),))


def _named(
    key: str, asked: Sentence, told: Sequence[Choice], names: Mapping[Choice, Sentence]
) -> list[Answer]:
    if not told:
        return []
    shown, coded = tuple(render(names[one]) for one in told), tuple(one.value for one in told)
    return [Answer(key, render(asked), shown, coded)]
