"""The queue: nothing lost, nothing twice, stopped when asked, parked when hopeless."""

import datetime as dt
import threading

import pytest

from databases import new_runner, switched_to

pytestmark = pytest.mark.database
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def queue(request, sample):
    """An empty queue in either database."""
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


def run_all():
    from uncramp.web.jobs.worker import work

    return work(threading.Event(), until_empty=True)


def expired(jobs):
    """As if every worker had died a minute ago."""
    from django.db.models.functions import Now

    jobs.update(leased_until=Now() - MINUTE)


def test_a_job_is_done_and_its_result_is_kept(queue, tmp_path):
    from jobs_for_tests import slow

    result = slow.enqueue("a", str(tmp_path), 0.0)
    assert result.status == "READY"
    assert run_all() == 1
    result.refresh()
    assert result.status == "SUCCESSFUL"
    assert result.return_value == "a"
    assert queue.get().progress == {"done": 4, "of": 4}


def test_a_job_queued_in_a_transaction_that_fails_was_never_queued(queue, tmp_path):
    from django.db import transaction

    from jobs_for_tests import slow

    def cut_off():
        with transaction.atomic():
            slow.enqueue("a", str(tmp_path))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        cut_off()
    assert queue.count() == 0


def test_the_same_key_is_queued_once_until_it_is_done(queue, tmp_path):
    from jobs_for_tests import slow
    from uncramp.web.jobs.backend import enqueue_once

    first = enqueue_once(slow, "refresh 1", "a", str(tmp_path), 0.0)
    assert enqueue_once(slow, "refresh 1", "a", str(tmp_path), 0.0).pk == first.pk
    run_all()
    assert enqueue_once(slow, "refresh 1", "a", str(tmp_path), 0.0).pk != first.pk


def test_the_words_of_an_error_stay_with_the_job_and_out_of_the_log(queue, caplog):
    from jobs_for_tests import failing

    failing.enqueue()
    run_all()
    assert "ValueError" in caplog.text
    assert "it never works" not in caplog.text
    assert "it never works" in queue.get().error


def test_a_failing_job_is_tried_later_and_parked_after_five_tries(queue):
    from django.db.models.functions import Now

    from jobs_for_tests import failing
    from uncramp.web.jobs.models import State

    failing.enqueue()
    waits = []
    for _ in range(5):
        assert run_all() == 1
        job = queue.get()
        waits.append(job.run_after - job.started_at)
        assert run_all() == 0
        queue.update(run_after=Now())
    assert job.state == State.PARKED
    assert "it never works" in job.error
    assert [round(w.total_seconds()) for w in waits[:4]] == [5, 10, 20, 40]
    assert run_all() == 0


def test_the_job_of_a_dead_worker_is_taken_up_by_another(queue):
    from jobs_for_tests import failing
    from uncramp.web.jobs import lease

    failing.enqueue()
    first = lease.claim()
    assert lease.claim() is None
    expired(queue)
    second = lease.claim()
    assert second.pk == first.pk
    assert second.attempts == 2


def test_a_worker_that_slept_too_long_is_not_heard(queue):
    from jobs_for_tests import failing
    from uncramp.web.jobs import lease
    from uncramp.web.jobs.models import State

    failing.enqueue()
    sleeper = lease.claim()
    expired(queue)
    other = lease.claim()
    assert not lease.renew(sleeper)
    assert not lease.finish(sleeper, "late")
    assert not lease.fail(sleeper, "late")
    assert queue.get().state == State.RUNNING
    assert lease.finish(other, "in time")
    assert queue.get().result == "in time"


def test_a_job_that_kills_its_worker_every_time_is_parked(queue):
    from jobs_for_tests import failing
    from uncramp.web.jobs import lease
    from uncramp.web.jobs.models import State

    failing.enqueue()
    for _ in range(5):
        assert lease.claim()
        expired(queue)
    assert lease.claim() is None
    assert queue.get().state == State.PARKED


def test_parked_jobs_are_tried_again_once_somebody_says_so(queue):
    from jobs_for_tests import failing
    from uncramp.web.jobs import lease
    from uncramp.web.jobs.models import State

    failing.enqueue()
    assert lease.try_parked_again() == 0
    queue.update(state=State.PARKED, attempts=5)
    assert lease.try_parked_again() == 1
    assert lease.claim().attempts == 1


def test_how_long_the_oldest_job_waits_is_known(queue, tmp_path):
    from django.utils import timezone

    from jobs_for_tests import slow
    from uncramp.web.jobs import lease
    from uncramp.web.jobs.queue import queue_at

    now = timezone.now()
    assert queue_at(now).oldest is None
    slow.enqueue("a", str(tmp_path))
    slow.using(run_after=now + MINUTE).enqueue("later", str(tmp_path))
    found = queue_at(now + 7 * MINUTE)
    assert (found.waiting, found.stuck) == (1, True)
    assert round(found.oldest / MINUTE) == 7
    assert not queue_at(now + MINUTE).stuck
    lease.claim()
    assert queue_at(now + 7 * MINUTE).waiting == 0
    expired(queue.filter(state="running"))  # its worker died
    assert queue_at(now + 7 * MINUTE).waiting == 1


def test_a_worker_that_lost_sight_of_the_database_gives_its_job_back(queue, monkeypatch):
    """It must not look as if somebody had cancelled it."""
    from django.db import OperationalError

    from jobs_for_tests import endless
    from uncramp.web.jobs import lease, worker
    from uncramp.web.jobs.models import State

    def away(job, progress=None):
        if progress is None:  # the beat in the background
            raise OperationalError("the server closed the connection")
        return True

    endless.enqueue()
    monkeypatch.setattr(worker, "BEAT", 0.05)
    monkeypatch.setattr(worker.lease, "renew", away)
    job = lease.claim()
    worker._run(job, threading.Event())
    assert (queue.get().state, queue.get().attempts) == (State.READY, 0)


