"""One cramp, as its owner reports it."""

from __future__ import annotations

from uncramp.history.answers import Value
from uncramp.history.grade import Grade, grade_of
from uncramp.terms.muscles import Muscle, Onset, Side
from uncramp.terms.quantities import Minutes, Points


class Episode(Value):
    """One cramp: where, when against its run, and how bad."""

    muscle: Muscle
    side: Side | None = None
    onset: Onset | None = None
    minute: Minutes | None = None
    """Of the run's elapsed time, for a cramp during it."""
    severity: Points | None = None

    @property
    def grade(self) -> Grade | None:
        """How bad it was in steps; None where nobody said."""
        return None if self.severity is None else grade_of(self.severity)

    @property
    def is_cramp(self) -> bool:
        """Whether it counts as a cramp; a twinge does not, and what nobody graded does."""
        return self.grade is None or self.grade.is_cramp

    @property
    def at_night(self) -> bool:
        """Whether it came from sleep or in bed: an outcome of its own."""
        return self.onset == Onset.NIGHT
