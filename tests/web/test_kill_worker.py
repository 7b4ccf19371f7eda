"""kill -9 of workers with jobs in flight: every job is done, its effect is there once."""

import datetime as dt
import io
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from databases import switched_to
from recording import NOW, recorded
from uncramp.activity import fit_writer

pytestmark = pytest.mark.database
TESTS = Path(__file__).parents[1]
JOBS, WORKERS, KILLS = 40, 2, 6
RUNS = 160  # of an import: ten transactions


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, sample):
    """The address of the database that the queue is in; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
        return
    url = request.getfixturevalue("postgresql_tables")
    with switched_to(url):
        yield url


def started(folder, url):
    """A worker, once it is at work."""
    environment = os.environ | {"PYTHONPATH": str(TESTS), "UNCRAMP_DATABASE_URL": url}
    worker = subprocess.Popen(
        [sys.executable, str(TESTS / "faults" / "worker.py"), str(folder)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout.readline() == "at work\n"
    return worker


def killed(worker):
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()


def test_workers_killed_again_and_again_lose_no_job(address, tmp_path):
    from django.conf import settings

    from jobs_for_tests import slow
    from uncramp.web.jobs.models import JobRow, State

    JobRow.objects.all().delete()
    for at in range(JOBS):
        slow.enqueue(str(at), str(tmp_path), 0.2)
    dice = random.Random(5)
    workers = [started(settings.DATA, address) for _ in range(WORKERS)]
    try:
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.1, 0.6))
            at = dice.randrange(WORKERS)
            killed(workers[at])
            workers[at] = started(settings.DATA, address)
        patience = time.monotonic() + 60
        while JobRow.objects.exclude(state=State.DONE).exists():
            assert time.monotonic() < patience, list(JobRow.objects.values("state", "attempts"))
            time.sleep(0.2)
    finally:
        for worker in workers:
            killed(worker)
    starts = (tmp_path / "starts").read_text().split()
    assert set(starts) == {str(at) for at in range(JOBS)}
    assert len(starts) > JOBS, "no kill fell into a job: nothing was proven"
    assert len(list(tmp_path.glob("done-*"))) == JOBS
    assert sorted(JobRow.objects.values_list("result", flat=True)) == sorted(set(starts))
    JobRow.objects.all().delete()


def test_an_import_whose_worker_is_killed_again_and_again_tells_of_every_run_as_new(address):
    from django.conf import settings

    from databases import new_runner
    from uncramp.web.diary.batches import Batch
    from uncramp.web.diary.importing import found, start
    from uncramp.web.jobs.models import JobRow, NoteRow

    JobRow.objects.all().delete()
    actor, batch = new_runner(), Batch(settings.DATA / "uploads")
    runs = SimpleUploadedFile("export.zip", export(RUNS))
    batch.add([runs])
    start(actor, batch.token)
    noted = NoteRow.objects.filter(kind="fates")
    worker, told = started(settings.DATA, address), 0
    try:
        for _ in range(3):  # with a fourth try it must be done, and five are given
            wait_until(lambda known=told: noted.count() > known)
            killed(worker)
            told = noted.count()
            worker = started(settings.DATA, address)
        wait_until(lambda: not found(actor, batch.token).under_way)
    finally:
        killed(worker)
    done = found(actor, batch.token).report
    assert told < RUNS / 16, "no kill fell into the import: nothing was proven"
    assert (done["runs"], done["imported"], done["duplicates"], done["files"]) == (
        RUNS,
        RUNS,
        0,
        RUNS,
    )
    JobRow.objects.all().delete()


def wait_until(happened, seconds=60):
    patience = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < patience, "it never came to that"
        time.sleep(0.005)


def export(count):
    """A ZIP of so many short runs, a day apart."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for day in range(count):
            run = recorded(np.full(600, 2.5), started_at=NOW - dt.timedelta(days=day))
            archive.writestr(f"activities/{day}.fit", fit_writer.write(run))
    return packed.getvalue()
