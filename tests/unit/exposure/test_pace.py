"""Speeds that hills, stops and sampling do not distort, and the fade computed on them."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import recorded
from uncramp.activity import file as activity_file
from uncramp.activity.activity import Activity, Columns
from uncramp.exposure.fade import late_fade
from uncramp.exposure.pace import energy_cost_ratio, pace
from uncramp.exposure.summary import summarise
from uncramp.terms.errors import InputError
from xml_samples import real_files

STEADY, SLOWER = [3.0] * 5400, [2.55] * 1800


def fade(activity):
    return summarise(activity).late_fade


def with_columns(run, **columns):
    known = {"time": run.columns.time, "distance": run.columns.distance} | columns
    n = len(next(iter(columns.values()))) if columns else len(run.columns)
    return Activity("running", "", run.started_at, Columns.of(n, **known))


def test_fifteen_percent_slower_reads_fifteen():
    assert fade(recorded(STEADY + SLOWER)) == pytest.approx(15, abs=0.2)


def test_a_steady_run_has_no_fade():
    assert fade(recorded([3.0] * 7200)) == pytest.approx(0, abs=0.1)


def test_a_progression_run_is_faster_and_no_fade():
    assert fade(recorded(np.linspace(2.6, 3.6, 5400))) < -10


def test_a_red_light_is_not_a_fade():
    waiting = [3.0] * 6000 + [0.0] * 120 + [3.0] * 1200
    assert fade(recorded(waiting)) == pytest.approx(0, abs=0.1)


def test_a_town_full_of_red_lights_at_the_end_is_not_a_fade():
    light = [3.0, 2.0, 1.0] + [0.0] * 40 + [1.0, 2.0] + [3.0] * 60
    town = [3.0] * 5400 + light * 20
    assert fade(recorded(town)) == pytest.approx(0, abs=0.5)


def test_a_fade_among_red_lights_still_reads_fifteen():
    light = [2.55] * 90 + [0.0] * 40
    assert fade(recorded(STEADY + light * 20)) == pytest.approx(15, abs=1)


def test_a_pause_without_samples_is_not_a_fade():
    run = recorded(STEADY + SLOWER)
    time = run.columns.time + np.where(np.arange(7201) > 6000, 600.0, 0.0)
    assert fade(with_columns(run, time=time)) == pytest.approx(15, abs=0.5)


def test_a_lost_minute_of_samples_changes_nothing():
    run = recorded(STEADY + SLOWER)
    keep = np.r_[0:6000, 6180:7201]
    lost = with_columns(run, time=run.columns.time[keep], distance=run.columns.distance[keep])
    assert fade(lost) == pytest.approx(15, abs=0.2)


def test_a_distance_that_froze_and_leapt_is_a_dropout_and_no_sprint():
    run = recorded(STEADY + SLOWER)
    distance = run.columns.distance.copy()
    distance[6000:6180] = distance[6000]  # three minutes in a tunnel, made up for at once
    frozen = with_columns(run, distance=distance)
    assert fade(frozen) == pytest.approx(15, abs=0.2)
    assert summarise(frozen).moving_time == pytest.approx(7200, abs=5)


def test_a_stop_with_a_jump_of_the_satellites_stays_a_stop():
    run = recorded([3.0] * 3000 + [0.0] * 300 + [3.0] * 3000)
    distance = run.columns.distance + np.where(np.arange(6301) >= 3300, 15.0, 0.0)
    assert summarise(with_columns(run, distance=distance)).moving_time == pytest.approx(6000, 0.01)


@pytest.mark.parametrize("grade", [0.06, -0.05])
def test_a_slope_at_the_end_is_not_a_fade_and_hides_none(grade):
    for lost in (0.0, 0.15):
        on_slope = 3.0 * (1 - lost) / float(energy_cost_ratio(np.array(grade)))
        speed = np.r_[np.full(5400, 3.0), np.full(1800, on_slope)]
        climbed = np.r_[0.0, np.cumsum(np.where(np.arange(7200) >= 5400, grade * speed, 0))]
        assert fade(recorded(speed, altitude=800 + climbed)) == pytest.approx(100 * lost, abs=1)


def hilly(*parts):
    """A run of (seconds, m/s on the flat for the same energy, grade) parts, one after another."""
    speed = np.concatenate(
        [np.full(n, v / float(energy_cost_ratio(np.array(grade)))) for n, v, grade in parts]
    )
    grades = np.concatenate([np.full(n, grade) for n, _, grade in parts])
    return recorded(speed, altitude=1500 + np.r_[0.0, np.cumsum(grades * speed)])


def test_a_mountain_runner_who_spares_the_legs_downhill_all_along_has_not_faded():
    # Nobody runs down at the energy they run up with: 2.0 against 3.0 m/s on the flat.
    climbing, falling = (1200, 3.0, 0.10), (1200, 2.0, -0.10)
    found = hilly(climbing, falling, climbing, falling, climbing, falling, falling)
    assert fade(found) == pytest.approx(0, abs=1.5)


def test_a_fade_in_the_mountains_is_still_one():
    climbing, falling = (1200, 3.0, 0.10), (1200, 2.0, -0.10)
    tired = ((900, 2.55, 0.10), (1200, 1.7, -0.10))
    found = hilly(climbing, falling, climbing, falling, *tired)
    assert fade(found) == pytest.approx(15, abs=1.5)


def test_a_finish_down_a_steep_slope_that_was_never_met_before_cannot_be_compared():
    assert fade(hilly((3600, 3.0, 0.09), (1800, 1.5, -0.13))) is None
    assert fade(hilly((3600, 3.0, 0.0), (900, 3.0, 0.0), (900, 1.5, -0.13))) == pytest.approx(
        0, abs=2
    )


def test_a_real_mountain_run_that_ended_downhill_has_not_faded_by_half():
    # Up for half an hour, then down at 10 %: with every slope put together it reads 44 %.
    path = next((p for p in real_files("tcx") if p.name == "sports-lib__1604524853.tcx"), None)
    if path is None:
        pytest.skip("shared/data is absent: the file sports-lib__1604524853.tcx is not there")
    found = summarise(activity_file.read(path.read_bytes())[0])
    assert abs(found.late_fade) < 2 * found.late_fade_sd


def test_no_real_run_has_a_fade_without_an_error_or_one_nobody_could_have():
    for path in real_files("fit", "tcx", "gpx"):
        try:
            runs = [a for a in activity_file.read(path.read_bytes()) if activity_file.is_run(a)]
        except InputError:  # the broken ones are told of elsewhere
            continue
        for found in map(summarise, runs):
            if found.late_fade is not None:
                assert abs(found.late_fade) < 40, path.name
                assert 0 < found.late_fade_sd < 15, path.name


def test_a_heart_is_held_against_the_pace_where_it_is_not_steep():
    rate = np.r_[np.full(3601, 150), np.full(1200, 120), np.full(2400, 150)]
    steep_in_between = hilly((3600, 3.0, 0.0), (1200, 1.5, -0.12), (2400, 3.0, 0.0))
    found = with_columns(
        steep_in_between, time=steep_in_between.columns.time,
        distance=steep_in_between.columns.distance, altitude=steep_in_between.columns.altitude,
        heart_rate=rate,
    )  # fmt: skip
    assert summarise(found).heart_rate_drift == pytest.approx(0, abs=1.5)


def test_under_45_minutes_there_is_no_fade_to_speak_of():
    assert fade(recorded([3.0] * 2600)) is None


def test_a_noisy_run_admits_its_error():
    noise = np.random.default_rng(3).normal(3.0, 0.6, 7200).clip(1)
    calm, noisy = (late_fade(pace(recorded(s))).sd for s in ([3.0] * 7200, noise))
    assert calm < 0.01 < noisy < 5


def test_the_error_of_a_fade_is_as_large_as_it_says():
    generator = np.random.default_rng(9)
    found = []
    for _ in range(60):  # one pace a minute, so minutes are independent
        minutes = generator.normal(3.0, 0.15, 120)
        minutes[90:] *= 0.9
        found.append(late_fade(pace(recorded(np.repeat(minutes, 60)))))
    off = [(f.percent - 10) / f.sd for f in found]
    assert 0.7 < np.std(off) < 1.4


def test_a_fade_on_a_treadmill_reads_fifteen_too():
    run = recorded(STEADY + SLOWER)
    inside = Activity("running", "treadmill", run.started_at, run.columns)
    assert fade(inside) == pytest.approx(15, abs=0.2)


def test_a_fade_of_which_only_the_speed_is_known_reads_fifteen_too():
    speed = np.r_[3.0, STEADY, SLOWER]
    columns = Columns.of(speed.size, time=np.arange(float(speed.size)), speed=speed)
    assert fade(Activity("running", "treadmill", None, columns)) == pytest.approx(15, abs=0.2)


def test_a_run_indoors_still_has_a_pace():
    assert summarise(recorded([2.8] * 3600)).distance == pytest.approx(10080, rel=0.01)


def test_a_run_with_places_only_has_a_distance():
    north = np.arange(0, 3600) * 3.0 / 111_195
    columns = Columns.of(3600, time=np.arange(3600.0), latitude=north, longitude=np.zeros(3600))
    run = Activity("running", "", None, columns)
    assert summarise(run).distance == pytest.approx(10_800, rel=0.01)


def test_a_run_without_a_clock_is_still_a_run():
    columns = Columns.of(10, latitude=np.linspace(47, 47.01, 10), longitude=np.full(10, 8.0))
    summary = summarise(Activity("running", "", None, columns))
    assert (summary.duration, summary.moving_time, summary.late_fade) == (0, None, None)


def test_what_comes_after_the_cramp_is_left_out():
    whole, until = recorded(STEADY + SLOWER), 5400.0
    assert summarise(whole, until=until).late_fade == pytest.approx(0, abs=0.5)
    assert summarise(whole, until=until).duration == until
    assert summarise(whole, until=until).finishing_speed is None


@given(st.floats(1.5, 5.5), st.integers(2800, 9000), st.floats(-0.1, 0.3))
def test_any_fade_is_found_again(speed, seconds, lost):
    late = np.where(np.arange(seconds) >= seconds - 1800, speed * (1 - lost), speed)
    assert fade(recorded(late)) == pytest.approx(100 * lost, abs=1.0)


@given(st.integers(2, 5), st.integers(0, 1000))
def test_a_finer_clock_changes_nothing(finer, seed):
    coarse = recorded(np.repeat(np.random.default_rng(seed).uniform(2.5, 3.5, 120), 60))
    time = np.arange(0, coarse.columns.time[-1] + 0.01, 1 / finer)
    distance = np.interp(time, coarse.columns.time, coarse.columns.distance)
    fine = with_columns(coarse, time=time, distance=distance)
    assert fade(fine) == pytest.approx(fade(coarse), abs=1e-6)


@given(st.lists(st.integers(600, 7100), max_size=5, unique=True))
def test_a_file_in_parts_that_are_joined_is_the_file(cuts):
    whole = recorded(np.r_[np.linspace(2.8, 3.3, 5400), np.full(1800, 2.7)], altitude=400.0)
    parts = [part for part in np.split(np.arange(7201), sorted(cuts)) if part.size]
    rows = np.concatenate(parts)
    columns = whole.columns
    joined = with_columns(whole, time=columns.time[rows], distance=columns.distance[rows],
                          altitude=columns.altitude[rows])  # fmt: skip
    assert summarise(joined) == summarise(whole)


@given(st.floats(-0.45, 0.45))
def test_going_up_costs_more_than_going_down_the_same_slope(grade):
    assert (
        energy_cost_ratio(np.array(abs(grade))) >= energy_cost_ratio(np.array(-abs(grade))) - 1e-12
    )


@pytest.mark.parametrize(
    ("grade", "measured"), [(0.45, 18.93), (-0.20, 1.73), (-0.45, 3.92), (0.0, 3.40)]
)
def test_the_cost_of_slopes_is_minettis(grade, measured):
    # Minetti 2002, doi:10.1152/japplphysiol.01177.2001: J/kg/m as measured, 3.40 on the level.
    assert energy_cost_ratio(np.array(grade)) == pytest.approx(measured / 3.40, rel=0.06)


def test_a_clock_that_jumps_by_weeks_is_not_a_pace():
    columns = Columns.of(3, time=np.array([0, 10, 40 * 86400.0]), distance=np.array([0, 30, 60.0]))
    assert pace(Activity("running", "", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), columns)) is None
