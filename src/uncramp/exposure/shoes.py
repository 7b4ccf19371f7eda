"""Shoes: a lower drop than the calf is used to, and a pair not yet run in.

Both load the calf and the foot, and no other muscle.
"""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import starts, told
from uncramp.exposure.lately import Window
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import LOWER_LEG, Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.terms.sentences import sentence

HABIT = 56.0  # days; the drop of the last 8 weeks is what the calf is used to
RUN_IN = 100.0  # km after which a pair is no longer new; a judgement
DROP_SD = 1.0  # mm; the label against the shoe
DISTANCE_SD = 0.1  # of the share that is still new


def drop_change(history: History) -> Measured:
    """Millimetres of heel-to-toe drop less than in the 8 weeks before; negative is more.

    Habitual is what the runner says, else the mean of the drops they told in those weeks.
    """
    here = told(history, "shoe_drop")
    says = history.runner.habitual_drop
    lately = Window.of(starts(history), HABIT).mean(here)
    habitual = np.full_like(here, says) if says is not None else lately
    said = sentence("Needs the drop of these shoes and of those you usually wear.")
    expected = np.array(0.0), np.array(1.0)
    return Measured.of(habitual - here, sd=DROP_SD, expected=expected, missing=said)


def new_shoes(history: History) -> Measured:
    """How new the shoes were: 1 for a pair never worn, falling to 0 at 100 km."""
    worn = told(history, "shoe_distance")
    said = sentence("Needs how far these shoes had already been run.")
    return Measured.of(
        np.clip(1 - worn / RUN_IN, 0.0, 1.0),
        sd=np.where(worn < RUN_IN, DISTANCE_SD, 0.0),
        expected=(np.array(0.1), np.array(0.2)),
        missing=said,
    )


ROWS = (
    Exposure(
        "drop_change",
        "mm",
        sentence("a lower drop than you are used to"),
        Kind.FACTOR,
        Group.CHANGE,
        drop_change,
        (-12, 12),
        "doi:10.1177/0363546516654690",
        question=sentence("What is the heel-to-toe drop of the shoes you wore, in mm?"),
        question_key="shoe_drop",
        muscles=LOWER_LEG,
    ),
    Exposure(
        "new_shoes",
        "1",
        sentence("shoes not yet run in"),
        Kind.FACTOR,
        Group.CHANGE,
        new_shoes,
        (0, 1),
        "doi:10.1249/MSS.0b013e3182874769",
        digits=1,
        question=sentence("How many kilometres had these shoes already been run?"),
        question_key="shoe_distance",
        muscles=LOWER_LEG,
    ),
)
