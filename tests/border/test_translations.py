"""Every message has its German words, with the same places to fill, and none is stale."""

from __future__ import annotations

import importlib.util
import re
import string
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PERCENT = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def words():
    spec = importlib.util.spec_from_file_location("words", ROOT / "translations" / "words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def places(text: str) -> set[str]:
    """What is filled into a message: `{named}` in sentences, `%(named)s` in pages."""
    found = set(PERCENT.findall(text))
    if found:
        return found
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # a brace that is only a brace
        return set()


def test_every_message_is_translated_and_none_is_left_of_earlier_ones(words):
    for language in words.languages():
        assert words.missing(language) == []
        assert {m.id for m in words.kept(language)} == {m.id for m in words.merged(language)}


def test_a_translation_fills_the_same_places(words):
    wrong = []
    for language in words.languages():
        for message in words.kept(language):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = set().union(*map(places, ids))
            for text in strings if message.id else ():
                # One form of a plural may say "one" in words.
                if places(text) - wanted or (len(ids) == 1 and places(text) != wanted):
                    wrong.append((message.id, text))
    assert wrong == []


def test_what_is_compiled_is_what_is_written(words):
    for language in words.languages():
        assert words.place(language, "mo").read_bytes() == words.compiled(language)


def test_messages_of_code_and_pages_are_all_found(words):
    found = [message for message, _ in words.messages()]
    assert "Keep this run to {cap}." in found  # of the core
    assert "Skip to the answer" in found  # of a template
    assert any(isinstance(message, tuple) for message in found)  # with a plural
    assert len(set(found)) > 1500


def test_no_sentence_is_put_together_from_pieces():
    joined = []
    for path in (ROOT / "src" / "uncramp").rglob("*.py"):
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"(sentence|gettext|gettext_lazy|\b_)\(f['\"]", text):
                joined.append(f"{path.name}:{line}")
    assert joined == []
