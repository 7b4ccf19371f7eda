"""A copy of the library in memory is as good as the rows, and read again only where they changed."""

from dataclasses import replace
from threading import Event, Thread

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from databases import new_runner
from histories import DAY_ZERO, run
from uncramp.history.run import Label
from uncramp.store.kept import KeptRun, Merge


@pytest.fixture
def actor(sample):
    return new_runner()


def rows_of(actor):
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary(actor)


def standing(actor):
    from uncramp.web.memory.standing import standing

    return standing(actor)


def kept(number, label=Label.NO):
    return KeptRun(f"{number:064x}", 0, run(number, 10, label=label))


class InMemory(RuleBasedStateMachine):
    """Whatever is done to the rows, the copy says what they say."""

    @initialize()
    def somebody(self):
        self.actor = new_runner()
        self.count = 0

    @rule()
    def import_a_run(self):
        rows_of(self.actor).keep_run(kept(self.count))
        self.count += 1

    @rule(of=st.integers(0, 9), name=st.text("ab", max_size=2))
    def rename(self, of, name):
        library = rows_of(self.actor)
        if found := library.kept_runs():
            library.replace_run(replace(found[of % len(found)], name=name))

    @rule(of=st.integers(0, 9), over=st.integers(0, 9))
    def merge(self, of, over):
        library = rows_of(self.actor)
        found = library.kept_runs()
        if found and of % len(found) != over % len(found):
            library.merge(Merge(found[of % len(found)].place, found[over % len(found)].place, 1.0))

    @rule()
    def take_apart(self):
        library = rows_of(self.actor)
        for merge in library.merges()[:1]:
            library.undo_merge(merge.behind)

    @rule(of=st.integers(0, 9))
    def delete(self, of):
        from uncramp.web.rows.models import RunRow

        library = rows_of(self.actor)
        if found := library.kept_runs():
            rows = RunRow.objects.for_actor(self.actor)
            rows.filter(digest=found[of % len(found)].digest).update(set_aside_at=DAY_ZERO)

    @rule(of=st.integers(0, 9))
    def forget(self, of):
        library = rows_of(self.actor)
        if found := library.kept_runs():
            library.forget(found[of % len(found)].place)

    @invariant()
    def it_says_what_the_rows_say(self):
        held = standing(self.actor)
        assert list(held.library.kept_runs()) == list(rows_of(self.actor).kept_runs())
        assert list(held.runs.values()) == list(held.library.kept_runs())
        assert all(held.keys[one.place] == key for key, one in held.runs.items())


def test_a_copy_says_what_the_rows_say_whatever_is_done_to_them(sample):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        InMemory, settings=settings(max_examples=25, stateful_step_count=12, deadline=None)
    )


def test_only_what_changed_is_read_again(actor, monkeypatch):
    from uncramp.web.memory import recordings

    library, asked, values = rows_of(actor), [], recordings._values
    for number in range(5):
        library.keep_run(kept(number))
    standing(actor)
    monkeypatch.setattr(
        recordings, "_values", lambda of, keys: asked.extend(keys) or values(of, keys)
    )
    library.replace_run(replace(library.kept_runs()[2], name="Hills"))
    assert [one.name for one in standing(actor).library.kept_runs()] == ["", "", "Hills", "", ""]
    assert len(asked) == 1


def busy(actor):
    """A worker is at work for this runner."""
    from uncramp.web.jobs.models import JobRow, State

    job = JobRow(task="an.import", arguments=[[actor.runner, "token"], {}], state=State.RUNNING)
    job.save()
    return job


@pytest.fixture
def importing(actor):
    library = rows_of(actor)
    for number in range(500):
        library.keep_run(kept(number))
    job = busy(actor)
    yield actor, library, job
    job.delete()


def test_while_many_files_come_in_a_copy_may_be_a_while_old(importing):
    actor, library, job = importing
    first = standing(actor)
    library.keep_run(kept(500))
    assert standing(actor) is first
    job.state = "done"
    job.save()
    assert len(standing(actor).runs) == 501


def test_what_is_told_while_files_come_in_counts_at_once(importing):
    actor, library, _ = importing
    standing(actor)
    library.keep_run(kept(500))
    library.replace_run(replace(library.kept_runs()[3], name="Hills"))
    held = standing(actor)
    assert [one.name for one in held.runs.values() if one.name] == ["Hills"]
    assert len(held.runs) == 501


def test_nothing_in_memory_grows_old_however_long_an_import_takes(importing, monkeypatch):
    from django.utils import timezone

    from uncramp.web.memory.standing import LEAST, PATIENCE

    actor, library, _ = importing
    standing(actor)
    library.keep_run(kept(500))
    later = timezone.now() + LEAST + PATIENCE * 501
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert len(standing(actor).runs) == 501


def test_what_many_ask_for_at_once_is_worked_out_once(actor):
    rows_of(actor).keep_run(kept(1))
    held, asked = standing(actor), []

    def work():
        asked.append(1)
        return "found"

    threads = [Thread(target=lambda: held.once("a question", work)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 1


def test_where_runs_only_came_nobody_waits_while_one_works_it_out_again(actor):
    library, began, done = rows_of(actor), Event(), Event()
    library.keep_run(kept(1))
    standing(actor).once("a question", lambda: "one run")
    library.keep_run(kept(2))
    held, said = standing(actor), []

    def work():
        began.set()
        assert done.wait(30)
        return "two runs"

    thread = Thread(target=lambda: said.append(held.once("a question", work)))
    thread.start()
    assert began.wait(30)
    assert held.once("a question", work) == "one run"
    done.set()
    thread.join()
    assert said == ["two runs"]
    assert held.once("a question", work) == "two runs"


def test_what_was_told_is_waited_for(actor):
    library = rows_of(actor)
    library.keep_run(kept(1))
    standing(actor).once("a question", lambda: "unnamed")
    library.replace_run(replace(library.kept_runs()[0], name="Hills"))
    library.keep_run(kept(2))
    held, began, done, said = standing(actor), Event(), Event(), []

    def work():
        began.set()
        assert done.wait(30)
        return "named"

    threads = [Thread(target=lambda: said.append(held.once("a question", work))) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert began.wait(30)
    assert said == []
    done.set()
    for thread in threads:
        thread.join()
    assert said == ["named", "named"]


def test_whoever_has_not_asked_for_longest_is_read_again(sample, monkeypatch):
    from uncramp.web.memory import standing as memory

    monkeypatch.setattr(memory, "MOST_RUNS", 4)
    somebody = [new_runner() for _ in range(3)]
    for one in somebody:
        for number in range(2):
            rows_of(one).keep_run(kept(number))
    memory.forget_standings()
    first, second = standing(somebody[0]), standing(somebody[1])
    assert standing(somebody[0]) is first
    standing(somebody[2])
    assert standing(somebody[0]) is first
    assert standing(somebody[1]) is not second


def test_a_library_larger_than_all_the_room_is_held_alone(actor, monkeypatch):
    from uncramp.web.memory import standing as memory

    monkeypatch.setattr(memory, "MOST_RUNS", 1)
    for number in range(3):
        rows_of(actor).keep_run(kept(number))
    held = standing(actor)
    assert standing(actor) is held


def test_only_so_many_answers_are_held(actor):
    from uncramp.web.memory.standing import ANSWERS

    held = standing(actor)
    for number in range(ANSWERS + 2):
        held.once(number, lambda: None)
    assert len(held._answers) == ANSWERS
