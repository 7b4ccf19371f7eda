"""From claims to priors: pooled where they repeat, shrunk where they are crude, widened always."""

import math
from dataclasses import replace

import numpy as np
import pytest

from uncramp.evidence.held import judgements, missed
from uncramp.evidence.joint import STRONG, WITHIN, Marginal, joint_effects, misses, seen_marginally
from uncramp.evidence.log_odds import log_odds, pooled
from uncramp.store.workbench import workbench

FRAILTY = 0.9
CRUDE = ("sex", "family_history", "strength_training", "stretching")


def made(name, **drafts):
    bench = workbench()
    return judgements({**bench.drafts, **drafts}, bench.claims, bench.fields)[name]


def test_disease_and_injury_come_from_studies_pooled():
    for name in ("chronic_diseases", "injury_last_12_months"):
        held = made(name)
        assert held.made == "pooled"
        assert 0 < held.mean < held.claimed
    # Two halves of one study, 1.9 and 1.6: between their logarithms, a little more on the odds.
    assert math.log(1.6) < made("chronic_diseases").claimed < math.log(2.3)


def test_crude_claims_are_shrunk_and_never_enlarged():
    for name in CRUDE:
        held = made(name)
        assert held.made == "shrunk"
        assert abs(held.mean) <= abs(held.claimed)
        assert held.mean * held.claimed >= 0


def test_strength_gives_way_where_men_and_stretching_explain_part_of_it():
    alone = [field.model_copy(update={"correlations": ()}) for field in workbench().fields.values()]
    bench = workbench()
    apart = judgements(bench.drafts, bench.claims, {f.id: f for f in alone})
    assert abs(made("strength_training").mean) < abs(apart["strength_training"].mean)


def test_what_is_not_believed_widens():
    draft = workbench().drafts["family_history"]

    def keeping(share):
        by = draft.derived.model_copy(update={"keep": share})
        return made("family_history", family_history=draft.model_copy(update={"derived": by}))

    assert keeping(0.5).mean < keeping(1.0).mean
    assert keeping(0.5).sd / keeping(0.5).mean > keeping(1.0).sd / keeping(1.0).mean


def test_widening_multiplies_and_a_spread_is_left_alone():
    heat, runner = workbench().drafts["heat"], workbench().drafts["runner"]
    assert made("heat").sd == pytest.approx(heat.sd * heat.widened)
    assert heat.widened > 1
    assert made("runner").sd == runner.sd


def test_a_judgement_that_says_nothing_is_refused():
    draft = workbench().drafts["heat"].model_copy(update={"mean": None})
    with pytest.raises(Exception, match="states no mean"):
        made("heat", heat=draft)


def test_claims_without_a_size_cannot_be_pooled():
    by = workbench().drafts["sex"].derived.model_copy(update={"claims": ("sex/de-jager-2022",)})
    draft = workbench().drafts["sex"].model_copy(update={"derived": by})
    with pytest.raises(Exception, match="without a size"):
        made("sex", sex=draft)


# The bars of the joint effects.


def field_of_marathoners():
    bench = workbench()
    (field,) = bench.fields.values()
    return bench, field


def as_marginal(bench, field):
    from uncramp.evidence import held

    found = {name: held._found(d, bench.drafts, bench.claims) for name, d in bench.drafts.items()}
    return held.marginal(field, bench.drafts, found)


def test_every_crude_claim_of_the_marathon_is_met_and_what_misses_is_listed():
    bench, field = field_of_marathoners()
    crude = as_marginal(bench, field)
    joint = joint_effects(crude)
    seen = seen_marginally(crude, joint)
    listed = {miss.name for miss in missed(bench.drafts, bench.claims, field)}
    for k, name in enumerate(crude.names):
        claimed, gap = crude.claimed[k], abs(seen[k] - crude.claimed[k])
        if np.isnan(claimed) or name in listed:
            continue
        free = 0 < abs(joint[k]) < abs(claimed)
        strong = abs(claimed) >= STRONG and free
        bar = WITHIN * abs(claimed) if strong else 1.645 * crude.error[k]
        assert gap <= (STRONG if claimed == 0 else bar), name
    assert listed == set()


