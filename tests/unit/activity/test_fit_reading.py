import datetime as dt

import numpy as np
import pytest

from fit_bytes import ACTIVITY_FILE, FILE_ID, START, TIME, Message, fit_file, records, session
from uncramp.activity.activity import Lap, Pause
from uncramp.activity.fit import read
from uncramp.terms.errors import InputError

HEART = [(3, 0x02)]
BEATS = [(120 + i,) for i in range(10)]


def one(*parts, **header):
    (activity,) = read(fit_file(ACTIVITY_FILE, *parts, **header))
    return activity


def said(sentences):
    return " ".join(str(x) for x in sentences)


def test_a_run_with_nothing_but_a_clock_is_a_run():
    activity = one(records([], [()] * 5), session(START))
    assert activity.sport == "running"
    assert activity.columns.time.tolist() == [0, 1, 2, 3, 4]
    assert np.isnan(activity.columns.distance).all()
    assert np.isnan(activity.columns.latitude).all()
    assert activity.started_at == dt.datetime(1989, 12, 31, tzinfo=dt.UTC) + dt.timedelta(
        seconds=START
    )
    assert not activity.notes
    assert not activity.dropped


def test_the_place_where_equator_and_greenwich_meet_is_a_place():
    activity = one(records([(0, 0x85), (1, 0x85)], [(0, i) for i in range(5)]))
    assert activity.columns.latitude.tolist() == [0] * 5
    assert activity.columns.longitude[4] == pytest.approx(4 * 180 / 2**31)


def test_the_finer_speed_and_altitude_come_first_and_the_others_fill_their_gaps():
    fields = [(6, 0x84), (73, 0x86), (2, 0x84), (78, 0x86)]
    rows = [(3000, 3100, 2600, 2655), (3000, 0xFFFFFFFF, 2600, 0xFFFFFFFF)]
    columns = one(records(fields, rows)).columns
    assert columns.speed.tolist() == [3.1, 3.0]
    assert columns.altitude.tolist() == [31.0, 20.0]


def test_cadence_in_strides_becomes_steps_of_both_feet():
    columns = one(records([(4, 0x02), (53, 0x02)], [(85, 64)] * 3), session(START)).columns
    assert columns.step_rate.tolist() == [171.0] * 3


def test_pedalling_is_no_step_rate():
    activity = one(records([(4, 0x02)], [(85,)] * 3), session(START, sport=2))
    assert activity.sport == "cycling"
    assert np.isnan(activity.columns.step_rate).all()


def test_a_device_that_writes_steps_is_understood_and_that_is_said():
    activity = one(records([(4, 0x02)], [(172,)] * 9), session(START))
    assert activity.columns.step_rate.tolist() == [172] * 9
    assert "read as steps" in said(activity.notes)


def test_what_the_file_marks_as_missing_is_missing_and_a_heart_rate_of_zero_too():
    columns = one(records([(3, 0x02), (7, 0x84)], [(255, 200), (0, 0xFFFF), (140, 0)])).columns
    assert np.isnan(columns.heart_rate[:2]).all()
    assert columns.heart_rate[2] == 140
    assert columns.power.tolist()[::2] == [200, 0]
    assert np.isnan(columns.power[1])


@pytest.mark.parametrize("big", [False, True])
def test_both_byte_orders_read_the_same(big):
    fields = [(5, 0x86), (41, 0x84), (13, 0x01)]
    columns = one(records(fields, [(i * 310, 2405, -3) for i in range(4)], big=big)).columns
    assert columns.distance.tolist() == [0, 3.1, 6.2, 9.3]
    assert columns.ground_contact_time.tolist() == [240.5] * 4
    assert columns.temperature.tolist() == [-3] * 4


def test_running_dynamics_come_in_their_units():
    fields = [(39, 0x84), (84, 0x84), (85, 0x84)]
    columns = one(records(fields, [(825, 4975, 10105)] * 2)).columns
    assert columns.vertical_oscillation[0] == 82.5
    assert columns.ground_contact_balance[0] == 49.75
    assert columns.step_length[0] == 1010.5


@pytest.mark.parametrize("local", range(4))
def test_times_squeezed_into_the_header_roll_over_every_32_seconds(local):
    full = Message(4, 20, [TIME, *HEART])
    short = Message(local, 20, HEART)
    steps = [5, 10, 15, 20, 25, 30, 35, 40]
    headers = [0x80 | local << 5 | ((START + s) & 0x1F) for s in steps]
    squeezed = [short.data(130 + i, header=h) for i, h in enumerate(headers)]
    activity = one(full((START, 120)), short.definition(), *squeezed)
    assert activity.columns.time.tolist() == [0, *steps]
    assert activity.columns.heart_rate.tolist() == [120, *range(130, 138)]


def test_a_squeezed_time_before_any_full_one_is_left_out_and_told():
    short, full = Message(1, 20, HEART), Message(2, 20, [TIME, *HEART])
    early = short.data(99, header=0x80 | 1 << 5 | 7)
    activity = one(short.definition(), early, full((START, 120), (START + 1, 121)))
    assert activity.columns.heart_rate.tolist() == [120, 121]
    assert "without a time" in said(activity.dropped)


