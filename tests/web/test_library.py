"""Whatever keeps a library keeps the same promises."""

import pytest

from histories import run
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.store.library import KeptRun, MemoryLibrary, history_of


@pytest.fixture(params=["memory", "rows"])
def library(request, sample):
    if request.param == "memory":
        return MemoryLibrary()
    from uncramp.store import codec
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import RunnerRow

    return RowLibrary(RunnerRow.objects.create(value=codec.write(Runner())))


def kept(day, digest="a", part=0):
    return KeptRun(digest * 64, part, run(day, 10, label=Label.NO))


def test_the_same_file_is_kept_once(library):
    assert library.keep_run(kept(1))
    assert not library.keep_run(kept(1))
    assert len(library.kept_runs()) == 1


def test_two_runs_of_one_file_are_two(library):
    assert library.keep_run(kept(1))
    assert library.keep_run(kept(2, part=1))
    assert len(library.kept_runs()) == 2


def test_runs_come_back_equal_and_in_time_order(library):
    given = [kept(9, "c"), kept(None, "d"), kept(3, "b")]
    for one in given:
        library.keep_run(one)
    assert list(library.kept_runs()) == [given[2], given[0], given[1]]


def test_a_runner_is_kept(library):
    library.keep_runner(Runner(age=50, conditions=()))
    assert library.runner() == Runner(age=50, conditions=())
    assert history_of(library).runner.conditions == ()
