from __future__ import annotations

import pytest

from uncramp.triage.level import Level

IN_ORDER = ["not_assessed", "self_care", "see_clinician", "urgent_today", "emergency"]


def test_the_levels_are_in_order():
    assert sorted(Level, reverse=True) == [Level(name) for name in reversed(IN_ORDER)]
    assert max(Level.URGENT_TODAY, Level.SELF_CARE, Level.EMERGENCY) is Level.EMERGENCY


@pytest.mark.parametrize("place", range(5))
def test_each_level_compares_with_its_neighbours_and_with_words(place):
    level = Level(IN_ORDER[place])
    assert level.rank == place
    assert level <= IN_ORDER[place]
    assert level >= IN_ORDER[place]
    assert not level < IN_ORDER[place]
    assert not level > IN_ORDER[place]
    for higher in IN_ORDER[place + 1 :]:
        assert level < higher
        assert level <= higher
        assert not level > higher
        assert not level >= higher


def test_only_the_two_upper_levels_stop_an_answer():
    assert [level.stops for level in Level] == [False, False, False, True, True]
