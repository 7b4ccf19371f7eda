"""``uncramp evidence``: anybody can look up what an answer rests on."""

import pytest

from commands import uncramp
from uncramp.store.registry import edition_names


def test_every_claim_of_an_answer_can_be_looked_up():
    listed = uncramp("evidence", "list", "--json").document
    assert len(listed["claims"]) >= 130
    for claim in listed["claims"][::7]:
        shown = uncramp("evidence", "show", claim["id"], "--json").document
        assert shown["claims"][0]["says"] == claim["says"]


def test_the_edition_is_named_and_can_be_named_again():
    listed = uncramp("evidence", "list", "--json").document
    assert listed["edition"] == edition_names()[-1]
    before = uncramp("evidence", "show", "sex", "--edition", "2026.1", "--json").document
    now = uncramp("evidence", "show", "sex", "--json").document
    assert before["judgement"]["mean"] == 0.5
    assert before["judgement"]["mean"] != now["judgement"]["mean"]


def test_studies_that_disagree_stand_side_by_side():
    out = uncramp("evidence", "show", "heat").out
    assert "Cooper" in out
    assert "do not follow body temperature" in out
    assert "Held before hearing a runner" in out


def test_a_forest_plot_has_a_point_for_each_ratio_and_a_diamond_for_what_is_held():
    out = uncramp("evidence", "show", "distance_spike").out
    assert out.count("●") == 3
    assert out.count("◆") == 1
    assert out.count("│") == 4


def test_studies_that_repeat_are_pooled_and_what_the_prior_moves_is_said():
    shown = uncramp("evidence", "show", "chronic_diseases")
    assert "pooled, per run" in shown.out
    assert "becomes about 22 in 100" in shown.out
    document = uncramp("evidence", "show", "chronic_diseases", "--json").document
    (pooled,) = document["pooled"]
    assert len(pooled["claims"]) == 2
    assert 0 < document["judgement"]["mean"] < pooled["log_odds"]
    assert document["article"] == ["S11"]


def test_an_analogy_is_called_one():
    assert "By analogy only." in uncramp("evidence", "show", "weekly_build").out
    assert "By analogy only." not in uncramp("evidence", "show", "family_history").out


def test_an_exposure_without_ratios_has_no_plot():
    assert "●" not in uncramp("evidence", "show", "warm_up").out


@pytest.mark.parametrize("asked", [("show", "moonlight"), ("diff", "1999.1")])
def test_what_is_not_there_is_said(asked):
    done = uncramp("evidence", *asked)
    assert done.status == 2
    assert asked[1] in done.err


def test_the_registry_that_ships_holds_and_tells_what_it_misses():
    checked = uncramp("evidence", "check")
    assert checked.status == 0
    assert "joint effects do not meet: none" in checked.out


def test_a_frozen_edition_is_never_changed():
    done = uncramp("evidence", "freeze", "2026.1", "--says", "Once more.")
    assert done.status == 2
    assert "never changed" in done.err


def test_what_an_edition_moves_is_told_by_runner_and_by_how_much():
    told = uncramp("evidence", "diff", "2026.1", "--against", "2026.2")
    assert "low_back_pain: not held →" in told.out
    assert "A marathon with a bad back:" in told.out
    assert "in 100 (+" in told.out
    assert "An easy 45 minutes:" not in told.out


def test_the_same_as_a_document():
    told = uncramp("evidence", "diff", "2026.1", "--against", "2026.2", "--json").document
    by_name = {answer["scenario"]: answer for answer in told["answers"]}
    assert len(by_name) >= 20
    back = by_name["A marathon with a bad back"]
    assert back["moved"]
    assert back["after"] > back["before"]
    assert not by_name["A marathon raced"]["moved"]


PLANNED = ("risk", "--distance", "42.2km", "--time", "4:00:00", "--set", "race=yes")


def test_an_old_answer_can_be_made_again():
    back = ("--set", "low_back_pain=yes", "--json")
    now = uncramp(*PLANNED, *back).document
    before = uncramp(*PLANNED, *back, "--edition", "2026.1").document
    assert now["edition"]["evidence"] == edition_names()[-1]
    assert before["edition"]["evidence"] == "2026.1"
    assert before["risk"]["probability"] < now["risk"]["probability"]
    # The edition did not know back pain, so it answers as if nothing had been told.
    untold = uncramp(*PLANNED, "--json", "--edition", "2026.1").document
    assert before["risk"]["probability"] == pytest.approx(untold["risk"]["probability"], rel=0.03)


def test_a_plan_can_be_made_again_too():
    asked = ("plan", *PLANNED[1:], "--set", "low_back_pain=yes", "--json")
    now, before = uncramp(*asked).document, uncramp(*asked, "--edition", "2026.1").document
    assert before["edition"]["evidence"] == "2026.1"
    assert before["risk_now"]["probability"] < now["risk_now"]["probability"]


def test_an_edition_asked_for_once_is_not_kept():
    uncramp(*PLANNED, "--json", "--edition", "2026.1")
    assert uncramp(*PLANNED, "--json").document["edition"]["evidence"] == edition_names()[-1]


def test_an_answer_of_an_edition_that_never_was_is_refused():
    done = uncramp(*PLANNED, "--json", "--edition", "1999.1")
    assert done.status == 2
    assert "no such edition" in done.err
