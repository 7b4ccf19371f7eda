"""Whether a run was under a roof: the watch's word for it, and the runner's own, which wins."""

from __future__ import annotations

from typing import Final

from uncramp.exposure.route import INDOORS
from uncramp.history.run import RunSummary

A_ROOF: Final = "indoor_running"  # the FIT profile's word


def indoors(summary: RunSummary) -> bool:
    """Whether a run counts as one under a roof, where no weather holds."""
    return summary.sub_sport in INDOORS


def under_roof(summary: RunSummary, told: bool | None) -> RunSummary:
    """The summary with the word of the runner; of the watch where they said nothing."""
    if told is None or told == indoors(summary):
        return summary
    return summary.model_copy(update={"sub_sport": A_ROOF if told else ""})