def test_squeezed_times_without_any_full_one_are_a_run_without_a_clock():
    short = Message(1, 20, HEART)
    activity = one(short.definition(), *(short.data(99, header=0xA0 | i) for i in range(5)))
    assert activity.started_at is None
    assert len(activity.columns) == 5


def test_speed_and_distance_in_three_bytes_count_on_past_256_metres():
    metres = np.arange(0, 1000, 100)
    raw = [(300 & 0xFF, 300 >> 8 | (m * 16 & 0xF) << 4, m * 16 >> 4 & 0xFF) for m in metres]
    fields = [(8, 0x0D, 3)]
    columns = one(records(fields, [(x,) for x in raw])).columns
    assert columns.distance.tolist() == metres.tolist()
    assert columns.speed.tolist() == [3.0] * 10


def test_a_field_that_is_an_array_gives_its_first_value_and_harms_no_other():
    fields = [(3, 0x02), (7, 0x84, 3), (13, 0x01)]
    columns = one(records(fields, [(150, (210, 220, 230), 18)] * 3)).columns
    assert columns.power.tolist() == [210] * 3
    assert columns.temperature.tolist() == [18] * 3


def test_a_field_whose_bytes_do_not_fit_its_type_is_passed_over():
    odd = Message(1, 20, [TIME, (7, 0x02, 3), (3, 0x02)])
    definition = odd.definition().replace(bytes((7, 3, 0x02)), bytes((7, 3, 0x84)))
    rows = [odd.data(START + i, (1, 2, 3), 150) for i in range(3)]
    columns = one(definition, *rows).columns
    assert columns.heart_rate.tolist() == [150] * 3
    assert np.isnan(columns.power).all()


def footpod(*described):
    """Field descriptions: number, base type, name, unit."""
    kind = Message(
        3, 206, [(0, 0x02), (1, 0x02), (2, 0x02), (3, 0x07, 24), (8, 0x07, 16), (15, 0x02)]
    )
    return kind(
        *(
            (0, number, base, name.encode().ljust(24, b"\0"), unit.encode().ljust(16, b"\0"), 255)
            for number, base, name, unit in described
        )
    )


def test_a_footpods_power_and_oscillation_are_used_where_the_watch_has_none():
    described = footpod((0, 0x84, "Power", "Watts"), (4, 0x88, "Vertical Oscillation", "cm"))
    kind = Message(1, 20, [TIME, *HEART], developer=[(0, 0x84), (4, 0x88)])
    activity = one(described, kind(*((START + i, 150, 240 + i, 7.5) for i in range(4))))
    assert activity.columns.power.tolist() == [240, 241, 242, 243]
    assert activity.columns.vertical_oscillation.tolist() == [75] * 4
    assert "power" in said(activity.notes)


def test_the_watchs_own_power_comes_before_the_footpods_and_is_never_mixed_with_it():
    described = footpod((0, 0x84, "Power", "Watts"))
    kind = Message(1, 20, [TIME, (7, 0x84)], developer=[(0, 0x84)])
    activity = one(described, kind((START, 300, 240), (START + 1, 0xFFFF, 240)))
    assert activity.columns.power[0] == 300
    assert np.isnan(activity.columns.power[1])
    assert not activity.notes


def test_a_footpod_field_in_a_unit_we_do_not_know_is_not_guessed_at():
    described = footpod((0, 0x84, "Power", "horsepower"))
    kind = Message(1, 20, [TIME, *HEART], developer=[(0, 0x84)])
    activity = one(described, kind(*((START + i, 150, 1) for i in range(3))))
    assert np.isnan(activity.columns.power).all()


def test_beats_stored_by_the_chest_strap_fill_the_gaps_of_the_heart_rate():
    """Base time at tick 1024·100, then eight beats half a second apart, twelve bits each."""
    ticks = [(1024 * 100 + 512 * k) % 4096 for k in range(1, 9)]
    packed = b"".join(
        bytes((a & 0xFF, a >> 8 | (b & 0xF) << 4, b >> 4))
        for a, b in zip(ticks[0::2], ticks[1::2], strict=True)
    )
    base = Message(4, 132, [TIME, (0, 0x84), (6, 0x02), (9, 0x86)])
    more = Message(5, 132, [(6, 0x02, 8), (10, 0x0D, 12)])
    rates = tuple(range(131, 139))
    activity = one(
        records(HEART, [(255,)] * 4 + [(170,)]),
        base((START, 0, 130, 1024 * 100)),
        more((rates, packed)),
    )
    assert activity.columns.heart_rate.tolist() == [130, 132, 134, 136, 170]
    assert "chest strap" in said(activity.notes)


