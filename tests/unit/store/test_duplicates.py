"""One run recorded twice is one run; two runs are two, however alike."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attacks import good_run
from histories import DAY_ZERO, run
from importing import said, take_in
from recording import NOW, recorded
from uncramp.actions.import_duplicates import list_duplicates, part_duplicates
from uncramp.activity import fit_writer
from uncramp.store.duplicates import SAME, best_of, sameness
from uncramp.store.kept import KeptRun
from uncramp.store.library import MemoryLibrary

STEADY = tuple(i / 16 for i in range(1, 16))


def kept(digest, *, late=0.0, km=10.0, longer=0.0, shape=STEADY, **more):
    made = run(0, km, **{"duration": 3000.0 + longer} | more)
    summary = made.summary.model_copy(update={"started_at": DAY_ZERO + dt.timedelta(seconds=late)})
    return KeptRun(digest * 64, 0, type(made)(summary), shape=shape)


@pytest.mark.parametrize(
    "phone",
    [
        kept("b"),
        kept("b", late=-50, longer=100, km=10.2),
        kept("b", late=20, km=9.7),
        kept("b", shape=()),
    ],
)
def test_a_watch_and_a_phone_on_one_runner_recorded_one_run(phone):
    assert sameness(kept("a"), phone) >= SAME


@pytest.mark.parametrize(
    "other",
    [
        kept("b", late=3600),
        kept("b", late=170, km=1.0, longer=-2700),
        kept("b", late=150, km=7.0, longer=-800),
    ],
)
def test_a_warm_up_and_a_second_run_are_runs_of_their_own(other):
    assert sameness(kept("a"), other) < SAME


def test_runs_without_a_clock_are_never_taken_for_one():
    one, other = (KeptRun(x * 64, 0, run(None, 10)) for x in "ab")
    assert sameness(one, other) == 0


@given(
    st.floats(-400, 400), st.floats(1, 60), st.floats(-2000, 9000), st.sampled_from([(), STEADY])
)
def test_sameness_is_mutual_and_between_none_and_all(late, km, longer, shape):
    one, other = kept("a"), kept("b", late=late, km=km, longer=longer, shape=shape)
    assert 0 <= sameness(one, other) <= 1
    assert sameness(one, other) == pytest.approx(sameness(other, one))


def test_what_the_leading_recording_lacks_comes_from_the_other():
    whole = best_of(kept("a", heart_rate=150.0), [kept("b", heart_rate=99.0, temperature=20.0)])
    assert (whole.run.summary.heart_rate, whole.run.summary.temperature) == (150.0, 20.0)


def files(folder):
    """A watch's FIT with a heart rate, and a phone's that began 20 s later without."""
    import numpy as np

    speed = 3 + 0.3 * np.sin(np.arange(1800) / 90)
    start = NOW - dt.timedelta(days=3)
    watch = recorded(speed, started_at=start, heart_rate=150.0)
    late = start + dt.timedelta(seconds=20)
    phone = recorded(speed[20:] * 1.02, started_at=late, altitude=400.0)
    for name, activity in (("phone.fit", phone), ("watch.fit", watch)):
        (folder / name).write_bytes(fit_writer.write(activity))
    return folder / "phone.fit", folder / "watch.fit"


def test_the_same_run_from_two_sources_is_one_and_the_report_says_why(tmp_path):
    library = MemoryLibrary()
    done = take_in(*files(tmp_path), folder=tmp_path, library=library)
    assert (done.files, done.imported, done.duplicates, done.runs) == (2, 1, 1, 1)
    (whole,) = library.kept_runs()
    assert whole.run.summary.heart_rate == pytest.approx(150)
    assert "phone.fit" in said(done.merged)
    assert "start 20 s apart" in said(done.merged)
    again = take_in(*files(tmp_path), folder=tmp_path, library=library)
    assert (again.imported, again.duplicates, len(again.merged)) == (0, 2, 0)


def test_duplicates_are_listed_and_parted_again(tmp_path):
    library = MemoryLibrary()
    take_in(*files(tmp_path), folder=tmp_path, library=library)
    (pair,) = list_duplicates(library)
    assert {pair.leading.name, pair.behind.name} == {"phone.fit", "watch.fit"}
    assert pair.score > 0.7
    part_duplicates(library, pair.number)
    assert len(library.kept_runs()) == 2
    assert list_duplicates(library) == []


def test_parting_what_is_not_together_says_so(tmp_path):
    from uncramp.terms.errors import InputError

    with pytest.raises(InputError, match="no pair 7"):
        part_duplicates(MemoryLibrary(), 7)


def test_two_different_runs_stay_two(tmp_path):
    for day in range(2):
        (tmp_path / f"{day}.fit").write_bytes(good_run(day))
    done = take_in(tmp_path / "0.fit", tmp_path / "1.fit", folder=tmp_path)
    assert (done.runs, done.merged) == (2, [])
