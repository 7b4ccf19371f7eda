"""The simulator itself: if its runners are not plausible, nothing shown on them counts."""

import numpy as np
import pytest

from uncramp.exposure.catalogue import BY_NAME
from uncramp.exposure.kind_of_run import RACE
from uncramp.history.run import Label
from uncramp.model.diaries import diary, since
from uncramp.model.labels import STILL_ANSWERING
from uncramp.model.prior import prior
from uncramp.model.reference import EFFECTS, NAMES
from uncramp.model.reporting import everything, reported, seen, typical
from uncramp.model.simulate import LATELY, cramping, simulated_runner
from uncramp.model.worlds import STRONG, TOGETHER, Truth, World, acting_together
from uncramp.store.registry import registry


@pytest.fixture(scope="module")
def before():
    return prior(registry())


@pytest.fixture(scope="module")
def a_field(before):
    generator = np.random.default_rng(1)
    return [simulated_runner(generator, before) for _ in range(200)]


def column(values, name):
    return values[:, [e.exposure for e in EFFECTS].index(name)]


def test_a_year_is_about_180_runs_with_two_or_three_races():
    years = [diary(np.random.default_rng(i), 720) for i in range(30)]
    length = np.mean([d.days[-1] / 4 for d in years])
    assert 340 < length < 390
    assert 2 < np.mean([(d.kinds == RACE).sum() / 4 for d in years]) < 3


def test_every_exposure_lies_in_the_range_the_catalogue_states():
    values = np.vstack([diary(np.random.default_rng(i), 300).values for i in range(20)])
    for k, effect in enumerate(EFFECTS):
        low, high = BY_NAME[effect.exposure].valid
        assert low <= values[:, k].min() <= values[:, k].max() <= high, effect.exposure
        if effect.exposure != "days_since_last_cramp":
            assert values[:, k].std() > 0, effect.exposure


def test_exposures_go_together_as_on_the_road():
    values = np.vstack([diary(np.random.default_rng(i), 300).values for i in range(20)])

    def together(one, other):
        return np.corrcoef(column(values, one), column(values, other))[0, 1]

    assert together("fluid_deficit", "sodium_deficit") > 0.3
    assert together("duration", "fluid_deficit") > 0.3
    assert together("duration", "carbohydrate_gap") > 0.3
    assert together("race", "effort_above_ability") > 0.1
    assert abs(together("sleep_short", "drop_change")) < 0.1


def test_most_runners_have_no_cramp_in_a_year_and_some_have_several(a_field):
    # Of entrants 13 to 39 % ever cramped in years of running (SAFER XXII, Manjra 1996).
    cramps = np.array([runner.n_cramps for runner in a_field])
    assert 0.1 < (cramps > 0).mean() < 0.5
    assert cramps.max() >= 3


def test_the_dice_fall_as_the_chances_say(a_field):
    chance = np.concatenate([runner.chance for runner in a_field])
    fell = np.concatenate([runner.cramped for runner in a_field])
    error = 3.3 * np.sqrt((chance * (1 - chance)).sum())
    assert abs(fell.sum() - chance.sum()) < error


def test_the_same_dice_make_the_same_runner(before):
    one, other = (simulated_runner(np.random.default_rng(5), before) for _ in range(2))
    assert np.array_equal(one.rows, other.rows)
    assert np.array_equal(one.cramped, other.cramped)


def test_a_cramp_is_felt_in_the_week_after_it_and_never_before(before):
    field = cramping(np.random.default_rng(2), before, 20, n_runs=200)
    runner = simulated_runner(np.random.default_rng(3), field, n_runs=200)
    assert runner.n_cramps > 2
    days, z = runner.diary.days, runner.rows[:, LATELY]
    for i, day in enumerate(days):  # run by run, as it would be lived
        earlier = days[:i][runner.cramped[:i] > 0]
        gap = day - earlier[-1] if earlier.size else 7.0
        assert z[i] == pytest.approx(max(7 - gap, 0) / 7)


def test_a_field_cramps_as_often_as_it_was_asked_to(before):
    generator = np.random.default_rng(6)
    field = cramping(generator, before, 10, n_runs=150)
    expected = [simulated_runner(generator, field, n_runs=150).chance.sum() for _ in range(300)]
    error = 3.3 * np.std(expected) * np.sqrt(1 / 300 + 1 / 200)
    assert abs(np.mean(expected) - 10) < error


