"""Every written scenario plays to its kept answer, and to what its author says must hold.

A kept answer is written on purpose only: `uncramp scenario tests/scenarios/*.scenario.json
--write`. Read the difference before keeping it; what must hold below does not move with it.
"""

import json
from pathlib import Path

import pytest

from commands import uncramp
from uncramp.cli.scenario import ANSWER, ENDING, rounded

HERE = Path(__file__).parent
SCENARIOS = sorted(path.name.removesuffix(ENDING) for path in HERE.glob(f"*{ENDING}"))
WITHIN = {"rel": 0.02, "abs": 0.005}  # what another seed may move


@pytest.fixture(scope="module")
def played():
    """Each answer, worked out once."""
    kept = {}

    def play(name):
        if name not in kept:
            done = uncramp("scenario", HERE / f"{name}{ENDING}", "--json")
            assert done.status == 0, done.err
            kept[name] = done.document
        return kept[name]

    return play


def by_exposure(value):
    """A list of exposures by name: the order of two that tie is luck."""
    if (
        isinstance(value, list)
        and value
        and all(isinstance(v, dict) and "exposure" in v for v in value)
    ):
        return {one["exposure"]: one for one in value}
    return value


def differences(found, kept, where=""):
    """The places at which two answers differ by more than luck."""
    found, kept = by_exposure(found), by_exposure(kept)
    if isinstance(kept, dict) and isinstance(found, dict):
        for name in kept.keys() | found.keys():
            if name in kept and name in found:
                yield from differences(found[name], kept[name], f"{where}.{name}")
            else:
                yield f"{where}.{name} is only in the {'kept' if name in kept else 'new'} answer"
    elif isinstance(kept, list) and isinstance(found, list) and len(kept) == len(found):
        for i, (one, other) in enumerate(zip(found, kept, strict=True)):
            yield from differences(one, other, f"{where}[{i}]")
    elif isinstance(kept, float) and isinstance(found, float):
        if found != pytest.approx(kept, **WITHIN):
            yield f"{where}: {found} against {kept}"
    elif found != kept:
        yield f"{where}: {found!r} against {kept!r}"


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_plays_to_its_kept_answer(played, name):
    kept = json.loads((HERE / f"{name}{ANSWER}").read_text(encoding="utf-8"))
    found = rounded(played(name))
    for answer in (kept, found):
        del answer["edition"]
    assert list(differences(found, kept)) == []


# What must hold, whatever the numbers: written by hand, one by one.


def factors(answer):
    return {factor["exposure"]: factor for factor in answer["factors"]}


def unknown(answer):
    return {unknown["exposure"] for unknown in answer["unknown"]}


def verdicts(answer):
    return {one["exposure"]: one["verdict"] for one in answer["triggers"]}


def hot_marathon(answer):
    first = answer["factors"][0]
    assert first["exposure"] == "race"
    assert {"race", "duration", "heat"} == {f["exposure"] for f in answer["factors"][:3]}
    assert 0.15 < answer["risk"]["probability"] < 0.6
    assert answer["risk"]["usual"] < 0.02
    assert factors(answer)["duration"]["value"] == pytest.approx(185 / 60, abs=0.01)


def easy_run_night_cramp(answer):
    assert answer["background"] > 0.5, "an easy hour explains little"
    assert answer["risk"]["probability"] < 0.03


def red_flag_dark_urine(answer):
    assert answer["triage"]["level"] in ("urgent_today", "emergency")
    assert (answer["factors"], answer["background"], answer["next_question"]) == ([], 1, None)


def novice_first_ten_km(answer):
    found = factors(answer)
    assert found["distance_spike"]["value"] > 2
    assert found["distance_spike"]["share"] > 0.1
    assert found["effort_above_ability"]["share"] < 0.1
    assert answer["risk"]["usual_from"] == "mixed"


def treadmill_without_satellites(answer):
    assert "descent" not in factors(answer)
    assert "descent" in unknown(answer)
    assert answer["background"] > 0.8


def no_heart_rate(answer):
    assert [s["exposure"] for s in answer["signs"]] == ["late_fade"]
    assert factors(answer)["race"]["told"] is False
    assert answer["next_question"]["id"] == "race", "21 km by distance alone: ask"
    assert "effort_above_ability" in unknown(answer) | factors(answer).keys()


def kidney_disease_marathon(answer):
    assert answer["triage"]["level"] != "self_care"
    assert answer["risk"]["probability"] > 0.1
    assert set(answer["by_muscle"]) >= {"calf", "hamstring"}


def new_shoes_zero_drop(answer):
    assert answer["factors"][0]["exposure"] == "drop_change"
    assert factors(answer)["drop_change"]["value"] == 10
    assert factors(answer)["drop_change"]["certainty"] in ("low", "very low")
    assert "soreness" in {sign["exposure"] for sign in answer["signs"]}


def zero_drop_but_the_hamstring(answer):
    named = factors(answer).keys() | unknown(answer)
    assert named.isdisjoint({"drop_change", "forefoot_load"})


