"""Whatever keeps a library keeps the same promises."""

import datetime as dt
from dataclasses import replace

import pytest

from databases import new_runner, switched_to
from histories import DAY_ZERO, run
from uncramp.history.cramp import CrampEntry, LoggedCramp
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.history.shoe import Shoe
from uncramp.store.kept import KeptFile, Merge, Origin, Verdict
from uncramp.store.library import KeptRun, MemoryLibrary, history_of

HOUR = dt.timedelta(hours=1)


@pytest.fixture(
    params=[
        "memory",
        pytest.param("sqlite", marks=pytest.mark.database),
        pytest.param("postgresql", marks=pytest.mark.database),
    ]
)
def library(request):
    """A new runner's library, in memory or in rows of either database."""
    if request.param == "memory":
        yield MemoryLibrary()
        return
    request.getfixturevalue("sample")
    if request.param == "sqlite":
        yield in_rows()
        return
    with switched_to(request.getfixturevalue("postgresql_tables")):
        yield in_rows()


def in_rows():
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary(new_runner())


def kept(day, digest="a", part=0, **more):
    return KeptRun(digest * 64, part, run(day, 10, label=Label.NO, **more))


def test_the_same_file_is_kept_once(library):
    assert library.keep_run(kept(1))
    assert not library.keep_run(kept(1))
    assert len(library.kept_runs()) == 1


def test_what_was_told_of_a_run_and_when_is_heard_from_what_is_kept(library):
    night, asked = Episode(muscle="calf", onset="night"), DAY_ZERO + 20 * HOUR
    library.keep_run(replace(kept(0), episode=night, answered_at=asked))
    found = history_of(library)
    assert found.signed_up_at == asked
    assert [(one.label, one.night) for one in found.runs] == [(Label.NO, Label.YES)]


def test_two_runs_of_one_file_are_two(library):
    assert library.keep_run(kept(1))
    assert library.keep_run(kept(2, part=1))
    assert len(library.kept_runs()) == 2


def test_runs_come_back_equal_and_in_time_order(library):
    given = [kept(9, "c"), kept(None, "d"), kept(3, "b")]
    for one in given:
        library.keep_run(one)
    assert list(library.kept_runs()) == [given[2], given[0], given[1]]
    assert list(library.recordings()) == [given[2], given[0], given[1]]


def test_a_runner_is_kept(library):
    library.keep_runner(Runner(age=50, conditions=()))
    assert library.runner() == Runner(age=50, conditions=())
    assert history_of(library).runner.conditions == ()


def test_a_file_is_kept_once_with_every_place_it_came_from(library):
    file = KeptFile("e" * 64, 1234, Verdict.RUN, "1/1")
    origins = [Origin("a.fit"), Origin("b.fit", "garmin.zip", "Long run", "b.fit|1234|00000000")]
    for origin in (*origins, *origins):
        library.keep_file(file, origin)
    assert list(library.files()) == [file]
    assert list(library.origins(file.digest)) == origins
    assert list(library.arrivals()) == [(file.digest, origin) for origin in origins]


def test_a_newer_reader_may_judge_a_file_anew(library):
    old = KeptFile("e" * 64, 1, Verdict.NOT_A_RUN, "1/1", "a ride")
    new = KeptFile("e" * 64, 1, Verdict.RUN, "1/2")
    for file in (old, new):
        library.keep_file(file, Origin("a.fit"))
    assert list(library.files()) == [new]


def test_runs_near_an_instant_are_those_that_lead(library):
    for day, digest in ((1, "a"), (2, "b"), (None, "c")):
        library.keep_run(kept(day, digest))
    day_one = DAY_ZERO + dt.timedelta(days=1)
    assert [x.digest[0] for x in library.runs_near(day_one + HOUR, HOUR)] == ["a"]
    library.merge(Merge(("b" * 64, 0), ("a" * 64, 0), 0.9))
    assert list(library.runs_near(day_one, HOUR)) == []


def test_two_recordings_of_one_run_are_one_with_the_best_of_both(library):
    watch = kept(1, "a", heart_rate=150.0)
    phone = KeptRun(
        "b" * 64,
        0,
        run(1, 10, label=Label.YES, temperature=21.0, check_in={"fluid": 0.5}),
        Episode(muscle="calf"),
    )
    for one in (watch, phone):
        library.keep_run(one)
    library.merge(Merge(watch.place, phone.place, 0.8))
    (whole,) = library.kept_runs()
    assert whole.place == watch.place
    assert whole.run.summary.heart_rate == 150.0
    assert whole.run.summary.temperature == 21.0
    assert whole.run.check_in.fluid == 0.5
    assert whole.run.label is Label.YES
    assert whole.episode == Episode(muscle="calf")


