"""The limits of the house: what is small enough to be read, and what stands in one place."""

import ast
import re
from pathlib import Path

import pytest

from uncramp.history.check_in import CheckIn
from uncramp.history.runner import Runner
from uncramp.triage.facts import Facts

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(p for p in (ROOT / "src").rglob("*.py") if "migrations" not in p.parts)
NO_NAMES = {"utils", "common", "helpers", "manager", "misc"}


def named(path):
    return str(path.relative_to(ROOT / "src"))


def code_lines(function):
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = first.end_lineno if documented else function.lineno
    return function.end_lineno - start


def test_no_module_is_longer_than_a_sitting():
    long = {named(p): n for p in MODULES if (n := len(p.read_text().splitlines())) > 300}
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and code_lines(node) > 40:
                long.append(f"{named(path)}:{node.lineno} {node.name}")
    assert long == []


def test_every_module_says_why_it_exists():
    silent = [
        named(p)
        for p in MODULES
        if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))
    ]
    assert silent == []


def test_no_drawer_for_odds_and_ends():
    assert [named(p) for p in MODULES if NO_NAMES & {p.stem, *p.parts}] == []


def test_the_core_has_no_state_of_its_own():
    kept = []
    for path in MODULES:
        if any(room in path.parts for room in ("web", "cli", "store", "actions")):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Global):
                kept.append(f"{named(path)}:{node.lineno}")
    assert kept == []


def test_the_readme_names_only_keys_that_exist():
    table = (ROOT / "README.md").read_text().split("| about | keys |")[1].split("\n\n")[0]
    keys = set(re.findall(r"`([a-z_]+)(?:=\w+)?`", table))
    known = Runner.model_fields.keys() | CheckIn.model_fields.keys() | Facts.model_fields.keys()
    assert keys
    assert keys <= known


@pytest.mark.parametrize(
    "file", ["requirements.lock", "requirements-nightly.lock", "requirements-uv.lock"]
)
def test_a_lock_has_hashes_and_no_addresses(file):
    text = (ROOT / file).read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|file:", text)


def test_ci_runs_the_command_of_the_readme():
    assert "./dev test" in (ROOT / ".ci" / "run").read_text()
    assert "./dev test" in (ROOT / "README.md").read_text()
