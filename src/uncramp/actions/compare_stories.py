"""The two stories people tell of one cramp, side by side, and what would tell them apart.

One is of a muscle worked harder or longer than it was used to, whose nerves then fire too
readily; the other of fluid and salt that ran out. Neither is told as the truth: each shows
what of this answer belongs to it, and what nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uncramp.actions.explain_episode import Explained
from uncramp.answer.why import Factor, Why
from uncramp.terms.sentences import Amount, Sentence, sentence

TIRED_MUSCLE = frozenset(
    {
        "race", "duration", "effort_above_ability", "surges", "descent", "distance_spike",
        "weekly_build", "recovery", "days_since_last_cramp", "step_rate_change", "drop_change",
        "new_shoes", "forefoot_load", "sudden_movement", "abrupt_stop", "warm_up", "cool_down",
        "stretching", "strength_training",
    }
)  # fmt: skip
FLUID_AND_SALT = frozenset({"heat", "fluid_deficit", "sodium_deficit"})
"""What belongs to each story; fuel, sleep and illness belong to neither."""
SAME = 0.05  # of the risk; two stories this close stand even, a judgement


@dataclass(frozen=True, slots=True)
class Story:
    """One story: ``share`` of the risk of this run belongs to it, by these factors."""

    title: Sentence
    says: Sentence
    share: float
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """Both stories, which of them fits better, and what would tell them apart."""

    tired: Story
    dry: Story
    verdict: Sentence
    tell_apart: tuple[Sentence, ...]


def compare_stories(explained: Explained) -> Stories:
    """Sort the factors of an answer into the two stories."""
    answer = explained.why
    tired = _story(
        answer,
        TIRED_MUSCLE,
        sentence("A tired muscle"),
        sentence(
            "Worked harder or longer than it was used to, the muscle's nerves fire too readily."
        ),
    )
    dry = _story(
        answer,
        FLUID_AND_SALT,
        sentence("Fluid and salt"),
        sentence("Sweat took more water and salt than was drunk, and the muscle misses them."),
    )
    unknown = {one.exposure for one in answer.unknown}
    return Stories(tired, dry, _verdict(tired, dry, unknown), tuple(_tell_apart(explained)))


def _story(answer: Why, names: frozenset[str], title: Sentence, says: Sentence) -> Story:
    belongs = tuple(f for f in answer.factors if f.exposure.name in names)
    return Story(title, says, sum(f.share for f in belongs), belongs)


def _verdict(tired: Story, dry: Story, unknown: set[str]) -> Sentence:
    """Which fits better; what took risk away speaks for neither."""
    muscle, sweat = max(tired.share, 0.0), max(dry.share, 0.0)
    if max(muscle, sweat) < SAME:
        return sentence("Nothing known of this run speaks for either.")
    if abs(muscle - sweat) < SAME:
        return sentence("What is known of this run fits both about equally.")
    if muscle < sweat:
        return sentence("What is known of this run fits fluid and salt better.")
    if "fluid_deficit" in unknown:
        return sentence(
            "What is known of this run fits the tired muscle better; what you drank and lost "
            "nobody told, so the other story was hardly tested."
        )
    return sentence("What is known of this run fits the tired muscle better.")


def _tell_apart(explained: Explained) -> Iterator[Sentence]:
    """What would settle it, for this cramp and for the next."""
    unknown = {one.exposure for one in explained.why.unknown}
    if "fluid_deficit" in unknown:
        yield sentence(
            "Your weight before and after, without clothes: if little was lost, fluid falls out."
        )
    if "sodium_deficit" in unknown:
        yield sentence("What you drank, and how salty it was.")
    soreness = next((s for s in explained.why.signs if s.exposure.name == "soreness"), None)
    if soreness is None:
        yield sentence(
            "How sore the muscle is over the next two days: real soreness speaks for the muscle."
        )
    else:
        yield sentence(
            "You told of soreness {value}: the more of it, the more speaks for the muscle.",
            value=Amount(soreness.value, "", 0),
        )
    yield sentence("Whether gentle stretching ended it: that brings back neither water nor salt.")
