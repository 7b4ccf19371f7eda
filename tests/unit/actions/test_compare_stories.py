"""Two stories of one cramp: what belongs to each, and what would tell them apart."""

import pytest

from recording import NOW
from uncramp.actions.compare_stories import FLUID_AND_SALT, TIRED_MUSCLE, compare_stories
from uncramp.actions.described_run import DescribedRun
from uncramp.actions.explain_described_run import explain_described_run
from uncramp.actions.told import told
from uncramp.exposure.catalogue import CATALOGUE, Kind
from uncramp.history.episode import Episode
from uncramp.store.words import render

LONG = {"distance": "30 km", "time": "3:00:00"}


def stories(*pairs):
    described, cramp = DescribedRun(**LONG), Episode(muscle="calf")
    explained = explain_described_run(described, cramp, told=told(pairs), now=NOW)
    return explained.why, compare_stories(explained)


def test_no_exposure_belongs_to_both_and_all_of_them_exist():
    factors = {one.name for one in CATALOGUE if one.kind is Kind.FACTOR}
    assert TIRED_MUSCLE.isdisjoint(FLUID_AND_SALT)
    assert factors >= TIRED_MUSCLE | FLUID_AND_SALT


def test_their_shares_are_those_of_the_answer():
    why, found = stories("race=yes", "temperature=28")
    together = found.tired.share + found.dry.share
    belongs = [f for f in why.factors if f.exposure.name in TIRED_MUSCLE | FLUID_AND_SALT]
    assert together == pytest.approx(sum(f.share for f in belongs))


def test_what_nobody_told_is_what_would_tell_them_apart():
    _, untold = stories("race=yes")
    _, weighed = stories("race=yes", "mass_before=70", "mass_after=68", "fluid=0.5", "soreness=7")
    asked, known = (" ".join(map(render, found.tell_apart)) for found in (untold, weighed))
    assert "Your weight before and after" in asked
    assert "How sore the muscle is" in asked
    assert "Your weight before and after" not in known
    assert "You told of soreness 7" in known


def test_a_story_that_was_hardly_tested_is_called_that():
    _, untold = stories("race=yes")
    assert "hardly tested" in render(untold.verdict)


def test_where_neither_carries_anything_neither_is_told_for_true():
    explained = explain_described_run(
        DescribedRun(distance="8 km", time="48:00"), Episode(muscle="calf"),
        told=told(["race=no"]), now=NOW,
    )  # fmt: skip
    assert "speaks for either" in render(compare_stories(explained).verdict)
