"""The library as one history: the labels its episodes tell, and since when it asks."""

import datetime as dt
from dataclasses import replace

from histories import DAY_ZERO, run
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.model.labels import labels
from uncramp.store.duplicates import best_of
from uncramp.store.kept import KeptRun, Merge
from uncramp.store.library import MemoryLibrary, history_of

YES, NO, PROBABLY, UNKNOWN = Label.YES, Label.NO, Label.PROBABLY_NO, Label.UNKNOWN


def cramp(onset="during", severity=5, muscle="calf"):
    return Episode(muscle=muscle, onset=onset, severity=severity)


def kept(day, episode=None, *, label=UNKNOWN, answered=None, digest=None):
    made = replace(run(day, 8), label=label)
    at = None if answered is None else DAY_ZERO + dt.timedelta(days=answered)
    return KeptRun(digest or f"{day:064}", 0, made, episode, answered_at=at)


def library_of(*runs, **runner):
    library = MemoryLibrary(Runner(**runner))
    for one in runs:
        library.keep_run(one)
    return library


def heard(*runs):
    found = history_of(library_of(*runs)).runs
    return [one.label for one in found], [one.night for one in found]


def test_an_episode_is_the_label_of_its_run():
    said = heard(kept(0, cramp()), kept(1, cramp("night")), kept(2, cramp(severity=1)), kept(3))
    assert said == ([YES, NO, NO, UNKNOWN], [UNKNOWN, YES, UNKNOWN, UNKNOWN])


def test_a_runner_signed_up_with_their_first_answer_and_an_import_signs_nobody_up():
    asked = library_of(kept(0), kept(1, label=NO, answered=6), kept(5, label=NO, answered=5))
    assert history_of(asked).signed_up_at == DAY_ZERO + dt.timedelta(days=5)
    assert history_of(library_of(kept(0, cramp()))).signed_up_at is None


def test_silence_after_sign_up_is_a_probable_no_and_before_it_nothing():
    asked = library_of(
        kept(0), kept(4, label=NO, answered=4), kept(6), kept(8, cramp(), answered=8)
    )
    assert labels(history_of(asked)) == (UNKNOWN, NO, PROBABLY, YES)


def test_nights_nobody_spoke_of_count_only_where_their_runner_speaks_of_nights():
    answered = [kept(day, label=NO, answered=day) for day in range(1, 4)]
    assert heard(kept(0), *answered)[1] == [UNKNOWN] * 4
    told = heard(kept(0), *answered, kept(4, cramp("night"), answered=5), kept(6))
    assert told[1] == [UNKNOWN, PROBABLY, PROBABLY, PROBABLY, YES, UNKNOWN]


def test_nights_before_sign_up_stay_unknown():
    asked = heard(kept(0, label=NO, answered=3), kept(4, cramp("night"), answered=5))
    assert asked[1] == [UNKNOWN, YES]


def test_facts_told_now_stand_before_those_that_are_kept():
    library = library_of(kept(0), sex="female")
    assert history_of(library).runner.sex == "female"
    assert history_of(library, Runner(age=40)).runner == Runner(age=40)


def test_a_run_left_out_is_not_heard_but_its_runner_signed_up_all_the_same():
    first, second = kept(0, cramp(), answered=0), kept(3, cramp(), answered=3)
    found = history_of(library_of(first, second), but=lambda one: one.place == first.place)
    assert [one.summary for one in found.runs] == [second.run.summary]
    assert found.signed_up_at == DAY_ZERO


def test_two_recordings_of_a_run_with_a_cramp_each_keep_both():
    watch, phone = (
        kept(0, cramp("night"), answered=2),
        kept(0, cramp(), answered=1, digest="b" * 64),
    )
    for one, other in ((watch, phone), (phone, watch)):
        whole = best_of(one, [other])
        assert (whole.as_told.label, whole.as_told.night) == (YES, YES)
        assert whole.episode == cramp()
        assert whole.answered_at == DAY_ZERO + dt.timedelta(days=1)


def test_a_twinge_on_one_device_never_hides_the_cramp_told_of_the_other():
    whole = best_of(kept(0, cramp(severity=1)), [kept(0, cramp("night"), digest="b" * 64)])
    assert whole.episode == cramp("night")
    assert (whole.as_told.label, whole.as_told.night) == (NO, YES)


def test_merged_recordings_are_heard_once():
    library = library_of(kept(0, cramp("night")), kept(0, cramp(), digest="b" * 64))
    library.merge(Merge((f"{0:064}", 0), ("b" * 64, 0), 1.0))
    (one,) = history_of(library).runs
    assert (one.label, one.night) == (YES, YES)
