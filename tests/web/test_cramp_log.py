"""A cramp is logged tap by tap, belongs to its run, and can be taken back."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from histories import DAY_ZERO, run
from uncramp.actions.answer_cramp_flags import answer_cramp_flags
from uncramp.actions.answer_red_flags import answer_red_flags
from uncramp.actions.log_cramp import Tap, log_cramp
from uncramp.actions.red_flags_of import standing_flag
from uncramp.actions.take_back_cramp import bring_back_cramp, remove_cramp, undo_cramp
from uncramp.actions.tie_cramps import run_of, take_over, tie_cramps
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.store.kept import Merge
from uncramp.store.library import KeptRun, MemoryLibrary, history_of
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Muscle, Onset, Side

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
RUN_END = DAY_ZERO + dt.timedelta(seconds=10_000 / 3)  # of ten kilometres at 3 m/s


def token(number):
    return str(UUID(int=number))


def kept(day, digest="a", **more):
    return KeptRun(digest * 64, 0, run(day, 10, **more))


@pytest.fixture
def library():
    made = MemoryLibrary()
    made.keep_run(kept(0))
    return made


def tap(library, number=1, *, now=RUN_END + HOUR, run=None, **told):
    return log_cramp(Tap(token=token(number), **told), library=library, now=now, run=run)


def the_run(library, place=0):
    return library.kept_runs()[place]


def test_one_tap_is_a_cramp_already(library):
    tap(library, muscle="calf", at=RUN_END + HOUR)
    found = the_run(library)
    assert found.episode == Episode(muscle="calf")
    assert found.as_told.label is Label.YES
    assert found.answered_at == RUN_END + HOUR


def test_four_taps_are_a_complete_log(library):
    of = the_run(library)
    for second, told in enumerate(
        (
            {"muscle": "calf"},
            {"side": "left"},
            {"onset": "during", "minute": 40},
            {"grade": "had to slow"},
        )
    ):
        tap(library, run=of, at=RUN_END + HOUR + dt.timedelta(seconds=second), **told)
    found = the_run(library)
    assert found.episode == Episode(
        muscle=Muscle.CALF, side=Side.LEFT, onset=Onset.DURING, minute=40, severity=6
    )
    (entry,) = library.cramps()
    assert entry.began_at == DAY_ZERO + 40 * MINUTE


def test_the_same_tap_sent_again_changes_nothing(library):
    first = {"muscle": "calf", "at": RUN_END + HOUR}
    tap(library, **first)
    tap(library, side="left", muscle="foot", at=RUN_END + HOUR + MINUTE)
    before = library.cramps(), library.recordings()
    tap(library, now=RUN_END + DAY, **first)
    assert (library.cramps(), library.recordings()) == before


def test_a_tap_sent_late_says_when_it_was_made(library):
    tap(library, muscle="calf", at=RUN_END + HOUR, now=RUN_END + 9 * DAY)
    assert the_run(library).episode is not None


@pytest.mark.parametrize("at", [DAY_ZERO - 900 * DAY, DAY_ZERO + 900 * DAY])
def test_a_clock_that_cannot_be_is_not_believed(library, at):
    entry = tap(library, muscle="calf", at=at)
    assert entry.began_at == RUN_END + HOUR


def test_without_a_muscle_nothing_is_kept(library):
    with pytest.raises(InputError, match="Which muscle"):
        tap(library, side="left")
    assert library.cramps() == []


@pytest.mark.parametrize(
    ("after", "onset", "is_tied"),
    [
        (5.9 * HOUR, "after", True),
        (6.1 * HOUR, "after", False),
        (6.1 * HOUR, "night", True),
        (23.9 * HOUR, "night", True),
        (24.1 * HOUR, "night", False),
    ],
)
def test_a_cramp_belongs_to_a_run_for_six_hours_awake_and_a_day_asleep(
    library, after, onset, is_tied
):
    entry = tap(library, muscle="calf", onset=onset, now=RUN_END + after)
    assert (run_of(entry, library) is not None) is is_tied
    assert (the_run(library).episode is not None) is is_tied


def test_where_two_runs_fit_the_latest_begun_before_it_has_it(library):
    library.keep_run(kept(0.25, "b"))
    entry = tap(library, muscle="calf", now=DAY_ZERO + 6.5 * HOUR)
    assert run_of(entry, library).digest == "b" * 64


def test_told_against_an_old_run_it_belongs_to_that_run(library):
    library.keep_run(kept(0.06, "b"))  # begun half an hour after the first one ended
    for number, onset in enumerate(("during", "after", "night"), 1):
        entry = tap(
            library,
            number,
            muscle="calf",
            onset=onset,
            run=the_run(library),
            now=RUN_END + 90 * DAY,
        )
        assert run_of(entry, library).digest == "a" * 64


def test_a_cramp_of_no_run_is_tied_to_none(library):
    entry = tap(library, muscle="calf", apart=True)
    assert run_of(entry, library) is None
    assert the_run(library).episode is None


def test_a_cramp_waits_for_its_run():
    library = MemoryLibrary()
    tap(library, muscle="calf", onset="during", grade="carried on")
    assert history_of(library).runs == ()
    library.keep_run(kept(0))
    tie_cramps(library=library)
    assert the_run(library).episode.muscle is Muscle.CALF
    assert the_run(library).as_told.label is Label.YES


def test_a_run_imported_later_takes_the_cramp_from_an_earlier_one(library):
    tap(library, muscle="calf", now=DAY_ZERO + 5 * HOUR)
    assert the_run(library).episode is not None
    library.keep_run(kept(4 / 24, "b"))
    tie_cramps(library=library)
    first, second = library.kept_runs()
    assert first.episode is None
    assert first.as_told.label is Label.UNKNOWN
    assert first.answered_at is None
    assert second.episode is not None


def test_to_tie_again_changes_nothing(library):
    tap(library, muscle="calf")
    tap(library, 2, muscle="foot", onset="night", now=RUN_END + 9 * HOUR)
    before = library.recordings()
    tie_cramps(library=library)
    assert library.recordings() == before


def test_several_cramps_of_a_run_are_one_event_with_several_muscles(library):
    of = the_run(library)
    tap(
        library,
        1,
        run=of,
        muscle="hamstring",
        side="left",
        onset="during",
        minute=50,
        grade="had to stop",
    )
    tap(
        library,
        2,
        run=of,
        muscle="calf",
        side="right",
        onset="during",
        minute=30,
        grade="carried on",
    )
    assert the_run(library).episode == Episode(
        muscle=Muscle.SEVERAL, side=Side.BOTH, onset=Onset.DURING, minute=30, severity=9
    )
    assert len(library.cramps()) == 2


def test_a_night_beside_a_cramp_in_the_run_is_heard_as_both(library):
    tap(library, 1, run=the_run(library), muscle="calf", onset="during")
    tap(library, 2, run=the_run(library), muscle="foot", onset="night")
    told = the_run(library).as_told
    assert (told.label, told.night) == (Label.YES, Label.YES)
    assert the_run(library).episode.muscle is Muscle.CALF


def test_a_twinge_is_kept_and_is_no_cramp(library):
    tap(library, muscle="calf", grade="twinge")
    told = the_run(library).as_told
    assert (told.label, told.grade) == (Label.NO, "twinge")


def test_a_deleted_cramp_leaves_the_run_as_it_was_answered_before(library):
    library.replace_run(
        replace(kept(0, label=Label.NO, check_in={"fluid": 0.5}), answered_at=RUN_END)
    )
    before = the_run(library)
    tap(library, muscle="calf", felt="tightness", sudden_movement="yes")
    cramped = the_run(library).as_told
    assert cramped.label is Label.YES
    assert cramped.check_in.sudden_movement is True
    assert cramped.check_in.fluid == 0.5
    assert cramped.check_in_after_cramp
    remove_cramp(token(1), library=library, now=RUN_END + DAY)
    after = the_run(library)
    assert after.as_told == before.as_told
    assert (after.answered_at, after.episode) == (before.answered_at, None)


def test_a_deleted_cramp_comes_back(library):
    tap(library, muscle="calf", grade="had to stop")
    before = the_run(library)
    remove_cramp(token(1), library=library, now=RUN_END + DAY)
    assert the_run(library).episode is None
    bring_back_cramp(token(1), library=library)
    assert the_run(library) == before


def test_a_tap_sent_late_does_not_bring_back_a_deleted_cramp(library):
    tap(library, muscle="calf", at=RUN_END + HOUR)
    remove_cramp(token(1), library=library, now=RUN_END + DAY)
    tap(library, muscle="calf", at=RUN_END + HOUR, now=RUN_END + DAY)
    assert the_run(library).episode is None


def test_the_last_change_is_taken_back_once(library):
    tap(library, muscle="calf")
    tap(library, muscle="foot")
    for _ in range(2):
        undo_cramp(token(1), library=library)
        assert the_run(library).episode.muscle is Muscle.CALF


def test_a_change_of_time_moves_the_cramp_to_its_run(library):
    library.keep_run(kept(3, "b"))
    tap(library, muscle="calf")
    tap(library, began_at=DAY_ZERO + 3 * DAY + 10 * MINUTE, now=DAY_ZERO + 4 * DAY)
    first, second = library.kept_runs()
    assert (first.episode, second.episode.muscle) == (None, Muscle.CALF)
    undo_cramp(token(1), library=library)
    first, second = library.kept_runs()
    assert (first.episode.muscle, second.episode) == (Muscle.CALF, None)


def test_a_cramp_that_came_with_its_run_joins_those_that_are_logged(library):
    told = replace(
        kept(0, label=Label.YES),
        episode=Episode(muscle="calf", onset="during", minute=50, severity=3),
        answered_at=RUN_END,
        answers={"red_flags": "none"},
    )
    library.replace_run(told)
    tap(library, 7, run=the_run(library), muscle="hamstring", onset="during", minute=20)
    assert the_run(library).episode.muscle is Muscle.SEVERAL
    assert len(library.cramps()) == 2
    remove_cramp(token(7), library=library, now=RUN_END + DAY)
    assert the_run(library).episode == told.episode
    assert dict(the_run(library).answers) == told.answers


def test_a_cramp_that_came_with_its_run_can_be_deleted(library):
    library.replace_run(
        replace(kept(0, label=Label.YES), episode=Episode(muscle="calf"), answered_at=RUN_END)
    )
    taken = take_over(the_run(library), library=library)
    assert take_over(the_run(library), library=library) == taken
    remove_cramp(taken, library=library, now=RUN_END + DAY)
    assert the_run(library).as_told.label is Label.UNKNOWN


def test_a_red_flag_of_one_cramp_stands_for_its_run_until_seen(library):
    tap(library, 1, muscle="calf")
    tap(library, 2, muscle="foot")
    answer_cramp_flags("none", [token(1)], library=library)
    assert dict(the_run(library).answers) == {}  # of the other nobody was asked yet
    answer_cramp_flags("none", [token(2)], library=library)
    assert the_run(library).answers["red_flags"] == "none"
    answer_cramp_flags("dark_or_little_urine", [token(1)], library=library)
    answer_cramp_flags("none", [token(1)], library=library)
    assert the_run(library).answers["dark_urine"] == "yes"
    with pytest.raises(InputError, match="red flag"):
        remove_cramp(token(1), library=library, now=RUN_END + DAY)
    answer_red_flags("seen", library=library)
    assert dict(the_run(library).answers) == {}


def test_a_red_flag_stands_though_the_cramp_belongs_to_no_run():
    library = MemoryLibrary()
    tap(library, muscle="calf")
    answer_cramp_flags("dark_or_little_urine", [token(1)], library=library)
    assert standing_flag(library=library, now=RUN_END + DAY).token == token(1)
    answer_cramp_flags("seen", [token(1)], library=library)
    assert standing_flag(library=library, now=RUN_END + DAY) is None


def test_a_cramp_that_held_for_more_than_ten_minutes_is_a_red_flag(library):
    tap(library, muscle="calf")
    answer_cramp_flags("none", [token(1)], library=library)
    tap(library, duration=15)
    assert standing_flag(library=library, now=RUN_END + DAY) is not None


def test_a_better_recording_of_the_run_takes_its_cramp_over(library):
    tap(library, muscle="calf", felt="flicker")
    answer_cramp_flags("none", [token(1)], library=library)
    library.keep_run(kept(0, "b", heart_rate=150.0))
    library.merge(Merge(("b" * 64, 0), ("a" * 64, 0), 0.9))
    tie_cramps(library=library)
    leading, behind = sorted(library.recordings(), key=lambda one: one.digest, reverse=True)
    assert (leading.logged.tokens, behind.logged, behind.episode) == ((token(1),), None, None)
    (whole,) = library.kept_runs()
    assert (whole.as_told.label, whole.answers["red_flags"]) == (Label.YES, "none")
    remove_cramp(token(1), library=library, now=RUN_END + DAY)
    (whole,) = library.kept_runs()
    assert (whole.as_told.label, whole.episode, whole.answered_at) == (Label.UNKNOWN, None, None)