def visitor_with_nothing_but_a_muscle(answer):
    assert answer["risk"]["usual_from"] == "typical"
    assert answer["next_question"] is not None
    assert len(unknown(answer)) > 15
    low, high = answer["risk"]["interval"]
    assert high > 10 * low, "nobody knows this runner, and the width says so"


def long_run_with_a_fade(answer):
    fade = next(s for s in answer["signs"] if s["exposure"] == "late_fade")
    assert fade["value"] == pytest.approx(20, abs=3)
    assert "late_fade" not in factors(answer)
    assert answer["article"][0]["verdict"] == "contradicted"
    assert "fluid_deficit" in unknown(answer), "a fade says nothing of fluid"


def weighed_and_dry(answer):
    assert factors(answer)["fluid_deficit"]["value"] > 2, "weighed, so it is known"
    assert factors(answer)["fluid_deficit"]["share"] < 0.1, "and the studies find little"
    assert factors(answer)["descent"]["share"] > factors(answer)["fluid_deficit"]["share"]


def planned_marathon_never_cramped(answer):
    assert 0.04 < answer["risk"]["probability"] < 0.18
    assert answer["mass_change_percent"]["mean"] < 0


def planned_easy_run(answer):
    assert answer["risk"]["probability"] < 0.004


def thirty_cramps_downhill(answer):
    assert answer["cramps"] >= 30
    assert verdicts(answer)["descent"] == "trigger"
    assert answer["triggers"][0]["exposure"] == "descent"
    others = {v for name, v in verdicts(answer).items() if name != "descent"}
    assert "trigger" not in others


def three_cramps_in_a_season(answer):
    assert (answer["cramps"], answer["answered_runs"]) == (3, 41)
    assert {"trigger", "protector"}.isdisjoint(verdicts(answer).values())
    assert "too few to tell your triggers" in answer["says"]
    assert next(t for t in answer["triggers"] if t["exposure"] == "sleep_short")["reason"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_its_author_says_must_hold_holds(played, name):
    must_hold = globals().get(name.replace("-", "_"))
    assert must_hold, f"nobody wrote down what must hold of {name}"
    must_hold(played(name))


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_shared_out_adds_up(played, name):
    answer = played(name)
    if "factors" in answer:
        total = sum(f["share"] for f in answer["factors"]) + answer["background"]
        assert total == pytest.approx(1, abs=1e-6)


def test_there_are_scenarios():
    assert len(SCENARIOS) >= 12


def test_a_scenario_is_played_on_the_screen():
    done = uncramp("scenario", HERE / f"three-cramps-in-a-season{ENDING}")
    assert done.status == 0
    assert "too few to tell" in done.out


def test_an_answer_is_kept_only_when_asked_for(tmp_path):
    scenario = tmp_path / f"mine{ENDING}"
    scenario.write_bytes((HERE / f"planned-easy-run{ENDING}").read_bytes())
    uncramp("scenario", scenario, "--json")
    assert list(tmp_path.iterdir()) == [scenario]
    uncramp("scenario", scenario, "--write")
    kept = json.loads((tmp_path / f"mine{ANSWER}").read_text(encoding="utf-8"))
    assert kept["risk"]["probability"] > 0


def test_a_scenario_may_name_an_older_edition_of_the_evidence(tmp_path):
    document = json.loads((HERE / f"planned-easy-run{ENDING}").read_text(encoding="utf-8"))
    document["runner"]["low_back_pain"] = "yes"
    path = tmp_path / f"older{ENDING}"

    def answer(**more):
        path.write_text(json.dumps(document | more))
        return uncramp("scenario", path, "--json").document

    before, now = answer(edition="2026.1"), answer()
    assert before["edition"]["evidence"] == "2026.1" != now["edition"]["evidence"]
    assert before["risk"]["probability"] < now["risk"]["probability"]
    path.write_text(json.dumps(document | {"edition": "2026.1"}))
    assert "Sources: " in uncramp("scenario", path).out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"edition": "1999.1"}, "no such edition"),
        ({"question": "when"}, "question"),
        ({"nonsense": 1}, "nonsense"),
        ({"now": "2026-09-20T18:00:00"}, "now"),
        ({"planned": None}, "planned"),
        ({"question": "why"}, "cramp"),
        ({"runner": {"shoe_size": 44}}, "shoe_size"),
    ],
)
def test_a_scenario_that_cannot_be_played_says_why(tmp_path, change, said):
    document = json.loads((HERE / f"planned-easy-run{ENDING}").read_text(encoding="utf-8"))
    path = tmp_path / f"wrong{ENDING}"
    path.write_text(json.dumps(document | change))
    done = uncramp("scenario", path)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_what_is_no_json_is_refused_by_name(tmp_path):
    path = tmp_path / f"broken{ENDING}"
    path.write_text("{")
    done = uncramp("scenario", path)
    assert done.status == 2
    assert path.name in done.err


def test_the_comparison_finds_a_difference():
    kept = {"a": [1.0, {"b": "x"}], "c": 0.5}
    assert list(differences({"a": [1.001, {"b": "x"}], "c": 0.5}, kept)) == []
    assert len(list(differences({"a": [1.2, {"b": "y"}]}, kept))) == 3
