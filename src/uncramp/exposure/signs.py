"""Signs: what came with the cramp and may be its fruit, so it explains nothing.

Shown beside the factors, never among them: a runner who slows because a muscle is failing
has not been made to cramp by slowing.
"""

from __future__ import annotations

import numpy as np

from uncramp.exposure.load import column
from uncramp.exposure.measured import Measured
from uncramp.history.history import History
from uncramp.terms.sentences import sentence


def late_fade(history: History) -> Measured:
    """Slowing over the final 30 minutes, %; see `exposure.fade`."""
    said = sentence("Needs 45 minutes of moving time with a distance.")
    return Measured.of(
        column(history, "late_fade"),
        sd=column(history, "late_fade_sd"),
        expected=(np.array(0.0), np.array(5.0)),
        missing=said,
    )


def soreness(history: History) -> Measured:
    """Told soreness, 0 to 10."""
    told = [run.check_in.soreness for run in history.runs]
    value = np.array([np.nan if points is None else points for points in told])
    said = sentence("You have not told how sore the muscles were.")
    return Measured.of(value, sd=1.0, expected=(np.array(3.0), np.array(2.0)), missing=said)
