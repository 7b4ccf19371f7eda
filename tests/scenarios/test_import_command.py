"""``uncramp import`` and the verbs around it, as a person at a terminal uses them."""

import json
import os
import signal
import subprocess
import time

import pytest

from attacks import good_run, overlapping, zipped
from databases import new_database, postgresql_server


def uncramp(*words, **more):
    """A command of its own: one process opens one library."""
    given = ["uncramp", *map(str, words)]
    return subprocess.run(given, capture_output=True, text=True, check=False, timeout=120, **more)


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    members = [(f"activities/{day}.fit", good_run(day, minutes=5)) for day in range(12)]
    path = folder / "export.zip"
    path.write_bytes(zipped([*members, ("activities/broken.gpx", b"<gpx"), ("media/a.jpg", b"x")]))
    return path


@pytest.fixture(scope="module")
def library(export, tmp_path_factory):
    """A library with one export in it, and what the command said."""
    folder = tmp_path_factory.mktemp("kept") / "library"
    return folder, uncramp("import", export, "--library", folder, "--json")


def test_the_document_is_that_of_the_contract(library):
    _, done = library
    assert done.returncode == 0
    document = json.loads(done.stdout)
    names = {"files", "imported", "runs", "duplicates", "not_runs", "refused", "salvaged"}
    assert names <= document.keys()
    assert (document["files"], document["imported"], document["runs"]) == (13, 12, 12)
    assert [refused["name"] for refused in document["refused"]] == [
        "export.zip/activities/broken.gpx"
    ]
    assert document["refused"][0]["reason"]


def test_without_json_a_person_reads_what_happened(library, export):
    folder, _ = library
    done = uncramp("import", export, "--library", folder)
    assert done.returncode == 0
    assert "13 files: 0 new runs, 12 files known already" in done.stdout
    assert "Not read: export.zip/activities/broken.gpx" in done.stdout


