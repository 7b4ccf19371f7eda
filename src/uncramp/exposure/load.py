"""Exposures of load: racing, how long, how much more than lately, how much downhill."""

from __future__ import annotations

import numpy as np

from uncramp.exposure.columns import column, hours, starts
from uncramp.exposure.kind_of_run import by_kind, kinds, race_probability
from uncramp.exposure.lately import Window
from uncramp.exposure.measured import Measured
from uncramp.exposure.row import Exposure, Group, Kind
from uncramp.history.history import History
from uncramp.terms.sentences import sentence

LATELY = 30  # days the longest run is looked for in
WEEK, MONTH = 7.0, 35.0  # days: the week up to the run, and four weeks before that week
TYPICAL_DESCENT = 80.0  # m an hour, on rolling roads; a judgement, and its own spread
UNWEIGHTED = 0.2  # of metres down whose slope nobody knows, as in a planned run


def race(history: History) -> Measured:
    """Whether it was a race: 1 or 0 where told, otherwise how likely from the distance."""
    told = [run.check_in.race for run in history.runs]
    value = np.array([np.nan if race is None else float(race) for race in told])
    likely = np.array([race_probability(run) for run in history.runs])
    spread = np.sqrt(likely * (1 - likely))
    said = sentence("You have not said whether this was a race; its distance says how likely.")
    return Measured.of(value, sd=0.0, expected=(likely, spread), missing=said)


def duration(history: History) -> Measured:
    """Hours from start to end, standing included: muscles do not rest at a traffic light."""
    said = sentence("The file has no clock, so how long it took is unknown.")
    expected = np.array(1.0), np.array(0.5)
    return Measured.of(hours(history), sd=0.0, expected=expected, missing=said)


def distance_spike(history: History) -> Measured:
    """This distance over the longest run of the 30 days before.

    Source: Garmin-RUNSAFE 2025, doi:10.1136/bjsports-2024-109380 (injury, not cramp). Its
    steps are 1.1, 1.3 and 2.
    """
    distance = column(history, "distance")
    longest = Window.of(starts(history), LATELY).most(distance)
    value = np.divide(distance, longest, out=np.full_like(distance, np.nan), where=longest > 0)
    expected = by_kind(kinds(history), easy=0.6, long=1.05, race=1.0), np.array(0.25)
    said = sentence("No other run is known in the {days} days before it.", days=LATELY)
    return Measured.of(value, sd=0.02, expected=expected, missing=said)


def weekly_build(history: History) -> Measured:
    """Distance of the week that ends with this run over the mean week of the four before.

    Shown because runners plan by it; Garmin-RUNSAFE found no link with injury from week to
    week. Missing until four weeks are known.
    """
    distance, day = column(history, "distance"), starts(history)
    week, month = (Window.of(day, days).total(distance) for days in (WEEK, MONTH))
    before = (month - week) / 4
    known = (day - day[:1] >= MONTH - WEEK) & (before > 0)
    value = np.divide(week + distance, before, out=np.full_like(day, np.nan), where=known)
    said = sentence("Fewer than four weeks of running are known before it.")
    expected = np.array(1.05), np.array(0.3)
    return Measured.of(value, sd=0.02, expected=expected, missing=said)


def descent(history: History) -> Measured:
    """Metres run downhill, where muscles brake while they lengthen, steep ones weighing more.

    Each metre down counts by the share of braking on its slope, 1 on the flat to 2 at -30 %:
    `exposure.climbing.braking_weight`.
    """
    long = np.maximum(hours(history), 0.25)
    typical = TYPICAL_DESCENT * np.where(np.isfinite(long), long, 1.0)
    plain, weighted = column(history, "descent"), column(history, "eccentric_descent")
    value = np.where(np.isfinite(weighted), weighted, plain)
    share = np.where(np.isfinite(weighted), 0.1, UNWEIGHTED)
    error = np.hypot(10.0, share * np.nan_to_num(value))  # m; barometer and GPS noise
    said = sentence("The altitude is not known, so the downhill metres are not either.")
    return Measured.of(value, sd=error, expected=(typical, typical), missing=said)


ROWS = (
    Exposure(
        "race",
        "1",
        sentence("racing"),
        Kind.FACTOR,
        Group.RACE,
        race,
        (0, 1),
        "doi:10.1136/bjsm.2010.078535",
        ordinary=True,
        question=sentence("Was this a race?"),
        question_key="race",
    ),
    Exposure(
        "duration",
        "h",
        sentence("time on your feet"),
        Kind.FACTOR,
        Group.RACE,
        duration,
        (0.25, 8),
        "doi:10.1097/JSM.0000000000000992",
        ordinary=True,
        digits=1,
    ),
    Exposure(
        "distance_spike",
        "1",
        sentence("further than you have lately run"),
        Kind.FACTOR,
        Group.CHANGE,
        distance_spike,
        (0, 3),
        "doi:10.1136/bjsports-2024-109380",
        digits=2,
    ),
    Exposure(
        "weekly_build",
        "1",
        sentence("a bigger week than lately"),
        Kind.FACTOR,
        Group.CHANGE,
        weekly_build,
        (0, 3),
        "doi:10.1136/bjsports-2024-109380",
        digits=2,
    ),
    Exposure(
        "descent",
        "m",
        sentence("running downhill"),
        Kind.FACTOR,
        Group.CHANGE,
        descent,
        (0, 3000),
        "doi:10.1242/jeb.195.1.211",
        ordinary=True,
    ),
)
