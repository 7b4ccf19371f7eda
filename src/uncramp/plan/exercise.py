"""One exercise of the library: what it strengthens, how it is done, how much, what speaks for it.

The exercises themselves are files beside this module, `exercises/NAME.toml` with a drawing
`NAME.svg`; `store.exercises` reads them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from uncramp.evidence.claim import Certainty
from uncramp.terms.muscles import Muscle

Text = Annotated[str, Field(min_length=3)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Span = tuple[int, int]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Dose(_Entry):
    """From the first week to the last: ``sets`` of ``amount``, so often a week."""

    sets: Span
    amount: Span
    unit: Literal["repetitions", "seconds"]
    each_side: bool
    per_week: Span
    rest: int
    """Seconds between sets."""


class Support(_Entry):
    """What speaks for an exercise; without ``dois`` nothing was found."""

    says: Text
    certainty: Certainty
    dois: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    """Of the evidence registry, by id."""


class Exercise(_Entry):
    """One exercise; ``id`` is the name of its file."""

    id: str
    name: Text
    purpose: Literal["strength", "mobility", "first aid"]
    muscles: Annotated[tuple[Muscle, ...], Field(min_length=1)]
    """The first is the one it is for most."""
    equipment: tuple[Text, ...]
    how: Annotated[tuple[Text, ...], Field(min_length=3)]
    dose: Dose
    progressions: Annotated[tuple[Text, ...], Field(min_length=2)]
    """Easiest first; the programme moves on by one every four weeks."""
    mistakes: Texts
    stop_if: Texts
    demanding: bool
    """Leaves muscles sore for days: not in the two weeks before a race, and begun gently."""
    strength: Support
    """What is known of it for strength or injury."""
    cramp: Support
    """What is known of it for cramp."""
    drawing: str
    """An SVG of our own, drawn in the colour of the text around it."""
