"""Race distances from 5 km to 100 miles: how long they take, and how much to train for them.

Half and full marathon rest on one study of 997 entrants (Fokkema 2020,
doi:10.1111/sms.13725): over 32 km a week and a longest run over 21 km went with a faster half
and less slowing; under 40 km a week or a longest run under 25 km with a slower marathon; no
amount went with more or fewer injuries. Everything else in the table is a judgement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.terms.sentences import Sentence, sentence

HALF, MARATHON = 21.0975, 42.195  # km


@dataclass(frozen=True, slots=True)
class Aim:
    """A race, and the training that gets most people round it.

    ``kilometres`` of the race; ``hours`` it takes from faster to slower recreational runners;
    ``longest`` run and ``weekly`` distance, both in km, at the height of the training;
    ``taper`` in weeks, the race week among them.
    """

    name: Sentence
    kilometres: float
    hours: tuple[float, float]
    longest: float
    weekly: float
    taper: int


AIMS = (
    Aim(sentence("5 km"), 5.0, (0.35, 0.75), 6.0, 18.0, 1),
    Aim(sentence("10 km"), 10.0, (0.75, 1.5), 12.0, 28.0, 1),
    Aim(sentence("half marathon"), HALF, (1.6, 2.75), 21.0, 36.0, 2),
    Aim(sentence("marathon"), MARATHON, (3.25, 5.5), 30.0, 52.0, 2),
    Aim(sentence("50 km"), 50.0, (4.5, 8.0), 34.0, 58.0, 2),
    Aim(sentence("50 miles"), 80.5, (8.5, 14.0), 42.0, 72.0, 2),
    Aim(sentence("100 km"), 100.0, (10.0, 20.0), 46.0, 80.0, 2),
    Aim(sentence("100 miles"), 161.0, (18.0, 30.0), 52.0, 90.0, 2),
)
"""Beyond 50 km the longest run stays under a third of the race: what more it would teach costs
weeks of recovery. A judgement."""


def aim_for(kilometres: float) -> Aim:
    """The aim for a race of this length, between two of the table or at its ends."""
    known = np.array([aim.kilometres for aim in AIMS])
    nearest = AIMS[int(np.argmin(np.abs(np.log(known / max(kilometres, 1.0)))))]

    def between(values: list[float]) -> float:
        return round(float(np.interp(kilometres, known, values)), 1)

    return Aim(
        name=sentence("{distance} km", distance=round(kilometres, 1)),
        kilometres=kilometres,
        hours=(between([a.hours[0] for a in AIMS]), between([a.hours[1] for a in AIMS])),
        longest=between([a.longest for a in AIMS]),
        weekly=between([a.weekly for a in AIMS]),
        taper=nearest.taper,
    )
