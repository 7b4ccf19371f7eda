"""Which database: SQLite in the library's folder, or PostgreSQL where that is outgrown."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("postgres", "postgresql")


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings for ``postgresql://user:password@host:port/name``, or for none.

    What follows a question mark goes to the driver: ``?sslmode=verify-full``, or
    ``?host=/run/postgresql`` for a socket.
    """
    if not url:
        return _sqlite(folder)
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise ImproperlyConfigured(
            "UNCRAMP_DATABASE_URL must be like postgresql://user:password@host:5432/name; "
            "without it the library is kept in SQLite in its folder."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,  # s
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: values[0] for name, values in parse_qs(parts.query).items()},
    }


def _sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "uncramp.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged survives a power cut, not only a killed process.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
