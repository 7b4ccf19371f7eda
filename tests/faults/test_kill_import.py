"""kill -9 at any moment of an import: nothing acknowledged is lost, nothing is there twice."""

import hashlib
import json
import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from attacks import good_run, zipped
from databases import new_database, postgresql_server

HERE = Path(__file__).parent
FILES = 60


class Importer:
    """The process whose children are killed."""

    def __init__(self):
        environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "importer.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def run(self, folder, paths, url, *, kill=None):
        """The digests acknowledged, and whether the import came to its end.

        ``kill`` is when to: so many files after the library was opened, none for before that,
        and so many seconds later.
        """
        job = {"folder": str(folder), "paths": [str(path) for path in paths], "url": url}
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        child, kept, done = int(self._line().split()[1]), [], False
        files, seconds = kill or (math.inf, 0)
        if files is None:
            self._kill_later(child, seconds)
        while (line := self._line()) != "gone":
            kept += line.split()[1:] if line.startswith("kept") else []
            done |= line == "done"
            if files is not None and len(kept) >= files:
                self._kill_later(child, seconds)
                files = math.inf
        return set(kept), done

    def _line(self):
        line = self.process.stdout.readline()
        assert line, "the importer fell"
        return line.strip()

    @staticmethod
    def _kill_later(child, seconds):
        def kill():
            time.sleep(seconds)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

        threading.Thread(target=kill, daemon=True).start()

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


@pytest.fixture
def importer():
    process = Importer()
    yield process
    process.close()


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """Files by themselves and in an archive, and the digests of all of them."""
    folder = tmp_path_factory.mktemp("given")
    runs = [good_run(day, minutes=5) for day in range(FILES)]
    for day, data in enumerate(runs[:40]):
        (folder / f"{day:03d}.fit").write_bytes(data)
    members = [(f"activities/{day}.fit", data) for day, data in enumerate(runs[30:])]
    (folder / "export.zip").write_bytes(zipped(members))
    return sorted(folder.iterdir()), {hashlib.sha256(data).hexdigest() for data in runs}


class InFolders:
    """Each library in SQLite in its own folder."""

    def url(self, folder):
        return ""

    def rows(self, folder):
        address = f"file:{folder}/uncramp.sqlite3?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return [row[0] for row in database.execute("SELECT digest FROM rows_runrow")]


class OnServer:
    """Each library in a database of its own on one PostgreSQL."""

    def __init__(self, server):
        self._server, self._urls = server, {}

    def url(self, folder):
        if folder not in self._urls:
            self._urls[folder] = new_database(self._server, f"kill_{len(self._urls)}")
        return self._urls[folder]

    def rows(self, folder):
        import psycopg

        with psycopg.connect(self.url(folder)) as connection:
            return [row[0] for row in connection.execute("SELECT digest FROM rows_runrow")]


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request):
    if request.param == "sqlite":
        yield InFolders()
        return
    with postgresql_server() as server:
        yield OnServer(server)


def kill_again_and_again(importer, given, tmp_path, databases, kills):
    paths, digests = given
    dice = random.Random(20261122)
    library, ledger, killed, midway = 0, set(), 0, 0
    while killed < kills:
        folder = tmp_path / f"library{library}"
        early = dice.random() < 0.2  # while the tables and the key are made
        kill = (
            (None, dice.uniform(0, 0.4))
            if early
            else (dice.randrange(0, FILES, 4), dice.uniform(0, 0.05))
        )
        some = paths if dice.random() < 0.3 else paths[:-1]  # the archive is the last of them
        kept, done = importer.run(folder, some, databases.url(folder), kill=kill)
        ledger |= kept
        killed += not done
        midway += not done and 0 < len(ledger) < FILES
        if (folder / "shelf").exists():
            rows = databases.rows(folder)
            assert ledger <= set(rows)
            assert len(rows) == len(set(rows))
            assert all(_is_whole(folder, digest) for digest in rows)
        if done:
            assert set(databases.rows(folder)) >= kept
            library, ledger = library + 1, set()
    assert midway >= kills / 6, "too few kills fell into an import to prove anything"
    _, done = importer.run(folder, paths, databases.url(folder))
    assert done
    assert set(databases.rows(folder)) == digests
    found = verified(folder, databases.url(folder))
    assert found["sound"], found
    assert found["runs"] == FILES


def verified(folder, url):
    done = subprocess.run(
        ["uncramp", "verify", "--data", str(folder), "--json"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"UNCRAMP_DATABASE_URL": url},
    )
    return json.loads(done.stdout)


def _is_whole(folder, digest):
    data = (folder / "shelf" / "runner-1" / digest[:2] / digest).read_bytes()
    return hashlib.sha256(data).hexdigest() == digest


@pytest.mark.database
def test_kills_at_any_moment_lose_nothing_and_double_nothing(importer, given, tmp_path, databases):
    kills = 60 if isinstance(databases, InFolders) else 15
    kill_again_and_again(importer, given, tmp_path, databases, kills)


@pytest.mark.nightly
@pytest.mark.database
def test_a_thousand_kills_lose_nothing_and_double_nothing(importer, given, tmp_path, databases):
    kill_again_and_again(importer, given, tmp_path, databases, 1000)
