"""A claim: one published effect, as its paper states it, with where it was read.

Claims that disagree stand side by side. Choosing among them is a `Judgement`, which is data
too: its width, its reason, and the claims it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from uncramp.terms.muscles import Muscle

ABSTRACT_ONLY = "abstract only"


class Certainty(StrEnum):
    """How far a claim bears weight, after GRADE's four levels."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


class Entry(BaseModel):
    """A frozen value of the registry; a key that is not its own is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Effect(Entry):
    """The effect as printed; a claim whose size could not be read has no `value`."""

    measure: Literal[
        "odds ratio",
        "prevalence ratio",
        "risk ratio",
        "hazard ratio",
        "mean difference",
        "mean",
        "proportion",
        "direction only",
    ]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    per: str
    sd: float | None = None
    """Of the exposure within a group, in its unit: what turns a mean difference into odds."""
    p: float | None = None
    """As printed, or its bound, where no interval could be read."""
    adjusted: bool | None = None
    derived: str | None = None
    """How the number was worked out where the paper does not print it."""


class Counted(StrEnum):
    """What a study counted: only the first two are what a prior is about."""

    CRAMP = "cramp"
    HISTORY = "history of cramp"
    INDUCED = "induced cramp"
    NIGHT = "night cramp"
    OTHER = "other"


class Study(Entry):
    """What was done, in whom, and what was counted."""

    design: str
    population: str
    n: int | None = None
    outcome: str
    counted: Counted
    history: float | None = None
    """For a lifetime history: the share that has one among those without the exposure."""
    runs_behind: float | None = None
    """Races behind that history; it matters little, see `log_odds_per_run_from_history`."""


class Source(Entry):
    """Where it can be read, and how far we read it."""

    authors: str
    year: int | None = None
    doi: str | None = None
    url: str | None = None
    read_from: str
    """The table or page; "abstract only" where no more was read."""
    read_on: date


class Claim(Entry):
    """One published effect of one exposure; `id` is "exposure/author-year"."""

    id: str
    says: str
    exposure: str
    direction: Literal["raises", "lowers", "no link", "unclear"]
    by_analogy: bool = False
    """Another outcome, or another exposure, stands in for the one that matters."""
    effect: Effect
    study: Study
    source: Source
    certainty: Certainty
    because: str

    @property
    def abstract_only(self) -> bool:
        """Whether no more than the abstract was read."""
        return self.source.read_from == ABSTRACT_ONLY

    @property
    def about_cramp(self) -> bool:
        """Whether the outcome is the cramp asked about, counted or remembered."""
        if self.exposure == "night":
            return self.study.counted == Counted.NIGHT
        return self.study.counted in {Counted.CRAMP, Counted.HISTORY}


class Judgement(Entry):
    """What we hold before hearing a runner: a log odds ratio and its standard deviation."""

    id: str
    exposure: str
    mean: float
    sd: float
    per: str
    certainty: Certainty
    because: str
    rests_on: tuple[str, ...]
    frequency: float | None = None
    """For a fact of the runner: how common it is in the field the anchor was measured in."""
    made: Literal["stated", "pooled", "shrunk"] = "stated"
    claimed: float | None = None
    """Where it was made from claims: what they say, pooled, before anything is taken off."""


Verdict = Literal[
    "supported",
    "supported in part",
    "plausible",
    "incomplete",
    "contested",
    "contradicted",
    "no evidence",
]


class ArticleClaim(Entry):
    """What the source article says, beside what the studies say."""

    id: str
    says: str
    studies: str
    verdict: Verdict
    verdict_in_full: str
    best: str
    """The claim to read first."""
    rests_on: tuple[str, ...]
    shown_with: tuple[str, ...] = ()
    """Exposures and signs of the catalogue beside which it belongs."""
    plan_lines: tuple[str, ...] = ()
    """Kinds of lines of a plan beside which it belongs."""


class MuscleShares(Entry):
    """Of runs with a cramp, the share that has it in each muscle; they overlap."""

    shares: Mapping[Muscle, float]
    certainty: Certainty
    because: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything read from the evidence files; the edition names its exact content."""

    edition: str
    claims: Mapping[str, Claim]
    judgements: Mapping[str, Judgement]
    article: Mapping[str, ArticleClaim]
    muscles: MuscleShares
