"""What a watcher is told: whether to send people here, and how old the work and the backup are."""

import datetime as dt
from contextlib import contextmanager

import pytest

LOCAL = {"host": "localhost"}


def told(path="/readyz"):
    from django.test import Client

    return Client().get(path, headers=LOCAL)


@pytest.fixture
def no_jobs(sample):
    from uncramp.web.jobs.models import JobRow

    JobRow.objects.all().delete()
    yield
    JobRow.objects.all().delete()


@contextmanager
def broken_database():
    from django.db import OperationalError, connection

    def broken(*_):
        raise OperationalError("password of user uncramp at db.example.org")

    with connection.execute_wrapper(broken):
        yield


def test_the_process_answers_even_where_the_database_does_not(sample):
    with broken_database():
        assert told("/healthz").content == b"ok\n"


def test_a_server_at_rest_is_ready(no_jobs):
    answer = told()
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "queue": {"waiting": 0, "oldest_seconds": None, "parked": 0},
        "backup": {"age_seconds": None},
    }


def test_old_work_and_an_old_backup_are_told_and_stop_nobody(no_jobs):
    from django.conf import settings
    from django.utils import timezone

    from uncramp.web.jobs.models import JobRow, State
    from uncramp.web.rows.opening import LAST_BACKUP, note_backup

    now = timezone.now()
    JobRow.objects.create(task="x", arguments=[[], {}], run_after=now - dt.timedelta(hours=2))
    JobRow.objects.create(task="x", arguments=[[], {}], state=State.PARKED)
    note_backup(settings.DATA, now - dt.timedelta(days=40))
    try:
        answer = told()
    finally:
        (settings.DATA / LAST_BACKUP).unlink()
    assert answer.status_code == 200
    queue, backup = answer.json()["queue"], answer.json()["backup"]
    assert (queue["waiting"], queue["parked"]) == (1, 1)
    assert queue["oldest_seconds"] == pytest.approx(7200, abs=60)
    assert backup["age_seconds"] == pytest.approx(40 * 86400, abs=60)


def test_a_database_that_is_away_is_told_without_its_secrets(sample):
    with broken_database():
        answer = told()
    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert "OperationalError" in answer.json()["because"]
    assert b"example.org" not in answer.content
