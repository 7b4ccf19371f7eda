"""Damaged files: what is good is kept, what is not is told, and nothing ends in a traceback."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit_bytes import (
    ACTIVITY_FILE,
    CODES,
    START,
    TIME,
    Message,
    assert_survived,
    fit_file,
    mutated,
    records,
    session,
)
from recording import recorded
from uncramp.activity import fit_writer
from uncramp.activity.fit import read
from uncramp.terms.errors import InputError

FIELDS = [(0, 0x85), (1, 0x85), (5, 0x86), (73, 0x86), (78, 0x86), (3, 0x02)]
SIZE = 1 + 4 * 6 + 1
DEGREE = 2**31 / 180


def row(i):
    """Ten kilometres an hour to the north, level."""
    return (
        round((47 + i * 2.5e-5) * DEGREE),
        round(8 * DEGREE),
        i * 278,
        2780,
        2500 + 5 * 400,
        150 + i % 5,
    )


def body(count=200):
    return records(FIELDS, [row(i) for i in range(count)])


WHOLE = fit_file(ACTIVITY_FILE, body(), session(START))
BEGIN = WHOLE.index(records(FIELDS, [row(0)])) + len(Message(1, 20, [TIME, *FIELDS]).definition())


def place(i):
    """The first byte of record `i`."""
    return BEGIN + i * SIZE


def one(data):
    (activity,) = read(data)
    return activity


def said(activity):
    return " ".join(str(x) for x in activity.dropped)


def changed(at, new):
    return WHOLE[:at] + new + WHOLE[at + len(new) :]


def assert_only_real_values(columns, missing=0):
    """Every sample kept is one of those written, at its own time."""
    seconds = columns.time.astype(int)
    assert (np.diff(seconds) > 0).all()
    for name, width in (("distance", 2.78), ("latitude", 2.5e-5)):
        column = getattr(columns, name)
        known = np.isfinite(column)
        assert (~known).sum() <= missing
        base = 47 if name == "latitude" else 0
        assert column[known] == pytest.approx(base + seconds[known] * width, abs=1e-6)


def test_a_whole_file_has_nothing_to_tell():
    activity = one(WHOLE)
    assert len(activity.columns) == 200
    assert not activity.dropped
    assert not activity.notes
    assert_only_real_values(activity.columns)


@given(st.integers(place(2), len(WHOLE) - 1))
def test_a_cut_file_keeps_every_whole_record_before_the_cut(cut):
    activity = one(WHOLE[:cut])
    assert len(activity.columns) == min((cut - BEGIN) // SIZE, 200)
    assert "cut off" in said(activity)


@given(st.integers(0, place(2) - 1))
def test_a_file_cut_before_its_second_record_is_refused_with_a_sentence(cut):
    with pytest.raises(InputError):
        read(WHOLE[:cut])


@settings(max_examples=300)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 7))
def test_one_flipped_bit_costs_little_and_never_a_traceback(at, bit):
    flipped = changed(at, bytes([WHOLE[at] ^ 1 << bit]))
    try:
        activity = one(flipped)
    except InputError:
        assert at < BEGIN  # the header, the file's kind, or what a record is
        return
    if at >= BEGIN:
        assert len(activity.columns) >= 196
        assert activity.dropped


@pytest.mark.parametrize("length", [7, 60, 512, 2000])
@pytest.mark.parametrize("filled_with", [0x00, 0xFF, 0x01, 0x5A])
def test_a_hole_is_read_around_and_gives_no_invented_samples(length, filled_with):
    at = place(50) + 13
    activity = one(changed(at, bytes([filled_with]) * length))
    lost = length // SIZE + 3
    assert len(activity.columns) >= 200 - lost
    assert activity.columns.time[-1] == 199
    assert_only_real_values(activity.columns, missing=2)
    assert activity.dropped


@pytest.mark.parametrize("lost", [1, 2, 7, 13, 25])
def test_bytes_lost_in_the_middle_cost_a_record_or_two(lost):
    at = place(80) + 3
    activity = one(WHOLE[:at] + WHOLE[at + lost :])
    assert len(activity.columns) >= 197
    assert_only_real_values(activity.columns, missing=1)


def test_bytes_slipped_in_cost_a_record_or_two():
    at = place(80) + 3
    activity = one(WHOLE[:at] + b"junk!" + WHOLE[at:])
    assert len(activity.columns) >= 198
    assert_only_real_values(activity.columns, missing=1)


def test_many_lost_bytes_are_told_in_one_sentence():
    data = bytearray(WHOLE)
    for i in (150, 100, 50):
        del data[place(i) + 9]
    activity = one(bytes(data))
    assert len(activity.columns) >= 194
    assert "Damaged places in the file: 3" in said(activity)


def test_a_file_that_ends_in_zeros_keeps_what_was_written():
    """As a watch leaves it whose battery died while it wrote."""
    activity = one(WHOLE[: place(120) + 11] + bytes(4096))
    assert 120 <= len(activity.columns) <= 121
    assert_only_real_values(activity.columns, missing=1)


def test_a_wrong_checksum_is_told_and_costs_nothing():
    activity = one(WHOLE[:-2] + b"\x12\x34")
    assert len(activity.columns) == 200
    assert "checksum" in said(activity)


def test_a_header_checksum_of_zero_is_what_old_watches_write():
    activity = one(fit_file(ACTIVITY_FILE, body(), header_crc=0))
    assert len(activity.columns) == 200
    assert not activity.dropped


def test_a_header_of_twelve_bytes_is_as_good():
    assert not one(fit_file(ACTIVITY_FILE, body(), header=12)).dropped


def test_a_header_without_a_size_is_a_recording_never_finished():
    activity = one(fit_file(ACTIVITY_FILE, body(), size=0))
    assert len(activity.columns) == 200
    assert "never finished" in said(activity)


@pytest.mark.parametrize("size", [100, 5000, 2**32 - 1])
def test_a_header_with_a_wrong_size_is_not_believed(size):
    activity = one(fit_file(ACTIVITY_FILE, body(), size=size))
    assert len(activity.columns) == 200
    assert activity.dropped


def test_bytes_behind_the_end_are_told():
    activity = one(WHOLE + b"\0" * 77)
    assert len(activity.columns) == 200
    assert "77 bytes after the end" in said(activity)


def test_a_second_recording_behind_junk_is_found():
    assert [len(x.columns) for x in read(WHOLE + b"junk" * 9 + WHOLE)] == [200, 200]


def test_a_message_nobody_defined_ends_nothing():
    stray = b"\x07" + b"\x99" * 12
    records_after = Message(1, 20, [TIME, *FIELDS])
    rows = [records_after.data(START + i, *row(i)) for i in range(100, 200)]
    activity = one(fit_file(ACTIVITY_FILE, body(100), stray, *rows))
    assert len(activity.columns) == 199  # the one before the stray is not trusted
    assert "Damaged" in said(activity)


def test_text_without_an_end_and_no_utf8_is_read_as_far_as_it_goes():
    named = Message(3, 0, [(0, 0x00), (1, 0x84), (8, 0x07, 6)])
    activity = one(fit_file(named((4, 294, b"PACE\xff2")), body()))
    assert activity.device == "Coros PACE\N{REPLACEMENT CHARACTER}2"


def test_a_device_name_commands_no_terminal():
    named = Message(3, 0, [(0, 0x00), (1, 0x84), (8, 0x07, 9)])
    assert one(fit_file(named((4, 294, b"\x1b[2J\x07PACE")), body())).device == "Coros [2JPACE"


def test_a_file_of_nothing_but_headers_is_refused_and_not_read_for_ever():
    with pytest.raises(InputError):
        read(fit_file()[:14].replace(b"\0\0\0\0", b"\xff\xff\1\0", 1) * 50_000)


def test_defining_the_same_over_and_over_takes_time_in_proportion():
    again = Message(1, 20, [TIME, *FIELDS]).definition()
    assert_survived(fit_file(ACTIVITY_FILE, body(), again * 20_000, crc=1))


def test_more_definitions_than_any_device_has_are_damage_not_memory():
    many = b"".join(
        Message(0, 20, [(i % 200, 0x02), (i // 200, 0x02)]).definition() for i in range(20_000)
    )
    activity = one(fit_file(ACTIVITY_FILE, body(), many))
    assert len(activity.columns) == 199
    assert activity.dropped


# Time


def timed(times, **columns):
    kind = Message(1, 20, [TIME, (5, 0x86)])
    rows = [(t, round(d * 100)) for t, d in zip(times, columns["distance"], strict=True)]
    return fit_file(ACTIVITY_FILE, kind(*rows))


def test_samples_out_of_order_are_sorted_and_that_is_said():
    times = [START + x for x in (0, 1, 2, 5, 3, 4, 6)]
    activity = one(timed(times, distance=[0, 1, 2, 5, 3, 4, 6]))
    assert activity.columns.distance.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert "sorted" in " ".join(map(str, activity.notes))


def test_a_file_written_backwards_is_turned_round():
    times = [START + 3600 - 10 * i for i in range(300)]
    activity = one(timed(times, distance=range(300, 0, -1)))
    assert activity.columns.distance.tolist() == list(range(1, 301))


def test_a_clock_set_during_the_run_keeps_both_parts_in_one_line():
    times = [*range(1000, 1100), *range(START, START + 300)]
    activity = one(timed(times, distance=range(400)))
    assert activity.columns.time.tolist() == list(range(400))
    assert activity.started_at.year == 2024
    assert "clock was set" in " ".join(map(str, activity.notes))


def test_a_clock_set_during_the_run_is_no_damage_even_in_a_damaged_file():
    times = [*range(1000, 1100), *range(START, START + 300)]
    activity = one(timed(times, distance=range(400))[:-2] + b"\x12\x34")
    assert len(activity.columns) == 400
    assert "checksum" in said(activity)


def test_a_clock_put_back_by_an_hour_keeps_both_parts_in_one_line():
    times = [*range(START, START + 300), *range(START - 3300, START - 3200)]
    activity = one(timed(times, distance=range(400)))
    assert activity.columns.time.tolist() == list(range(400))
    assert activity.columns.distance.tolist() == list(range(400))


def test_a_single_impossible_time_costs_its_sample_alone():
    times = [START + i for i in range(50)]
    times[20] = START + 40_000_000
    activity = one(timed(times, distance=range(50)))
    assert len(activity.columns) == 49
    assert "impossible time" in said(activity)


def test_a_pause_of_a_month_is_a_pause():
    events = Message(4, 21, [TIME, (0, 0x00), (1, 0x00)])
    kind = Message(1, 20, [TIME, (3, 0x02)])
    month = 30 * 86400
    rows = [(START + i, 140) for i in range(10)] + [(START + month + i, 140) for i in range(20)]
    data = fit_file(ACTIVITY_FILE, kind(*rows), events((START + 10, 0, 4), (START + month, 0, 0)))
    activity = one(data)
    assert activity.columns.time[-1] == month + 19
    assert activity.pauses[0].end == month


def test_samples_of_one_second_become_one_with_the_last_reading_of_each_column():
    kind = Message(1, 20, [TIME, (3, 0x02), (7, 0x84)])
    rows = [(START, 140, 0xFFFF), (START, 255, 250), (START + 1, 141, 251), (START + 1, 142, 252)]
    activity = one(fit_file(ACTIVITY_FILE, kind(*rows)))
    assert activity.columns.time.tolist() == [0, 1]
    assert activity.columns.heart_rate.tolist() == [140, 142]
    assert activity.columns.power.tolist() == [250, 252]
    assert "2 samples" in " ".join(map(str, activity.notes))


def test_samples_without_a_time_among_others_are_left_out_and_told():
    times = [START, 0xFFFFFFFF, START + 1, START + 2]
    activity = one(timed(times, distance=[0, 1, 2, 3]))
    assert activity.columns.distance.tolist() == [0, 2, 3]
    assert "without a time" in said(activity)


# Spikes


def spiked(name, at, value):
    columns = {
        "altitude": np.full(301, 400.0),
        "latitude": 47 + np.arange(301) * 2.7e-5,
        "longitude": (359.999 + np.arange(301) * 1e-5) % 360 - 180,
    }
    run = recorded(np.full(300, 3.0), **columns)
    run = replace(run, columns=replace(run.columns, speed=np.full(301, 3.0)))
    changed = getattr(run.columns, name).copy()
    changed[at] = value
    return one(fit_writer.write(replace(run, columns=replace(run.columns, **{name: changed}))))


@pytest.mark.parametrize(
    ("name", "at", "value"),
    [
        ("speed", 100, 40.0),  # nobody runs that
        ("speed", 100, 11.0),  # somebody does, but not from 3 m/s and back in two seconds
        ("altitude", slice(100, 103), 1200.0),
        ("altitude", slice(0, 3), 0.0),  # before the barometer settled
        ("altitude", 50, 12000.0),
        ("latitude", slice(100, 102), 0.0),
        ("latitude", 300, 46.0),
    ],
)
def test_a_spike_is_taken_out_alone_and_told(name, at, value):
    activity = spiked(name, at, value)
    out = np.zeros(301, bool)
    out[at] = True
    column = getattr(activity.columns, name)
    assert np.isnan(column[out]).all()
    assert np.isfinite(column[~out]).all()
    assert str(out.sum()) in said(activity)


def test_crossing_the_date_line_is_no_spike():
    activity = spiked("speed", 0, 3.0)
    assert activity.columns.longitude.min() < -179.9
    assert activity.columns.longitude.max() > 179.9
    assert not activity.dropped


def test_a_step_that_stays_is_kept_as_recorded():
    altitude = np.r_[np.full(150, 400.0), np.full(151, 460.0)]
    activity = one(fit_writer.write(recorded(np.full(300, 3.0), altitude=altitude)))
    assert activity.columns.altitude.tolist() == altitude.tolist()
    assert not activity.dropped


# Many


@pytest.mark.parametrize("seed", range(4))
def test_files_of_our_own_survive_mutation(seed):
    rng = np.random.default_rng(seed)
    own = [WHOLE, fit_writer.write(recorded(np.full(100, 3.0), heart_rate=150.0)), WHOLE + WHOLE]
    for i in range(100):
        assert_survived(mutated(own[i % len(own)], rng))


def test_real_files_survive_mutation(real_fit_files):
    rng = np.random.default_rng(11)
    for i in range(100):
        assert_survived(mutated(real_fit_files[i % len(real_fit_files)].read_bytes(), rng))


def test_every_kind_of_field_holding_anything_survives():
    rng = np.random.default_rng(12)
    for base in CODES:
        for number in (0, 5, 8, 13, 53, 253):
            kind = Message(1, 20, [TIME, (number, base, 3)])
            size = len(kind.data(START, tuple(0 for _ in range(3)))) - 1
            data = b"".join(b"\x01" + rng.bytes(size) for _ in range(50))
            assert_survived(fit_file(ACTIVITY_FILE, kind.definition(), data))
