"""Our reader against two that share nothing with it or each other: fitdecode and fitfast.

Known differences, all meant:
- samples of one second are one row with us (the twins' distinct times are compared);
- a heart rate of 0 is missing with us, and impossible readings and excursions are taken out;
- beats a chest strap stored are merged with us alone (`sample_mulitple_header`);
- fitfast refuses files whose header checksum is 0 (Garmin of 2010 to 2014) and damaged ones;
- a device clock that was never set gives no date with us (FR70).
"""

import io
from collections import defaultdict

import fitdecode
import fitfast
import numpy as np
import pytest

from recording import recorded
from uncramp.activity import fit_writer
from uncramp.activity.fit import read
from uncramp.terms.errors import InputError

FIT_EPOCH = 631065600
STRAP = "sample_mulitple_header"
MISSING_HEADER_SUM = ("2013-02-06-12-11-14", "2015-10-13-08-43-15", "sports-lib__garmin")


def with_fitdecode(data):
    """Columns of the records, NaN where missing, and the session totals."""
    rows, sessions = [], []
    with fitdecode.FitReader(
        io.BytesIO(data),
        check_crc=fitdecode.CrcCheck.WARN,
        error_handling=fitdecode.ErrorHandling.WARN,
        processor=None,
    ) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.global_mesg_num == 20:
                rows.append({f.name: f.value for f in reversed(frame.fields)})
            elif frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session":
                sessions.append(frame)
    return rows, sessions


def column(rows, name):
    values = [row.get(name) for row in rows]
    return np.array([np.nan if v is None or isinstance(v, tuple) else v for v in values], float)


def joined(activities, name):
    return np.concatenate([getattr(x.columns, name) for x in activities])


def own_samples():
    speed = np.r_[np.full(900, 3.0), np.full(300, 2.4)]
    steady = recorded(speed, heart_rate=151.0, altitude=400.0, step_rate=171.5, power=250.0)
    return {
        "steady": fit_writer.write(steady),
        "two sessions": fit_writer.write(
            steady,
            recorded(speed, sport="walking", started_at=steady.started_at.replace(year=2027)),
        ),
        "chained": fit_writer.write(steady) * 2,
        "bare": fit_writer.write(recorded(speed)),
    }


@pytest.mark.parametrize("name", own_samples())
def test_the_twins_read_what_we_write_as_we_do(name):
    data = own_samples()[name]
    assert_like_fitdecode(name, data)
    assert_like_fitfast(data)


def test_real_files_read_as_with_fitdecode(real_fit_files):
    for path in real_fit_files:
        assert_like_fitdecode(path.stem, path.read_bytes())


def assert_like_fitdecode(name, data):
    activities = read(data)
    rows, _ = with_fitdecode(data)
    stamps = column([{"t": as_number(row.get("timestamp"))} for row in rows], "t")
    unset = activities[0].started_at is None
    if not unset:
        assert activities[0].started_at.timestamp() == np.nanmin(stamps), name
    if name != "chained":
        times = np.unique(stamps)
        ours = sum(len(x.columns) for x in activities)
        assert ours == (times.size if not unset else len(rows)), name
        last = activities[-1]
        start = times[0] if unset else last.started_at.timestamp()
        assert start + last.columns.time[-1] == pytest.approx(times[-1]), name
    assert_same_distance(name, activities, rows)
    assert_same_heart_rate(name, activities, rows, stamps)


def as_number(stamp):
    if stamp is None:
        return None
    return stamp + FIT_EPOCH if isinstance(stamp, int) else stamp.timestamp()


def assert_same_distance(name, activities, rows):
    theirs = column(rows, "distance")
    if np.isnan(theirs).all():
        return
    total = sum(np.nanmax(x.columns.distance) for x in activities if has(x, "distance"))
    counted_on = name not in {"chained", "two sessions"}
    expected = np.nanmax(theirs) if counted_on else 2 * np.nanmax(theirs)
    assert total == pytest.approx(expected, abs=0.02), name


def has(activity, name):
    return bool(np.isfinite(getattr(activity.columns, name)).any())


def assert_same_heart_rate(name, activities, rows, stamps):
    theirs = column(rows, "heart_rate")
    theirs[theirs == 0] = np.nan
    if STRAP in name:
        assert np.isfinite(joined(activities, "heart_rate")).all()
        return
    if np.isnan(theirs).all():
        assert np.isnan(joined(activities, "heart_rate")).all(), name
        return
    if not np.isnan(stamps).all():
        kept = defaultdict(lambda: np.nan)
        for t, value in zip(stamps, theirs, strict=True):
            if np.isfinite(value):
                kept[t] = value
        theirs = np.array(list(kept.values())) if name != "chained" else theirs
    assert np.nanmean(joined(activities, "heart_rate")) == pytest.approx(np.nanmean(theirs)), name


def test_real_files_read_as_with_fitfast(real_fit_files):
    refused = [x.stem for x in real_fit_files if not assert_like_fitfast(x.read_bytes())]
    assert len(refused) == len(MISSING_HEADER_SUM)
    assert all(any(part in stem for part in MISSING_HEADER_SUM) for stem in refused)


def assert_like_fitfast(data):
    """Whether fitfast read it at all; if so, to the same columns as we."""
    try:
        theirs = fitfast.records(data)
    except fitfast.FitDecodeError:
        return False
    activities = read(data)
    stamps = theirs["timestamp"]
    if activities[0].started_at is None or np.unique(stamps).size != stamps.size:
        return True
    assert sum(len(x.columns) for x in activities) == stamps.size
    for ours, column_of_theirs in (
        ("latitude", "position_lat"),
        ("power", "power"),
        ("temperature", "temperature"),
        ("vertical_oscillation", "vertical_oscillation"),
        ("ground_contact_time", "stance_time"),
        ("step_length", "step_length"),
    ):
        if column_of_theirs in theirs:
            assert_same_column(joined(activities, ours), theirs[column_of_theirs], ours)
    return True


def assert_same_column(ours, theirs, name):
    if name == "latitude" and np.nanmax(np.abs(theirs)) > 180:
        theirs = theirs * 180 / 2**31
    if name not in ("power", "temperature", "latitude"):
        theirs = np.where(theirs == 0, np.nan, theirs)
    if np.isnan(theirs).all():
        return  # a footpod's column, which is not under this name with fitfast
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6, err_msg=name)


def test_every_broken_file_is_salvaged_or_refused_with_a_sentence(real_fit_files):
    folder = real_fit_files[0].parents[1] / "broken"
    found = {path.stem: path for path in sorted(folder.glob("*.fit"))}
    assert found
    no_recording = [found.pop(x) for x in ("elevate__._empty", "sports-lib__empty-sessions")]
    for path in no_recording:
        with pytest.raises(InputError, match=r"empty|macOS"):
            read(path.read_bytes())
    read_ = {stem: read(path.read_bytes()) for stem, path in found.items()}
    counts = {stem: sum(len(x.columns) for x in some) for stem, some in read_.items()}
    assert counts["sports-lib__empty-activities"] == 2319  # no other open reader but one gets them
    assert counts["python-fitparse__coros-pace-2-cycling-misaligned-fields"] == 11272
    (strava,) = read_["python-fitparse__strava-android-app-201.10-b1218918"]
    # A byte is missing in twenty places: the twins stop at the first, six minutes into the hour.
    assert strava.columns.time[-1] == 3558
    assert len(strava.columns) > 2600
    assert "places in the file: 20" in " ".join(map(str, strava.dropped))
