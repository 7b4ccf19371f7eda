"""At a terminal the one-screen list is asked before anything is answered."""

import pytest

from uncramp.actions.told import told
from uncramp.cli import asking


@pytest.fixture
def somebody_answers(monkeypatch):
    """A person at the terminal who answers with these numbers."""
    asked = []

    def sit_down(*numbers):
        answers = iter(numbers)
        monkeypatch.setattr(asking.sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(
            asking.click, "prompt", lambda *_, **__: asked.append(1) or next(answers)
        )
        return asked

    return sit_down


def test_none_of_these_is_one_number(somebody_answers):
    asked = somebody_answers(0)
    assert asking.ask_red_flags(told([])).facts.red_flags == "none"
    assert len(asked) == 1


def test_a_red_flag_chosen_stops_what_follows(somebody_answers):
    somebody_answers(1)
    assert asking.assess_case(asking.ask_red_flags(told([])).facts).stops


def test_what_was_told_is_not_asked_again(somebody_answers):
    asked = somebody_answers()
    asking.ask_red_flags(told(["red_flags=none"]))
    asking.ask_red_flags(told(["confusion_collapse=yes"]))
    assert asked == []


def test_a_medicine_that_raises_the_level_does_not_replace_the_list(somebody_answers):
    asked = somebody_answers(0)
    after = asking.ask_red_flags(told(["medicines=diuretic"]))
    assert len(asked) == 1
    assert "diuretic" in after.facts.medications


def test_nobody_at_the_terminal_is_not_asked(monkeypatch):
    monkeypatch.setattr(asking.sys.stdin, "isatty", lambda: False, raising=False)
    assert asking.ask_red_flags(told([])).facts.red_flags is None
