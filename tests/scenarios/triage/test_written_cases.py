"""Written cases of every family and level: nobody is sent home who should not be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import uncramp
from triage_cases import written
from uncramp.triage.level import Level

HERE = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "vignettes"
TABLES = sorted(HERE.glob("*.csv"))
CALM = ("self_care", "see_clinician")


def judged(table: Path) -> dict[str, dict[str, object]]:
    """What the command says to each case of a table, by its id."""
    done = uncramp("triage", "--cases", table, "--json")
    assert done.status == 0, done.err
    return {answer["id"]: answer for answer in done.document}


def advises(message: str) -> str:
    """The message without the sentences that forbid something."""
    forbids = r"\b(not|never|no|avoid|stop|instead|don't|without)\b"
    sentences = re.split(r"(?<=[.!?:;])\s+", message.lower())
    return " ".join(said for said in sentences if not re.search(forbids, said))


def hold_against(table: Path) -> None:
    cases, got = written(table), judged(table)
    level = {name: Level(str(answer["level"])) for name, answer in got.items()}
    assert [c["id"] for c in cases if level[c["id"]] < c["min_safe_level"]] == []
    calm = [c for c in cases if c["expected_level"] in CALM]
    over = [c["id"] for c in calm if level[c["id"]] > c["max_ok_level"]]
    assert len(over) <= 0.1 * len(calm), over
    wild = [c["id"] for c in calm if level[c["id"]] is Level.EMERGENCY]
    assert wild == []
    exact = sum(level[c["id"]] == c["expected_level"] for c in cases)
    assert exact >= 0.8 * len(cases)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_our_own_cases_are_answered_safely(table):
    hold_against(table)


def test_our_own_cases_are_many_and_of_every_level():
    cases = [case for table in TABLES for case in written(table)]
    assert len(cases) >= 60
    levels = [case["expected_level"] for case in cases]
    assert all(levels.count(level) >= 20 for level in list(Level)[1:])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_message_forbids_what_would_harm_and_says_what_matters(table):
    got = judged(table)
    for case in written(table):
        message = str(got[case["id"]]["message"])
        for phrase in filter(None, case["must_not_say"].lower().split(";")):
            assert phrase.strip() not in advises(message), (case["id"], phrase)
        for concept in filter(None, case["must_mention"].lower().split(";")):
            ways = [way.split() for way in concept.split(" or ")]
            told = any(all(word in message.lower() for word in way) for way in ways)
            assert told, (case["id"], concept)


def test_the_open_vignettes_are_answered_safely():
    table = SHARED / "triage-open.csv"
    if not table.exists():
        pytest.skip(f"shared/data is absent: no vignettes at {SHARED}")
    hold_against(table)
