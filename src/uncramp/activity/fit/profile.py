"""What the numbers in a FIT file mean, as far as an activity needs it.

The facts are those of the FIT protocol's public profile; the small tables below hold the
messages, fields and words we read and write, and nothing else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

EPOCH: Final = 631065600  # FIT counts seconds from 1989-12-31T00:00:00Z; this is that in Unix time
CLOCK_NEVER_SET: Final = 0x10000000  # below this a date_time counts from when the device woke up
SEMICIRCLE: Final = 180 / 2**31  # degrees

FILE_ID: Final = 0
SPORT: Final = 12
SESSION: Final = 18
LAP: Final = 19
RECORD: Final = 20
EVENT: Final = 21
DEVICE_INFO: Final = 23
ACTIVITY: Final = 34
HR: Final = 132
FIELD_DESCRIPTION: Final = 206
WANTED: Final = frozenset(
    (FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, DEVICE_INFO, ACTIVITY, HR, FIELD_DESCRIPTION)
)

# Base type number (the low five bits of its byte): numpy code, and the value that says "none".
BASE_TYPES: Final[tuple[tuple[str, int | None], ...]] = (
    ("u1", 0xFF),
    ("i1", 0x7F),
    ("u1", 0xFF),
    ("i2", 0x7FFF),
    ("u2", 0xFFFF),
    ("i4", 0x7FFFFFFF),
    ("u4", 0xFFFFFFFF),
    ("S", None),
    ("f4", None),
    ("f8", None),
    ("u1", 0),
    ("u2", 0),
    ("u4", 0),
    ("u1", 0xFF),
    ("i8", 0x7FFFFFFFFFFFFFFF),
    ("u8", 0xFFFFFFFFFFFFFFFF),
    ("u8", 0),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: value = raw / scale - offset, `width` of them a message.

    The bytes of a `packed` field mean something only together: no byte says "missing".
    """

    name: str
    scale: float = 1.0
    offset: float = 0.0
    width: int = 1
    packed: bool = False


class Fields(dict[int, Field]):
    """The fields of one kind of message that we read, by number; each table is itself a key."""

    __hash__ = object.__hash__  # type: ignore[assignment]


RECORD_FIELDS: Final = Fields(
    {
        253: Field("clock"),
        0: Field("latitude", 1 / SEMICIRCLE),
        1: Field("longitude", 1 / SEMICIRCLE),
        2: Field("altitude", 5, 500),
        3: Field("heart_rate"),
        4: Field("cadence"),
        5: Field("distance", 100),
        6: Field("speed", 1000),
        7: Field("power"),
        8: Field("speed_distance", width=3, packed=True),  # 12 bits of speed, 12 bits of distance
        13: Field("temperature"),
        39: Field("vertical_oscillation", 10),
        41: Field("ground_contact_time", 10),
        52: Field("cadence256", 256),
        53: Field("fractional_cadence", 128),
        73: Field("enhanced_speed", 1000),
        78: Field("enhanced_altitude", 5, 500),
        84: Field("ground_contact_balance", 100),
        85: Field("step_length", 10),
    }
)
SESSION_FIELDS: Final = Fields(
    {
        253: Field("clock"),
        2: Field("start"),
        5: Field("sport"),
        6: Field("sub_sport"),
        7: Field("elapsed", 1000),
        8: Field("timer", 1000),
        9: Field("distance", 100),
    }
)
LAP_FIELDS: Final = Fields(
    {
        253: Field("clock"),
        2: Field("start"),
        7: Field("elapsed", 1000),
        8: Field("timer", 1000),
        9: Field("distance", 100),
        25: Field("sport"),
        39: Field("sub_sport"),
    }
)
SPORT_FIELDS: Final = Fields({0: Field("sport"), 1: Field("sub_sport")})
EVENT_FIELDS: Final = Fields({253: Field("clock"), 0: Field("event"), 1: Field("kind")})
ACTIVITY_FIELDS: Final = Fields({253: Field("clock"), 5: Field("local")})
FILE_ID_FIELDS: Final = Fields({0: Field("type"), 1: Field("maker"), 2: Field("product")})
DEVICE_FIELDS: Final = Fields({0: Field("index"), 2: Field("maker"), 4: Field("product")})
HR_FIELDS: Final = Fields(
    {
        253: Field("clock"),
        0: Field("fraction", 32768),
        6: Field("heart_rate", width=8),
        9: Field("beat", 1024, width=8),
        10: Field("beat12", width=12, packed=True),  # eight times of 12 bits
    }
)
FILE_PRODUCT_NAME: Final = 8
DEVICE_PRODUCT_NAME: Final = 27

