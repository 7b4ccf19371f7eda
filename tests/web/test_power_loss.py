"""The power fails at every point of an import, and every call of it fails once.

The database's own promise is not tried again here: committed is on the disk, which its settings
say and SQLite's own tests prove. What is tried is ours: the files, and their order with the rows.
"""

import errno
import hashlib
import itertools
import os
import random
import re
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from attacks import good_run, zipped
from databases import new_runner
from disk import Disk, after_cut
from recording import NOW
from uncramp.actions import import_keeping
from uncramp.actions.import_report import Nobody
from uncramp.actions.import_runs import import_paths
from uncramp.actions.verify_library import verify_library
from uncramp.store.backup import DATABASE
from uncramp.terms.errors import UncrampError

SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)  # of what was not flushed that is there after all


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """Four files and an archive with four more, one of each twice."""
    folder = tmp_path_factory.mktemp("given")
    runs = [good_run(day, minutes=3) for day in range(7)]
    for day in range(4):
        (folder / f"{day}.fit").write_bytes(runs[day])
    members = [(f"{day}.fit", runs[day]) for day in (3, 4, 5, 6)]
    (folder / "export.zip").write_bytes(zipped(members))
    return sorted(folder.iterdir()), {hashlib.sha256(data).hexdigest() for data in runs}


class Ledger(Nobody):
    """What was acknowledged."""

    def __init__(self, disk=None):
        self.acknowledged, self._disk = set(), disk

    def done(self, reading):
        self.acknowledged.add(reading.digest)
        if self._disk:
            self._disk.note(("told", reading.digest))


@contextmanager
def rows_in(folder):
    """A database in a folder; the one of before afterwards."""
    from django.core.management import call_command

    from uncramp.web.rows.restoring import _database_in

    with _database_in(folder):
        call_command("migrate", verbosity=0)
        yield


def noting(actor, disk, folder):
    """A library that notes what its database holds after every commit."""
    from uncramp.web.rows.library import RowLibrary

    class Noting(RowLibrary):
        @contextmanager
        def together(self):
            with super().together():
                yield
            disk.note(("committed", database_in(folder)))

    return Noting(actor)


