"""Every number from outside carries its source, and nothing rests on a claim that is not there."""

import csv
import tomllib
from pathlib import Path

import pytest

from conftest import SHARED
from uncramp.exposure.catalogue import CATALOGUE, Kind
from uncramp.model.reference import FACTS, NAMES
from uncramp.store.registry import registry
from uncramp.store.workbench import workbench

PLACED = tomllib.loads((Path(__file__).parent / "rows_of_the_table.toml").read_text())
CLAIM_OF_ROW = {int(row): claim for row, claim in PLACED["claim_of_row"].items()}
LEFT_OUT = tomllib.loads(
    (Path(__file__).parents[3] / "src/uncramp/evidence/left_out.toml").read_text()
)["left_out"]


def test_every_claim_has_a_source_and_says_how_it_was_read():
    for claim in registry().claims.values():
        assert claim.source.doi or claim.source.url, claim.id
        assert claim.source.read_from, claim.id
        assert len(claim.because) > 10, claim.id


def test_a_claim_stands_in_the_folder_of_its_exposure():
    for name, claim in registry().claims.items():
        assert name.startswith(f"{claim.exposure}/")


def test_a_claim_that_is_not_about_cramp_in_a_run_says_so():
    known = registry().claims
    assert known["distance_spike/frandsen-2025-10-to-30"].by_analogy
    assert known["fluid_deficit/miller-2010"].by_analogy
    assert not known["fluid_deficit/schwellnus-2011"].by_analogy
    assert not known["night/nhanes"].by_analogy
    assert known["sleep_short/nhanes"].by_analogy


def test_every_judgement_rests_on_claims_that_exist():
    known = registry()
    resting = [*known.judgements.values(), *known.article.values(), known.muscles]
    for judgement in resting:
        assert judgement.rests_on
        assert set(judgement.rests_on) <= known.claims.keys(), judgement


def test_every_effect_of_the_model_has_a_judgement_and_every_factor_an_effect():
    assert set(NAMES[1:]) <= registry().judgements.keys()
    assert {e.name for e in CATALOGUE if e.kind == Kind.FACTOR} <= set(NAMES)


def test_every_fact_of_the_model_is_a_fact_of_the_catalogue_and_has_a_frequency():
    facts = {e.name for e in CATALOGUE if e.kind == Kind.FACT}
    for fact in FACTS:
        assert fact.name in facts
        assert 0 < registry().judgements[fact.name].frequency < 1


def test_a_very_uncertain_effect_does_not_exclude_none():
    for judgement in registry().judgements.values():
        if judgement.certainty.value == "very low" and judgement.exposure in NAMES:
            assert judgement.mean - 1.64 * judgement.sd < 0 < judgement.mean + 1.64 * judgement.sd


def test_the_article_has_its_fifteen_claims_each_with_a_place_and_a_reference():
    article = registry().article
    assert len(article) == 15
    for said in article.values():
        assert said.best == said.rests_on[0]
        assert {*said.shown_with, *said.plan_lines}
    assert article["S3"].verdict == "contradicted"
    assert article["S10-massage"].verdict == "no evidence"


def test_studies_that_disagree_stand_side_by_side():
    for exposure in ("heat", "sodium_deficit", "stretching", "drop_change", "relief"):
        said = {c.direction for n, c in registry().claims.items() if n.startswith(f"{exposure}/")}
        assert len(said) > 1, exposure


def test_every_finding_that_was_placed_has_its_claim():
    placed = {claim for claim in CLAIM_OF_ROW.values() if claim != "left out"}
    assert placed <= workbench().claims.keys()
    assert len(placed) == len([c for c in CLAIM_OF_ROW.values() if c != "left out"])


def test_what_was_left_out_has_a_reason():
    assert len(LEFT_OUT) == list(CLAIM_OF_ROW.values()).count("left out")
    for entry in LEFT_OUT:
        assert len(entry["because"]) > 20


def table():
    if not (SHARED / "evidence.csv").exists():
        pytest.skip(f"shared/data is absent: no table of studies at {SHARED}")
    with (SHARED / "evidence.csv").open() as file:
        return list(csv.DictReader(file))


def test_every_finding_of_the_table_is_a_claim_or_left_out():
    rows = table()
    assert sorted(CLAIM_OF_ROW) == list(range(len(rows)))
    left = [rows[at] for at, claim in CLAIM_OF_ROW.items() if claim == "left out"]
    for row, entry in zip(left, LEFT_OUT, strict=True):
        assert entry["factor"].split(":")[0] == row["factor"]


WORKED_OUT = {"late_fade/smyth-2021", "age/hagglund-2013"}
"""Corrected against their own table, or quoted from another study than the row names."""


@pytest.mark.parametrize("at", sorted(CLAIM_OF_ROW))
def test_numbers_agree_with_the_table_of_studies(at):
    row, name = table()[at], CLAIM_OF_ROW[at]
    if name == "left out":
        return
    claim = workbench().claims[name]
    if row["doi"] and name not in WORKED_OUT:
        assert claim.source.doi == row["doi"]
    if row["n"] and claim.study.n is not None:
        assert claim.study.n == int(row["n"])
    effect = claim.effect
    if effect.value is None or name == "late_fade/smyth-2021":
        return
    scale = effect.value / float(row["estimate"]) if float(row["estimate"]) else 1.0
    assert scale == pytest.approx(min((1, 0.01, 0.001), key=lambda s: abs(s - scale)), rel=1e-4)
    if effect.low is not None:
        assert (effect.low, effect.high) == pytest.approx(
            (float(row["ci_low"]) * scale, float(row["ci_high"]) * scale), abs=1e-6
        )


def test_a_size_that_was_printed_is_not_left_out_of_its_claim():
    for at, row in enumerate(table()):
        name = CLAIM_OF_ROW[at]
        printed = row["estimate"] not in {"", "0", "0.0"} and row["provenance"] == "found"
        if printed and name not in {"left out", "strength_training/wagner-2010"}:
            assert workbench().claims[name].effect.value is not None, name
