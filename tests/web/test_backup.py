"""The drill: a library backed up while in use comes back whole, and a damaged one not at all."""

import hashlib
import io
import json
import random
import secrets
import shutil
import sqlite3
import tarfile
import threading
from contextlib import closing, contextmanager, nullcontext

import pytest

from attacks import good_run
from databases import new_database, new_runner, switched_to
from recording import NOW
from uncramp.actions.back_up import back_up, restore
from uncramp.actions.import_runs import import_runs
from uncramp.actions.verify_library import verify_library
from uncramp.store.backup import DATABASE, FIRST_FORMAT
from uncramp.store.given import GivenFile
from uncramp.store.library import MemoryLibrary
from uncramp.store.shelf import FolderShelf
from uncramp.terms.errors import InputError


def a_run(day):
    return GivenFile(f"{day}.fit", good_run(day, minutes=3))


def back_up_to(file, folder):
    """A backup of everything in the database of the moment, and of the shelves in `folder`."""
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.opening import shelf_of
    from uncramp.web.rows.snapshot import take_snapshot

    file.parent.mkdir(exist_ok=True)
    return back_up(
        file,
        shelf_of=lambda runner: shelf_of(folder, Actor(runner)),
        scratch=file.parent,
        snapshot=take_snapshot,
        now=NOW,
    )


def restored(file, folder):
    from uncramp.web.rows.restoring import bring_back

    return restore(file, folder=folder, bring_back=bring_back)


def everything(folder):
    """Every recording of everybody, with its bytes."""
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import RunnerRow
    from uncramp.web.rows.opening import shelf_of

    return {
        (actor.runner, run.place): (run, shelf_of(folder, actor).get(run.digest))
        for actor in RunnerRow.objects.everybody()
        for run in RowLibrary(actor).recordings()
    }


@contextmanager
def opened(folder):
    """The rows of a restored folder: in its own database, or already where they were put."""
    from django.db import connection

    from uncramp.web.rows.restoring import _database_in

    with _database_in(folder) if connection.vendor == "sqlite" else nullcontext():
        yield


class Databases:
    """New, empty databases of one kind."""

    def __init__(self, kind, request):
        self.kind, self._request = kind, request

    @contextmanager
    def another(self, folder):
        if self.kind == "sqlite":
            from django.core.management import call_command

            from uncramp.web.rows.restoring import _database_in

            folder.mkdir(exist_ok=True)
            with _database_in(folder):
                call_command("migrate", verbosity=0)
                yield
            return
        server = self._request.getfixturevalue("postgresql_tables")
        url = new_database(server.replace("/rows?", "/postgres?"), f"drill_{secrets.token_hex(6)}")
        with switched_to(url):
            yield


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request, sample):
    return Databases(request.param, request)


def two_runners_in(folder):
    """Two libraries in one database, which know of the same file but not of each other."""
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    for days in (range(4), range(3, 6)):
        actor = new_runner()
        library, shelf = RowLibrary(actor), shelf_of(folder, actor)
        import_runs(map(a_run, days), library=library, shelf=shelf, now=NOW)


@pytest.mark.database
@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_everything_comes_back_on_either_database(databases, to, request, tmp_path):
    folder, again, file = tmp_path / "library", tmp_path / "again", tmp_path / "library.tar"
    with databases.another(folder):
        two_runners_in(folder)
        before = everything(folder)
        made = back_up_to(file, folder)
    assert (len(before), made.shelved) == (7, 7)
    with nullcontext() if to == "sqlite" else Databases(to, request).another(tmp_path / "other"):
        backup, found = restored(file, again)
        with opened(again):
            assert everything(again) == before
            fresh = new_runner()  # its number is taken by nobody who came back
            assert fresh.runner not in {runner for runner, _ in before}
    assert backup.made_at == NOW.isoformat()
    assert (found.sound, found.runs) == (True, 7)
    assert not (again / "rows").exists()


