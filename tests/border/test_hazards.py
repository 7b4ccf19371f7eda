"""Each hazard has a control, and each control a test that exists and runs."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [
    "hazard id",
    "hazard",
    "cause",
    "harm",
    "severity",
    "likelihood",
    "control",
    "test id",
    "residual",
]


def hazards() -> list[dict[str, str]]:
    with (ROOT / "safety" / "hazards.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def problem(test_id: str) -> str:
    """Why a test cannot guard a hazard; empty where it can."""
    name, _, function = test_id.partition("::")
    path = ROOT / name
    if not (name.startswith("tests/") and path.is_file()):
        return f"{test_id}: there is no such file"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            kept_out = [mark for mark in marks if "skip" in mark or "xfail" in mark]
            return f"{test_id}: {kept_out[0]}" if kept_out else ""
    return f"{test_id}: there is no such test"


def test_the_table_has_the_agreed_columns_and_unique_names():
    rows = hazards()
    assert list(rows[0]) == COLUMNS
    assert len({row["hazard id"] for row in rows}) == len(rows)
    assert len(rows) >= 10


@pytest.mark.parametrize("row", hazards(), ids=lambda row: row["hazard id"])
def test_a_hazard_is_complete_and_its_tests_exist(row):
    assert all(row[name].strip() for name in COLUMNS)
    assert row["severity"] in set("12345")
    assert row["likelihood"] in set("12345")
    assert [said for test in row["test id"].split(";") if (said := problem(test.strip()))] == []


@pytest.mark.parametrize(
    "test_id",
    [
        "tests/border/test_hazards.py::test_that_nobody_wrote",
        "tests/border/gone.py::test_a_hazard",
        "safety/hazards.csv::test_a_hazard",
        "",
    ],
)
def test_a_test_that_does_not_exist_is_a_problem(test_id):
    assert problem(test_id)


def test_a_test_that_exists_is_none():
    assert problem("tests/border/test_hazards.py::test_a_test_that_exists_is_none") == ""
