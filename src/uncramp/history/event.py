"""Several cramps of one run are one event with several muscles; the nights are another.

Of an event the worst grade counts, and the first onset: what cramped next did so in a leg that
was already limping. Where the muscles differ the muscle is "several".
"""

from __future__ import annotations

from collections.abc import Sequence

from uncramp.history.cramp import LoggedCramp
from uncramp.history.episode import Episode
from uncramp.terms.muscles import Muscle, Side


def events(cramps: Sequence[LoggedCramp]) -> tuple[Episode, ...]:
    """What the cramps of one run come to, the leading event first; empty for none.

    A cramp awake leads one at night, and any cramp leads twinges.
    """
    in_order = sorted(cramps, key=lambda cramp: cramp.began_at)
    kinds: dict[tuple[bool, bool], list[Episode]] = {}
    for cramp in in_order:
        kind = cramp.episode.is_cramp, not cramp.episode.at_night
        kinds.setdefault(kind, []).append(cramp.episode)
    return tuple(_one(kinds[kind]) for kind in sorted(kinds, reverse=True))


def _one(episodes: Sequence[Episode]) -> Episode:
    """One event of several episodes, in the order they began."""
    first, graded = episodes[0], [one.severity for one in episodes if one.severity is not None]
    muscles = {one.muscle for one in episodes}
    return Episode(
        muscle=first.muscle if len(muscles) == 1 else Muscle.SEVERAL,
        side=_side([one.side for one in episodes]),
        onset=first.onset,
        minute=first.minute,
        severity=max(graded, default=None),
    )


def _side(sides: Sequence[Side | None]) -> Side | None:
    told = {side for side in sides if side}
    return Side.BOTH if len(told) > 1 else next(iter(told), None)
