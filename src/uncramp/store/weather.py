"""Weather histories over the network, off unless somebody turns them on.

A thin client of services that speak Open-Meteo's archive format. Nothing is asked for but
rough places (a tenth of a degree) and whole days, so that what a service learns of a runner
is a district and a date. Days that are told whole are kept in the library's folder and asked
for once.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pydantic import ValidationError

from uncramp import __version__
from uncramp.store.shelf import PART
from uncramp.store.weather_answer import PARTS, Hours, NoWeatherError, Place, parsed
from uncramp.terms.errors import InputError
from uncramp.terms.instants import DAY

ARCHIVE: Final = "https://archive-api.open-meteo.com/v1/archive"
TIMEOUT: Final = 6.0  # s of silence, and of an answer as a whole
LARGEST: Final = 2**20  # bytes of an answer; two days are 10 kB
CHUNK: Final = 2**16  # bytes
ATTEMPTS: Final = 3
PAUSE: Final = 0.5  # s before the second attempt, twice that before the third
AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})  # HTTP; worth another attempt


@dataclass(frozen=True, slots=True)
class OpenMeteo:
    """A service at `address`; what it told is kept under `folder`, nowhere where that is None."""

    address: str = ARCHIVE
    folder: Path | None = None
    timeout: float = TIMEOUT
    wait: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise InputError.of(
                "{address} is no address of a weather service. One looks like {example}.",
                address=self.address,
                example=ARCHIVE,
            )

    def hours(self, place: Place, day: date, *, today: date) -> Hours:
        """The hours of `day` and the day after it, UTC, at a rough place, but none after `today`.

        Raises
        ------
        NoWeatherError
            Where the service does not answer, or says what cannot be used.
        """
        file = self._file(place, day)
        kept = _kept(file) if file else None
        if kept is not None:
            return kept
        found = parsed(self._answer(self._question(place, day, min(day + DAY, today))))
        if file and found.whole:
            _keep(file, found)
        return found

    def _file(self, place: Place, day: date) -> Path | None:
        where = f"{place[0]:+05.1f}{place[1]:+06.1f}"
        return self.folder / where / f"{day.isoformat()}.json" if self.folder else None

    def _question(self, place: Place, first: date, last: date) -> str:
        query = {
            "latitude": f"{place[0]:.1f}",
            "longitude": f"{place[1]:.1f}",
            "start_date": first.isoformat(),
            "end_date": last.isoformat(),
            "hourly": ",".join(PARTS),
            "wind_speed_unit": "ms",
            "timezone": "GMT",
        }
        joint = "&" if urlsplit(self.address).query else "?"
        return f"{self.address}{joint}{urlencode(query)}"

    def _answer(self, question: str) -> bytes:
        """Asked three times at most, with a longer pause each time; a clear no is asked once."""
        for attempt in range(ATTEMPTS - 1):
            try:
                return self._once(question)
            except _TryAgainError:
                self.wait(PAUSE * 2**attempt)
        return self._once(question)

    def _once(self, question: str) -> bytes:
        asked = Request(question, headers={"User-Agent": f"uncramp/{__version__}"})  # noqa: S310
        try:
            with _OPENER.open(asked, timeout=self.timeout) as answer:
                return _read(answer, until=time.monotonic() + self.timeout)
        except HTTPError as error:
            error.close()
            kind = _TryAgainError if error.code in AGAIN else NoWeatherError
            raise kind.of("it refused the question (HTTP {code})", code=error.code) from None
        except (URLError, OSError, HTTPException, ValueError) as error:
            reason = str(getattr(error, "reason", error)) or type(error).__name__
            raise _TryAgainError.of("it did not answer ({reason})", reason=reason) from None


class _TryAgainError(NoWeatherError):
    """The service may do better in a moment."""


class _NoRedirect(HTTPRedirectHandler):
    """An answer from elsewhere is none: a place is only told to the service that was named."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        return None


_OPENER = build_opener(_NoRedirect)


def _read(answer: HTTPResponse, *, until: float) -> bytes:
    """Everything, unless it is too much or comes too slowly; `until` is of the same clock."""
    data = b""
    while chunk := answer.read1(CHUNK):
        data += chunk
        if len(data) > LARGEST:
            raise NoWeatherError.of("it sent more than two days of weather can be")
        if time.monotonic() > until:
            raise _TryAgainError.of("its answer came too slowly")
    return data


def _kept(file: Path) -> Hours | None:
    """None where it is not there, or was cut short: then it is asked for again."""
    try:
        return Hours.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


def _keep(file: Path, hours: Hours) -> None:
    """A full disk costs the next run a question, never this one its answer."""
    beside = file.with_suffix(f".{secrets.token_hex(4)}{PART}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(hours.model_dump_json(), encoding="utf-8")
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
