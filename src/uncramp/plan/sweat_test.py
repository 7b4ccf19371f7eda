"""The sweat test: a scale before and after one run, and the estimate becomes the runner's own.

An estimate of sweat is ±35 %, most of it the difference between people. One weighing takes
the ceiling of the drinking advice from what one in ten sweat to what this runner does.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from uncramp.evidence.claim import Certainty
from uncramp.exposure.weighing import BETWEEN_RUNNERS, DAY_TO_DAY, INTAKE, SCALE
from uncramp.plan.ahead import Ahead
from uncramp.plan.line import Line, LineKind
from uncramp.plan.said_instead import ALMOND
from uncramp.terms.sentences import Amount, Sentence, sentence

MINUTES = (60.0, 90.0)  # of the run to weigh; in less a scale cannot tell

STEPS: tuple[Sentence, ...] = (
    sentence("Choose an hour or more at the pace and in the weather of the run you plan."),
    sentence("Empty your bladder, undress, dry yourself, and weigh yourself to 100 g."),
    sentence("Weigh or measure the bottle you take, and note what else you drink."),
    sentence("Run. Better not to pass water until you are back; if you do, the test is off."),
    sentence("Undress, towel off the sweat, also from the hair, and weigh yourself again."),
    sentence("Weigh the bottle again: what is missing is what you drank."),
    sentence(
        "Tell all three in the check-in: weight before, weight after and what you drank. Fuel you "
        "burnt is taken off for you."
    ),
    sentence("Do it again on a warmer or cooler day: each weighing narrows the estimate."),
)


def is_worth_it(ahead: Ahead) -> bool:
    """For who runs long and was never weighed."""
    return ahead.is_long and not ahead.weighed


def sweat_test(ahead: Ahead) -> Iterator[Line]:
    """A line for whom it is worth it; `STEPS` guide through it."""
    if not is_worth_it(ahead):
        return
    yield Line(
        LineKind.DRINK,
        do=sentence("Weigh yourself before and after a training run: a sweat test."),
        because=sentence(
            "How much you sweat is known to ± {now} only. One weighing makes it ± {then}, and "
            "the upper limit of your drinking yours instead of everybody's.",
            now=Amount(100 * ahead.sweat.sd / max(ahead.sweat.litres_per_hour, 1e-9), "%"),
            then=Amount(100 * after_one(ahead), "%"),
        ),
        certainty=Certainty.LOW,
        when=sentence("on an ordinary run of 60 to 90 minutes, before this one"),
        claims=(ALMOND,),
        effort=2,
    )


def after_one(ahead: Ahead) -> float:
    """What is left of the relative error after one weighing in an hour like this.

    The precision of the runner's own factor grows by that of one reading, as
    `exposure.weighing.personal_factor` pools them; days differ all the same.
    """
    rate = max(ahead.sweat.litres_per_hour, 0.2)
    reading = np.hypot(np.hypot(SCALE, INTAKE * ahead.drinks_now) / rate, DAY_TO_DAY)
    own = 1 / (1 / BETWEEN_RUNNERS**2 + 1 / reading**2)
    return float(np.sqrt(own + DAY_TO_DAY**2))
