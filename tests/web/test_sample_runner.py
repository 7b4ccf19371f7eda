"""The sample runner: real FIT files, and the reasons that were put in come out again."""

import datetime as dt

import numpy as np
import pytest

from recording import NOW
from uncramp.actions.explain_episode import explain_episode
from uncramp.actions.told import Told
from uncramp.activity import fit
from uncramp.history.grade import Grade
from uncramp.history.run import Label
from uncramp.history.sample import RUNNER, SEED, sample_runs
from uncramp.model.labels import labels
from uncramp.store.given import GivenFile
from uncramp.store.library import history_of


@pytest.fixture(scope="module")
def runs():
    return list(sample_runs(np.random.default_rng(SEED), last_day=NOW))


def test_fourteen_months_with_six_cramps(runs):
    span = runs[-1].activity.started_at - runs[0].activity.started_at
    assert 13 * 30 < span.days < 15 * 31
    cramps = [run for run in runs if run.outing.cramp]
    assert len(cramps) == 6
    assert all(run.outing.because for run in cramps)


def test_the_sample_runner_is_asked_from_the_first_run_that_was_answered(sample):
    library, _ = sample
    told = history_of(library)
    answered = [run for run in told.runs if run.label is not Label.UNKNOWN]
    first = answered[0].summary
    assert told.signed_up_at == first.started_at + dt.timedelta(seconds=first.duration)
    silent = [label for label in labels(told) if label is Label.PROBABLY_NO]
    assert 0.1 < len(silent) / len(told.runs) < 0.3, "and later silence is a likely no"


def test_what_was_told_of_a_cramp_was_told_after_it(sample):
    library, _ = sample
    assert all(
        kept.run.check_in_after_cramp is (kept.episode is not None) for kept in library.kept_runs()
    )
    assert [kept.as_told.grade for kept in library.kept_runs() if kept.episode][-2:] == [
        Grade.SLOWED,
        Grade.SLOWED,
    ]


def test_the_sample_is_the_same_every_time(runs):
    again = list(sample_runs(np.random.default_rng(SEED), last_day=NOW))
    for one, other in zip(runs, again, strict=True):
        assert one.outing == other.outing
        assert np.array_equal(one.activity.columns.speed, other.activity.columns.speed)


def test_another_reader_reads_the_files(sample, runs):
    fitdecode = pytest.importorskip("fitdecode")
    _, shelf = sample
    library, _ = sample
    last = library.kept_runs()[-1]
    with fitdecode.FitReader(shelf.get(last.digest)) as reader:
        records = [
            f for f in reader if isinstance(f, fitdecode.FitDataMessage) and f.name == "record"
        ]
    assert len(records) == runs[-1].activity.columns.time.size
    rate = np.mean([record.get_value("heart_rate") for record in records])
    assert rate == pytest.approx(runs[-1].activity.columns.heart_rate.mean(), abs=0.01)


def test_what_the_file_holds_is_what_was_made(sample, runs):
    library, shelf = sample
    (read,) = fit.read(shelf.get(library.kept_runs()[-1].digest))
    made = runs[-1].activity.columns
    assert read.columns.distance == pytest.approx(made.distance, abs=0.01)
    assert read.columns.altitude == pytest.approx(made.altitude, abs=0.2)


@pytest.mark.parametrize(
    ("because", "expected"),
    [
        ("raced well above ability", {"race", "effort_above_ability"}),
        ("the longest run in months, downhill", {"duration", "distance_spike"}),
        ("racing in the first warm days", {"race", "heat"}),
        ("a long step up in the heat", {"duration", "heat"}),
        ("a first marathon, begun too fast", {"race", "duration"}),
        ("raced above ability on a warm, hilly course", {"race", "effort_above_ability", "heat"}),
    ],
)
def test_the_reasons_put_in_lead_the_answer(sample, because, expected):
    library, shelf = sample
    runs = sample_runs(np.random.default_rng(SEED), last_day=NOW)
    day = next(run.activity.started_at for run in runs if run.outing.because == because)
    kept = next(
        k
        for k in library.kept_runs()
        if k.episode and abs((k.run.summary.started_at - day).days) <= 1
    )
    given = GivenFile(because, shelf.get(kept.digest))
    told = Told(RUNNER, kept.run.check_in)
    factors = explain_episode(given, kept.episode, library=library, told=told, now=NOW).why.factors
    assert expected <= {factor.exposure.name for factor in factors[:4]}
