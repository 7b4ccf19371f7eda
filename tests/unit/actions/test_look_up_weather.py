"""The weather on the way of a run: looked up where it is asked for, never in the way of an answer."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from histories import run
from uncramp.actions.explain_episode import explain_episode
from uncramp.actions.keep_weather import keep_weather
from uncramp.actions.list_exposures import list_exposures
from uncramp.actions.look_up_weather import look_up_weather, weather_of
from uncramp.actions.told import Told
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.weather import Hour
from uncramp.store.duplicates import best_of
from uncramp.store.given import GivenFile
from uncramp.store.kept import KeptRun
from uncramp.store.library import MemoryLibrary
from uncramp.store.weather import OpenMeteo
from uncramp.store.weather_answer import NoWeatherError, parsed
from weather_service import told, weather_service
from xml_samples import BEGAN, steady, tcx_of

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
EIGHT = dt.datetime(2026, 5, 3, 8, tzinfo=dt.UTC)


class History:
    """A weather history without a network, and what it was asked."""

    def __init__(self, **parts):
        self.parts, self.asked = parts, []

    def hours(self, place, day, *, today):
        self.asked.append((place, day))
        return parsed(
            json.dumps(told(place, day, day + dt.timedelta(days=1), **self.parts)).encode()
        )


class Down:
    """A weather history that is never there."""

    asked = 0

    def hours(self, place, day, *, today):
        self.asked += 1
        raise NoWeatherError.of("it did not answer (no route)")


def hour(later=0, seconds=3600.0, place=(47.0, 8.5)):
    at = EIGHT + dt.timedelta(hours=later)
    return Hour(at=at, latitude=place[0], longitude=place[1], seconds=seconds)


def summary(*hours, **more):
    return run(0, 12, started_at=EIGHT, hours=hours, sun=40.0, **more).summary


def test_an_hour_is_the_mean_of_its_ends_and_the_sun_that_of_the_hour():
    found = weather_of(summary(hour()), History(), now=NOW)
    assert found.temperature == 18.5  # 18 at eight, 19 at nine
    assert (found.radiation, found.direct) == (800, 0.75)
    assert (found.humidity, found.wind, found.pressure) == (60, 3, 960)


def test_hours_count_by_how_long_the_run_was_in_them():
    found = weather_of(summary(hour(0, 900.0), hour(1, 2700.0)), History(), now=NOW)
    assert found.temperature == pytest.approx(0.25 * 18.5 + 0.75 * 19.5)


def test_the_last_hour_of_a_day_ends_with_the_next_day():
    history = History()
    found = weather_of(summary(hour(15)), history, now=NOW)  # 23 to 24 h
    assert found.temperature == pytest.approx((33 + 10) / 2)
    assert history.asked == [((47.0, 8.5), EIGHT.date())]


def test_a_place_is_asked_for_once_a_day():
    history = History()
    weather_of(summary(hour(0), hour(1), hour(2)), history, now=NOW)
    assert len(history.asked) == 1


def test_each_hour_is_looked_up_where_the_runner_then_was():
    history = History()
    weather_of(summary(hour(0), hour(1, place=(47.0, 8.7))), history, now=NOW)
    assert [place for place, _ in history.asked] == [(47.0, 8.5), (47.0, 8.7)]


def test_the_air_is_brought_to_the_height_of_the_run():
    low, high = (
        weather_of(summary(hour(), altitude=m), History(), now=NOW) for m in (440.0, 1440.0)
    )
    assert low.temperature - high.temperature == pytest.approx(6.5)
    assert high.pressure == pytest.approx(960 * 0.888, rel=0.01)


def test_at_night_no_beam_is_made_of_nothing():
    found = weather_of(summary(hour(14)), History(), now=NOW)
    assert (found.radiation, found.direct) == (0, None)


def test_hours_that_are_not_told_yet_are_left_out():
    late = [10.0] * 9 + [None] * 39
    part = weather_of(summary(hour(0), hour(4)), History(temperature_2m=late), now=NOW)
    assert part.temperature == 10
    found = look_up_weather(summary(hour(4)), History(temperature_2m=late), now=NOW)
    assert found.weather is None
    assert "yet" in str(found.notes[0])


def test_weather_that_cannot_be_on_earth_is_none():
    found = look_up_weather(summary(hour()), History(temperature_2m=[300.0] * 48), now=NOW)
    assert found.weather is None
    assert "cannot be on Earth" in str(found.notes[0])


def test_without_a_history_nothing_is_asked_and_nothing_said():
    assert look_up_weather(summary(hour()), None, now=NOW).notes == ()


def test_a_run_without_a_place_says_so():
    history = History()
    found = look_up_weather(summary(), history, now=NOW)
    assert found.weather is None
    assert history.asked == []
    assert "no place" in str(found.notes[0])


def test_a_run_of_tomorrow_has_no_history():
    history = History()
    ahead = Hour(at=NOW + dt.timedelta(hours=3), latitude=47, longitude=8.5, seconds=3600)
    assert look_up_weather(summary(ahead), history, now=NOW).weather is None
    assert history.asked == []


def kept(day, digest, **more):
    began = EIGHT + dt.timedelta(days=day)
    made = run(0, 12, started_at=began, hours=(hour(24 * day),), **more)
    return KeptRun(digest, 0, made)


def library_of(*runs):
    library = MemoryLibrary()
    for one in runs:
        library.keep_run(one)
    return library


def test_every_run_of_a_library_gets_its_weather_once():
    library, history = library_of(kept(0, "a"), kept(3, "b")), History()
    assert keep_weather(library=library, history=history, now=NOW).found == 2
    assert all(k.run.weather for k in library.kept_runs())
    assert keep_weather(library=library, history=history, now=NOW).found == 0
    assert len(history.asked) == 2


def test_a_service_that_is_down_is_asked_for_one_run_only():
    library, down = library_of(kept(0, "a"), kept(3, "b"), kept(5, "c")), Down()
    done = keep_weather(library=library, history=down, now=NOW)
    assert (done.found, down.asked) == (0, 1)
    assert "3 runs" in str(done.notes[0])
    assert "did not answer" in str(done.notes[0])


def test_only_the_fortnight_before_is_looked_up_where_that_is_asked():
    library, history = library_of(kept(0, "a"), kept(10, "b"), kept(20, "c")), History()
    before = EIGHT + dt.timedelta(days=20)
    assert keep_weather(library=library, history=history, now=NOW, before=before).found == 1


def test_two_recordings_of_one_run_share_their_weather():
    lead, behind = kept(0, "a"), kept(0, "b")
    weather = weather_of(behind.run.summary, History(), now=NOW)
    whole = best_of(lead, [replace(behind, run=replace(behind.run, weather=weather))])
    assert whole.run.weather == weather


@pytest.fixture
def recording():
    """An hour and a half from 7 UTC of 3 May, without a temperature."""
    return GivenFile("morning.tcx", tcx_of(steady(540, every=10.0)))


def heat_of(listed):
    return next(cell for cell in listed.cells if cell.exposure.name == "heat")


def test_a_run_is_listed_with_the_sun_and_wind_of_its_place(recording):
    plain = {"library": MemoryLibrary(), "told": Told(), "now": NOW}
    with weather_service() as service:
        listed = list_exposures(recording, weather=OpenMeteo(service.address), **plain)
    assert service.asked[0]["latitude"] == "47.0"
    heat = heat_of(listed)
    assert heat.value is not None
    assert "Liljegren" in str(heat.note)
    assert heat_of(list_exposures(recording, **plain)).value is None


def test_what_the_runner_told_of_the_air_stays(recording):
    told_cool = Told(check_in=CheckIn(temperature=9, humidity=60))
    with weather_service() as service:
        listed = list_exposures(
            recording, weather=OpenMeteo(service.address), library=MemoryLibrary(),
            told=told_cool, now=NOW,
        )  # fmt: skip
    assert heat_of(listed).value < 2
    assert "you told" in str(heat_of(listed).note)


def test_a_service_that_is_down_costs_no_answer_and_is_told(recording):
    asked = {"library": MemoryLibrary(), "told": Told(), "now": NOW}
    down = explain_episode(recording, Episode(muscle="calf"), weather=Down(), **asked)
    alone = explain_episode(recording, Episode(muscle="calf"), **asked)
    assert down.why.risk == alone.why.risk
    assert any("did not answer" in str(note) for note in down.notes)
    assert not any("weather" in str(note) for note in alone.notes)


def test_what_is_told_with_a_cramp_is_marked_as_remembered(recording):
    asked = {"library": MemoryLibrary(), "now": NOW}
    said = Told(check_in=CheckIn(sleep=5, temperature=24))
    found = explain_episode(recording, Episode(muscle="calf"), told=said, **asked)
    assert any("remembered after the cramp" in str(note) for note in found.notes)
    silent = explain_episode(recording, Episode(muscle="calf"), told=Told(), **asked)
    assert not any("remembered" in str(note) for note in silent.notes)


def test_what_was_told_before_the_cramp_stays_told_before(recording):
    check_in = CheckIn(sleep=5, temperature=24)
    before = run(0, 12, started_at=BEGAN)
    library = library_of(KeptRun("x", 0, replace(before, check_in=check_in)))
    found = explain_episode(
        recording, Episode(muscle="calf"), library=library, told=Told(check_in=check_in), now=NOW
    )
    assert not any("remembered" in str(note) for note in found.notes)
