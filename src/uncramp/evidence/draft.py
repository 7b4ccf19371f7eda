"""A judgement as its file has it, before claims are pooled, shrunk together and widened."""

from __future__ import annotations

from typing import Literal

from uncramp.evidence.claim import Certainty, Entry


class Derivation(Entry):
    """How a mean comes out of claims: pooled, and shrunk with others where they are crude."""

    by: Literal["pooled", "shrunk"]
    claims: tuple[str, ...]
    """Independent of one another; pooled by random effects on the log odds per run."""
    keep: float
    """Share of the association believed to be the effect of the exposure itself."""
    units: float = 1.0
    """How many units of the claims make one of the model's."""
    because: str


class Draft(Entry):
    """A judgement as its file has it: stated outright, or derived from claims."""

    id: str
    exposure: str
    mean: float | None = None
    sd: float | None = None
    """Before it is widened."""
    derived: Derivation | None = None
    widened: float = 1.0
    """What multiplies the sd, for claims read as abstracts or standing in by analogy."""
    spread: bool = False
    """The sd is itself what is held: how far runners differ. It is not widened."""
    per: str
    certainty: Certainty
    because: str
    rests_on: tuple[str, ...]
    frequency: float | None = None
    """For a fact of the runner: how common it is in the field the anchor was measured in."""
