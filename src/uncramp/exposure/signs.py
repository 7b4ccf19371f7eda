"""Signs: what came with the cramp and may be its fruit, so it explains nothing.

Shown beside the factors, never among them: a runner who slows because a muscle is failing
has not been made to cramp by slowing.
"""

from __future__ import annotations

import numpy as np

from uncramp.exposure import deficits
from uncramp.exposure.columns import column, told
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Kind
from uncramp.history.history import History
from uncramp.terms.sentences import sentence


def late_fade(history: History) -> Measured:
    """Slowing over the final 30 minutes, %; see `exposure.fade`."""
    said = sentence(
        "Needs 45 minutes of moving time with a distance, and at the end slopes like those before."
    )
    return Measured.of(
        column(history, "late_fade"),
        sd=column(history, "late_fade_sd"),
        expected=(np.array(0.0), np.array(5.0)),
        missing=said,
    )


def heart_rate_drift(history: History) -> Measured:
    """Beats for each m/s, second half over first, %; see `exposure.fade`."""
    said = sentence("Needs half an hour of moving time with a heart rate where it is not steep.")
    return Measured.of(
        column(history, "heart_rate_drift"),
        sd=column(history, "heart_rate_drift_sd"),
        expected=(np.array(4.0), np.array(4.0)),
        missing=said,
    )


def balance_drift(history: History) -> Measured:
    """Points of ground contact that moved to the other foot; see `exposure.stride`."""
    said = sentence("Needs a watch that measures the balance between left and right.")
    return Measured.of(
        column(history, "balance_drift"),
        sd=column(history, "balance_drift_sd"),
        expected=(np.array(0.5), np.array(0.5)),
        missing=said,
    )


def soreness(history: History) -> Measured:
    """Told soreness, 0 to 10."""
    said = sentence("You have not told how sore the muscles were.")
    expected = np.array(3.0), np.array(2.0)
    return Measured.of(told(history, "soreness"), sd=1.0, expected=expected, missing=said)


def symptom_quality(history: History) -> Measured:
    """How many of flickering, twitching, tightness and pulsating were felt."""
    answers = [run.check_in.symptoms for run in history.runs]
    value = np.array([np.nan if felt is None else len(set(felt)) for felt in answers], dtype=float)
    said = sentence("You have not told what it felt like: flickering, twitching, tight, pulsating.")
    expected = np.array(1.0), np.array(1.0)
    return Measured.of(value, sd=0.0, expected=expected, missing=said)


ROWS = (
    Exposure(
        "late_fade",
        "%",
        sentence("slowing over the final 30 minutes"),
        Kind.SIGN,
        None,
        late_fade,
        (-100, 100),
        "doi:10.1371/journal.pone.0057602",
        digits=1,
    ),
    Exposure(
        "heart_rate_drift",
        "%",
        sentence("a heart rate rising against the pace"),
        Kind.SIGN,
        None,
        heart_rate_drift,
        (-50, 100),
        "doi:10.1249/MSS.0000000000002412",
        digits=1,
    ),
    Exposure(
        "balance_drift",
        "%",
        sentence("weight moving to the other foot"),
        Kind.SIGN,
        None,
        balance_drift,
        (0, 20),
        "doi:10.1519/JSC.0000000000003713",
        digits=1,
    ),
    Exposure(
        "soreness",
        "of 10",
        sentence("soreness"),
        Kind.SIGN,
        None,
        soreness,
        (0, 10),
        "doi:10.1519/JSC.0000000000003713",
        question=sentence("How sore were the muscles, from 0 to 10?"),
        question_key="soreness",
    ),
    Exposure(
        "symptom_quality",
        "of 4",
        sentence("flickering, twitching, tightness, pulsating"),
        Kind.SIGN,
        None,
        symptom_quality,
        (0, 4),
        "doi:10.4085/1062-6050-0696.20",
        question=sentence("What did it feel like: flickering, twitching, tight or pulsating?"),
        question_key="symptoms",
    ),
    *deficits.SIGNS,
)