@pytest.mark.database
def test_a_backup_made_while_runs_come_in_is_consistent(databases, tmp_path):
    from django.db import connection

    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    folder, errors = tmp_path / "library", []
    stop, begun = threading.Event(), threading.Event()

    def write(actor, settings):
        connection.settings_dict = settings
        library, shelf, day = RowLibrary(actor), shelf_of(folder, actor), 0
        try:
            while not stop.is_set():
                import_runs([a_run(day)], library=library, shelf=shelf, now=NOW)
                day += 1
                begun.set()
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connection.close()

    counts = []
    with databases.another(folder):
        writer = threading.Thread(target=write, args=(new_runner(), connection.settings_dict))
        writer.start()
        assert begun.wait(60)
        try:
            for at in range(4):
                counts.append(back_up_to(tmp_path / f"{at}.tar", folder).shelved)
        finally:
            stop.set()
            writer.join()
        final = everything(folder)
    assert errors == []
    assert counts == sorted(counts)
    assert 0 < counts[-1] <= len(final)
    for at, count in enumerate(counts):
        again = tmp_path / f"restored{at}"
        assert restored(tmp_path / f"{at}.tar", again)[1].runs == count
        with opened(again):
            assert everything(again).items() <= final.items()


@pytest.mark.database
def test_a_database_in_use_is_never_mixed_with_a_backup(databases, tmp_path):
    if databases.kind == "sqlite":  # it lies in the folder, which must be empty: see below
        return
    folder, file = tmp_path / "library", tmp_path / "library.tar"
    with databases.another(folder):
        two_runners_in(folder)
        back_up_to(file, folder)
        before = everything(folder)
        with pytest.raises(InputError, match="holds a library already"):
            restored(file, tmp_path / "again")
        assert everything(folder) == before
    assert not (tmp_path / "again").exists()


@pytest.fixture
def backup(sample, tmp_path):
    """A backup of a small library in SQLite."""
    folder = tmp_path / "small"
    with Databases("sqlite", None).another(folder):
        two_runners_in(folder)
        back_up_to(tmp_path / "library.tar", folder)
    return tmp_path / "library.tar"


def test_every_table_there_is_stands_in_a_backup(backup):
    from uncramp.web.rows.snapshot import every_table, shape

    with tarfile.open(backup) as archive:
        names = {name for name in archive.getnames() if name.startswith("rows/")}
    assert names == {f"rows/{shape(model).label_lower}.jsonl" for model in every_table()}
    assert "rows/jobs.jobrow.jsonl" in names


def test_an_upload_that_waits_for_its_job_comes_back_with_it(sample, tmp_path, monkeypatch):
    from django.conf import settings

    from uncramp.web.diary.importing import import_batch
    from uncramp.web.jobs.models import JobRow

    folder, again = tmp_path / "small", tmp_path / "again"
    monkeypatch.setattr(settings, "DATA", folder)
    waiting = folder / "uploads" / ("ab" * 16) / "00000" / "Lauf über den Berg.fit"
    with Databases("sqlite", None).another(folder):
        waiting.parent.mkdir(parents=True)
        waiting.write_bytes(b"not read yet")
        import_batch.enqueue(new_runner().runner, "ab" * 16)
        back_up_to(tmp_path / "library.tar", folder)
        JobRow.objects.all().delete()
    restored(tmp_path / "library.tar", again)
    assert (again / waiting.relative_to(folder)).read_bytes() == b"not read yet"
    with opened(again):
        assert JobRow.objects.get().arguments[0][1] == "ab" * 16


def test_a_byte_changed_anywhere_is_refused_or_does_not_matter(backup, tmp_path):
    whole = backup.read_bytes()
    dice = random.Random(7)
    restored(backup, tmp_path / "original")
    refused = 0
    for at in [3, *(dice.randrange(len(whole)) for _ in range(25))]:
        damaged = bytearray(whole)
        damaged[at] ^= 0x10
        file, folder = tmp_path / "damaged.tar", tmp_path / "damaged"
        file.write_bytes(damaged)
        try:
            restored(file, folder)
        except InputError as error:
            refused += "backup" in str(error)
            assert not folder.exists()
        else:  # padding between files
            assert shelved(folder) == shelved(tmp_path / "original")
        assert not folder.with_name("damaged.restoring").exists()
        shutil.rmtree(folder, ignore_errors=True)
    assert refused >= 15