def test_fluid_and_salt_look_like_nothing_among_marathoners_as_was_found():
    bench, field = field_of_marathoners()
    crude = as_marginal(bench, field)
    seen = dict(zip(crude.names, seen_marginally(crude, joint_effects(crude)), strict=True))
    assert abs(seen["fluid_deficit"]) < STRONG
    assert abs(seen["sodium_deficit"]) < STRONG


def test_an_adjusted_effect_enters_as_it_is():
    bench, field = field_of_marathoners()
    crude = as_marginal(bench, field)
    joint = dict(zip(crude.names, joint_effects(crude), strict=True))
    for name in ("chronic_diseases", "effort_above_ability", "fluid_deficit"):
        spread = field.sd[name]
        assert joint[name] == pytest.approx(bench.judgements[name].mean * spread, abs=1e-3)


def test_correlations_half_as_strong_again_move_no_prior_by_half_of_its_sd():
    bench, field = field_of_marathoners()
    stronger = tuple(
        pair.model_copy(update={"value": 1.5 * pair.value}) for pair in field.correlations
    )
    fields = {field.id: field.model_copy(update={"correlations": stronger})}
    moved = judgements(bench.drafts, bench.claims, fields)
    for name in CRUDE:
        held = bench.judgements[name]
        assert abs(moved[name].mean - held.mean) < 0.5 * held.sd, name


def test_a_claim_that_cannot_be_met_is_listed():
    crude = Marginal(
        ("a", "b"),
        np.array([0.6, 0.0]),
        np.array([0.1, 0.1]),
        np.array([[1, 0.8], [0.8, 1]]),
        FRAILTY,
        np.array([0.6, 0.0]),
    )
    assert [miss.name for miss in misses(crude, joint_effects(crude))] == ["b"]


def test_an_effect_without_a_crude_claim_is_never_missed():
    crude = Marginal(
        ("a", "b"),
        np.array([0.3, np.nan]),
        np.array([0.1, 0.1]),
        np.eye(2),
        0.0,
        np.array([np.nan, 0.8]),
    )
    joint = joint_effects(crude)
    assert joint[1] == 0.8
    assert joint[0] == pytest.approx(0.3)
    assert not list(misses(crude, joint))


# Claims on the log odds of a run.


def claim(name):
    return workbench().claims[name]


def test_an_odds_ratio_of_a_race_is_itself():
    found = log_odds(claim("cramped_before/summers-2014"), frailty=FRAILTY)
    assert found.mean == pytest.approx(math.log(10.85))
    assert found.error == pytest.approx(0.82, abs=0.01)


def test_a_claim_without_a_size_or_a_width_is_none():
    assert log_odds(claim("cramped_before/hoffman-2015"), frailty=FRAILTY) is None
    assert log_odds(claim("weekly_build/buist-2008"), frailty=FRAILTY) is None
    assert pooled([claim("cramped_before/hoffman-2015")], frailty=FRAILTY) is None


def test_a_prevalence_ratio_is_more_on_the_odds():
    found = log_odds(claim("chronic_diseases/de-jager-2022"), frailty=FRAILTY)
    assert found.mean > math.log(1.9)
    assert found.mean / found.error == pytest.approx(3.92, abs=0.1)  # P < .0001


def test_a_mean_difference_is_a_slope_in_its_own_unit():
    found = log_odds(claim("sodium_deficit/stofan-2005"), frailty=FRAILTY)
    assert found.mean == pytest.approx(29.3 / 13.5**2)


def test_a_lifetime_history_is_told_per_run():
    once = claim("family_history/manjra-1996")
    plain = once.model_copy(update={"study": once.study.model_copy(update={"history": None})})
    per_run = log_odds(once, frailty=FRAILTY)
    ever = log_odds(plain, frailty=FRAILTY)
    assert per_run.mean < ever.mean == pytest.approx(math.log(2.11))
    assert per_run.error / per_run.mean == pytest.approx(ever.error / ever.mean)


def test_a_draft_is_not_changed_by_being_made():
    bench = workbench()
    assert replace(bench).judgements == bench.judgements
