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


class Certainty(StrEnum):
    """How far a claim bears weight, after GRADE's four levels."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Effect(_Entry):
    """The effect as printed; a claim whose size could not be read has no `value`."""

    measure: Literal[
        "odds ratio",
        "prevalence ratio",
        "risk ratio",
        "hazard ratio",
        "mean difference",
        "proportion",
        "direction only",
    ]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    per: str
    adjusted: bool | None = None
    derived: str | None = None
    """How the number was worked out where the paper does not print it."""


class Study(_Entry):
    """What was done, in whom, and what was counted."""

    design: str
    population: str
    n: int | None = None
    outcome: str


class Source(_Entry):
    """Where it can be read, and how far we read it."""

    authors: str
    year: int | None = None
    doi: str | None = None
    url: str | None = None
    read_from: str
    """The table or page; "abstract only" where no more was read."""
    read_on: date


class Claim(_Entry):
    """One published effect of one exposure; `id` is "exposure/author-year"."""

    id: str
    says: str
    exposure: str
    direction: Literal["raises", "lowers", "no link", "unclear"]
    effect: Effect
    study: Study
    source: Source
    certainty: Certainty
    because: str


class Judgement(_Entry):
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


class ArticleClaim(_Entry):
    """What the source article says, beside what the studies say."""

    id: str
    says: str
    studies: str
    verdict: Literal["supported", "contested", "contradicted", "no evidence"]
    rests_on: tuple[str, ...]


class MuscleShares(_Entry):
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
