"""A run that was deleted counts for nothing, comes back whole, and is gone for good in time."""

import datetime as dt
from dataclasses import replace

import pytest

from attacks import good_run, zipped
from databases import new_runner
from importing import said, take_in
from recording import NOW
from uncramp.actions.bring_back_run import bring_back_run
from uncramp.actions.edit_run import RunEdit, edit_run
from uncramp.actions.import_keeping import Keeper, Known
from uncramp.actions.import_reading import Outcome, Reading
from uncramp.actions.import_report import Imported, Nobody
from uncramp.actions.remove_runs import remove_run, remove_runs_set_aside
from uncramp.actions.set_aside_run import KEPT_FOR, set_aside_run
from uncramp.actions.verify_library import verify_library
from uncramp.history.episode import Episode
from uncramp.store.kept import Merge, Origin
from uncramp.store.library import MemoryLibrary, history_of
from uncramp.store.shelf import FolderShelf
from uncramp.terms.errors import InputError

DAY = dt.timedelta(days=1)


@pytest.fixture(params=["memory", pytest.param("rows", marks=pytest.mark.database)])
def library(request, tmp_path):
    """Three runs, taken in from files."""
    if request.param == "rows":
        request.getfixturevalue("sample")
        from uncramp.web.rows.library import RowLibrary

        made = RowLibrary(new_runner())
    else:
        made = MemoryLibrary()
    for day in range(3):
        (tmp_path / f"{day}.fit").write_bytes(good_run(day))
    files = [tmp_path / f"{day}.fit" for day in range(3)]
    assert take_in(*files, folder=tmp_path, library=made).runs == 3
    return made


@pytest.fixture
def shelf(tmp_path):
    return FolderShelf(tmp_path / "shelf")


def test_a_deleted_run_counts_for_nothing_and_comes_back_as_it_was(library):
    before = list(library.kept_runs())
    place = before[1].place
    set_aside_run(place, library=library, now=NOW)
    assert [kept.place for kept in library.kept_runs()] == [before[0].place, before[2].place]
    assert len(history_of(library).runs) == 2
    (aside,) = library.set_aside()
    assert (aside.place, aside.set_aside_at) == (place, NOW)
    bring_back_run(place, library=library)
    assert list(library.kept_runs()) == before
    assert list(library.set_aside()) == []


def test_both_recordings_of_a_run_are_deleted_and_come_back_together(library):
    one, other, _ = library.kept_runs()
    library.merge(Merge(one.place, other.place, 0.9))
    before = list(library.kept_runs())
    set_aside_run(one.place, library=library, now=NOW)
    assert len(library.kept_runs()) == 1
    assert list(library.merges()) == []
    assert len(library.recordings()) == 3
    bring_back_run(one.place, library=library)
    assert list(library.kept_runs()) == before
    assert len(library.merges()) == 1


def test_deleting_twice_does_not_begin_the_time_anew(library):
    place = library.kept_runs()[0].place
    set_aside_run(place, library=library, now=NOW)
    set_aside_run(place, library=library, now=NOW + DAY)
    assert library.set_aside()[0].set_aside_at == NOW


def test_the_same_file_again_does_not_bring_it_back_and_says_so(library, tmp_path):
    place = library.kept_runs()[0].place
    set_aside_run(place, library=library, now=NOW)
    whole = tmp_path / "export.zip"
    whole.write_bytes(zipped([(f"{day}.fit", good_run(day)) for day in range(3)]))
    for path in (tmp_path / "2.fit", whole):
        again = take_in(path, folder=tmp_path, library=library)
        assert (again.runs, again.imported) == (0, 0)
        assert "that you deleted. It stays deleted" in said(again.notes)
        assert len(again.notes) == 1
    assert len(library.kept_runs()) == 2


def test_another_recording_of_a_deleted_run_stays_deleted_too(library):
    kept = library.kept_runs()[0]
    set_aside_run(kept.place, library=library, now=NOW)
    phone = replace(kept, digest="f" * 64)
    reading = Reading(Outcome.RUNS, phone.digest, 1, b"", (phone,), origin=Origin("phone.fit"))
    done = Keeper(library, None, Known(library, None), Nobody(), Imported()).keep([reading])
    assert done.runs == 0
    assert done.merged == []
    assert "stays deleted" in said(done.notes)
    assert len(library.kept_runs()) == 2
    bring_back_run(library.set_aside()[0].place, library=library)
    assert len(library.kept_runs()) == 3
    assert len(library.merges()) == 1


def test_after_its_time_it_is_gone_for_good_with_its_file(library, shelf, tmp_path):
    kept = library.kept_runs()[0]
    set_aside_run(kept.place, library=library, now=NOW)
    late = NOW + KEPT_FOR
    assert remove_runs_set_aside(library=library, shelf=shelf, now=late - DAY) == 0
    assert shelf.has(kept.digest)
    assert verify_library(library=library, shelf=shelf).runs == 3  # known until then
    assert remove_runs_set_aside(library=library, shelf=shelf, now=late) == 1
    assert not shelf.has(kept.digest)
    assert kept.digest not in {file.digest for file in library.files()}
    assert list(library.origins(kept.digest)) == []
    found = verify_library(library=library, shelf=shelf)
    assert (found.sound, found.runs, found.notes) == (True, 2, [])
    again = take_in(tmp_path / "2.fit", folder=tmp_path, library=library)
    assert again.runs == 1  # nothing is remembered of it


