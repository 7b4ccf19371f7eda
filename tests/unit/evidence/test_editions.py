"""An answer once given can be made again: editions are named, frozen, and still answer."""

import datetime as dt
import json

import pytest

from histories import history, run
from uncramp.actions.compare_editions import compare_editions, scenarios
from uncramp.actions.editions import editions
from uncramp.evidence.edition import digest, moved
from uncramp.exposure.catalogue import exposures
from uncramp.model.prior import prior
from uncramp.model.reference import NAMES
from uncramp.model.risk import fit
from uncramp.store.registry import edition_names, named, registry
from uncramp.store.workbench import freeze, workbench
from uncramp.terms.errors import InputError

TODAY = dt.date(2026, 11, 23)

FROZEN = {"2026.1": "38c5a4d8805d", "2026.2": "90a40c8ce2e8"}
"""Written down when each was frozen. An edition whose digest is not here any more was changed."""


def test_no_frozen_edition_was_changed():
    assert set(edition_names()) >= FROZEN.keys()
    for name, written_down in FROZEN.items():
        assert named(name).digest == written_down
        assert named(name).whole


def test_every_edition_is_written_down_here():
    assert set(edition_names()) == FROZEN.keys()


def test_answers_are_made_of_the_newest_and_say_so():
    assert registry().edition == edition_names()[-1] == editions().evidence


def test_the_newest_edition_is_what_the_files_come_to():
    newest = named(edition_names()[-1])
    assert not list(moved(newest.judgements, workbench().judgements))
    assert newest.digest == digest(workbench().judgements, workbench().muscles)
    assert newest.claims == workbench().quoted


def test_an_answer_quotes_a_claim_as_its_edition_has_it():
    quoted = named(edition_names()[-1]).claims["heat/miller-2022"]
    assert registry().claims["heat/miller-2022"] is quoted
    assert registry("2026.1").claims["heat/miller-2022"].says == quoted.says


def test_an_edition_that_is_not_there_is_said():
    with pytest.raises(InputError, match=r"1999\.1: there is no such edition"):
        registry("1999.1")


def test_a_changed_edition_is_noticed():
    edition = named("2026.1")
    sex = edition.judgements["sex"].model_copy(update={"mean": 0.51})
    worse = edition.model_copy(update={"judgements": {**edition.judgements, "sex": sex}})
    assert not worse.whole


@pytest.mark.parametrize("name", edition_names())
def test_every_edition_still_answers(name):
    known = registry(name)
    asked = history(run(0, 42.2, 2.9, check_in={"race": True}))
    model = fit(known, asked, exposures(asked))
    assert model.posterior.mean.size == len(NAMES)
    for held in known.judgements.values():
        assert set(held.rests_on) <= known.claims.keys()


def test_what_an_older_edition_did_not_know_moves_nothing_in_it():
    before, now = prior(registry("2026.1")), prior(registry())
    at = NAMES.index("low_back_pain")
    assert before.mean[at] == 0
    assert before.covariance[at, at] < 1e-5
    assert now.mean[at] > 0


def test_a_new_edition_is_frozen_once_and_read_back(tmp_path):
    frozen = freeze("2099.1", "A trial.", TODAY, folder=tmp_path)
    written = json.loads((tmp_path / "2099.1.json").read_text())
    assert written["digest"] == frozen.digest
    assert written["judgements"]["sex"]["mean"] == frozen.judgements["sex"].mean
    with pytest.raises(InputError, match="never changed"):
        freeze("2099.1", "Again.", TODAY, folder=tmp_path)
    assert json.loads((tmp_path / "2099.1.json").read_text()) == written


@pytest.mark.parametrize("name", ["2026.1", "2020.9", "new", "2027", "2027.1.2", "../2027.1"])
def test_a_name_that_is_taken_or_out_of_order_is_refused(tmp_path, name):
    with pytest.raises(InputError, match=r"year\.number"):
        freeze(name, "A trial.", TODAY, folder=tmp_path)
    assert not list(tmp_path.iterdir())


# What an edition moves.


def test_there_are_at_least_twenty_scenarios_of_different_runners():
    found = list(scenarios())
    assert len(found) >= 20
    assert len({scenario.name for scenario in found}) == len(found)
    assert len({scenario.history.runner for scenario in found}) > 10


def test_an_edition_against_itself_moves_nobody():
    compared = compare_editions("2026.1", "2026.1")
    assert not compared.judgements
    assert not any(change.moved for change in compared.changes)
    assert all(change.before == change.after for change in compared.changes)


@pytest.fixture(scope="module")
def since_the_first():
    compared = compare_editions("2026.1", "2026.2")
    return compared, {change.scenario: change for change in compared.changes}


def test_what_is_held_differently_is_told(since_the_first):
    compared, _ = since_the_first
    by_name = {one.exposure: one for one in compared.judgements}
    assert by_name["low_back_pain"].before is None
    assert by_name["low_back_pain"].after.mean > 0
    assert "race" not in by_name


def test_a_fact_that_is_newly_held_moves_those_it_is_true_of(since_the_first):
    _, changes = since_the_first
    back, raced = changes["A marathon with a bad back"], changes["A marathon raced"]
    assert back.moved
    assert back.after > back.before
    assert not raced.moved


def test_a_calf_strain_moves_the_calf_alone(since_the_first):
    _, changes = since_the_first
    calf = changes["A marathon with an old calf strain, calf"]
    hamstring = changes["A marathon with an old calf strain, hamstring"]
    assert calf.moved
    assert not hamstring.moved
