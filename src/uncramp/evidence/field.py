"""How exposures go together among the people of one event, as data with its reasons.

Crude claims of one event and distance are shrunk together, and for that it must be said how
far each exposure varies in that field and which go hand in hand. Few of these numbers were
ever printed, so each says whether it was measured or judged.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uncramp.evidence.claim import Entry
from uncramp.terms.columns import Column


class Correlation(Entry):
    """How two exposures go together in the field; a pair not listed is taken as independent."""

    of: tuple[str, str]
    value: float
    because: str


class Field(Entry):
    """One event and distance: the sd of each exposure there, and what goes with what.

    ``sd`` is in the model's own unit, the one its judgement is per. ``nulls`` are exposures
    whose crude claims found nothing.
    """

    id: str
    event: str
    because: str
    nulls: tuple[str, ...] = ()
    sd: Mapping[str, float]
    correlations: tuple[Correlation, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The exposures in the order of the arrays."""
        return tuple(self.sd)

    @property
    def spreads(self) -> Column:
        """(k,) sd of each exposure."""
        return np.array(list(self.sd.values()))

    def matrix(self) -> np.ndarray:
        """(k, k), the correlations filled in on both sides."""
        place = {name: k for k, name in enumerate(self.names)}
        found = np.eye(len(place))
        for pair in self.correlations:
            i, j = (place[name] for name in pair.of)
            found[i, j] = found[j, i] = pair.value
        return found
