"""Activities written as FIT, column by column: for samples, tests and benchmarks.

A whole hour is one numpy structured array, so thousands of files cost seconds. What is
written is a valid activity file: file_id, timer events, records, laps, sessions, and the
activity itself with the local time where it is known. FIT counts whole seconds, so each
sample is rounded to the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uncramp.activity.activity import Activity, Lap
from uncramp.activity.fit import profile
from uncramp.activity.fit.checksum import crc16
from uncramp.activity.fit.kinds import (
    ACTIVITY,
    EVENT,
    FILE_ID,
    LAP,
    RECORD_TYPES,
    SESSION,
    TIME,
    TYPES,
    Kind,
)
from uncramp.terms.columns import Column

VERSIONS: Final = b"\x20" + (2195).to_bytes(2, "little")  # protocol 2.0, profile 21.95
AWAKE: Final = 1000  # s on the clock of a device whose clock was never set
STOP: Final = 1
STOP_ALL: Final = 4
OF_LAP, OF_SESSION, OF_ACTIVITY = 9, 8, 26  # events
ENHANCED: Final = {"speed": "enhanced_speed", "altitude": "enhanced_altitude"}


def write(*activities: Activity) -> bytes:
    """One FIT activity file with a session for each of `activities`, in time order.

    A column that is missing throughout is left out. An activity without laps is written
    with one, as the protocol wants. ValueError where there is nothing to write, or a
    value does not fit its field.
    """
    if not activities or any(len(x.columns) == 0 for x in activities):
        raise ValueError("A FIT activity needs at least one sample in each session.")
    body = b"".join((_file_id(activities[0]), *_sessions(activities), _closing(activities)))
    head = bytes((14,)) + VERSIONS + len(body).to_bytes(4, "little") + b".FIT"
    whole = head + crc16(head).to_bytes(2, "little") + body
    return whole + crc16(whole).to_bytes(2, "little")


def _file_id(first: Activity) -> bytes:
    return FILE_ID.definition() + FILE_ID.single(
        type=profile.FILE_ACTIVITY,
        maker=profile.DEVELOPMENT,
        product=1,
        created=_clock(first)[0],
        name=first.device.encode()[:63],
    )


def _clock(activity: Activity) -> Column:
    """Whole seconds on FIT's clock; NaN throughout in an activity without a clock."""
    started = activity.started_at
    first = AWAKE if started is None else started.timestamp() - profile.EPOCH
    return np.rint(first + activity.columns.time)


def _sessions(activities: tuple[Activity, ...]) -> Iterator[bytes]:
    yield from (kind.definition() for kind in (EVENT, LAP, SESSION))
    first_lap = 0
    for activity in activities:
        laps = activity.laps or (_as_one_lap(activity),)
        yield from _samples(activity)
        yield from (_lap(activity, lap) for lap in laps)
        yield _session(activity, first_lap, len(laps))
        first_lap += len(laps)


def _samples(activity: Activity) -> Iterator[bytes]:
    """Records, with a timer event wherever the timer stood still or ran again."""
    clock = _clock(activity)
    kind, rows = _records(activity, clock)
    stops = [(clock[0] + x.start, STOP) for x in activity.pauses]
    starts = [(clock[0] + x.end, profile.TIMER_START) for x in activity.pauses]
    events = sorted(stops + starts)
    cuts = np.searchsorted(clock, [when for when, _ in events], side="right").tolist()
    yield kind.definition()
    yield _event(clock[0], profile.TIMER_START)
    yield rows[: cuts[0] if cuts else len(rows)].tobytes()
    for (when, event), (begin, end) in zip(events, pairwise([*cuts, len(rows)]), strict=True):
        yield _event(when, event)
        yield rows[begin:end].tobytes()
    yield _event(clock[-1], STOP_ALL)


def _event(when: float, event_type: int) -> bytes:
    return EVENT.single(time=when, event=profile.TIMER, event_type=event_type)


