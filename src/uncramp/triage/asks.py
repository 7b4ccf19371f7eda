"""What to ask next: the answers that could raise the level most, a handful at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from uncramp.terms.sentences import Sentence, sentence
from uncramp.triage.facts import Facts
from uncramp.triage.level import Level
from uncramp.triage.red_flags import ONE_SCREEN
from uncramp.triage.rule import Rule

HANDFUL = 5


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, and the facts that its answer sets."""

    id: str
    text: Sentence
    facts: tuple[str, ...]

    def __str__(self) -> str:
        return str(self.text)


QUESTIONS: dict[str, Sentence] = {
    "age": sentence("How old are you?"),
    "site": sentence("Where exactly is it?"),
    "side": sentence("Left, right or both sides?"),
    "timing": sentence(
        "When does it come: during a run, after it, at night, or at rest in the daytime?"
    ),
    "duration": sentence("How long have you had it?"),
    "pain_0_10": sentence("How strong is the pain, from 0 to 10?"),
    "swelling": sentence("Is one leg, or are both, swollen: a little or clearly?"),
    "warmth_redness": sentence("Is the skin there warm or red?"),
    "dark_urine": sentence("Is your urine dark, like cola or tea?"),
    "reduced_urine": sentence("Do you pass almost no urine?"),
    "fever": sentence("Do you have a fever?"),
    "confusion_collapse": sentence(
        "Did you collapse, or is anybody worried that you are confused?"
    ),
    "chest_pain_breathless": sentence("Do you have chest pain, or are you short of breath?"),
    "weakness": sentence("Is a muscle weak, and is that getting worse?"),
    "pain_out_of_proportion": sentence("Is the pain far beyond what you would expect?"),
    "numbness_tingling": sentence("Is anything numb or tingling, and where?"),
    "cold_pale_foot": sentence("Is the foot cold or pale?"),
    "fasciculation_wasting": sentence("Does the muscle twitch all day, or is it getting thinner?"),
    "bladder_bowel_change": sentence("Is there anything new with bladder or bowels?"),
    "palpitations_faint": sentence("Does your heart race or stumble, or did you faint?"),
    "vomiting_headache": sentence("Do you have a headache, or did you vomit?"),
    "recent_long_travel": sentence("Did you travel for more than four hours in the last weeks?"),
    "recent_surgery_immobility": sentence(
        "Did you have an operation, a cast or days in bed in the last three months?"
    ),
    "previous_clot_or_cancer": sentence("Did you ever have a blood clot or cancer?"),
    "hormones_pregnancy": sentence(
        "Do you take hormones or the pill, or are you pregnant or just gave birth?"
    ),
    "medications": sentence("Which medicines do you take, and is one of them new?"),
    "comorbidities": sentence(
        "Which illnesses do you have (heart, kidney, diabetes, sickle trait …)?"
    ),
    "heat_exposure": sentence("Was it hot?"),
    "fluid_intake_excessive": sentence("Did you drink far more than you were thirsty for?"),
    "weight_change_kg": sentence("Were you heavier or lighter after the run than before?"),
    "pop_tear": sentence("Did you feel a pop, a kick or a tear?"),
    "cannot_heel_raise_or_bear_weight": sentence(
        "Can you rise on the toes of that leg and put weight on it?"
    ),
    "bony_tenderness": sentence("Does pressing on one spot of the bone hurt?"),
    "skin_wound": sentence("Is there a wound?"),
    "cramp_over_10min": sentence("Did it go on for more than 10 minutes without letting go?"),
    "walking_distance_pain": sentence("Does it come at the same walking distance each time?"),
    "relieved_by": sentence("What makes it go away?"),
    "trend": sentence("Is it getting better or worse?"),
}


class _Undecided(NamedTuple):
    """An open rule, sorted: the most urgent first, then the one nearest to a decision."""

    calm: int
    missing: int
    place: int
    names: tuple[str, ...]


def one_screen_asks(facts: Facts) -> tuple[Ask, ...]:
    """The items of the one-screen list that were never asked, in its order."""
    return tuple(
        Ask(item.id, item.text, item.facts) for item in ONE_SCREEN if not item.answered(facts)
    )


def next_asks(facts: Facts, rules: Iterable[Rule], level: Level) -> tuple[Ask, ...]:
    """At most a handful of questions that could raise `level`, the most decisive first.

    `rules` are those that are still open.
    """
    undecided = sorted(_undecided(facts, rules, level))
    names = dict.fromkeys(name for rule in undecided for name in rule.names)
    return tuple(Ask(name, QUESTIONS[name], (name,)) for name in list(names)[:HANDFUL])


def _undecided(facts: Facts, rules: Iterable[Rule], level: Level) -> Iterator[_Undecided]:
    for place, rule in enumerate(rules):
        if rule.level > level:
            names = rule.open_facts(facts)
            yield _Undecided(-rule.level.rank, len(names), place, names)
