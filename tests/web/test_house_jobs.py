"""What the house does by itself: again and again, after faults and jumps of the clock too."""

import datetime as dt
import threading

import pytest

from databases import switched_to

pytestmark = pytest.mark.database
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def jobs(request, sample):
    if request.param == "sqlite":
        yield from emptied()
        return
    with switched_to(request.getfixturevalue("postgresql_tables")):
        yield from emptied()


def emptied():
    from uncramp.web.jobs.models import JobRow

    JobRow.objects.all().delete()
    yield JobRow.objects
    JobRow.objects.all().delete()


def again(jobs, task="jobs_for_tests.failing"):
    return jobs.create(task=task, key="again it", arguments=[[], {}], every=60)


def worked():
    from uncramp.web.jobs.worker import work

    return work(threading.Event(), until_empty=True)


def come_round(jobs, by=-2 * MINUTE):
    """As if it had been due for two minutes."""
    from django.db.models.functions import Now

    jobs.update(run_after=Now() + by)


def test_it_is_wound_once_and_never_done(jobs):
    from uncramp.web.jobs.house import AGAIN, wind

    wind()
    jobs.filter(task__contains="mail").update(every=999)
    wind()
    assert dict(jobs.values_list("task", "every")) == dict(AGAIN)
    assert worked() == len(AGAIN)
    assert worked() == 0
    assert {*jobs.values_list("state", "error")} == {("ready", "")}
    come_round(jobs)
    assert worked() == len(AGAIN)


def test_one_that_fails_is_tried_for_ever(jobs):
    job = again(jobs)
    for _ in range(7):
        assert worked() == 1
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("ready", 0)
        assert "it never works" in job.error
        come_round(jobs)


def test_one_whose_worker_dies_every_time_is_never_parked(jobs):
    from django.db.models.functions import Now

    from uncramp.web.jobs import lease

    again(jobs)
    for _ in range(8):
        assert lease.claim()
        jobs.update(leased_until=Now() - MINUTE)
    assert lease.claim()


@pytest.mark.parametrize("hours", [2, 48])
def test_a_clock_that_is_put_back_holds_nothing_up(jobs, hours):
    from django.db.models.functions import Now

    from uncramp.web.jobs import lease

    again(jobs)
    come_round(jobs, by=dt.timedelta(hours=hours))
    job = lease.claim()
    assert job is not None
    jobs.update(leased_until=Now() + dt.timedelta(hours=hours))  # its worker died before
    assert lease.claim().pk == job.pk


def test_two_workers_do_it_once(jobs):
    from uncramp.web.jobs import lease

    again(jobs)
    assert lease.claim()
    assert lease.claim() is None


def test_what_is_urgent_waits_for_no_long_job(jobs, tmp_path):
    from jobs_for_tests import slow
    from uncramp.web.jobs.house import AGAIN, URGENT, urgent_work, wind
    from uncramp.web.jobs.worker import work

    slow.enqueue("long", str(tmp_path), 0.0)
    ending = threading.Event()
    wind()
    urgent = jobs.filter(priority__gte=URGENT)
    assert urgent.count() >= 2
    with urgent_work(ending):
        for _ in range(200):
            if not urgent.filter(finished_at=None).exists():
                break
            ending.wait(0.05)
    assert not urgent.filter(finished_at=None).exists()
    assert jobs.get(every=None).state == "ready"
    assert work(threading.Event(), until_empty=True) == 1 + len(AGAIN) - urgent.count()


def test_what_is_urgent_stays_urgent_by_whichever_way_it_is_queued(jobs):
    from uncramp.web.coach.interest_jobs import take_in
    from uncramp.web.jobs.backend import enqueue_once
    from uncramp.web.jobs.house import URGENT
    from uncramp.web.mail.tasks import send_waiting

    take_in.enqueue(0)
    enqueue_once(send_waiting, "mail")
    assert {*jobs.values_list("priority", flat=True)} == {URGENT}


def test_it_is_no_work_that_waits(jobs):
    from django.utils import timezone

    from uncramp.web.jobs.queue import queue_at

    again(jobs)
    assert queue_at(timezone.now() + 9 * MINUTE).waiting == 0


def test_a_request_that_waits_is_escalated_on_either_database(jobs):
    from django.utils import timezone

    from uncramp.web.coach.interest_jobs import look_at_the_clock
    from uncramp.web.coach.models import ClockRow, RequestRow, ShiftRow
    from uncramp.web.mail.models import MailRow

    came = timezone.now() - dt.timedelta(hours=7)
    line = {"begins": "00:00", "ends": "00:00", "zone": "UTC", "weekdays": list(range(7))}
    ShiftRow.objects.create(value={"name": "Ann", "address": "ann@example.org", **line})
    RequestRow.objects.create(level="", promised=True, came_at=came, came_house=came)
    try:
        assert look_at_the_clock.func() == {"escalated": 1}
        assert look_at_the_clock.func() == {"escalated": 0}
        worked()
        mail = MailRow.objects.get(to="ann@example.org")
        assert mail.state == "sent"
        assert "4 h 5" in mail.body
    finally:
        for table in (RequestRow, ShiftRow, ClockRow, MailRow):
            table.objects.all().delete()