def test_a_job_whose_end_could_not_be_written_down_is_done_again(queue, tmp_path, monkeypatch):
    from django.db import OperationalError

    from jobs_for_tests import slow
    from uncramp.web.jobs import worker
    from uncramp.web.jobs.models import State

    def away(*_):
        raise OperationalError("the server closed the connection")

    slow.enqueue("a", str(tmp_path), 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(worker.lease, "finish", away)
        assert run_all() == 1
    assert queue.get().state == State.RUNNING
    expired(queue)
    assert run_all() == 1
    assert queue.get().state == State.DONE
    assert (tmp_path / "starts").read_text().split() == ["a", "a"]


def test_a_running_job_stops_when_asked(queue):
    from jobs_for_tests import endless
    from uncramp.web.jobs import lease
    from uncramp.web.jobs.models import State

    job = int(endless.enqueue().id)
    asked = threading.Timer(0.3, ask, args=(job,))
    asked.start()
    assert run_all() == 1
    asked.join()
    assert queue.get().state == State.CANCELLED
    assert not lease.ask_to_stop(job)


def ask(job):
    from django.db import connections

    from uncramp.web.jobs import lease

    lease.ask_to_stop(job)
    connections.close_all()


def test_a_waiting_job_is_cancelled_at_once(queue):
    from jobs_for_tests import failing
    from uncramp.web.jobs import lease
    from uncramp.web.jobs.models import State

    job = failing.enqueue()
    assert lease.ask_to_stop(int(job.id))
    assert run_all() == 0
    assert queue.get().state == State.CANCELLED


def test_a_worker_that_ends_gives_its_job_back_without_counting_the_try(queue):
    from jobs_for_tests import endless
    from uncramp.web.jobs.models import State
    from uncramp.web.jobs.worker import work

    endless.enqueue()
    ending = threading.Event()
    threading.Timer(0.3, ending.set).start()
    assert work(ending) == 1
    job = queue.get()
    assert (job.state, job.attempts) == (State.READY, 0)


def test_urgent_jobs_come_first_and_later_ones_wait(queue, tmp_path):
    from django.utils import timezone

    from jobs_for_tests import slow

    slow.enqueue("usual", str(tmp_path), 0.0)
    slow.using(priority=5).enqueue("urgent", str(tmp_path), 0.0)
    slow.using(run_after=timezone.now() + MINUTE).enqueue("later", str(tmp_path), 0.0)
    run_all()
    assert (tmp_path / "starts").read_text().split() == ["urgent", "usual"]


def test_a_task_that_is_gone_parks_instead_of_stopping_the_worker(queue):
    from uncramp.web.jobs.models import JobRow

    JobRow.objects.create(task="nowhere.at.all", arguments=[[], {}])
    assert run_all() == 1
    assert "nowhere" in queue.get().error


def test_eight_claims_at_once_give_a_job_to_one(queue):
    from django.db import connections

    from jobs_for_tests import failing
    from uncramp.web.jobs import lease

    failing.enqueue()
    together, got = threading.Barrier(8), []

    def take():
        together.wait()
        got.append(lease.claim())
        connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert sum(job is not None for job in got) == 1


def test_an_upload_is_imported_by_a_job_and_only_once(queue, sample, tmp_path):
    from django.conf import settings

    from attacks import good_run, zipped
    from uncramp.web.diary.importing import import_batch
    from uncramp.web.rows.library import RowLibrary

    actor = new_runner()
    token = "cd" * 16
    dropped = settings.DATA / "uploads" / token / "00000"
    dropped.mkdir(parents=True)
    members = [("a.fit", good_run(40)), ("b.fit", good_run(41)), ("c.fit", b"x" * 90)]
    (dropped / "up.zip").write_bytes(zipped(members))
    results = [import_batch.enqueue(actor.runner, token) for _ in range(2)]
    assert run_all() == 2
    for result in results:
        result.refresh()
    assert results[0].return_value["runs"] == 2
    assert results[1].return_value["runs"] == 2  # the whole of what became of the drop
    assert len(RowLibrary(actor).kept_runs()) == 2
    assert not dropped.exists()


def test_old_summaries_are_made_again_and_what_was_told_stays(queue, sample):
    from dataclasses import replace

    from django.conf import settings

    from uncramp.exposure.summary import EDITION
    from uncramp.history.run import Label
    from uncramp.web.jobs.tasks import refresh
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    actor = new_runner()
    kept = kept_run(shelf_of(settings.DATA, actor))
    library = RowLibrary(actor)
    old = kept.run.summary.model_copy(update={"edition": "0", "distance": 1.0})
    library.keep_run(replace(kept, run=replace(kept.run, summary=old, label=Label.YES)))
    refresh.enqueue(actor.runner)
    run_all()
    (again,) = library.kept_runs()
    assert again.run.summary == kept.run.summary
    assert again.run.summary.edition == EDITION
    assert again.run.label is Label.YES


def kept_run(shelf):
    """A run whose file lies on the shelf."""
    from attacks import good_run
    from recording import NOW
    from uncramp.actions.import_reading import read_file

    data = good_run(77)
    shelf.put(data)
    return read_file(data, now=NOW, knows=lambda _: False).runs[0]
