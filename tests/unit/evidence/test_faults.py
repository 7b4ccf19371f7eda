"""What the check refuses: each rule, broken once."""

from dataclasses import replace

import pytest

from uncramp.actions.check_evidence import amiss, check_evidence
from uncramp.evidence.claim import Certainty
from uncramp.evidence.faults import least_widening
from uncramp.store import workbench as store
from uncramp.store.workbench import unreadable, workbench

SIZED = "cramped_before/summers-2014"
INJURY = "distance_spike/frandsen-2025-10-to-30"


def said_of(bench):
    return [str(fault) for fault in amiss(bench)]


def with_claim(name, **changed):
    bench = workbench()
    worse = bench.claims[name].model_copy(update=changed)
    return replace(bench, claims={**bench.claims, name: worse})


def with_effect(name, **changed):
    return with_claim(name, effect=workbench().claims[name].effect.model_copy(update=changed))


def with_draft(exposure, **changed):
    bench = workbench()
    worse = bench.drafts[exposure].model_copy(update=changed)
    return replace(bench, drafts={**bench.drafts, exposure: worse})


def test_the_evidence_that_ships_holds():
    checked = check_evidence()
    assert not checked.faults
    assert checked.claims == len(workbench().claims)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": 1e6}, "interval does not hold"),
        ({"low": None}, "one end"),
        ({"value": -1.0, "low": -2.0}, "ratio of -1"),
        ({"per": " "}, "per"),
        ({"p": 1.5}, "P value"),
        ({"measure": "direction only"}, "do not go together"),
        ({"measure": "proportion"}, "proportion"),
    ],
)
def test_a_number_that_cannot_be_is_refused(changed, said):
    (fault,) = said_of(with_effect(SIZED, **changed))
    assert SIZED in fault
    assert said in fault


def test_a_claim_without_a_source_is_refused():
    source = workbench().claims[SIZED].source.model_copy(update={"doi": None, "url": None})
    assert "neither a DOI nor an address" in said_of(with_claim(SIZED, source=source))[0]


def test_an_unread_paper_and_an_unreasoned_certainty_are_refused():
    source = workbench().claims[SIZED].source.model_copy(update={"read_from": ""})
    assert "what was read" in said_of(with_claim(SIZED, source=source))[0]
    assert "no reason" in said_of(with_claim(SIZED, because="?"))[0]


def test_an_abstract_is_never_of_high_certainty():
    assert "abstract" in said_of(with_claim(SIZED, certainty=Certainty.HIGH))[0]


def test_an_injury_that_is_not_marked_as_an_analogy_is_refused():
    faults = said_of(with_claim(INJURY, by_analogy=False))
    assert "not marked by_analogy" in faults[0]


def test_a_judgement_on_analogies_must_be_widened_twice():
    claims = workbench().claims
    assert least_widening([claims[INJURY]]) == 2.0
    assert least_widening([claims[INJURY], claims[SIZED]]) == 1.25
    (fault,) = said_of(with_draft("weekly_build", widened=1.0))
    assert "asks for" in fault
    assert "asks for 2" in said_of(with_draft("drop_change", widened=1.25))[0]


def test_a_judgement_on_analogies_alone_may_not_exclude_none():
    (fault,) = said_of(with_draft("drop_change", mean=2.0))
    assert "analogies alone" in fault


def test_a_judgement_on_nothing_is_refused():
    (fault,) = said_of(with_draft("heat", rests_on=("nowhere/nobody-1900",)))
    assert "nowhere/nobody-1900" in fault
    assert "nothing" in said_of(with_draft("heat", rests_on=()))[0]


def test_a_judgement_states_or_derives_and_never_both():
    bench = with_draft("sex", mean=0.5, sd=0.2)
    assert "either state a mean or derive" in said_of(bench)[0]


def test_crude_claims_are_shrunk_and_adjusted_ones_are_not():
    sex = workbench().drafts["sex"].derived.model_copy(update={"by": "pooled"})
    assert "pools crude" in said_of(with_draft("sex", derived=sex))[0]
    ill = workbench().drafts["chronic_diseases"].derived.model_copy(update={"by": "shrunk"})
    assert "shrinks adjusted" in said_of(with_draft("chronic_diseases", derived=ill))[0]


def test_a_crude_judgement_must_stand_in_a_field():
    assert "stands in no field" in said_of(replace(workbench(), fields={}))[0]


def test_disease_and_medicine_are_never_two_terms():
    bench = workbench()
    medicine = bench.drafts["chronic_diseases"].model_copy(
        update={"exposure": "regular_medicine", "id": "regular_medicine/judgement"}
    )
    drafts = {**bench.drafts, "regular_medicine": medicine}
    assert "one term" in said_of(replace(bench, drafts=drafts))[0]


def test_correlations_that_cannot_hold_together_are_refused():
    (name, field), *_ = workbench().fields.items()
    pairs = [pair.model_copy(update={"value": 0.99}) for pair in field.correlations]
    bench = replace(
        workbench(), fields={name: field.model_copy(update={"correlations": tuple(pairs)})}
    )
    assert "cannot all hold together" in said_of(bench)[0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"shown_with": ("moonlight",)}, "moonlight"),
        ({"shown_with": (), "plan_lines": ()}, "shown nowhere"),
        ({"best": "heat/cooper-2016"}, "none of its own"),
        ({"rests_on": ("a/b",), "best": "a/b"}, "a/b"),
    ],
)
def test_a_sentence_of_the_article_without_a_place_or_a_reference_is_refused(changed, said):
    bench = workbench()
    worse = bench.article["S3"].model_copy(update=changed)
    (fault,) = said_of(replace(bench, article={**bench.article, "S3": worse}))
    assert said in fault


@pytest.mark.parametrize("lost", ["certainty", "says", "source"])
def test_a_file_that_lacks_a_field_is_refused_in_a_sentence(monkeypatch, lost):
    whole = store.entry

    def without(name):
        return {k: v for k, v in whole(name).items() if (name, k) != (SIZED, lost)}

    monkeypatch.setattr(store, "entry", without)
    (fault,) = (str(fault) for fault in unreadable())
    assert SIZED in fault
    assert lost in fault
