"""A weather service on this machine that speaks Open-Meteo's archive format, well or badly."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

UNITS = {
    "time": "iso8601",
    "temperature_2m": "°C",
    "relative_humidity_2m": "%",
    "wind_speed_10m": "m/s",
    "shortwave_radiation": "W/m²",
    "direct_radiation": "W/m²",
    "surface_pressure": "hPa",
}


def told(place, first, last, *, elevation=440.0, **parts) -> dict:
    """One answer: numbers for every hour of the days from `first` to `last`, in GMT."""
    days = (last - first).days + 1
    hours = [
        dt.datetime.combine(first, dt.time()) + dt.timedelta(hours=h) for h in range(24 * days)
    ]
    usual = {
        "temperature_2m": [10.0 + at.hour for at in hours],  # 10 at midnight, 22 at noon
        "relative_humidity_2m": [60.0] * len(hours),
        "wind_speed_10m": [3.0] * len(hours),
        "shortwave_radiation": [800.0 if 8 <= at.hour <= 16 else 0.0 for at in hours],
        "direct_radiation": [600.0 if 8 <= at.hour <= 16 else 0.0 for at in hours],
        "surface_pressure": [960.0] * len(hours),
    }
    return {
        "latitude": place[0] + 0.013,  # services answer for the middle of their own cell
        "longitude": place[1] - 0.021,
        "generationtime_ms": 0.21,
        "utc_offset_seconds": 0,
        "timezone": "GMT",
        "timezone_abbreviation": "GMT",
        "elevation": elevation,
        "hourly_units": UNITS,
        "hourly": {"time": [f"{at:%Y-%m-%dT%H:%M}" for at in hours]} | usual | parts,
    }


@dataclass
class Service:
    """What was asked, and what to answer: by default the weather of `told`."""

    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)  # of the next answers; then 200
    answer: Callable[[tuple[float, float], dt.date, dt.date], object] = told
    headers: dict[str, str] = field(default_factory=dict)
    dawdle: Callable[[], None] = lambda: None  # before each piece of an answer

    def body(self, query: dict[str, str]) -> bytes:
        place = float(query["latitude"]), float(query["longitude"])
        days = (dt.date.fromisoformat(query[name]) for name in ("start_date", "end_date"))
        answer = self.answer(place, *days)
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        service = self.service
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        service.asked.append(query)
        service.agents.append(self.headers["User-Agent"])
        status = service.statuses.pop(0) if service.statuses else 200
        body = service.body(query) if status == 200 else b'{"error":true,"reason":"no"}'
        try:
            service.dawdle()
            self.send_response(status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for begin in range(0, len(body), 1000):
                service.dawdle()
                self.wfile.write(body[begin : begin + 1000])
        except (BrokenPipeError, ConnectionResetError):  # whoever asked has gone
            self.close_connection = True

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def weather_service() -> Iterator[Service]:
    """A service at an address of this machine, for as long as the block lasts."""
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.address = f"http://127.0.0.1:{server.server_port}/v1/archive"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