def test_only_a_deleted_run_is_removed(library, shelf):
    kept = library.kept_runs()[0]
    assert not remove_run(kept.place, library=library, shelf=shelf)
    assert shelf.has(kept.digest)
    set_aside_run(kept.place, library=library, now=NOW)
    assert remove_run(kept.place, library=library, shelf=shelf)
    assert not shelf.has(kept.digest)
    assert len(library.recordings()) == 2


def test_a_file_stays_as_long_as_another_run_lies_in_it(library, shelf):
    kept = library.kept_runs()[0]
    library.keep_run(replace(kept, part=1))
    set_aside_run(kept.place, library=library, now=NOW)
    assert remove_run(kept.place, library=library, shelf=shelf)
    assert shelf.has(kept.digest)
    assert verify_library(library=library, shelf=shelf).sound


def test_a_run_with_a_red_flag_nobody_looked_at_is_not_deleted(library):
    kept = library.kept_runs()[0]
    answers = {"confusion_collapse": "yes"}
    flagged = replace(kept, episode=Episode(muscle="calf"), answers=answers)
    library.replace_run(flagged)
    with pytest.raises(InputError, match="A red flag was told"):
        set_aside_run(kept.place, library=library, now=NOW)
    assert len(library.kept_runs()) == 3
    library.replace_run(replace(flagged, answers={}))
    set_aside_run(kept.place, library=library, now=NOW)
    assert len(library.kept_runs()) == 2


def test_what_is_said_of_a_run_is_said_of_both_its_recordings(library):
    one, other, _ = library.kept_runs()
    library.merge(Merge(one.place, other.place, 0.9))
    said_ = RunEdit(name=" Long run ", note="hot", race=True, indoor=True)
    edit_run(one.place, said_, library=library)
    whole = library.kept_runs()[0]
    assert (whole.name, whole.note) == ("Long run", "hot")
    assert whole.as_told.check_in.race is True
    assert whole.as_told.summary.sub_sport == "indoor_running"
    library.undo_merge(other.place)
    assert [kept.name for kept in library.kept_runs()] == ["Long run", "Long run", ""]
    edit_run(one.place, RunEdit(), library=library)
    assert library.kept_runs()[0] == one


def test_a_run_that_is_not_there_cannot_be_changed(library):
    nowhere = ("e" * 64, 0)
    for change in (
        lambda: set_aside_run(nowhere, library=library, now=NOW),
        lambda: bring_back_run(nowhere, library=library),
        lambda: edit_run(nowhere, RunEdit(), library=library),
    ):
        with pytest.raises(InputError, match="not in the library any more"):
            change()
    assert library.recordings_of(nowhere) == []
    assert library.forget(nowhere) == []


def test_no_weather_is_asked_for_of_a_deleted_run(library):
    from uncramp.actions.keep_weather import _wanted
    from uncramp.history.weather import Hour

    kept = library.kept_runs()[0]
    hour = Hour.model_construct()
    summary = kept.run.summary.model_copy(update={"hours": (hour,)})
    there = replace(kept, run=replace(kept.run, summary=summary))
    assert _wanted(there, None)
    assert not _wanted(replace(there, set_aside_at=NOW), None)


def test_deleting_on_the_page_has_it_removed_when_its_time_is_over(sample, tmp_path, monkeypatch):
    from django.conf import settings
    from django.test import Client

    from uncramp.web.diary import removing
    from uncramp.web.jobs.models import JobRow
    from uncramp.web.policies import doors
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import RunRow
    from uncramp.web.rows.opening import shelf_of

    actor = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: actor)
    (tmp_path / "one.fit").write_bytes(good_run(5))
    library = RowLibrary(actor)
    take_in(tmp_path / "one.fit", folder=tmp_path, library=library)
    shelf, kept = shelf_of(settings.DATA, actor), library.kept_runs()[0]
    shelf.put(good_run(5))
    key = RunRow.objects.for_actor(actor).get().pk
    assert Client(headers={"host": "localhost"}).post(f"/runs/{key}/delete").status_code == 302
    jobs = JobRow.objects.filter(task=removing.remove_what_is_due.module_path)
    job = jobs.get(arguments__0__0=actor.runner)
    aside = library.set_aside()[0].set_aside_at
    assert job.run_after == aside + KEPT_FOR
    assert removing.remove_what_is_due.func(*job.arguments[0]) == {"removed": 0}
    monkeypatch.setattr(removing.timezone, "now", lambda: job.run_after)
    assert removing.remove_what_is_due.func(*job.arguments[0]) == {"removed": 1}
    assert not shelf.has(kept.digest)
    job.delete()
