"""Words uncramp never uses for what it does: scanned for wherever a person reads."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "uncramp"
LIST = tomllib.loads((SOURCE / "store" / "word_list.toml").read_text(encoding="utf-8"))
EXEMPT = {entry["id"]: entry for entry in LIST["exempt"]}
QUOTED_KEYS = set(EXEMPT["titles-of-studies"]["keys"])


def said_in(text: str) -> list[str]:
    """The words of the list that stand in `text`, exempt sentences taken out."""
    plain = " ".join(text.split())
    for entry in EXEMPT.values():
        plain = plain.replace(entry.get("text", "\0"), "")
    words = "|".join(map(re.escape, LIST["words"]))
    patterns = [rf"\b(?:{words})\b", *LIST["doses"]]
    return [
        found[0] for pattern in patterns for found in re.finditer(pattern, plain, re.IGNORECASE)
    ]


def texts() -> Iterator[tuple[str, str]]:
    """Everything a person reads, with the place it stands."""
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("safety/*.md")]):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for kind in ("html", "txt"):
        for path in sorted(SOURCE.glob(f"web/**/templates/**/*.{kind}")):
            yield str(path.relative_to(ROOT)), re.sub(r"<[^>]*>", " ", path.read_text("utf-8"))
    for path in sorted(SOURCE.glob("**/*.toml")):
        if path.name != "word_list.toml":
            yield (
                str(path.relative_to(ROOT)),
                "\n".join(values(tomllib.loads(path.read_text("utf-8")))),
            )
    for path in sorted(SOURCE.glob("**/*.py")):
        if not path.is_relative_to(ROOT / EXEMPT["triage-texts"]["folder"]):
            yield str(path.relative_to(ROOT)), "\n".join(messages(path.read_text("utf-8")))


def values(table: object, key: str = "") -> Iterator[str]:
    """The text values of a TOML table, but for what is quoted from a study."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield from values(value, name)
    elif isinstance(table, list):
        for value in table:
            yield from values(value, key)
    elif isinstance(table, str) and key not in QUOTED_KEYS:
        yield table


def messages(source: str) -> Iterator[str]:
    """The literals of a module that can be read by a person: those of several words."""
    tree = ast.parse(source)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, holders)]
    bare = [line for body in bodies for line in body if isinstance(line, ast.Expr)]
    docstrings = {id(line.value) for line in bare}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings and " " in node.value:
            yield node.value


def test_no_text_says_what_uncramp_is_not():
    found = {place: said for place, text in texts() if (said := said_in(text))}
    assert found == {}


def test_the_places_that_people_read_are_all_looked_at():
    places = {place for place, _ in texts()}
    assert "README.md" in places
    for ending in (".md", ".html", ".toml", ".py"):
        assert any(place.endswith(ending) for place in places), ending


@pytest.mark.parametrize(
    "text",
    [
        "uncramp detects your illness",
        "A diagnosis in a minute",
        "This TREATS cramps.",
        "the cause\nof your injury",
        "Take 400 mg magnesium",
        "take 2 tablets",
    ],
)
def test_the_scan_finds_a_word_of_the_list(text):
    assert said_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "linked with this cramp",
        "a retreat by the lake",
        "sodium 500 mg/L of drink",
        "It is not for diagnosing, treating or monitoring any disease or injury, nor for emergencies.",
    ],
)
def test_the_scan_leaves_harmless_words_alone(text):
    assert said_in(text) == []


def test_messages_in_code_are_read_but_not_docstrings():
    source = '"""It treats nothing."""\nNAME = "treats"\nTEXT = "this treats cramps"\n'
    assert list(messages(source)) == ["this treats cramps"]


def test_every_exemption_is_still_needed():
    every = " ".join(" ".join(text.split()) for _, text in texts())
    assert EXEMPT["intended-use"]["text"] in every
    assert EXEMPT["glossary-not-said"]["text"] in every
    assert (ROOT / EXEMPT["triage-texts"]["folder"]).is_dir()


def test_triage_texts_name_no_dose_though_they_are_exempt():
    folder = ROOT / EXEMPT["triage-texts"]["folder"]
    for path in folder.glob("*.py"):
        for text in messages(path.read_text(encoding="utf-8")):
            assert not any(re.search(dose, text) for dose in LIST["doses"]), (path.name, text)
