"""The list a person sees on one screen before anything else, with "none of these" below it.

No self-care answer is given before each item of it was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uncramp.terms.sentences import Sentence, sentence
from uncramp.triage.facts import NO_RED_FLAG, Facts


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One item of the list: a yes gives the facts in `sets`, a no those in `no`."""

    id: str
    text: Sentence
    sets: Mapping[str, str]
    also: tuple[str, ...] = ()
    """Facts that a no to this item answers too."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts this item is about, in the order of asking."""
        return (*self.sets, *self.also)

    @property
    def no(self) -> Mapping[str, str]:
        """What a no to this item sets."""
        return {name: NO_RED_FLAG[name] for name in self.facts}

    def answered(self, facts: Facts) -> bool:
        """True where all of it was asked, even if a fact stayed unknown."""
        return all(getattr(facts, name) is not None for name in self.facts)

    def is_open(self, facts: Facts) -> bool:
        """True where a fact of it was never asked, or asked and not answered."""
        return any(getattr(facts, name) in (None, "unknown") for name in self.facts)


ONE_SCREEN: tuple[RedFlag, ...] = (
    RedFlag(
        "collapsed_or_confused",
        sentence("Collapsed, confused or not quite yourself"),
        {"confusion_collapse": "yes"},
    ),
    RedFlag(
        "chest_pain_or_breathless",
        sentence("Chest pain, or breathless at rest or with little effort"),
        {"chest_pain_breathless": "yes"},
    ),
    RedFlag(
        "dark_or_little_urine",
        sentence("Cola-coloured urine, or almost no urine"),
        {"dark_urine": "yes"},
        ("reduced_urine",),
    ),
    RedFlag(
        "one_leg_swollen_or_hot",
        sentence("One leg swollen, hot or red"),
        {"swelling": "marked one-sided"},
        ("warmth_redness",),
    ),
    RedFlag(
        "foot_cold_or_numb",
        sentence("A foot that is cold, pale or numb"),
        {"cold_pale_foot": "yes"},
        ("numbness_tingling",),
    ),
    RedFlag(
        "pop_or_cannot_rise",
        sentence("A pop or a tear, or you cannot rise on your toes"),
        {"pop_tear": "yes"},
        ("cannot_heel_raise_or_bear_weight",),
    ),
    RedFlag(
        "does_not_let_go",
        sentence("The cramp has not let go after 10 minutes"),
        {"cramp_over_10min": "yes"},
    ),
    RedFlag(
        "ill_after_much_drinking",
        sentence("Headache or vomiting after drinking a lot"),
        {"vomiting_headache": "yes", "fluid_intake_excessive": "yes"},
    ),
    RedFlag("fever", sentence("Fever"), {"fever": "yes"}),
    RedFlag(
        "numb_saddle_or_bladder",
        sentence("Numb between the legs, or new bladder or bowel trouble"),
        {"bladder_bowel_change": "yes"},
        ("numbness_tingling",),
    ),
)

NONE_OF_THESE = sentence("None of these")
NONE_OF_THESE_FACTS: Mapping[str, str] = {"red_flags": "none"}
