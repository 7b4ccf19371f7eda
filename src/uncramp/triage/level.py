"""How soon somebody should look at this: five steps in order, and nothing in between."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What to do, from least to most urgent; `<` and `max` follow that order."""

    NOT_ASSESSED = "not_assessed"
    SELF_CARE = "self_care"
    SEE_CLINICIAN = "see_clinician"
    URGENT_TODAY = "urgent_today"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for not assessed up to 4 for an emergency."""
        return list(Level).index(self)

    @property
    def stops(self) -> bool:
        """True where no answer and no plan may follow."""
        return self >= Level.URGENT_TODAY

    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank
