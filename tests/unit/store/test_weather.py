"""The client of weather services: polite, patient within bounds, and never fooled."""

import datetime as dt
import json
import threading
from functools import partial

import pytest

from uncramp.store.weather import ARCHIVE, LARGEST, OpenMeteo
from uncramp.store.weather_answer import NoWeatherError, parsed
from uncramp.terms.errors import InputError
from weather_service import told, weather_service

PLACE, DAY, TODAY = (47.0, 8.5), dt.date(2026, 5, 3), dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def service():
    with weather_service() as made:
        yield made


@pytest.fixture
def client(service):
    waited = []
    made = OpenMeteo(service.address, timeout=2.0, wait=waited.append)
    return partial(made.hours, PLACE, DAY, today=TODAY), waited


def test_a_day_is_read_hour_by_hour(client):
    hours = client[0]()
    assert hours.number("temperature_2m", NOON) == 22
    assert hours.number("shortwave_radiation", NOON) == 800
    assert hours.elevation == 440
    assert hours.number("temperature_2m", NOON - dt.timedelta(days=1)) is None
    assert hours.whole


def test_only_a_rough_place_and_whole_days_are_told_to_the_service(service, client):
    client[0]()
    assert service.asked[0] == {
        "latitude": "47.0",
        "longitude": "8.5",
        "start_date": "2026-05-03",
        "end_date": "2026-05-04",
        "hourly": "temperature_2m,relative_humidity_2m,wind_speed_10m,shortwave_radiation,"
        "direct_radiation,surface_pressure",
        "wind_speed_unit": "ms",
        "timezone": "GMT",
    }
    assert service.agents[0].startswith("uncramp/")


def test_no_day_after_today_is_asked_for(service):
    OpenMeteo(service.address).hours(PLACE, TODAY, today=TODAY)
    assert service.asked[0]["end_date"] == TODAY.isoformat()


def test_by_default_it_is_https():
    assert ARCHIVE.startswith("https://")
    assert OpenMeteo().address == ARCHIVE


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y", "weather", "https://", ""])
def test_what_is_no_address_of_a_service_is_refused_in_words(address):
    with pytest.raises(InputError, match="no address of a weather service"):
        OpenMeteo(address)


@pytest.mark.parametrize("address", ["https://a b/x", "https://ä..c/x", "https://h:port/x"])
def test_an_address_nobody_can_be_at_is_a_service_that_does_not_answer(address):
    with pytest.raises(NoWeatherError, match="did not answer"):
        OpenMeteo(address, wait=lambda _: None).hours(PLACE, DAY, today=TODAY)


def test_an_address_may_carry_a_key_of_its_own(service):
    OpenMeteo(f"{service.address}?apikey=1").hours(PLACE, DAY, today=TODAY)
    assert service.asked[0]["apikey"] == "1"
    assert service.asked[0]["latitude"] == "47.0"


def test_a_busy_service_is_asked_again_after_longer_and_longer_pauses(service, client):
    service.statuses = [503, 429]
    assert client[0]().whole
    assert client[1] == [0.5, 1.0]


def test_after_three_failures_it_is_said(service, client):
    service.statuses = [500] * 9
    with pytest.raises(NoWeatherError, match="HTTP 500"):
        client[0]()
    assert len(service.asked) == 3


def test_a_clear_no_is_asked_once(service, client):
    service.statuses = [400]
    with pytest.raises(NoWeatherError, match="HTTP 400"):
        client[0]()
    assert len(service.asked) == 1


def test_an_answer_from_elsewhere_is_none(service, client):
    service.statuses, service.headers = [302], {"Location": "http://127.0.0.1:9/else"}
    with pytest.raises(NoWeatherError, match="HTTP 302"):
        client[0]()


def test_a_service_that_is_not_there_is_said():
    waited = []
    client = OpenMeteo("http://127.0.0.1:9/v1/archive", timeout=1.0, wait=waited.append)
    with pytest.raises(NoWeatherError, match="did not answer"):
        client.hours(PLACE, DAY, today=TODAY)
    assert len(waited) == 2


def test_a_silent_service_is_not_waited_for(service):
    gone = threading.Event()
    service.dawdle = lambda: gone.wait(20) and None
    client = OpenMeteo(service.address, timeout=0.1, wait=lambda _: None)
    try:
        with pytest.raises(NoWeatherError, match="did not answer"):
            client.hours(PLACE, DAY, today=TODAY)
    finally:
        gone.set()


def test_a_dripping_service_is_not_waited_for(service):
    gone = threading.Event()
    service.dawdle = lambda: gone.wait(0.08) and None
    service.answer = lambda *_: b"x" * 20_000
    client = OpenMeteo(service.address, timeout=0.3, wait=lambda _: None)
    try:
        with pytest.raises(NoWeatherError, match="too slowly"):
            client.hours(PLACE, DAY, today=TODAY)
    finally:
        gone.set()


def test_a_flood_is_not_drunk(service, client):
    service.answer = lambda *_: b" " * (LARGEST + 10)
    with pytest.raises(NoWeatherError, match="more than two days"):
        client[0]()


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b"{}", b'{"elevation": 1}', b"\xff\xfe", b'{"hourly": {"time": 3}}'],
)
def test_what_is_no_weather_is_refused_in_words(answer):
    with pytest.raises(NoWeatherError, match="not the weather of a place"):
        parsed(answer)


def _answer(**changes):
    return json.dumps(told(PLACE, DAY, DAY) | changes).encode()


def test_another_clock_or_another_unit_is_refused():
    with pytest.raises(NoWeatherError):
        parsed(_answer(utc_offset_seconds=7200))
    for unit in ({"wind_speed_10m": "km/h"}, {"temperature_2m": "°F"}):
        with pytest.raises(NoWeatherError, match="not in"):
            parsed(_answer(hourly_units=unit))


@pytest.mark.parametrize("numbers", [[1.0], ["warm"] * 24, [float("nan")] * 24, [1e9] * 24])
def test_columns_that_cannot_be_are_refused(numbers):
    hourly = told(PLACE, DAY, DAY)["hourly"] | {"temperature_2m": numbers}
    with pytest.raises(NoWeatherError):
        parsed(_answer(hourly=hourly))


def test_a_part_the_service_does_not_have_is_missing_and_not_nought():
    hourly = {k: v for k, v in told(PLACE, DAY, DAY)["hourly"].items() if "radiation" not in k}
    found = parsed(_answer(hourly=hourly))
    assert found.number("shortwave_radiation", NOON) is None
    assert found.number("temperature_2m", NOON) == 22
    assert not found.whole


def test_a_day_is_asked_for_once_and_kept_in_the_folder(service, tmp_path):
    client = OpenMeteo(service.address, tmp_path / "weather")
    first = client.hours(PLACE, DAY, today=TODAY)
    again = OpenMeteo(service.address, tmp_path / "weather").hours(PLACE, DAY, today=TODAY)
    assert first == again
    assert len(service.asked) == 1
    files = [str(f.relative_to(tmp_path)) for f in tmp_path.rglob("*") if f.is_file()]
    assert files == ["weather/+47.0+008.5/2026-05-03.json"]


def test_a_day_that_is_not_all_told_yet_is_asked_for_again(service, tmp_path):
    late = [12.0] * 30 + [None] * 18
    service.answer = lambda place, first, last: told(place, first, last, temperature_2m=late)
    client = OpenMeteo(service.address, tmp_path)
    client.hours(PLACE, DAY, today=TODAY)
    client.hours(PLACE, DAY, today=TODAY)
    assert len(service.asked) == 2


def test_a_kept_day_that_was_cut_short_is_asked_for_again(service, tmp_path):
    client = OpenMeteo(service.address, tmp_path)
    client.hours(PLACE, DAY, today=TODAY)
    file = next(tmp_path.rglob("*.json"))
    file.write_text(file.read_text()[:200])
    assert client.hours(PLACE, DAY, today=TODAY).whole
    assert len(service.asked) == 2


def test_a_folder_that_cannot_be_written_costs_no_answer(service, tmp_path):
    (tmp_path / "weather").write_text("a file stands where the folder should")
    client = OpenMeteo(service.address, tmp_path / "weather")
    assert client.hours(PLACE, DAY, today=TODAY).whole
