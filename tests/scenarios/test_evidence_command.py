"""``uncramp evidence``: anybody can look up what an answer rests on."""

from dataclasses import replace

from commands import uncramp
from uncramp.actions.look_up_evidence import amiss
from uncramp.store.registry import registry


def test_every_claim_of_an_answer_can_be_looked_up():
    listed = uncramp("evidence", "list", "--json").document
    for claim in listed["claims"]:
        shown = uncramp("evidence", "show", claim["id"], "--json").document
        assert shown["claims"][0]["says"] == claim["says"]


def test_studies_that_disagree_stand_side_by_side():
    out = uncramp("evidence", "show", "heat").out
    assert "Cooper" in out
    assert "do not follow body temperature" in out
    assert "Held before hearing a runner" in out


def test_a_forest_plot_has_a_point_for_each_ratio():
    out = uncramp("evidence", "show", "distance_spike").out
    assert out.count("●") == 3
    assert out.count("│") == 3


def test_what_is_not_there_is_said():
    done = uncramp("evidence", "show", "moonlight")
    assert done.status == 2
    assert "moonlight" in done.err


def test_the_registry_that_ships_holds():
    assert uncramp("evidence", "check").status == 0


def broken(**effect):
    known = registry()
    name, claim = next((n, c) for n, c in known.claims.items() if c.effect.low is not None)
    worse = claim.model_copy(update={"effect": claim.effect.model_copy(update=effect)})
    return [str(said) for said in amiss(replace(known, claims={**known.claims, name: worse}))]


def test_a_number_that_cannot_be_is_refused():
    assert "interval" in broken(value=1e6)[0]
    assert "per" in broken(per=" ")[0]


def test_a_judgement_on_nothing_is_refused():
    known = registry()
    name, held = next(iter(known.judgements.items()))
    alone = held.model_copy(update={"rests_on": ("nowhere/nobody-1900",)})
    (said,) = amiss(replace(known, judgements={**known.judgements, name: alone}))
    assert "nowhere/nobody-1900" in str(said)