def test_laps_pauses_device_and_the_local_time_are_read():
    laps = Message(3, 19, [TIME, (2, 0x86), (7, 0x86), (8, 0x86), (9, 0x86)])
    events = Message(4, 21, [TIME, (0, 0x00), (1, 0x00)])
    closing = Message(5, 34, [TIME, (5, 0x86)])
    activity = one(
        records(HEART, BEATS),
        laps((START + 5, START, 5000, 5000, 1500), (START + 9, START + 5, 4000, 2000, 1200)),
        events((START, 0, 0), (START + 6, 0, 4), (START + 8, 0, 0), (START + 9, 0, 4)),
        session(START, sub_sport=3),
        closing((START + 9, START + 9 - 4 * 3600)),
    )
    assert activity.laps == (Lap(0, 5, 15), Lap(5, 2, 12))
    assert activity.pauses == (Pause(6, 8),)
    assert activity.device == "Garmin 3113"
    assert activity.utc_offset == -4 * 3600
    assert (activity.sport, activity.sub_sport) == ("running", "trail")


def test_a_pause_that_ends_in_the_second_it_began_does_not_swallow_the_run():
    events = Message(4, 21, [TIME, (0, 0x00), (1, 0x00)])
    activity = one(records(HEART, BEATS), events((START + 3, 0, 1), (START + 3, 0, 0)))
    assert activity.pauses == ()


def test_a_local_time_that_fits_no_zone_is_no_offset():
    closing = Message(5, 34, [TIME, (5, 0x86)])
    assert one(records(HEART, BEATS), closing((START, START + 225))).utc_offset is None
    assert one(records(HEART, BEATS), closing((START, 0))).utc_offset is None


def test_a_triathlon_is_cut_at_its_sessions_and_each_distance_begins_at_its_own_start():
    rows = [(300 * i,) for i in range(20)]
    laps = Message(3, 19, [TIME, (2, 0x86), (7, 0x86)])
    swim, run = read(
        fit_file(
            ACTIVITY_FILE,
            records([(5, 0x86)], rows),
            laps((START + 12, START, 12000), (START + 19, START + 12, 7000)),
            session(START, sport=5),
            session(START + 12, sport=1),
        )
    )
    assert (swim.sport, run.sport) == ("swimming", "running")
    assert (len(swim.columns), len(run.columns)) == (12, 8)
    assert run.started_at - swim.started_at == dt.timedelta(seconds=12)
    assert run.columns.distance.tolist() == [3.0 * (i + 1) for i in range(8)]
    assert (swim.laps[0].start, run.laps[0].start) == (0, 0)
    assert (len(swim.laps), len(run.laps)) == (1, 1)


def test_a_session_of_which_nothing_was_recorded_is_told():
    activity = one(records(HEART, BEATS), session(START), session(START + 900, sport=2))
    assert activity.sport == "running"
    assert "cycling" in said(activity.dropped)


def test_chained_files_are_several_activities():
    first = fit_file(ACTIVITY_FILE, records(HEART, BEATS), session(START))
    later = fit_file(
        ACTIVITY_FILE, records(HEART, BEATS[:4], start=START + 9000), session(START + 9000, sport=2)
    )
    run, ride = read(first + later)
    assert (run.sport, len(run.columns)) == ("running", 10)
    assert (ride.sport, len(ride.columns)) == ("cycling", 4)


def test_a_chained_file_without_samples_adds_to_the_one_before():
    first = fit_file(ACTIVITY_FILE, records(HEART, BEATS))
    (activity,) = read(first + fit_file(session(START, sub_sport=1)))
    assert activity.sub_sport == "treadmill"


def test_a_sport_newer_than_our_list_is_said():
    activity = one(records(HEART, BEATS), session(START, sport=200))
    assert activity.sport == ""
    assert "200" in said(activity.notes)


def test_a_device_whose_clock_was_never_set_has_a_run_without_a_date():
    activity = one(records(HEART, BEATS, start=3600))
    assert activity.started_at is None
    assert activity.columns.time[-1] == 9
    assert "never set" in said(activity.notes)


def test_a_file_without_any_clock_is_kept_in_its_order():
    activity = one(Message(1, 20, HEART)(*BEATS))
    assert activity.started_at is None
    assert np.isnan(activity.columns.time).all()
    assert activity.columns.heart_rate.tolist() == list(range(120, 130))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not a recording", "not a FIT file"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "macOS"),
        (fit_file(FILE_ID((5, 1, 1))), "workout"),
        (fit_file(FILE_ID((6, 1, 1)), records(HEART, BEATS)), "course"),
        (fit_file(FILE_ID((32, 1, 1))), "monitoring"),
        (fit_file(ACTIVITY_FILE, session(START)), "at most its totals"),
        (fit_file(ACTIVITY_FILE, records(HEART, BEATS[:1])), "single sample"),
        (fit_file(), "no samples"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_is_no_activity_is_refused_with_a_sentence_that_says_what_it_is(data, words):
    with pytest.raises(InputError, match=words):
        read(data)


def test_more_samples_than_six_days_hold_are_refused():
    kind = Message(1, 20, [(3, 0x02)])
    with pytest.raises(InputError, match="500001"):
        read(fit_file(ACTIVITY_FILE, kind.definition(), kind.data(150) * 500_001))