def shelved(folder):
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("shelf/**/*")
        if p.is_file()
    }


@pytest.mark.parametrize("left", [0.0, 0.001, 0.4, 0.95])
def test_a_backup_that_was_cut_off_is_refused(backup, tmp_path, left):
    cut = tmp_path / "cut.tar"
    whole = backup.read_bytes().rstrip(b"\0")  # a tar ends in up to 10 KiB of nothing
    cut.write_bytes(whole[: int(left * len(whole))])
    folder = tmp_path / "restored"
    with pytest.raises(InputError, match="damaged"):
        restored(cut, folder)
    assert not folder.exists()
    assert not folder.with_name("restored.restoring").exists()


def written(file, members, **said):
    """A backup made by hand, its list in order."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    said = {"made_at": NOW.isoformat(), "software": "0", "files": sums} | said
    with tarfile.open(file, "w") as archive:
        for name, data in ({"list.json": json.dumps(said).encode()} | members).items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file


def members_of(backup):
    with tarfile.open(backup) as archive:
        return {x.name: archive.extractfile(x).read() for x in archive if x.name != "list.json"}


def list_of(backup):
    with tarfile.open(backup) as archive:
        return json.load(archive.extractfile("list.json"))


def changed(backup, tmp_path, change, **said):
    """The same backup with other members, its list in order."""
    members = members_of(backup)
    change(members)
    old = list_of(backup)
    return written(
        tmp_path / "changed.tar",
        members,
        format=old["format"],
        **{"migrations": old["migrations"]} | said,
    )


def test_rows_that_do_not_fit_their_files_are_refused(backup, tmp_path):
    def lose_one(members):
        del members[next(name for name in members if name.startswith("shelf/"))]

    def point_to_nobody(members):
        name = "rows/rows.runrow.jsonl"
        members[name] = members[name].replace(b'"runner_id": ', b'"runner_id": 9')

    def break_a_line(members):
        members["rows/rows.runrow.jsonl"] = members["rows/rows.runrow.jsonl"][:-9]

    for change, said in (
        (lose_one, "not on the shelf"),
        (point_to_nobody, "do not fit together"),
        (break_a_line, "do not fit together"),
    ):
        with pytest.raises(InputError, match=said):
            restored(changed(backup, tmp_path, change), tmp_path / "restored")
        assert not (tmp_path / "restored").exists()


def test_a_backup_with_something_else_in_it_is_refused(backup, tmp_path):
    with tarfile.open(backup, "a") as archive:
        entry = tarfile.TarInfo("../../evil")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(InputError, match="does not belong"):
        restored(backup, tmp_path / "restored")
    assert not (tmp_path.parent / "evil").exists()


def test_a_list_that_names_something_else_is_refused(backup, tmp_path):
    for name in (
        "secret-key",
        "uploads/../evil",
        "uploads//x",
        "uploads",
        "rows/../../x.jsonl",
        "shelf/runner-1/aa/bb",
        DATABASE,
    ):
        file = changed(backup, tmp_path, lambda members, name=name: members.update({name: b"x"}))
        with pytest.raises(InputError, match="do not belong"):
            restored(file, tmp_path / "restored")


def test_a_link_in_a_backup_is_refused(backup, tmp_path):
    with tarfile.open(backup, "a") as archive:
        entry = tarfile.TarInfo("shelf/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(entry)
    with pytest.raises(InputError, match="no plain file"):
        restored(backup, tmp_path / "restored")


def test_a_library_in_use_is_never_written_over(backup, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "diary.txt").write_text("dear diary")
    with pytest.raises(InputError, match="not empty"):
        restored(backup, folder)
    assert (folder / "diary.txt").read_text() == "dear diary"


def test_a_backup_of_a_newer_version_is_refused(backup, tmp_path):
    newer = [*list_of(backup)["migrations"], "rows.9999_x"]
    file = changed(backup, tmp_path, lambda members: None, migrations=newer)
    with pytest.raises(InputError, match="newer uncramp"):
        restored(file, tmp_path / "restored")


def test_a_backup_of_an_older_shape_of_the_tables_goes_through_its_changes(backup, tmp_path):
    """As it would have been written before a run could stand behind another."""
    rows = [json.loads(line) for line in members_of(backup)["rows/rows.runrow.jsonl"].splitlines()]
    for row in rows:
        for later in set(row) - {"id", "runner_id", "digest", "part", "started_at", "value"}:
            del row[later]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()

    def older(members):
        for later in [n for n in members if n.startswith("rows/")]:
            if later not in {"rows/rows.runrow.jsonl", "rows/rows.runnerrow.jsonl"}:
                members.pop(later)
        members["rows/rows.runrow.jsonl"] = lines
        runners = map(json.loads, members["rows/rows.runnerrow.jsonl"].splitlines())
        kept = [{"id": row["id"], "value": row["value"]} for row in runners]
        members["rows/rows.runnerrow.jsonl"] = "\n".join(map(json.dumps, kept)).encode()

    file = changed(backup, tmp_path, older, migrations=["rows.0001_initial"])
    folder = tmp_path / "restored"
    assert restored(file, folder)[1].runs == 7
    with opened(folder):
        assert {run.digest for run, _ in everything(folder).values()} == {r["digest"] for r in rows}


@pytest.fixture
def first_format(sample, tmp_path):
    """A backup as the first version made it: the database itself, and one shelf for everybody."""
    from django.db import connection

    folder = tmp_path / "old"
    with Databases("sqlite", None).another(folder):
        two_runners_in(folder)
        connection.cursor().execute("VACUUM INTO %s", [str(tmp_path / "copy")])
    members = {DATABASE: (tmp_path / "copy").read_bytes()} | {
        f"shelf/{p.parent.name}/{p.name}": p.read_bytes() for p in folder.glob("shelf/*/??/*")
    }
    return written(tmp_path / "first.tar", members, format=FIRST_FORMAT)


def test_a_backup_of_the_first_format_comes_back_with_a_shelf_for_the_runner(
    first_format, tmp_path
):
    folder = tmp_path / "restored"
    backup, found = restored(first_format, folder)
    assert backup.format == FIRST_FORMAT
    assert found.runs == 7
    assert not list(folder.glob("shelf/??"))
    with opened(folder):
        assert len(everything(folder)) == 7


@pytest.mark.database
def test_a_backup_of_the_first_format_is_refused_by_postgresql(first_format, request, tmp_path):
    with Databases("postgresql", request).another(tmp_path / "first"):
        with pytest.raises(InputError, match="without UNCRAMP_DATABASE_URL"):
            restored(first_format, tmp_path / "restored")


def test_a_damaged_database_of_the_first_format_is_refused(first_format, tmp_path):
    members = members_of(first_format)
    members[DATABASE] = members[DATABASE][:5000] + b"\x55" * 9000
    file = written(tmp_path / "damaged.tar", members, format=FIRST_FORMAT)
    with pytest.raises(InputError, match="database in the backup is damaged"):
        restored(file, tmp_path / "restored")


def test_a_newer_database_is_refused(first_format, tmp_path):
    from uncramp.web.rows.restoring import check_database

    file = tmp_path / "newer.sqlite3"
    file.write_bytes(members_of(first_format)[DATABASE])
    with closing(sqlite3.connect(file)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('rows', '9999_x', '')"
        )
        database.commit()
    with pytest.raises(InputError, match="newer uncramp"):
        check_database(file)


def test_a_full_disk_leaves_no_half_backup(sample, tmp_path, monkeypatch):
    from django.conf import settings

    from uncramp.store import backup as module

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_add", full)
    with pytest.raises(InputError, match="No space left"):
        back_up_to(tmp_path / "library.tar", settings.DATA)
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
    rows = RunRow.objects.for_actor(library.actor)
    row = rows.first()
    rows.filter(pk=row.pk).update(part=9)
    try:
        done = verify_library(library=library, shelf=shelf)
    finally:
        rows.filter(pk=row.pk).update(part=row.part)
    assert any("does not say what its value says" in str(p) for p in done.problems)
