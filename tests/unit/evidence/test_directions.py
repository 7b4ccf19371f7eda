"""What studies say raises the risk raises it, by about as much, and nothing runs away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histories import history, run
from uncramp.exposure.catalogue import CATALOGUE, Kind, exposures
from uncramp.history.runner import Runner
from uncramp.model.draws import stratified_normals
from uncramp.model.prior import prior
from uncramp.model.reference import EFFECTS, FACTS, NAMES
from uncramp.model.risk import fit, held_effects, runner_facts
from uncramp.store.registry import registry
from uncramp.terms.muscles import Muscle

HELD = prior(registry())
N = 512
NORMALS = stratified_normals(np.random.default_rng(5), N, len(NAMES))
FACTORS = [exposure for exposure in CATALOGUE if exposure.kind == Kind.FACTOR]
RAISES = {name for name in NAMES[1:] if registry().judgements[name].mean > 0}
LOWERS = {name for name in NAMES[1:] if registry().judgements[name].mean < 0}
BOUND = 0.9  # of the predictive mean of any single run of a runner nothing is known of
TRAINING_BOUND = 0.5  # of any training run
BOUND_WITH_EVERY_FACT = 0.98  # where every fact that can raise it is told as well


@pytest.fixture(scope="module")
def drawn():
    """The effects before a runner is heard, (N, k)."""
    asked = history(run(0, 10))
    return held_effects(fit(registry(), asked, exposures(asked)), NORMALS)


def z_of(values):
    """The design row of a run, from values in the catalogue's units by name."""
    return np.array(
        [float(effect.against_reference(np.array(values[effect.exposure]))) for effect in EFFECTS]
    )


def reference():
    """The run that every effect is measured against: an easy hour with nothing lacking."""
    rested = {"duration": 1.0, "recovery": 72.0, "days_since_last_cramp": 7.0}
    return {effect.exposure: rested.get(effect.exposure, 0.0) for effect in EFFECTS}


def risk(drawn, values, **facts):
    held = np.array([facts.get(f.name, np.nan) for f in FACTS], dtype=float)
    shifts = np.where(np.isnan(held), 0.0, held - HELD.frequency)
    rows = np.r_[1.0, z_of(values), shifts]
    return float((1 / (1 + np.exp(-drawn @ rows))).mean())


MARATHON = reference() | {"race": 1.0, "duration": 4.0}

any_run = st.fixed_dictionaries(
    {
        exposure.name: st.floats(*exposure.valid)
        if not EFFECTS[k].binary
        else st.sampled_from([0.0, 1.0])
        for k, exposure in enumerate(FACTORS)
    }
)
any_facts = st.fixed_dictionaries({fact.name: st.sampled_from([0.0, 1.0]) for fact in FACTS})


def test_the_rows_here_are_the_effects_of_the_model():
    assert [exposure.name for exposure in FACTORS] == [effect.exposure for effect in EFFECTS]
    assert (z_of(reference()) == 0).all()


@pytest.mark.parametrize(
    ("name", "less", "more", "low", "high"),
    [
        # the ratio of odds that its claims support, from the least to the most believable
        ("duration", 2.0, 4.0, 1.4, 3.0),  # about +1 for each ln hour
        ("effort_above_ability", 0.0, 5.0, 1.1, 2.0),  # judged +0.3 for each 5 %
        ("heat", 0.0, 10.0, 1.0, 2.0),  # studies disagree
        ("fluid_deficit", 0.0, 3.0, 1.0, 1.5),  # four cohorts found nothing
        ("sodium_deficit", 0.0, 3.0, 0.85, 1.15),  # the largest study found nothing
        ("distance_spike", 1.0, 2.0, 1.0, 1.7),  # by analogy with injury
        ("descent", 0.0, 500.0, 1.0, 1.3),
        ("strength_training", 0.0, 2.0, 0.5, 1.0),  # printed 0.37, one study
    ],
)
def test_a_factor_moves_the_risk_about_as_far_as_its_claims_say(drawn, name, less, more, low, high):
    one, other = (risk(drawn, MARATHON | {name: value}) for value in (less, more))
    ratio = other / (1 - other) / (one / (1 - one))
    assert low <= ratio <= high


def test_a_race_is_a_hundred_times_a_training_run_of_the_same_length(drawn):
    # Shares of remembered cramps over runs give 120 to 250, of which some is the race being
    # longer; averaging over runners flattens it on the scale of risks.
    trained = risk(drawn, MARATHON | {"race": 0.0})
    assert 15 < risk(drawn, MARATHON) / trained < 100


