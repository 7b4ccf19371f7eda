"""The database itself says that something of a runner's rows has changed, whoever changed it."""

from dataclasses import replace

import pytest

from databases import new_runner, switched_to
from histories import DAY_ZERO, run
from uncramp.history.cramp import CrampEntry, LoggedCramp
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.history.shoe import Shoe
from uncramp.store.kept import KeptRun, Merge

CRAMP, PAIR = f"{1:032x}", f"{2:032x}"

pytestmark = pytest.mark.database


@pytest.fixture(params=["sqlite", "postgresql"])
def actor(request):
    """A new runner with two runs, a cramp and a pair of shoes, in rows of either database."""
    request.getfixturevalue("sample")
    if request.param == "sqlite":
        yield filled(new_runner())
        return
    with switched_to(request.getfixturevalue("postgresql_tables")):
        yield filled(new_runner())


def filled(actor):
    library = library_of(actor)
    library.keep_run(kept(1, "a"))
    library.keep_run(kept(2, "b"))
    library.keep_cramp(entry())
    library.keep_shoe(Shoe(token=PAIR, name="Blue"))
    return actor


def library_of(actor):
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary(actor)


def kept(day, digest):
    return KeptRun(digest * 64, 0, run(day, 10, label=Label.NO))


def entry(**more):
    cramp = LoggedCramp(episode=Episode(muscle="calf", onset="during"), began_at=DAY_ZERO)
    return CrampEntry(token=CRAMP, cramp=cramp, logged_at=DAY_ZERO, told_at=DAY_ZERO, **more)


def state(actor):
    from uncramp.web.rows import revision

    return revision.of_runs(actor), revision.of_the_rest(actor)


def rename(library):
    library.replace_run(replace(library.kept_runs()[0], name="The long one"))


def set_aside(library):
    from uncramp.web.rows.models import RunRow

    RunRow.objects.for_actor(library.actor).filter(digest="a" * 64).update(set_aside_at=DAY_ZERO)


def save_the_whole_row(library):
    from uncramp.web.rows.models import RunRow

    row = RunRow.objects.for_actor(library.actor).first()
    row.value["note"] = "warm"
    row.save()


def write_beside_django(library):
    from django.db import connection

    with connection.cursor() as cursor:
        said = "UPDATE rows_runrow SET value = value WHERE runner_id = %s"
        cursor.execute(said, [library.actor.runner])


CHANGES = {
    "a run comes": lambda library: library.keep_run(kept(3, "c")),
    "a run is renamed": rename,
    "a run is deleted": set_aside,
    "a run is gone for good": lambda library: library.forget(("a" * 64, 0)),
    "two recordings are one": lambda library: library.merge(
        Merge(("a" * 64, 0), ("b" * 64, 0), 0.9)
    ),
    "a row is saved whole": save_the_whole_row,
    "somebody writes beside Django": write_beside_django,
    "a cramp is removed": lambda library: library.keep_cramp(entry(removed_at=DAY_ZERO)),
    "a pair is renamed": lambda library: library.keep_shoe(Shoe(token=PAIR, name="Red")),
    "the runner tells their mass": lambda library: library.keep_runner(
        library.runner().model_copy(update={"mass": 71.0})
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_another_state(actor, change):
    before = state(actor)
    assert state(actor) == before
    CHANGES[change](library_of(actor))
    assert state(actor) != before


def test_a_pair_of_recordings_taken_apart_and_another_made_is_another_state(actor):
    library = library_of(actor)
    library.keep_run(kept(3, "c"))
    library.merge(Merge(("a" * 64, 0), ("b" * 64, 0), 0.9))
    before = state(actor)
    library.undo_merge(("b" * 64, 0))
    library.merge(Merge(("a" * 64, 0), ("c" * 64, 0), 0.9))
    assert state(actor) != before


def test_nobody_elses_rows_matter(actor):
    before, other = state(actor), filled(new_runner())
    rename(library_of(other))
    assert state(actor) == before


def test_what_comes_leaves_the_runs_that_were_there_as_they_were(actor):
    from uncramp.web.rows import revision
    from uncramp.web.rows.models import RunRow

    library = library_of(actor)
    last = max(RunRow.objects.for_actor(actor).values_list("pk", flat=True))
    before = revision.of_runs_until(actor, last)
    library.keep_run(kept(3, "c"))
    assert revision.of_runs_until(actor, last) == before
    rename(library)
    assert revision.of_runs_until(actor, last) != before