TIMER: Final = 0
TIMER_START: Final = 0
TIMER_STOPS: Final = (1, 4, 8, 9)

FILE_ACTIVITY: Final = 4
FILE_COURSE: Final = 6
FILE_TYPES: Final = {
    1: "device",
    2: "settings",
    3: "sport settings",
    5: "workout",
    6: "course",
    7: "schedule",
    9: "weight",
    10: "totals",
    11: "goals",
    14: "blood pressure",
    15: "monitoring",
    20: "activity summary",
    28: "daily monitoring",
    32: "monitoring",
    34: "segment",
    35: "segment list",
    40: "display settings",
}

# Words in the order of their numbers; "-" where the profile leaves a gap.
SPORTS: Final = (
    "generic running cycling transition fitness_equipment swimming basketball soccer tennis "
    "american_football training walking cross_country_skiing alpine_skiing snowboarding rowing "
    "mountaineering hiking multisport paddling flying e_biking motorcycling boating driving golf "
    "hang_gliding horseback_riding hunting fishing inline_skating rock_climbing sailing "
    "ice_skating sky_diving snowshoeing snowmobiling stand_up_paddleboarding surfing "
    "wakeboarding water_skiing kayaking rafting windsurfing kitesurfing tactical jumpmaster "
    "boxing floor_climbing baseball - - - diving - - - - - - - - hiit - racket "
    "wheelchair_push_walk wheelchair_push_run meditation - disc_golf - cricket rugby hockey "
    "lacrosse volleyball water_tubing wakesurfing - - mixed_martial_arts - snorkeling dance "
    "jump_rope"
)
SUB_SPORTS: Final = (
    "generic treadmill street trail track spin indoor_cycling road mountain downhill recumbent "
    "cyclocross hand_cycling track_cycling indoor_rowing elliptical stair_climbing lap_swimming "
    "open_water flexibility_training strength_training warm_up match exercise challenge "
    "indoor_skiing cardio_training indoor_walking e_bike_fitness bmx casual_walking "
    "speed_walking bike_to_run_transition run_to_bike_transition swim_to_bike_transition atv "
    "motocross backcountry resort rc_drone wingsuit whitewater skate_skiing yoga pilates "
    "indoor_running gravel_cycling e_bike_mountain commuting mixed_surface navigate track_me map "
    "single_gas_diving multi_gas_diving gauge_diving apnea_diving apnea_hunting "
    "virtual_activity obstacle - - breathing - - sail_race - ultra indoor_climbing bouldering "
    "hiit - - amrap emom tabata - - - - - - - - pickleball padel indoor_wheelchair_walk "
    "indoor_wheelchair_run indoor_hand_cycling"
)
MAKERS: Final = {
    1: "Garmin",
    2: "Garmin",
    16: "Timex",
    23: "Suunto",
    32: "Wahoo",
    53: "Epson",
    52: "Epson",
    59: "Mio",
    70: "Sigma",
    71: "TomTom",
    87: "Nielsen-Kellerman",
    89: "Tacx",
    95: "Stryd",
    123: "Polar",
    140: "Decathlon",
    258: "Lezyne",
    260: "Zwift",
    265: "Strava",
    267: "Bryton",
    289: "Hammerhead",
    294: "Coros",
    307: "OneLap",
    310: "Decathlon",
    326: "Nike",
}
DEVELOPMENT: Final = 255  # the maker's number of a file made by software

# Sports whose cadence counts pedals, strokes or nothing we know, never steps.
WITHOUT_STEPS: Final = (
    "cycling e_biking motorcycling rowing swimming paddling kayaking rafting boating sailing "
    "stand_up_paddleboarding surfing windsurfing kitesurfing driving flying "
    "cross_country_skiing alpine_skiing snowboarding inline_skating ice_skating "
    "horseback_riding wheelchair_push_walk wheelchair_push_run"
)


def word(words: str, number: float) -> str:
    """The word for a number, "" where the profile has none."""
    known = words.split()
    found = known[int(number)] if 0 <= number < len(known) else "-"
    return "" if found == "-" else found


def number_of(words: str, word: str) -> float:
    """The number of a word, NaN for no word."""
    return words.split().index(word) if word else math.nan
