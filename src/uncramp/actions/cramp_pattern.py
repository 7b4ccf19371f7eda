"""What the cramps of a runner have in common: one side or both, how far into the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from uncramp.handout.hand_over import Cramp
from uncramp.terms.muscles import NAMES, Side
from uncramp.terms.sentences import Sentence, sentence

FEW = 2  # cramps from which on anything can be in common

SIDES = {
    Side.LEFT: sentence("on the left"),
    Side.RIGHT: sentence("on the right"),
    Side.BOTH: sentence("on both sides"),
}


def cramp_pattern(cramps: Sequence[Cramp]) -> Iterator[Sentence]:
    """Plain counts, and no conclusion; nothing below two cramps."""
    if len(cramps) < FEW:
        return
    (muscle, most), *_ = Counter(cramp.episode.muscle for cramp in cramps).most_common()
    yield sentence("{muscle}: {n} of {all} cramps.", muscle=NAMES[muscle], n=most, all=len(cramps))
    yield from _sides(cramps)
    yield from _far(cramps)


def _sides(cramps: Sequence[Cramp]) -> Iterator[Sentence]:
    told = [cramp.episode.side for cramp in cramps if cramp.episode.side]
    if len(told) >= FEW:
        (side, most), *_ = Counter(told).most_common()
        yield sentence("{n} of {all} {side}.", n=most, all=len(told), side=SIDES[side])


def _far(cramps: Sequence[Cramp]) -> Iterator[Sentence]:
    known = [cramp.kilometre for cramp in cramps if cramp.kilometre is not None]
    if len(known) >= FEW:
        yield sentence(
            "They came between km {first:.0f} and km {last:.0f}, half of them before km "
            "{middle:.0f}.",
            first=min(known),
            last=max(known),
            middle=median(known),
        )