def test_a_path_that_leads_nowhere_is_one_sentence(tmp_path):
    done = uncramp("import", tmp_path / "nothing.fit", "--library", tmp_path / "library", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "nothing.fit" in done.stderr


def test_a_hostile_archive_is_refused_and_the_command_goes_on(tmp_path):
    (tmp_path / "bomb.zip").write_bytes(overlapping())
    (tmp_path / "good.fit").write_bytes(good_run())
    done = uncramp(
        "import",
        tmp_path / "bomb.zip",
        tmp_path / "good.fit",
        "--library",
        tmp_path / "l",
        "--json",
    )
    document = json.loads(done.stdout)
    assert (document["files"], document["runs"]) == (2, 1)
    assert document["refused"][0]["name"] == "bomb.zip"
    assert "Traceback" not in done.stderr


@pytest.fixture(params=["sqlite", "postgresql"])
def environments(request):
    """The environment of a library, and of the one that it is restored to."""
    if request.param == "sqlite":
        yield os.environ, os.environ
        return
    with postgresql_server() as server:
        urls = [new_database(server, name) for name in ("lived_in", "restored_to")]
        yield tuple(os.environ | {"UNCRAMP_DATABASE_URL": url} for url in urls)


@pytest.mark.database
def test_the_drill_back_up_while_an_import_runs_restore_and_verify(export, tmp_path, environments):
    here, there = environments
    folder, file, again = tmp_path / "library", tmp_path / "library.tar", tmp_path / "again"
    assert uncramp("import", export, "--library", folder, env=here).returncode == 0
    more = tmp_path / "more.zip"
    more.write_bytes(zipped([(f"{day}.fit", good_run(day, minutes=5)) for day in range(12, 60)]))
    words = ["uncramp", "import", str(more), "--library", str(folder)]
    with subprocess.Popen(words, env=here, stdout=subprocess.DEVNULL) as running:
        time.sleep(1.5)
        assert uncramp("backup", file, "--data", folder, env=here).returncode == 0
        assert running.wait() == 0
    restored = json.loads(uncramp("restore", file, "--data", again, "--json", env=there).stdout)
    assert restored["sound"]
    assert 12 <= restored["runs"] <= 60
    verified = json.loads(uncramp("verify", "--data", again, "--json", env=there).stdout)
    assert (verified["sound"], verified["runs"]) == (True, restored["runs"])
    assert verified["problems"] == verified["notes"] == []
    onto = uncramp("restore", file, "--data", folder, env=here)
    assert onto.returncode == 2
    assert "not empty" in onto.stderr
    done = uncramp("import", more, "--library", again, "--json", env=there)
    assert restored["runs"] + json.loads(done.stdout)["runs"] == 60


def test_verify_and_doctor_say_what_is_wrong_with_status_one(export, tmp_path):
    folder = tmp_path / "library"
    uncramp("import", export, "--library", folder)
    victim = next((folder / "shelf").glob("*/??/*"))
    victim.write_bytes(victim.read_bytes()[:-1])
    done = uncramp("verify", "--data", folder)
    assert done.returncode == 1
    assert "not what it was" in done.stdout
    (folder / "secret-key").chmod(0o644)
    done = uncramp("doctor", "--data", folder)
    assert done.returncode == 1
    assert "chmod 600" in done.stdout


def test_a_damaged_database_is_named_with_the_command_that_mends_it(export, tmp_path):
    folder = tmp_path / "library"
    uncramp("import", export, "--library", folder)
    database = folder / "uncramp.sqlite3"
    database.write_bytes(b"SQLite format 3\0" + b"\x55" * 5000)
    done = uncramp("doctor", "--data", folder)
    assert done.returncode == 1
    assert "uncramp restore FILE" in done.stdout
    assert "Traceback" not in done.stderr


def test_four_imports_of_one_export_at_once_are_one(export, tmp_path):
    folder = tmp_path / "library"
    words = ["uncramp", "import", str(export), "--library", str(folder), "--json"]
    together = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    documents = [json.loads(process.communicate(timeout=120)[0]) for process in together]
    assert sum(document["runs"] for document in documents) == 12
    assert all(document["files"] == 13 for document in documents)
    assert json.loads(uncramp("verify", "--data", folder, "--json").stdout)["runs"] == 12


def test_an_import_killed_half_way_goes_on_and_leaves_no_scraps(tmp_path):
    inner = zipped([(f"{day}.fit", good_run(day, minutes=5)) for day in range(30)], method=0)
    export = tmp_path / "garmin.zip"
    export.write_bytes(zipped([("DI_CONNECT/Part1.zip", inner)]))
    folder = tmp_path / "library"
    words = ["uncramp", "import", str(export), "--library", str(folder), "--json"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list((folder / "unpacking").glob("*/*.zip")):
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert list((folder / "unpacking").glob("*/*.zip"))
    document = json.loads(uncramp(*words[1:]).stdout)
    assert document["files"] == 30
    assert document["imported"] + document["duplicates"] == 30
    assert list((folder / "unpacking").iterdir()) == []


def test_duplicates_are_shown_and_parted(tmp_path):
    import numpy as np

    from recording import NOW, recorded
    from uncramp.activity import fit_writer

    speed = 3 + 0.3 * np.sin(np.arange(1800) / 90)
    for name, more in (("phone", {}), ("watch", {"heart_rate": 150.0})):
        made = recorded(speed, started_at=NOW, **more)
        (tmp_path / f"{name}.fit").write_bytes(fit_writer.write(made))
    folder = tmp_path / "library"
    files = [tmp_path / "phone.fit", tmp_path / "watch.fit"]
    document = json.loads(uncramp("import", *files, "--library", folder, "--json").stdout)
    assert [one["name"] for one in document["merged"]] == ["watch.fit"]
    (pair,) = json.loads(uncramp("duplicates", "--data", folder, "--json").stdout)
    assert (pair["leading"]["name"], pair["behind"]["name"]) == ("watch.fit", "phone.fit")
    parted = uncramp("duplicates", "--data", folder, "--part", "1", "--json")
    assert json.loads(parted.stdout) == []
