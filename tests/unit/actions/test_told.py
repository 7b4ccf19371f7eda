"""What a person tells finds its own place, and what cannot be is refused by name."""

import pytest

from uncramp.actions.told import told
from uncramp.terms.errors import InputError


def test_a_pair_finds_its_own_place():
    found = told(["mass=145 lb", "fluid=600 ml", "confusion_collapse=yes", "race=no"])
    assert found.runner.mass == pytest.approx(65.8, abs=0.1)
    assert found.check_in.fluid == 0.6
    assert found.check_in.race is False
    assert found.facts.confusion_collapse == "yes"


def test_a_pair_wins_over_a_file():
    assert told(["age=40"], runner={"age": 30}).runner.age == 40


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("fluid=900L", "fluid: 900L is outside what is possible"),
        ("flud=1", "flud: there is no such key; did you mean fluid?"),
        ("qqq=1", "qqq: there is no such key"),
        ("race=perhaps", "race: "),
        ("sex=x", "sex: "),
        ("conditions=flu", "conditions: "),
        ("recent_bests=10km", "recent_bests: "),
        ("recent_bests=10km/soon", "recent_bests: "),
        ("temperature=hot", "temperature: "),
        ("mass", "mass: "),
    ],
)
def test_what_cannot_be_is_a_sentence_that_names_it(pair, said):
    with pytest.raises(InputError, match="^" + said.replace("?", r"\?")):
        told([pair])


def test_bests_are_read_in_both_spellings():
    spelled = told(["recent_bests=10km/42:10, 5 km/20:00"]).runner.recent_bests
    listed = told(
        runner={"recent_bests": [["10 km", "42:10"], ["5 km", "20:00"]]}
    ).runner.recent_bests
    assert spelled == listed
    assert (spelled[0].distance, spelled[0].time) == (10_000, 2530)


def test_none_is_an_answer_and_silence_is_not():
    assert told(["conditions=none"]).runner.conditions == ()
    assert told([]).runner.conditions is None


def test_what_the_runner_told_reaches_triage():
    facts = told(["age=50", "sex=f", "medicines=statin,diuretic", "conditions=kidney"]).facts
    assert facts.age == 50
    assert facts.sex == "female"
    assert "statin" in facts.medications
    assert "kidney" in facts.comorbidities


def test_somebody_under_sixteen_is_sent_to_triage():
    with pytest.raises(InputError, match="16"):
        told(["age=15"]).for_an_answer()
    assert told(["age=16"]).for_an_answer().runner.age == 16
