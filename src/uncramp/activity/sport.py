"""Which sport: the words of watches, apps and people, as the FIT profile's two words."""

from __future__ import annotations

import re
from typing import Final

from uncramp.activity.fit.profile import WITHOUT_STEPS

STRAVA: Final = {  # the numbers in Strava's GPX
    "1": "cycling",
    "4": "hiking",
    "9": "running",
    "10": "walking",
    "16": "swimming",
}
# Running, in the languages of the countries with the most runners' apps.
RUN: Final = (
    "run running runs runner jog jogging treadmill trailrun trailrunning laufen lauf dauerlauf "
    "footing corsa correr carrera corrida hardlopen löpning løping løb juoksu bieganie běh futás "
    "бег ランニング 跑步"
)
RUN_WORDS: Final = frozenset(RUN.split())
A_PIED: Final = frozenset(("course", "pied"))  # course à pied
NEVER_RUN: Final = frozenset(("transition", "wheelchair"))
OTHERS: Final = {
    "transition": "transition",  # first: its name has two sports in it
    "cycling": "cycling biking bike ride riding bicycle cycle velo vélo ciclismo radfahren mtb",
    "walking": "walking walk gehen walken marche caminar wandeln",
    "hiking": "hiking hike wandern randonnée senderismo trekking",
    "swimming": "swimming swim schwimmen natation natación",
    "generic": "other generic unknown sport workout",
}
SUB_SPORTS: Final = {
    "trail": "trail trailrun trailrunning",
    "treadmill": "treadmill",
    "track": "track",
    "indoor_running": "indoor",
    "virtual_activity": "virtual",
    "ultra": "ultra",
    "street": "street road",
}


def has_steps(sport: str) -> bool:
    """Whether the cadence of this sport counts steps; it may, where no sport is told."""
    return sport not in WITHOUT_STEPS.split()


def sport_of(word: str) -> tuple[str, str]:
    """Sport and sub-sport; "" where nothing is said, the word itself where it is none of ours."""
    word = STRAVA.get(word.strip(), word.strip())
    parts = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", word).casefold()
    words = set(re.split(r"[\W_]+", parts)) - {""}
    if not words or word.isdigit():
        return "", ""
    if (words & RUN_WORDS and not words & NEVER_RUN) or words >= A_PIED:
        return "running", _sub_sport(words)
    known = (sport for sport, names in OTHERS.items() if words & set(names.split()))
    return next(known, "_".join(re.split(r"[\W_]+", parts.strip()))), ""


def _sub_sport(words: set[str]) -> str:
    return next((sub for sub, names in SUB_SPORTS.items() if words & set(names.split())), "")
