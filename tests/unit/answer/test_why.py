"""What a runner reads: factors that were special, signs that are none, one question."""

import numpy as np
import pytest

from histories import history, run
from modelling import modelled
from uncramp.exposure.catalogue import Kind
from uncramp.history.run import Label


def training(n=30, km=8):
    return [run(3 * day, km, check_in={"race": False}, label=Label.NO) for day in range(n)]


def raced(speed=3.4, **more):
    return run(
        100,
        21.1,
        speed,
        check_in={"race": True},
        label=Label.YES,
        late_fade=18.0,
        late_fade_sd=1.0,
        **more,
    )


def named(why):
    return {factor.exposure.name: factor for factor in why.factors}


def test_a_race_far_above_ability_is_linked_with_both():
    found = named(modelled(history(*training(), raced(3.8))).why)
    assert found["race"].share > 0.3
    assert found["effort_above_ability"].share > 0.05
    assert found["effort_above_ability"].value > 10


def test_no_sign_is_ever_a_factor():
    answer = modelled(history(*training(), raced())).why
    assert all(factor.exposure.kind == Kind.FACTOR for factor in answer.factors)
    assert [sign.exposure.name for sign in answer.signs] == ["late_fade"]


def test_a_fade_tells_both_stories():
    (sign,) = modelled(history(*training(), raced())).why.signs
    said = str(sign.reads_as)
    assert "tired" in said
    assert "fluid" in said


def test_the_article_stands_beside_the_studies():
    claim, *others = modelled(history(*training(), raced())).why.article
    assert claim.verdict == "contradicted"
    assert "dehydration" in claim.says
    assert "article/S2" in {other.id for other in others}  # fatigue: it was long, and a race


def test_the_article_is_silent_on_what_the_answer_does_not_show():
    easy = run(130, 8, check_in={"race": False})
    said = modelled(history(*training(40), easy, recent_bests=[["10 km", "42:00"]])).why.article
    assert [claim.id for claim in said] == ["article/S3"]


def test_an_ordinary_run_is_mostly_background():
    easy = run(130, 8, check_in={"race": False})
    answer = modelled(history(*training(40), easy, recent_bests=[["10 km", "42:00"]])).why
    assert answer.background == pytest.approx(1, abs=0.15)


def test_an_unknown_takes_no_share_and_is_listed():
    answer = modelled(history(raced())).why
    assert "effort_above_ability" not in named(answer)
    assert "effort_above_ability" in {unknown.exposure for unknown in answer.unknown}


def test_a_race_untold_is_integrated_and_stands_under_unknown():
    answer = modelled(history(*training(), run(100, 21.1))).why
    assert named(answer)["race"].told is False
    assert named(answer)["race"].share > 0.2
    assert "race" in {unknown.exposure for unknown in answer.unknown}


def test_the_question_is_about_something_unknown():
    answer = modelled(history(*training(), run(100, 21.1))).why
    assert answer.next_question.id == "race"
    everything = modelled(
        history(
            *training(),
            raced(),
            cramped_before=True,
            sex="male",
            injury_last_12_months=False,
            family_history=False,
            chronic_diseases=0,
            regular_medicine=False,
        )
    ).why
    assert everything.next_question is None or everything.next_question.id not in (
        "race",
        "sex",
        "cramped_before",
    )


def test_every_factor_has_claims_and_a_certainty():
    for factor in modelled(history(*training(), raced())).why.factors:
        assert factor.claims
        assert factor.certainty.value in ("high", "moderate", "low", "very low")
        assert factor.share_interval[0] <= factor.share <= factor.share_interval[1]


def test_no_name_is_given_where_nothing_leads():
    answer = modelled(history(*training(), raced())).why
    assert (answer.leading is None) == all(f.ranks_first < 0.5 for f in answer.factors)


def test_the_risk_lies_in_its_interval():
    risk = modelled(history(*training(), raced())).why.risk
    assert 0 < risk.interval[0] <= risk.probability <= risk.interval[1] < 1


def test_the_same_run_gives_the_same_answer():
    asked = history(*training(), raced())
    one, two = (modelled(asked, seed=4).shares.drawn for _ in range(2))
    assert np.array_equal(one, two)


def test_another_seed_changes_no_second_digit():
    asked = history(*training(), raced())
    one, two = (modelled(asked, seed=seed).risk for seed in (1, 2))
    assert one == pytest.approx(two, rel=0.02)
