"""The nearest run without a cramp: answered ones first, alike in time, distance and heat."""

from histories import run
from uncramp.actions.match_clean_run import match_clean_run
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.store.kept import KeptRun
from uncramp.store.library import MemoryLibrary
from uncramp.terms.muscles import Muscle

CRAMP = Episode(muscle=Muscle.CALF)


def library_of(*runs):
    library = MemoryLibrary()
    for i, made in enumerate(runs):
        episode = CRAMP if made.label is Label.YES else None
        library.keep_run(KeptRun(f"run-{i}", 0, made, episode))
    return library


def matched(*others, cramped=None):
    asked = cramped or run(100, 21, check_in={"race": True}, label=Label.YES)
    library = library_of(asked, *others)
    kept = next(one for one in library.kept_runs() if one.digest == "run-0")
    return match_clean_run(kept, library=library)


def test_the_one_most_alike_is_found():
    found = matched(
        run(10, 5, label=Label.NO), run(20, 20, label=Label.NO), run(30, 35, label=Label.NO)
    )
    assert found.kept.digest == "run-2"


def test_a_run_that_was_answered_goes_before_one_that_was_not():
    found = matched(run(10, 21), run(20, 20, label=Label.NO))
    assert found.kept.digest == "run-2"
    assert found.answered


def test_silence_stands_in_where_nothing_else_is_alike():
    found = matched(run(10, 21), run(20, 4, label=Label.NO))
    assert found.kept.digest == "run-1"
    assert not found.answered


def test_a_run_with_a_cramp_is_never_beside_it():
    assert matched(run(10, 21, label=Label.YES)) is None


def test_what_is_not_alike_at_all_is_not_shown():
    assert matched(run(10, 3, label=Label.NO)) is None


def test_without_another_run_there_is_none():
    assert matched() is None


def test_at_most_three_differences_and_the_race_among_them():
    found = matched(
        run(
            10, 21, speed=2.6, label=Label.NO,
            check_in={"race": False, "temperature": 15, "sleep": 9, "strength_training": 2},
        ),
        cramped=run(
            100, 21, speed=3.4, label=Label.YES,
            check_in={"race": True, "temperature": 24, "sleep": 4, "strength_training": 0},
        ),
    )  # fmt: skip
    assert 1 <= len(found.differences) <= 3
    assert str(found.differences[0]) == "This one was a race; the other was not."
