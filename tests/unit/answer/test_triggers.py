"""A trigger is called one only where it is very likely and there are cramps enough to know."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import history, run
from uncramp.actions.find_triggers import find_triggers
from uncramp.actions.told import Told
from uncramp.actions.told_episodes import ToldEpisodes, ToldRow
from uncramp.answer.triggers import (
    ENOUGH_CRAMPS,
    RUNNERS_DIFFER,
    SURE,
    Verdict,
    likeliest_first,
    personal,
    triggers,
    usual_swing,
)
from uncramp.exposure.catalogue import Kind, exposures
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.model.posterior import Posterior
from uncramp.model.prior import prior
from uncramp.model.reference import EFFECTS, NAMES
from uncramp.model.risk import Model, fit
from uncramp.store.library import KeptRun, MemoryLibrary
from uncramp.store.registry import registry
from uncramp.store.words import render

DESCENT = NAMES.index("descent")


def season(n=40, **more):
    """Runs of which every second one goes downhill."""
    runs = [
        run(3 * i, 8, check_in={"race": False}, descent=600.0 if i % 2 else 20.0, **more)
        for i in range(n)
    ]
    return exposures(history(*runs))


def believed(mean, sd, n_cramps=40, effect=DESCENT, personal_weight=1.0):
    """A model that has learnt one effect, and learnt every other to be nothing."""
    before = prior(registry())
    centre = np.zeros_like(before.mean)
    centre[effect] = mean
    spread = np.full_like(centre, 0.01)
    spread[effect] = sd
    wide = replace(before, covariance=np.diag(np.full(centre.size, 4.0)))
    learnt = Posterior(centre, np.diag(spread**2), np.zeros_like(centre), 300, n_cramps)
    return Model(wide, learnt, np.full(len(NAMES) - 1 - len(EFFECTS), np.nan), personal_weight)


def found(model, name="descent", known=None):
    answers = triggers(model, known or season())
    return next(one for one in answers if one.exposure.name == name)


SWING = usual_swing(season().only(Kind.FACTOR), DESCENT - 1).against_reference


@pytest.mark.parametrize(
    ("odds_ratio", "sd", "cramps", "verdict"),
    [
        (3.0, 0.2, 40, Verdict.TRIGGER),
        (3.0, 0.2, ENOUGH_CRAMPS, Verdict.TRIGGER),
        (3.0, 0.2, ENOUGH_CRAMPS - 1, Verdict.LEANING),
        (1 / 3, 0.2, 40, Verdict.PROTECTOR),
        (1 / 3, 0.2, 10, Verdict.LEANING),
        (1.0, 0.05, 40, Verdict.NO_LINK),
        (1.0, 0.05, 5, Verdict.NO_LINK),
        (1.5, 0.4, 40, Verdict.NOT_ENOUGH_DATA),
        (1.0, 0.4, 40, Verdict.NOT_ENOUGH_DATA),
    ],
)
def test_the_verdict_is_that_of_the_rule(odds_ratio, sd, cramps, verdict):
    one = found(believed(np.log(odds_ratio) / SWING, sd / SWING, cramps))
    assert one.verdict == verdict
    assert one.odds_ratio == pytest.approx(odds_ratio, rel=1e-3)
    assert one.interval[0] == pytest.approx(odds_ratio * np.exp(-1.645 * sd), rel=0.01)


@given(st.floats(-2, 2), st.floats(0.05, 1), st.integers(1, 60))
def test_no_verdict_is_given_without_its_probability(log_ratio, sd, cramps):
    one = found(believed(log_ratio / SWING, sd / SWING, cramps), known=KNOWN)
    low, high = one.interval
    assert low <= one.odds_ratio <= high
    assert 0 <= one.probability <= 1
    if one.verdict != Verdict.NOT_ENOUGH_DATA:
        assert one.probability > SURE
        assert one.reason is None
    else:
        assert one.reason is not None
    if one.verdict in (Verdict.TRIGGER, Verdict.PROTECTOR):
        assert cramps >= ENOUGH_CRAMPS


KNOWN = season()


def test_a_protector_mirrors_a_trigger():
    up, down = (found(believed(sign * 1.2 / SWING, 0.2 / SWING)) for sign in (1, -1))
    assert (up.verdict, down.verdict) == (Verdict.TRIGGER, Verdict.PROTECTOR)
    assert up.odds_ratio * down.odds_ratio == pytest.approx(1)
    assert up.probability == pytest.approx(down.probability, abs=0.01)


def test_the_odds_are_told_for_the_runners_own_swing():
    mild = exposures(history(*(run(3 * i, 8, descent=100.0 + 40 * (i % 2)) for i in range(40))))
    model = believed(0.3, 0.02)
    assert found(model).odds_ratio > 2 * found(model, known=mild).odds_ratio
    assert found(model).swing == pytest.approx(580, abs=1)
    assert found(model, known=mild).swing == pytest.approx(40, abs=1)


def test_what_does_not_count_is_no_swing():
    runs = [run(3 * i, 10, 2.5 if i % 2 else 4.2, check_in={"race": False}) for i in range(40)]
    known = exposures(history(*runs, recent_bests=[["10 km", "40:00"]]))
    k = NAMES.index("effort_above_ability")
    told = known.value[:, [e.name for e in known.catalogue].index("effort_above_ability")]
    above = np.clip(told, 0, 20)
    assert told.min() < -20
    assert above.max() > 0
    swing = usual_swing(known.only(Kind.FACTOR), k - 1)
    assert swing.value == pytest.approx(2 * above.std(), abs=0.1)


def test_a_yes_or_no_is_told_as_yes_against_no():
    runs = [run(3 * i, 8, check_in={"race": i % 10 == 0}) for i in range(40)]
    race = found(believed(1.0, 0.1, effect=NAMES.index("race")), "race", exposures(history(*runs)))
    assert race.swing == 1
    assert race.odds_ratio == pytest.approx(np.e, rel=1e-3)


@pytest.mark.parametrize("told", [0, 3])
def test_what_was_hardly_ever_measured_is_not_enough_data_with_its_reason(told):
    runs = [run(3 * i, 8, check_in={"sleep": 6} if i < told else {}) for i in range(40)]
    sleep = found(
        believed(1.0, 0.01, effect=NAMES.index("sleep_short")), "sleep_short",
        exposures(history(*runs)),
    )  # fmt: skip
    assert sleep.verdict == Verdict.NOT_ENOUGH_DATA
    assert f"Known of {told} of your runs" in render(sleep.reason)


def test_what_never_changed_tells_nothing():
    flat = exposures(history(*(run(3 * i, 8, descent=50.0) for i in range(40))))
    one = found(believed(1.0, 0.01), known=flat)
    assert one.verdict == Verdict.NOT_ENOUGH_DATA
    assert "the same in all your runs" in render(one.reason)


def test_without_a_cramp_it_is_other_runners_data():
    for one in triggers(believed(1.0, 0.01, n_cramps=0), season()):
        assert one.verdict == Verdict.NOT_ENOUGH_DATA


def test_what_the_runs_did_not_teach_is_no_finding_of_theirs():
    model = believed(1.0, 0.01)
    learnt = model.posterior
    as_learnt = replace(model.prior, mean=learnt.mean, covariance=learnt.covariance)
    untaught = replace(model, prior=as_learnt)
    one = found(untaught)
    assert one.verdict == Verdict.NOT_ENOUGH_DATA
    assert "other runners' data" in render(one.reason)


def test_a_model_that_yields_calls_nothing_this_runners_own():
    one = found(believed(1.5, 0.05, personal_weight=0.2))
    assert one.verdict == Verdict.NOT_ENOUGH_DATA


def test_the_likeliest_trigger_comes_first_and_protectors_after():
    answers = triggers(believed(1.5 / SWING, 0.2 / SWING), season())
    assert answers[0].exposure.name == "descent"
    assert likeliest_first(answers[::-1])[0] == answers[0]
    assert sorted(one.exposure.name for one in answers) == sorted(e.exposure for e in EFFECTS)


def test_the_personal_evidence_is_wider_and_nowhere_elsewhere_centred():
    known = season()
    wider = personal(registry(), known)
    for effect in EFFECTS:
        before, after = (r.judgements[effect.exposure] for r in (registry(), wider))
        assert after.mean == before.mean
        assert after.sd >= before.sd
    swing = usual_swing(known.only(Kind.FACTOR), DESCENT - 1).against_reference
    assert wider.judgements["descent"].sd * swing / 2 >= RUNNERS_DIFFER
    assert registry().judgements["descent"].sd * swing / 2 < RUNNERS_DIFFER


def seasons_with_a_trigger(strength, seed):
    """Four years of runs; what lies downhill ends in a cramp as often as `strength` says."""
    dice = np.random.default_rng(seed)
    runs = []
    for i in range(400):
        steep = dice.random() < 0.25
        sleep = min(max(dice.normal(7, 1), 3), 10)
        log_odds = -3.0 + (strength if steep else 0.0)
        cramped = dice.random() < 1 / (1 + np.exp(-log_odds))
        runs.append(
            run(
                3 * i,
                9,
                check_in={"race": False, "sleep": round(sleep, 1)},
                descent=500.0 if steep else 30.0,
                label=Label.YES if cramped else Label.NO,
            )
        )
    return history(*runs)


def judged(asked):
    known = exposures(asked)
    model = fit(personal(registry(), known), asked, known)
    return {one.exposure.name: one for one in triggers(model, known)}, model


def test_a_planted_trigger_is_found_and_nothing_else_is_called_one():
    answers, model = judged(seasons_with_a_trigger(2.2, seed=1))
    assert model.posterior.n_cramps >= ENOUGH_CRAMPS
    assert answers["descent"].verdict == Verdict.TRIGGER
    planted = np.exp(2.2 * answers["descent"].swing / 470)
    assert answers["descent"].odds_ratio == pytest.approx(planted, rel=0.8)
    called = {name for name, one in answers.items() if one.verdict == Verdict.TRIGGER}
    assert called == {"descent"}


def test_where_nothing_was_planted_nothing_is_called_a_trigger():
    wrong = 0
    for seed in range(4):
        answers, _ = judged(seasons_with_a_trigger(0.0, seed))
        wrong += sum(
            one.verdict in (Verdict.TRIGGER, Verdict.PROTECTOR) for one in answers.values()
        )
    assert wrong == 0


def library_with(*ended):
    """A library of hilly runs, and the table of how they ended."""
    library, rows = MemoryLibrary(), []
    for i, episode in enumerate(ended):
        made = run(3 * i, 9, check_in={"shoe_drop": 0 if i % 3 else 8}, descent=100.0)
        library.keep_run(KeptRun(f"run-{i}", 0, made))
        rows.append(ToldRow(i + 2, made.summary.started_at, whole_day=False, episode=episode))
    library.keep_runner(library.runner().model_copy(update={"habitual_drop": 8.0}))
    return library, ToldEpisodes(tuple(rows), ())


@pytest.mark.parametrize(("muscle", "moves"), [("calf", True), ("hamstring", False)])
def test_shoes_are_judged_by_the_cramps_they_can_touch(muscle, moves):
    cramp = Episode(muscle=muscle, onset="after")
    library, rows = library_with(*(cramp if i % 3 == 1 else None for i in range(60)))
    told = Told(runner=library.runner())
    answers = {t.exposure.name: t for t in find_triggers(rows, library=library, told=told).triggers}
    drop = answers["drop_change"]
    assert (drop.reason is None or "No cramp" not in render(drop.reason)) is moves
    assert answers["descent"].reason is None or "No cramp" not in render(answers["descent"].reason)


def test_a_shift_of_every_date_changes_nothing():
    def answers(days):
        moved = dt.timedelta(days=days)
        runs = [
            replace(r, summary=r.summary.model_copy(
                update={"started_at": r.summary.started_at + moved}
            ))
            for r in seasons_with_a_trigger(2.0, seed=2).runs
        ]  # fmt: skip
        return judged(history(*runs))[0]

    one, other = answers(0), answers(728)
    assert {n: t.odds_ratio for n, t in one.items()} == pytest.approx(
        {n: t.odds_ratio for n, t in other.items()}, rel=1e-6
    )


def test_what_a_library_knows_needs_no_table():
    cramp = Episode(muscle="calf", onset="after")
    library, rows = library_with(*(cramp if i % 6 == 1 else None for i in range(60)))
    told = Told(runner=library.runner())
    by_table = find_triggers(rows, library=library, told=told)
    for kept in library.kept_runs():
        episode = next(r.episode for r in rows.rows if r.at == kept.run.summary.started_at)
        label = Label.YES if episode else Label.NO
        library.replace_run(replace(kept, run=replace(kept.run, label=label), episode=episode))
    alone = find_triggers(ToldEpisodes((), ()), library=library, told=told)
    assert alone == by_table
    assert (alone.n_cramps, alone.n_answered) == (10, 60)


def test_where_the_fit_is_rough_that_is_said(monkeypatch):
    library, rows = library_with(*(None for _ in range(20)))
    told = Told(runner=library.runner())
    assert find_triggers(rows, library=library, told=told).notes == ()
    monkeypatch.setattr(Model, "rough", property(lambda model: True))
    (note,) = find_triggers(rows, library=library, told=told).notes
    assert "rough" in render(note)