def test_two_triggers_of_ones_own_stand_out_of_the_idiosyncratic_world(before):
    runner = simulated_runner(np.random.default_rng(7), before, World.IDIOSYNCRATIC, n_runs=400)
    swing = runner.truth.effects * runner.rows.std(axis=0)
    strongest = [NAMES.index(name) for name in runner.truth.triggers]
    assert swing[strongest] == pytest.approx(STRONG, rel=1e-6)
    free = np.ones(len(NAMES), dtype=bool)
    free[[0, 1, 2, *strongest]] = False
    assert np.abs(swing[free]).max() < STRONG[1]


def test_causes_that_act_together_add_nothing_where_one_is_absent(before):
    rows = np.zeros((3, len(NAMES)))
    pair = next(iter(TOGETHER))
    one, other = (NAMES.index(name) for name in pair)
    rows[1, one], rows[2, [one, other]] = 4.0, [4.0, 2.0]
    assert acting_together(rows).tolist() == [0, 0, pytest.approx(8 * TOGETHER[pair])]


def test_in_the_noisy_or_world_causes_do_not_multiply():
    effects = np.zeros(len(NAMES))
    heat, sleep = NAMES.index("heat"), NAMES.index("sleep_short")
    effects[[0, heat, sleep]] = -2.0, 0.3, 0.5
    rows = np.zeros((4, len(NAMES)))
    rows[:, 0] = 1
    rows[1, heat], rows[2, sleep], rows[3, [heat, sleep]] = 5.0, 3.0, [5.0, 3.0]
    bare, hot, tired, both = Truth(World.NOISY_OR, effects).chance(rows)
    assert bare == pytest.approx(1 / (1 + np.exp(2)))
    assert 1 - both == pytest.approx((1 - bare) * (1 - (hot - bare) / (1 - bare))
                                     * (1 - (tired - bare) / (1 - bare)), rel=1e-9)  # fmt: skip


def test_crampers_answer_more_and_the_silent_are_not_called_clean(before):
    generator = np.random.default_rng(9)
    field = cramping(generator, before, 10, n_runs=180)
    answered = {0.0: [], 1.0: []}
    for _ in range(60):
        runner = simulated_runner(generator, field, n_runs=360)
        told = reported(generator, runner, signed_up=180.0)
        asked = runner.diary.days > 180
        assert not (told.certainty[~asked & told.imported] > 0).any()
        first = asked & (runner.diary.days < 210)  # before people tire of it
        for cramped, kept in answered.items():
            kept += list(told.certainty[first & (runner.cramped == cramped)] == 1)
    assert np.mean(answered[1.0]) > 0.8
    assert 0.25 < np.mean(answered[0.0]) < 0.45


def test_silence_is_probably_no_only_near_an_answer(before):
    generator = np.random.default_rng(11)
    runner = simulated_runner(generator, before, n_runs=500)
    told = reported(generator, runner, signed_up=100.0)
    days = runner.diary.days
    at = days[[label in {Label.YES, Label.NO} for label in told.labels]]
    for day, label in zip(days, told.labels, strict=True):
        if label is Label.PROBABLY_NO:
            assert np.abs(at - day).min() <= STILL_ANSWERING
        if label is Label.UNKNOWN and day >= 100:
            assert np.abs(at - day).min() > STILL_ANSWERING


def test_what_is_missing_is_filled_with_what_is_typical_and_its_doubt_is_kept(before):
    generator = np.random.default_rng(12)
    usual = typical(generator, 2000)
    runner = simulated_runner(generator, before)
    looked = seen(generator, runner, everything(runner), usual)
    effects = slice(1, 1 + len(EFFECTS))
    missing = looked.sd > 0
    assert 0.05 < missing.mean() < 0.6
    assert np.array_equal(
        looked.rows[:, effects][~missing & (np.arange(len(EFFECTS)) != LATELY - 1)],
        runner.rows[:, effects][~missing & (np.arange(len(EFFECTS)) != LATELY - 1)],
    )
    filled = usual.mean[runner.diary.kinds]
    assert np.array_equal(looked.rows[:, effects][missing], filled[missing])


def test_days_since_something_counts_from_the_run_before():
    days = np.array([0.0, 2.0, 3.0, 10.0])
    assert since(days, np.array([False, True, False, True])).tolist() == [365, 365, 1, 8]
