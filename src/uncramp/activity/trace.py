"""Samples of TCX and GPX on their way to becoming the columns of an Activity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.fit.samples import Samples


@dataclass(slots=True, eq=False)
class Trace(Samples):
    """Samples whose clock counts seconds since 1970, and the track each is part of."""

    track: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    def keep(self, rows: NDArray[Any]) -> None:
        """Only `rows`: a mask, or an order."""
        Samples.keep(self, rows)
        self.track = self.track[rows]
