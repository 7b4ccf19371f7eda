"""kill -9 of workers with jobs in flight: every job is done, its effect is there once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from databases import switched_to

pytestmark = pytest.mark.database
TESTS = Path(__file__).parents[1]
JOBS, WORKERS, KILLS = 40, 2, 6


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
