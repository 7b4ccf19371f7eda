"""The drill: a library backed up while in use comes back whole, and a damaged one not at all."""

import random
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from attacks import good_run
from recording import NOW
from uncramp.actions.back_up import back_up, restore
from uncramp.actions.import_runs import import_runs
from uncramp.actions.verify_library import verify_library
from uncramp.store.backup import DATABASE
from uncramp.store.given import GivenFile
from uncramp.store.library import MemoryLibrary
from uncramp.store.shelf import FolderShelf
from uncramp.terms.errors import InputError
from uncramp.web.rows.restoring import check_database


@pytest.fixture
def backup(sample, tmp_path):
    from uncramp.web.rows.snapshot import take_snapshot

    _, shelf = sample
    file = tmp_path / "library.tar"
    back_up(file, shelf=shelf, scratch=tmp_path, snapshot=take_snapshot, now=NOW)
    return file


def digests_in(folder):
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return {row[0] for row in database.execute("SELECT digest FROM rows_runrow")}


def test_everything_comes_back_byte_for_byte(sample, backup, tmp_path):
    library, shelf = sample
    folder = tmp_path / "restored"
    made = restore(backup, folder=folder, check=check_database)
    assert made.made_at == NOW.isoformat()
    again = FolderShelf(folder / "shelf")
    runs = library.recordings()
    assert {run.digest for run in runs} <= digests_in(folder)
    assert all(again.get(run.digest) == shelf.get(run.digest) for run in runs)


def test_a_backup_made_while_runs_come_in_is_consistent(sample, tmp_path):
    from django.db import connection

    from uncramp.web.rows.snapshot import take_snapshot

    library, shelf = sample
    stop, errors = threading.Event(), []

    def write():
        try:
            day = 100
            while not stop.is_set():
                given = GivenFile(f"{day}.fit", good_run(day, minutes=3))
                import_runs([given], library=library, shelf=shelf, now=NOW)
                day += 1
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for at in range(4):
            file = tmp_path / f"{at}.tar"
            scratch = tmp_path / f"scratch{at}"
            scratch.mkdir()
            back_up(file, shelf=shelf, scratch=scratch, snapshot=take_snapshot, now=NOW)
            folder = tmp_path / f"restored{at}"
            restore(file, folder=folder, check=check_database)
            again = FolderShelf(folder / "shelf")
            assert all(again.has(digest) for digest in digests_in(folder))
    finally:
        stop.set()
        writer.join()
    assert errors == []


def test_a_byte_changed_anywhere_is_refused_or_does_not_matter(backup, tmp_path):
    whole = backup.read_bytes()
    dice = random.Random(7)
    original = tmp_path / "original"
    restore(backup, folder=original, check=check_database)
    refused = 0
    for at in [3, *(dice.randrange(len(whole)) for _ in range(25))]:
        damaged = bytearray(whole)
        damaged[at] ^= 0x10
        file, folder = tmp_path / "damaged.tar", tmp_path / "damaged"
        file.write_bytes(damaged)
        try:
            restore(file, folder=folder, check=check_database)
        except InputError as error:
            refused += "backup" in str(error)
        else:  # padding between files
            assert tree(folder) == tree(original)
        assert folder.exists() or not folder.with_name("damaged.restoring").exists()
        shutil.rmtree(folder, ignore_errors=True)
    assert refused >= 20


def tree(folder):
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


@pytest.mark.parametrize("left", [0.0, 0.001, 0.4, 0.95])
def test_a_backup_that_was_cut_off_is_refused(backup, tmp_path, left):
    cut = tmp_path / "cut.tar"
    whole = backup.read_bytes()
    cut.write_bytes(whole[: int(left * len(whole))])
    folder = tmp_path / "restored"
    with pytest.raises(InputError, match="damaged"):
        restore(cut, folder=folder, check=check_database)
    assert not folder.exists()
    assert not folder.with_name("restored.restoring").exists()


