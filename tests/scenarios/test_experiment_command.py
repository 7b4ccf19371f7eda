"""``uncramp experiment``: an offer with its power, a refusal in words, a trial followed along."""

import datetime as dt

import numpy as np
import pytest

from commands import uncramp
from recording import recorded
from uncramp.activity import fit_writer

HARD = ("--exposure", "warm_up", "--runs", 80, "--risk", "10%")


def grades(tmp_path, *ended):
    table = tmp_path / "results.csv"
    table.write_text("\n".join(["grade", *ended]) + "\n")
    return table


def test_an_offer_shows_its_power_before_what_to_do():
    done = uncramp("experiment", *HARD)
    said = " ".join(done.out.split())
    assert done.status == 0
    assert said.index("of 100 such trials") < said.index("With: Warm up")
    assert "Drink to thirst on every run" in said


def test_the_document_of_an_offer():
    found = uncramp("experiment", *HARD, "--json").document
    assert found["offered"] is True
    assert found["refused"] is None
    assert [p["odds_ratio"] for p in found["power"]] == [0.25, 0.5, 1.0]
    assert found["power"][0]["shown"] > 0.8
    assert found["counting_cramps"]["power"] < found["power"][0]["shown"]
    assert found["next"] is None, "no side is told before the first run comes"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--exposure", "heat", "--runs", 200, "--risk", 30), "dangerous"),
        (("--exposure", "fluid_deficit", "--runs", 200, "--risk", 30), "dangerous"),
        (("--exposure", "sodium_deficit", "--runs", 200, "--risk", 30), "doctor"),
        (("--exposure", "warm_up", "--runs", 100, "--risk", 1), "too little risk"),
        (("--exposure", "warm_up", "--runs", 20, "--risk", 5), "times in 100"),
        (("--exposure", "warm_up"), "too little risk"),
        (("--exposure", "magic"), "may be tried"),
    ],
)
def test_a_refusal_is_an_answer_in_words(more, said):
    done = uncramp("experiment", *more, "--json")
    assert done.status == 0
    assert done.document["offered"] is False
    assert said in done.document["refused"]
    assert done.document["next"] is None


def test_salt_is_offered_to_the_healthy():
    healthy = ("--set", "conditions=none", "--set", "medicines=none")
    done = uncramp(
        "experiment",
        "--exposure",
        "sodium_deficit",
        "--runs",
        120,
        "--risk",
        10,
        *healthy,
        "--json",
    )
    assert done.document["offered"]
    assert "thirst" in done.document["without"]


def test_the_side_of_each_run_comes_one_at_a_time_and_stays(tmp_path):
    first, again = (
        uncramp("experiment", *HARD, "--results", grades(tmp_path, "none"), "--json").document
        for _ in range(2)
    )
    assert first["next"]["run"] == 2
    assert first["next"] == again["next"]
    sides = [
        uncramp(
            "experiment", *HARD, "--results", grades(tmp_path, *["none"] * n), "--json"
        ).document["next"]["with"]
        for n in range(4)
    ]
    assert sum(sides) == 2, "a block of four has two of each"


def test_a_trial_ends_when_it_is_hopeless(tmp_path):
    ended = grades(tmp_path, *["none"] * 80)
    found = uncramp("experiment", *HARD, "--results", ended, "--json").document
    assert found["looks"][-1]["verdict"] == "futile"
    assert found["next"] is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--runs", 0), "--runs"),
        (("--runs", 900), "--runs"),
        (("--risk", "150"), "--risk"),
        (("--risk", "high"), "--risk"),
        (("--results", "nowhere.csv"), "nowhere.csv"),
        (("--set", "age=14"), "16"),
    ],
)
def test_what_cannot_be_is_refused_by_name(more, said):
    done = uncramp("experiment", *HARD, *more)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_grade_that_is_none_is_named_with_its_row(tmp_path):
    ended = grades(tmp_path, "none", "ouch")
    done = uncramp("experiment", *HARD, "--results", ended)
    assert done.status == 2
    assert "Row 3, grade: 'ouch'" in done.err


def test_more_results_than_runs_are_refused(tmp_path):
    done = uncramp("experiment", *HARD, "--results", grades(tmp_path, *["none"] * 81))
    assert done.status == 2
    assert "81 results" in done.err


def test_without_numbers_the_runs_of_the_last_year_are_counted(tmp_path):
    now = dt.datetime.now(dt.UTC)
    for week in range(3):
        run = recorded(np.full(4000, 3.0), started_at=now - dt.timedelta(days=7 * week + 2))
        (tmp_path / f"{week}.fit").write_bytes(fit_writer.write(run))
    found = uncramp("experiment", "--exposure", "warm_up", "--history", tmp_path, "--json").document
    assert found["offered"] is False
    assert found["runs"] == 0
    assert "too little risk" in found["refused"]
