"""Every number from outside carries its source, and nothing rests on a claim that is not there."""

import csv

import pytest

from conftest import SHARED
from uncramp.exposure.catalogue import CATALOGUE, Kind
from uncramp.model.reference import NAMES
from uncramp.store.registry import registry


def test_every_claim_has_a_source_and_says_how_it_was_read():
    for claim in registry().claims.values():
        assert claim.source.doi or claim.source.url, claim.id
        assert claim.source.read_from, claim.id
        assert len(claim.because) > 15, claim.id


def test_an_interval_holds_its_value():
    for claim in registry().claims.values():
        effect = claim.effect
        if effect.low is not None and effect.high is not None:
            assert effect.low <= effect.value <= effect.high, claim.id


def test_every_judgement_rests_on_claims_that_exist():
    known = registry()
    resting = [*known.judgements.values(), *known.article.values(), known.muscles]
    for judgement in resting:
        assert judgement.rests_on
        assert set(judgement.rests_on) <= known.claims.keys(), judgement


def test_every_effect_of_the_model_has_a_judgement_and_every_factor_an_effect():
    assert set(NAMES[1:]) <= registry().judgements.keys()
    assert {e.name for e in CATALOGUE if e.kind == Kind.FACTOR} <= set(NAMES)


def test_a_very_uncertain_effect_does_not_exclude_none():
    for judgement in registry().judgements.values():
        if judgement.certainty.value == "very low" and judgement.exposure in NAMES:
            assert judgement.mean - 1.64 * judgement.sd < 0 < judgement.mean + 1.64 * judgement.sd


def test_the_edition_names_the_content():
    assert registry().edition == registry().edition
    assert len(registry().edition) == 12


def test_numbers_agree_with_the_table_of_studies():
    if not (SHARED / "evidence.csv").exists():
        pytest.skip(f"shared/data is absent: no table of studies at {SHARED}")
    with (SHARED / "evidence.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["estimate"]]
    for claim in registry().claims.values():
        same = [r for r in rows if claim.source.doi and r["doi"] == claim.source.doi]
        if claim.effect.value is None or not same:
            continue
        printed = {
            round(float(r["estimate"]) * scale, 5) for r in same for scale in (1, 0.01, 0.001)
        }
        assert round(claim.effect.value, 5) in printed, claim.id