def _records(activity: Activity, clock: Column) -> tuple[Kind, NDArray[np.void]]:
    raw = _raw_columns(activity)
    timed = not np.isnan(clock).any()
    fields = {name: (_number(name), RECORD_TYPES[_number(name)]) for name in raw}
    kind = Kind(0, profile.RECORD, (TIME if timed else {}) | fields)
    rows = kind.rows(clock.size)
    if timed:
        rows["time"] = clock
    for name, values in raw.items():
        _set(rows, name, values, fields[name][1])
    return kind, rows


def _number(name: str) -> int:
    return next(number for number, field in profile.RECORD_FIELDS.items() if field.name == name)


def _raw_columns(activity: Activity) -> dict[str, Column]:
    """The columns with any value, by the profile's names, in the field's own unit."""
    columns = activity.columns
    found = {name: getattr(columns, name) for name in columns.__slots__ if name != "time"}
    steps = found.pop("step_rate")
    found["cadence"] = np.floor(steps / 2)
    found["fractional_cadence"] = steps / 2 - found["cadence"]
    known = {ENHANCED.get(n, n): x for n, x in found.items() if not np.isnan(x).all()}
    fields = {field.name: field for field in profile.RECORD_FIELDS.values()}
    return {n: np.rint((x + fields[n].offset) * fields[n].scale) for n, x in known.items()}


def _set(rows: NDArray[np.void], name: str, values: Column, base: int) -> None:
    """Put `values` into the rows; NaN stays missing."""
    code, none = TYPES[base]
    room = np.iinfo(code)
    known = np.isfinite(values)
    if ((values < room.min) | (values > room.max) | (values == none)).any():
        raise ValueError(f"A value of {name} does not fit its field in FIT.")
    rows[name][known] = values[known]


def _as_one_lap(activity: Activity) -> Lap:
    paused = sum(x.end - x.start for x in activity.pauses)
    distance = activity.columns.distance
    known = distance[np.isfinite(distance)]
    total = float(known[-1]) if known.size else np.nan
    return Lap(0.0, float(activity.columns.time[-1]) - paused, total)


def _lap(activity: Activity, lap: Lap) -> bytes:
    return LAP.single(**_totals(activity, lap), event=OF_LAP, event_type=STOP)


def _totals(activity: Activity, lap: Lap) -> dict[str, float]:
    start = float(_clock(activity)[0]) + lap.start
    paused = sum(
        x.end - x.start for x in activity.pauses if lap.start <= x.start < lap.start + lap.duration
    )
    elapsed = lap.duration + paused
    return {
        "time": start + elapsed,
        "start": start,
        "elapsed": elapsed * 1000,
        "timer": lap.duration * 1000,
        "distance": lap.distance * 100,
    }


def _session(activity: Activity, first_lap: int, laps: int) -> bytes:
    heart_rate = activity.columns.heart_rate
    known = heart_rate[np.isfinite(heart_rate)]
    return SESSION.single(
        **_totals(activity, _as_one_lap(activity)),
        event=OF_SESSION,
        event_type=STOP,
        sport=profile.number_of(profile.SPORTS, activity.sport),
        sub_sport=profile.number_of(profile.SUB_SPORTS, activity.sub_sport),
        heart_rate=float(known.mean()) if known.size else np.nan,
        first_lap=first_lap,
        laps=laps,
    )


def _closing(activities: tuple[Activity, ...]) -> bytes:
    last = activities[-1]
    end = float(_clock(last)[-1])
    offset = np.nan if last.utc_offset is None else last.utc_offset
    return ACTIVITY.definition() + ACTIVITY.single(
        time=end,
        timer=1000 * sum(_as_one_lap(x).duration for x in activities),
        sessions=len(activities),
        type=0,
        event=OF_ACTIVITY,
        event_type=STOP,
        local=end + offset,
    )
