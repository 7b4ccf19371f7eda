"""One cramp, as its owner reports it."""

from __future__ import annotations

from uncramp.history.answers import Value
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
