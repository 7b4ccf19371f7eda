"""What may be wrong with an installation, and the command that mends each.

The parts underneath have faults of their own that no code of ours can mend, so the doctor
names them (for expat it is CVE-2023-52425).
"""

from __future__ import annotations

import pyexpat
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uncramp.terms.sentences import Sentence, sentence

if TYPE_CHECKING:
    from uncramp.web.jobs.queue import Queue

OLDEST_PYTHON: Final = (3, 11)
SOUND_SQLITE: Final = (3, 51, 3)  # the first without the WAL reset race
SOUND_EXPAT: Final = (2, 6, 0)  # the first whose time does not grow with the square of a token
LEAST_FREE: Final = 0.1  # of the disk
KEPT_BACKUP: Final = timedelta(days=7)


class Level(StrEnum):
    """How much it matters."""

    SOUND = "sound"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``mend`` is the command or step that puts it right."""

    level: Level
    said: Sentence
    mend: str = ""


def examine(folder: Path) -> Iterator[Finding]:
    """Look at everything that can be looked at without opening the library."""
    yield _python()
    yield _sqlite(sqlite3.sqlite_version_info)
    yield _expat(pyexpat.version_info)
    yield from _folder(folder)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        said = sentence("Python is {version}; 3.11 or newer is needed.", version=version)
        return Finding(Level.PROBLEM, said, "apt-get install python3.11")
    return Finding(Level.SOUND, sentence("Python {version}.", version=version))


def _sqlite(version: tuple[int, ...]) -> Finding:
    shown = ".".join(map(str, version))
    if version >= SOUND_SQLITE:
        return Finding(Level.SOUND, sentence("SQLite {version}.", version=shown))
    return Finding(
        Level.NOTE,
        sentence(
            "SQLite is {version}. Before 3.51.3 two processes that write at the very same moment "
            "can, very rarely, damage the database. Keep backups, or use a Python with a newer "
            "SQLite.",
            version=shown,
        ),
        "uncramp backup FILE",
    )


def _expat(version: tuple[int, ...]) -> Finding:
    shown = ".".join(map(str, version))
    if version >= SOUND_EXPAT:
        return Finding(Level.SOUND, sentence("expat {version}.", version=shown))
    return Finding(
        Level.NOTE,
        sentence(
            "expat, which reads GPX and TCX, is {version}: before 2.6 a hostile file can keep it "
            "busy. uncramp limits what it is given, and stops it; a newer Python brings a newer "
            "expat.",
            version=shown,
        ),
        "python3 --version",
    )


def _folder(folder: Path) -> Iterator[Finding]:
    if not (folder / "uncramp.sqlite3").exists() and not (folder / "secret-key").exists():
        said = sentence("There is no library in {folder} yet.", folder=str(folder))
        yield Finding(Level.NOTE, said, f"uncramp import YOUR-RUNS --library {folder}")
        return
    yield _space(folder)
    key = folder / "secret-key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        said = sentence("Others on this machine can read the secret key.")
        yield Finding(Level.PROBLEM, said, f"chmod 600 {key}")
    left = [p for p in (folder / "unpacking").glob("*") if p.is_dir()]
    if left:
        said = sentence("{count} imports are under way, or were cut off.", count=len(left))
        yield Finding(Level.NOTE, said, "the next uncramp import clears what was cut off")


def _space(folder: Path) -> Finding:
    disk = shutil.disk_usage(folder)
    share = round(100 * disk.free / disk.total)
    said = sentence("{share} % of the disk is free.", share=share)
    if disk.free < LEAST_FREE * disk.total:
        return Finding(Level.PROBLEM, said, f"df -h {folder}; then make room")
    return Finding(Level.SOUND, said)


def queue_findings(queue: Queue, folder: Path) -> Iterator[Finding]:
    """Whether somebody works on the queue, and what was given up."""
    if queue.stuck and queue.oldest:
        minutes = int(queue.oldest / timedelta(minutes=1))
        said = sentence(
            "{count} jobs wait, the oldest for {minutes} minutes: no worker is at work.",
            count=queue.waiting,
            minutes=minutes,
        )
        yield Finding(Level.PROBLEM, said, f"uncramp worker --data {folder}")
    else:
        yield Finding(Level.SOUND, sentence("{count} jobs wait.", count=queue.waiting))
    if queue.parked:
        said = sentence("{count} jobs failed five times and were parked.", count=queue.parked)
        yield Finding(Level.NOTE, said, f"uncramp worker --retry-parked --data {folder}")


def backup_age(made_at: datetime | None, now: datetime, folder: Path) -> Finding:
    """Whether there is a backup, as far as the library was told of one."""
    mend = f"uncramp backup FILE --library {folder}"
    if made_at is None:
        return Finding(Level.NOTE, sentence("No backup of this library was ever made."), mend)
    days = (now - made_at).days
    said = sentence("The latest backup was made {days} days ago.", days=days)
    return Finding(Level.NOTE if now - made_at > KEPT_BACKUP else Level.SOUND, said, mend)
