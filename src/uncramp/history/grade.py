"""How bad it was, in the steps a runner remembers: by what they could still do."""

from __future__ import annotations

from bisect import bisect
from enum import StrEnum

CUTS = (1.5, 4.5, 7.5)  # points of 10 between the steps; a judgement


class Grade(StrEnum):
    """The four steps; a twinge came near a cramp and is none."""

    TWINGE = "twinge"
    CARRIED_ON = "carried on"
    SLOWED = "had to slow"
    STOPPED = "had to stop"

    @property
    def is_cramp(self) -> bool:
        """Whether it counts as a cramp for yes and no."""
        return self is not Grade.TWINGE

    @property
    def is_severe(self) -> bool:
        """Whether the run was no longer the one that was meant."""
        return self in (Grade.SLOWED, Grade.STOPPED)


def grade_of(severity: float) -> Grade:
    """The step a severity from 0 to 10 stands for: to 1, 2 to 4, 5 to 7, and from 8."""
    return tuple(Grade)[bisect(CUTS, severity)]
