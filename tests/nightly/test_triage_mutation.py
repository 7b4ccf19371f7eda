"""Mutants of the triage rules: at most one in twenty may go unnoticed by the tests."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAN = "tests/nightly/triage_mutation.toml"
HOURS = 3  # one core needs about forty minutes for the 700 mutants


@pytest.mark.nightly
def test_at_most_one_mutant_in_twenty_survives(tmp_path):
    pytest.importorskip("cosmic_ray", reason="cosmic-ray is in requirements-nightly.lock")
    for part in ("src", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    run(tmp_path, "cosmic_ray.cli", "init", PLAN, "mutants.sqlite")
    run(tmp_path, "cosmic_ray.tools.filters.operators_filter", "mutants.sqlite", PLAN)
    run(tmp_path, "cosmic_ray.cli", "exec", PLAN, "mutants.sqlite")
    killed, survived = outcomes(tmp_path / "mutants.sqlite")
    assert killed + survived > 500, "the mutants were not made"
    assert survived / (killed + survived) <= 0.05, survivors(tmp_path / "mutants.sqlite")


def run(folder, module, *words):
    """In the copy: cosmic-ray changes the code it is pointed at, in place."""
    there = {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    path = str(Path(sys.executable).parent) + ":/usr/bin:/bin"
    words = [sys.executable, "-m", module, *words]
    subprocess.run(words, cwd=folder, env={**there, "PATH": path}, check=True, timeout=HOURS * 3600)


def outcomes(database):
    with sqlite3.connect(database) as rows:
        counted = dict(rows.execute("select test_outcome, count(*) from work_results group by 1"))
    return counted.get("KILLED", 0), counted.get("SURVIVED", 0)


def survivors(database):
    with sqlite3.connect(database) as rows:
        found = rows.execute("select diff from work_results where test_outcome = 'SURVIVED'")
        return "\n".join(diff for (diff,) in found)
