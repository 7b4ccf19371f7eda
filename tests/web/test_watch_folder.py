"""A watched folder: what is new is taken in once, what is half there is left alone."""

import hashlib
import os
from datetime import timedelta

import numpy as np
import pytest

from recording import recorded
from uncramp.activity import fit_writer


@pytest.fixture
def watched(sample, tmp_path, monkeypatch):
    from django.conf import settings

    from uncramp.web.jobs.models import JobRow
    from uncramp.web.rows.library import owner
    from uncramp.web.rows.models import FileRow, RunRow

    folder = tmp_path / "watched"
    folder.mkdir()
    monkeypatch.setattr(settings, "WATCH", folder)
    yield folder
    (settings.DATA / "watched.json").unlink(missing_ok=True)
    digests = [hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*.*")]
    RunRow.objects.for_actor(owner()).filter(digest__in=digests).delete()
    FileRow.objects.for_actor(owner()).filter(digest__in=digests).delete()
    JobRow.objects.filter(every=None).delete()


def put(folder, name, speed=2.9, *, age=60):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(fit_writer.write(recorded(np.full(900, speed))))
    when = path.stat().st_mtime - age
    os.utime(path, (when, when))
    return path


def look():
    from uncramp.web.diary.watching import look_into_folder

    return look_into_folder.func()


def test_what_is_new_is_taken_in_by_the_import_job_once(watched):
    import threading

    from uncramp.web.diary.importing import latest
    from uncramp.web.jobs.worker import work
    from uncramp.web.rows.library import owner

    put(watched, "morning.fit", 2.91)
    put(watched, "sub/evening.FIT", 2.93)
    (watched / "notes.txt").write_text("no run")
    assert look() == 2
    assert look() == 0
    work(threading.Event(), until_empty=True)
    report = latest(owner())[0].report
    assert report["files"] == report["imported"] + report["duplicates"] == 2
    assert report["runs"] >= 1
    assert sorted(p.name for p in watched.rglob("*.*")) == [
        "evening.FIT",
        "morning.fit",
        "notes.txt",
    ]


def test_a_file_that_is_still_being_copied_waits_for_the_next_look(watched):
    from django.utils import timezone

    from uncramp.web.diary.watching import new_files

    path = put(watched, "coming.fit", age=1)
    now = timezone.now()
    assert new_files(watched, {}, now) == []
    assert new_files(watched, {}, now + timedelta(seconds=30)) == [path]


def test_a_file_that_changed_is_looked_at_again(watched):
    from django.utils import timezone

    from uncramp.web.diary.watching import mark, new_files

    path = put(watched, "run.fit")
    seen = {str(path): mark(path)}
    assert new_files(watched, seen, timezone.now()) == []
    put(watched, "run.fit", 3.3, age=30)
    assert new_files(watched, seen, timezone.now()) == [path]


def test_nothing_is_watched_unless_a_folder_was_named(sample):
    assert look() == 0
