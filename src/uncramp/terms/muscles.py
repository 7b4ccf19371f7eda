"""Where it cramped, on which side, and when: the closed lists a person chooses from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from uncramp.terms.sentences import Sentence, sentence


class Muscle(StrEnum):
    """The muscles a runner can name."""

    CALF = "calf"
    SOLEUS = "soleus"
    HAMSTRING = "hamstring"
    QUADRICEPS = "quadriceps"
    ADDUCTOR = "adductor"
    SHIN = "shin"
    FOOT = "foot"
    TOES = "toes"
    HIP = "hip"
    GLUTE = "glute"
    SEVERAL = "several"
    ARMS = "arms"
    TRUNK = "trunk"


class Side(StrEnum):
    """Left, right or both."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Onset(StrEnum):
    """When a cramp began, against the run it is tied to.

    ``AFTER`` is awake and up to 6 h after the end; ``NIGHT`` is from sleep or in bed,
    whatever the hours, within 24 h.
    """

    DURING = "during"
    AFTER = "after"
    NIGHT = "night"


CALF_AND_FOOT = frozenset({Muscle.CALF, Muscle.SOLEUS, Muscle.FOOT, Muscle.TOES})

NAMES: Mapping[Muscle, Sentence] = {  # in the order a runner names them
    Muscle.CALF: sentence("Calf"),
    Muscle.HAMSTRING: sentence("Back of the thigh (hamstring)"),
    Muscle.QUADRICEPS: sentence("Front of the thigh (quadriceps)"),
    Muscle.FOOT: sentence("Foot or arch"),
    Muscle.TOES: sentence("Toes"),
    Muscle.SOLEUS: sentence("Deep or low in the calf (soleus)"),
    Muscle.SHIN: sentence("Shin"),
    Muscle.ADDUCTOR: sentence("Inner thigh (adductor)"),
    Muscle.GLUTE: sentence("Buttock (glute)"),
    Muscle.HIP: sentence("Hip"),
    Muscle.SEVERAL: sentence("Several at once"),
    Muscle.ARMS: sentence("Arms or hands"),
    Muscle.TRUNK: sentence("Trunk or side"),
}