def database_in(folder):
    """The digests of its runs, and the database itself."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        rows = [row[0] for row in database.execute("SELECT digest FROM rows_runrow")]
        return rows, database.serialize()


def take_in(paths, library, shelf, folder, watcher):
    (folder / "unpacking").mkdir(exist_ok=True)
    return import_paths(
        paths,
        library=library,
        shelf=shelf,
        scratch=folder / "unpacking",
        now=NOW,
        watcher=watcher,
    )


def recorded_import(given, folder):
    """The log of a whole import, three files to a commit."""
    from uncramp.web.rows.opening import shelf_of

    folder.mkdir()
    disk = Disk(folder)
    with rows_in(folder), pytest.MonkeyPatch.context() as patched:
        patched.setattr(import_keeping, "TOGETHER", 3)
        actor = new_runner()
        library = noting(actor, disk, folder)
        disk.note(("committed", database_in(folder)))
        with disk.watched():
            take_in(given[0], library, shelf_of(folder, actor), folder, Ledger(disk))
    return disk.log


def at_point(log, point, dice, share):
    """What is on the disk, in the database, and in the ledger after a cut."""
    before = log[:point]
    notes = [event.note for event in before if event.kind == "note"]
    database = [what for word, what in notes if word == "committed"][-1]
    told = {what for word, what in notes if word == "told"}
    return after_cut(before, dice, share).files(), database, told


def broken_promises(files, rows, told):
    """Every way in which a cut has cost something."""
    for digest in told - set(rows):
        yield f"{digest[:8]} was acknowledged and has no row"
    if len(rows) != len(set(rows)):
        yield "a row is there twice"
    kept = {Path(name).name: data for name, data in files.items()}
    for digest in rows:
        if hashlib.sha256(kept.get(digest, b"")).hexdigest() != digest:
            yield f"{digest[:8]} has a row and no whole file"
    for name, data in kept.items():
        if re.fullmatch("[0-9a-f]{64}", name) and hashlib.sha256(data).hexdigest() != name:
            yield f"{name[:8]} is not what its name says: the next import would believe it"


def cuts(log, times=1):
    """Every point of the log, with each share of what was not flushed, so many times."""
    dice = random.Random(5)
    begun = next(at for at, event in enumerate(log) if event.kind == "note") + 1
    for point in range(begun, len(log) + 1):
        for share in SHARES * times:
            yield at_point(log, point, dice, share)


@pytest.mark.database
def test_a_power_cut_at_any_point_of_an_import_costs_nothing_acknowledged(sample, given, tmp_path):
    log = recorded_import(given, tmp_path / "library")
    states = 0
    for files, database, told in cuts(log, times=4):
        assert list(broken_promises(files, database[0], told)) == []
        states += 1
    assert told == given[1]
    assert states >= 1500


@pytest.mark.parametrize(
    "forgotten", ["the file's bytes", "the names in a folder"], ids=["files", "folders"]
)
def test_a_shelf_that_does_not_flush_is_found_out(forgotten, sample, given, tmp_path):
    log = recorded_import(given, tmp_path / "library")
    is_file = forgotten == "the file's bytes"
    careless = [e for e in log if e.kind != "flush" or bool(e.file) is not is_file]
    assert any(any(broken_promises(f, d[0], told)) for f, d, told in cuts(careless))


@pytest.mark.database
def test_after_a_power_cut_the_next_import_goes_on_and_verify_is_clean(sample, given, tmp_path):
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import RunnerRow
    from uncramp.web.rows.opening import shelf_of

    log, dice = recorded_import(given, tmp_path / "library"), random.Random(9)
    for at in range(12):
        folder = tmp_path / f"cut{at}"
        files, database, told = at_point(
            log, dice.randrange(5, len(log)), dice, dice.choice(SHARES)
        )
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        folder.mkdir(exist_ok=True)
        (folder / DATABASE).write_bytes(database[1])
        with rows_in(folder):
            (actor,) = RunnerRow.objects.everybody()
            library, shelf = RowLibrary(actor), shelf_of(folder, actor)
            assert verify_library(library=library, shelf=shelf).sound
            assert told <= {run.digest for run in library.recordings()}
            take_in(given[0], library, shelf, folder, Nobody())
            assert {run.digest for run in library.recordings()} == given[1]
            assert verify_library(library=library, shelf=shelf).sound


def test_the_database_is_told_to_flush_every_commit(sample):
    from django.db import connection

    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["disk full", "disk broken"])
def test_whichever_call_of_an_import_fails_nothing_is_lost_and_the_next_goes_on(
    number, sample, given, tmp_path, monkeypatch
):
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    monkeypatch.setattr(import_keeping, "TOGETHER", 3)
    paths = [path for path in given[0] if path.suffix == ".fit"]
    with rows_in(tmp_path):
        for call in itertools.count(1):
            actor, ledger = new_runner(), Ledger()
            library, shelf = RowLibrary(actor), shelf_of(tmp_path, actor)
            disk = Disk(tmp_path / "shelf").failing(call, number)
            try:
                with disk.watched():
                    take_in(paths, library, shelf, tmp_path, ledger)
            except UncrampError as error:
                said = str(error)
            else:
                assert disk.calls < call, "a call failed and nobody was told"
                break
            assert re.fullmatch(f"The import stopped: {os.strerror(number)}. .+", said)
            rows = [run.digest for run in library.recordings()]
            assert ledger.acknowledged <= set(rows)
            assert all(hashlib.sha256(shelf.get(digest)).hexdigest() == digest for digest in rows)
            assert take_in(paths, library, shelf, tmp_path, Nobody()).files == len(paths)
            assert len(library.recordings()) == len(paths)
            assert verify_library(library=library, shelf=shelf).problems == []
    assert call > 25, "too few calls were tried to prove anything"


def test_a_database_that_is_full_stops_the_import_in_a_sentence(sample, given, tmp_path):
    from django.db import connection

    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    with rows_in(tmp_path):
        actor = new_runner()
        library, shelf = RowLibrary(actor), shelf_of(tmp_path, actor)
        with connection.cursor() as cursor:
            (pages,) = cursor.execute("PRAGMA page_count").fetchone()
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UncrampError, match=r"The import stopped: .*full") as caught:
            take_in(given[0], library, shelf, tmp_path, Nobody())
        assert "Traceback" not in str(caught.value)
        assert list(library.recordings()) == []
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {pages + 1000}")
        assert take_in(given[0], library, shelf, tmp_path, Nobody()).runs == len(given[1])