def test_a_red_flag_told_of_either_recording_stays_until_seen(library):
    from uncramp.actions.answer_red_flags import answer_red_flags

    told = {"collapsed_or_confused": "yes"}
    watch = kept(1, "a", heart_rate=150.0)
    phone = KeptRun("b" * 64, 0, run(1, 10, label=Label.YES), Episode(muscle="calf"), answers=told)
    for one in (watch, phone):
        library.keep_run(one)
    library.merge(Merge(watch.place, phone.place, 0.8))
    (whole,) = library.kept_runs()
    assert whole.answers == told
    answer_red_flags("seen", library=library)
    (whole,) = library.kept_runs()
    assert whole.answers == {}


def test_what_was_told_of_either_recording_is_told_of_both(library):
    from dataclasses import replace

    from uncramp.history.grade import Grade
    from uncramp.history.weather import Weather

    watch, phone = kept(1, "a"), kept(1, "b")
    watch = replace(watch, run=replace(watch.run, grade=Grade.TWINGE, label=Label.UNKNOWN))
    told = replace(
        phone.run,
        weather=Weather(temperature=21.0),
        check_in_after_cramp=True,
        night=Label.YES,
        grade=Grade.SLOWED,
        label=Label.NO,
    )
    for one in (watch, replace(phone, run=told)):
        library.keep_run(one)
    library.merge(Merge(watch.place, phone.place, 0.8))
    (whole,) = library.kept_runs()
    assert (whole.run.weather, whole.run.check_in_after_cramp) == (Weather(temperature=21.0), True)
    assert (whole.run.night, whole.run.grade, whole.run.label) == (
        Label.YES,
        Grade.SLOWED,
        Label.NO,
    )


def test_a_merge_is_undone_without_a_trace(library):
    both = [kept(1, "a", heart_rate=150.0), kept(1, "b", temperature=21.0)]
    for one in both:
        library.keep_run(one)
    merge = Merge(both[0].place, both[1].place, 0.8)
    library.merge(merge)
    assert list(library.merges()) == [merge]
    assert library.undo_merge(both[1].place)
    assert not library.undo_merge(both[1].place)
    assert list(library.kept_runs()) == both
    assert list(library.merges()) == []


def test_three_recordings_stand_behind_one(library):
    for digest in "abc":
        library.keep_run(kept(1, digest))
    library.merge(Merge(("a" * 64, 0), ("b" * 64, 0), 0.8))
    library.merge(Merge(("c" * 64, 0), ("a" * 64, 0), 0.9))
    assert [x.digest[0] for x in library.kept_runs()] == ["c"]
    assert {merge.leading[0][0] for merge in library.merges()} == {"c"}


def test_what_is_kept_together_is_kept_whole_or_not_at_all(library):
    def cut_off():
        with library.together():
            library.keep_run(kept(1, "f"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        cut_off()
    assert list(library.recordings()) == []


def test_a_library_holds_nothing_of_another_runner(library):
    other = MemoryLibrary() if isinstance(library, MemoryLibrary) else in_rows()
    other.keep_run(kept(1))
    other.keep_file(KeptFile("a" * 64, 1, Verdict.RUN, "1/1"), Origin("a.fit"))
    assert list(library.recordings()) == []
    assert list(library.files()) == []
    assert list(library.arrivals()) == []
    assert not library.undo_merge(("a" * 64, 0))


def test_a_library_in_use_has_no_problems(library):
    library.keep_run(kept(1))
    library.keep_run(kept(None, "c"))
    assert list(library.problems()) == []


def entry(number, hours, **more):
    at = DAY_ZERO + hours * HOUR
    cramp = LoggedCramp(episode=Episode(muscle="calf"), began_at=at)
    token = f"00000000-0000-0000-0000-{number:012}"
    return CrampEntry(token=token, cramp=cramp, logged_at=at, told_at=at, **more)


def test_the_cramp_log_is_kept_in_the_order_the_cramps_began(library):
    late, early = entry(1, 5, answers={"dark_urine": "yes"}), entry(2, 3, removed_at=DAY_ZERO)
    for one in (late, early):
        library.keep_cramp(one)
    assert list(library.cramps()) == [early, late]
    assert library.cramp(late.token) == late
    assert library.cramp(entry(3, 1).token) is None


def test_an_entry_of_the_same_token_gives_way(library):
    library.keep_cramp(entry(1, 5))
    library.keep_cramp(entry(1, 2))
    assert list(library.cramps()) == [entry(1, 2)]


def test_shoes_are_kept_in_their_place(library):
    shoes = [Shoe(token=entry(n, 0).token, name=str(n), drop=8) for n in (2, 1)]
    for one in (*shoes, shoes[0].model_copy(update={"retired": True})):
        library.keep_shoe(one)
    assert [(shoe.name, shoe.retired) for shoe in library.shoes()] == [("2", True), ("1", False)]


def test_what_is_written_down_together_is_kept_together_or_not_at_all(library):
    def break_off():
        with library.together():
            library.keep_cramp(entry(1, 5))
            library.keep_shoe(Shoe(token=entry(1, 0).token, name="light"))
            raise OSError

    with pytest.raises(OSError):
        break_off()
    assert (list(library.cramps()), list(library.shoes())) == ([], [])