def test_a_backup_with_something_else_in_it_is_refused(backup, tmp_path):
    import io
    import tarfile

    with tarfile.open(backup, "a") as archive:
        entry = tarfile.TarInfo("../../evil")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(InputError, match="does not belong"):
        restore(backup, folder=tmp_path / "restored", check=check_database)
    assert not (tmp_path.parent / "evil").exists()


def test_a_link_in_a_backup_is_refused(backup, tmp_path):
    import tarfile

    with tarfile.open(backup, "a") as archive:
        entry = tarfile.TarInfo("shelf/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(entry)
    with pytest.raises(InputError, match="no plain file"):
        restore(backup, folder=tmp_path / "restored", check=check_database)


def test_a_library_in_use_is_never_written_over(backup, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "diary.txt").write_text("dear diary")
    with pytest.raises(InputError, match="not empty"):
        restore(backup, folder=folder, check=check_database)
    assert (folder / "diary.txt").read_text() == "dear diary"


def test_a_backup_of_a_newer_version_is_refused(backup, tmp_path):
    folder = tmp_path / "newer"
    restore(backup, folder=folder, check=check_database)
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('rows', '9999_x', '')"
        )
        database.commit()
    with pytest.raises(InputError, match="newer uncramp"):
        check_database(folder / DATABASE)


def test_a_full_disk_leaves_no_half_backup(sample, tmp_path, monkeypatch):
    from uncramp.store import backup as module
    from uncramp.web.rows.snapshot import take_snapshot

    def full(*_):
        raise OSError(28, "No space left on device")

    _, shelf = sample
    monkeypatch.setattr(module, "_add", full)
    file = tmp_path / "library.tar"
    with pytest.raises(InputError, match="No space left"):
        back_up(file, shelf=shelf, scratch=tmp_path, snapshot=take_snapshot, now=NOW)
    assert list(tmp_path.iterdir()) == []


def verified(tmp_path, change):
    library, shelf = MemoryLibrary(), FolderShelf(tmp_path / "shelf")
    files = [GivenFile(f"{day}.fit", good_run(day)) for day in range(3)]
    import_runs(files, library=library, shelf=shelf, now=NOW)
    change(tmp_path / "shelf")
    return verify_library(library=library, shelf=shelf)


def first(shelf):
    return next(shelf.glob("??/*"))


def test_verify_finds_nothing_wrong_with_a_sound_library(tmp_path):
    done = verified(tmp_path, lambda shelf: None)
    assert (done.sound, done.runs, done.files, done.notes) == (True, 3, 3, [])


def test_verify_finds_a_changed_byte_and_a_lost_file(tmp_path):
    def change(shelf):
        one, other = list(shelf.glob("??/*"))[:2]
        one.write_bytes(one.read_bytes()[:-1] + b"\0")
        other.unlink()

    done = verified(tmp_path, change)
    assert len(done.problems) == 2
    assert {"not what it was" in str(p) for p in done.problems} == {True, False}


def test_verify_tells_of_what_a_cut_left_without_calling_it_damage(tmp_path):
    def change(shelf):
        (shelf / "ab").mkdir(exist_ok=True)
        (shelf / "ab" / ("ab" + "0" * 62)).write_bytes(b"x")
        (shelf / "ab" / "cd.1-2.part").write_bytes(b"x")

    done = verified(tmp_path, change)
    assert done.sound
    assert len(done.notes) == 2


def test_verify_finds_a_row_whose_columns_disagree(sample):
    from uncramp.web.rows.models import RunRow

    library, shelf = sample
    assert verify_library(library=library, shelf=shelf).sound
    row = library._row.runs.first()
    RunRow.objects.filter(pk=row.pk).update(part=9)
    try:
        done = verify_library(library=library, shelf=shelf)
    finally:
        RunRow.objects.filter(pk=row.pk).update(part=row.part)
    assert any("does not say what its value says" in str(p) for p in done.problems)
