"""What a runner may put to the coin, and what nobody may.

A trial gives one side of the coin less of something. Where less is a danger (fluid), where
more is (heat, salt for a weak kidney, pills), or where a coin cannot decide (a race, sleep
that did not come), none is offered, whatever its power.
"""

from __future__ import annotations

from dataclasses import dataclass

from uncramp.history.runner import Runner
from uncramp.terms.sentences import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Sides:
    """What a run with, and a run without, is told to do.

    ``only_healthy`` is that conditions and medicines must both have been answered with none.
    """

    with_it: Sentence
    without: Sentence
    only_healthy: bool = False


MAY_BE_TRIED = {
    "warm_up": Sides(
        sentence("Warm up for 10 minutes: walk, jog, a few strides."),
        sentence("Start as slowly as you like, without a warm-up."),
    ),
    "stretching": Sides(
        sentence("Stretch the muscle that cramps for 5 minutes on the evening before."),
        sentence("Do not stretch it on the evening before."),
    ),
    "cool_down": Sides(
        sentence("Walk or jog for 10 minutes after the run."),
        sentence("End the run as you usually do."),
    ),
    "abrupt_stop": Sides(
        sentence("Ease off over the last 5 minutes."),
        sentence("End the run as you usually do."),
    ),
    "effort_above_ability": Sides(
        sentence("Keep 5 % slower than you would for the first half."),
        sentence("Run as you would."),
    ),
    "surges": Sides(
        sentence("Keep an even effort; no surges, no chasing on climbs."),
        sentence("Run as you would."),
    ),
    "drop_change": Sides(
        sentence("Wear the shoes with the higher heel-to-toe drop, both pairs well run in."),
        sentence("Wear the shoes with the lower heel-to-toe drop, both pairs well run in."),
    ),
    "carbohydrate_before_gap": Sides(
        sentence("Eat your usual meal with bread, rice or pasta 2 to 3 hours before."),
        sentence("Eat as you usually do before a run."),
        only_healthy=True,
    ),
    "carbohydrate_gap": Sides(
        sentence("Take the gel or sports drink you are used to, as its label says."),
        sentence("Eat and drink as you usually do in a run."),
        only_healthy=True,
    ),
    "sodium_deficit": Sides(
        sentence("Drink to thirst, with the sports drink you are used to, as its label says."),
        sentence("Drink to thirst, what you usually drink."),
        only_healthy=True,
    ),
}

_LOAD = sentence("More load on purpose is how runners get hurt; no coin should decide it.")
NEVER = {
    "fluid_deficit": sentence(
        "One side would have to drink less or more than thirst asks for, and both can be dangerous."
    ),
    "heat": sentence("Running in heat on purpose can be dangerous."),
    "anti_inflammatory": sentence(
        "Pills against pain before a run can harm kidney and stomach; uncramp tries none."
    ),
    "recent_illness": sentence("Nobody should run ill on purpose."),
    "sleep_short": sentence("Sleeping less on purpose is bad for you, and the night decides."),
    "sudden_movement": sentence("A sudden movement on purpose can tear a muscle."),
    "duration": _LOAD,
    "distance_spike": _LOAD,
    "weekly_build": _LOAD,
    "descent": _LOAD,
    "forefoot_load": sentence("Another way to land loads the calf and the Achilles tendon anew."),
    "step_rate_change": sentence("Another step rate loads other muscles for weeks."),
    "new_shoes": sentence("Shoes are new only once."),
    "race": sentence("A coin cannot decide what is a race."),
    "recovery": sentence("It is the runs before that decide it, not a coin on the day."),
    "days_since_last_cramp": sentence("It cannot be chosen."),
    "strength_training": sentence(
        "It works over weeks, so it cannot be switched on and off from run to run."
    ),
}

HEALTHY_ONLY = sentence(
    "What you eat or drink is tried only where you have told of no condition and no medicine "
    "(conditions=none, medicines=none). Otherwise ask your doctor first."
)
EVERY_TIME = (
    sentence("Only on runs you would do anyway; leave the coin out when you are ill or it is hot."),
    sentence("Drink to thirst on every run, whichever side the coin fell on."),
    sentence("Stop the run, and the trial, when anything feels wrong."),
)


def why_not(exposure: str, runner: Runner) -> Sentence | None:
    """Why this may not be tried by this runner; None where it may."""
    if exposure in NEVER:
        return NEVER[exposure]
    sides = MAY_BE_TRIED.get(exposure)
    if sides is None:
        return sentence(
            "{name} is nothing that a coin could decide. These may be tried: {names}.",
            name=exposure,
            names=", ".join(MAY_BE_TRIED),
        )
    healthy = runner.conditions == () and runner.medicines == ()
    return HEALTHY_ONLY if sides.only_healthy and not healthy else None