@pytest.mark.parametrize(
    ("fact", "low", "high"),
    [
        ("cramped_before", 2.0, 5.0),
        ("sex", 1.2, 2.5),
        ("chronic_diseases", 1.3, 2.1),  # prevalence ratios of 1.6 and 1.9
        ("injury_last_12_months", 1.2, 1.9),  # 1.4 and 1.7
        ("family_history", 1.2, 2.2),  # 2.1, crude
        ("years_running", 1.0, 1.5),
        ("age", 1.0, 1.4),
        ("calf_strain_history", 1.0, 1.5),
        ("low_back_pain", 1.0, 1.7),
    ],
)
def test_a_fact_moves_the_risk_about_as_far_as_its_claims_say(drawn, fact, low, high):
    without, with_it = (risk(drawn, MARATHON, **{fact: value}) for value in (0.0, 1.0))
    assert low <= with_it / (1 - with_it) / (without / (1 - without)) <= high


@settings(max_examples=100, deadline=None)
@given(any_run, any_facts, st.sampled_from(NAMES[1:]), st.floats(0, 1), st.floats(0, 1))
def test_more_of_what_raises_the_risk_never_lowers_the_middle_of_it(
    values, facts, name, first, second
):
    less, more = sorted((first, second))
    middle = HELD.mean

    def log_odds(share):
        chosen, told = dict(values), dict(facts)
        if name in chosen:
            low, high = next(e.valid for e in FACTORS if e.name == name)
            chosen[name] = low + share * (high - low)
        else:
            told[name] = share
        shifts = np.array([told[f.name] for f in FACTS]) - HELD.frequency
        return float(middle @ np.r_[1.0, z_of(chosen), shifts])

    change = log_odds(more) - log_odds(less)
    z_falls = name in {"recovery", "days_since_last_cramp"}  # more of it is less to recover from
    if name in RAISES:
        assert (change <= 1e-9) if z_falls else (change >= -1e-9)
    if name in LOWERS:
        assert change <= 1e-9


def worst_run():
    """Everything at the end of its range that raises the risk."""
    falls = LOWERS | {"recovery", "days_since_last_cramp"}
    return {e.name: e.valid[0] if e.name in falls else e.valid[1] for e in FACTORS}


def test_not_even_the_worst_of_everything_together_is_certain(drawn):
    # An 8 h race, 20 % above ability, 15 °C too hot, 3000 m down, dry, sick and in new shoes.
    assert 0.7 < risk(drawn, worst_run()) < BOUND
    assert risk(drawn, worst_run() | {"race": 0.0}) < TRAINING_BOUND
    assert risk(drawn, worst_run(), **{fact.name: 1.0 for fact in FACTS}) < BOUND_WITH_EVERY_FACT


@settings(max_examples=150, deadline=None)
@given(any_run, any_facts)
def test_no_run_of_anybody_runs_away(drawn, values, facts):
    assert 0 < risk(drawn, values) < BOUND
    assert risk(drawn, values | {"race": 0.0}) < TRAINING_BOUND
    assert 0 < risk(drawn, values, **facts) < BOUND_WITH_EVERY_FACT


def test_nothing_said_of_a_runner_alone_makes_an_easy_hour_dangerous(drawn):
    told = {fact.name: 1.0 for fact in FACTS}
    assert risk(drawn, reference(), **told) < 0.05


# Conditions overlap.


@given(
    st.integers(0, 20) | st.none(),
    st.booleans() | st.none(),
)
def test_conditions_are_one_term_however_many(diseases, medicine):
    runner = Runner(chronic_diseases=diseases, regular_medicine=medicine)
    at = [fact.name for fact in FACTS].index("chronic_diseases")
    told = runner_facts(runner)
    if diseases or medicine:
        assert told[at] == 1
    elif diseases is None or medicine is None:
        assert np.isnan(told[at])
    else:
        assert told[at] == 0
    assert np.isnan(np.delete(told, at)).all()


@pytest.mark.parametrize(
    ("field", "value", "fact", "expected"),
    [
        ("years_running", 1.5, "years_running", 1),
        ("years_running", 2, "years_running", 0),
        ("age", 39, "age", 0),
        ("age", 40, "age", 1),
        ("calf_strain_history", True, "calf_strain_history", 1),
        ("low_back_pain", False, "low_back_pain", 0),
    ],
)
def test_what_a_runner_tells_becomes_a_fact(field, value, fact, expected):
    told = runner_facts(Runner(**{field: value}))
    assert told[[f.name for f in FACTS].index(fact)] == expected


def test_a_calf_strain_is_the_calfs_alone():
    strain = next(fact for fact in FACTS if fact.name == "calf_strain_history")
    assert strain.touches(Muscle.CALF)
    assert strain.touches(Muscle.SEVERAL)
    assert strain.touches(None)
    assert not strain.touches(Muscle.HAMSTRING)
