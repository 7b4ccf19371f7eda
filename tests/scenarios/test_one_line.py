"""What a reader of the headline and the first bar takes away, where the honest answer is dull."""

import pytest

from recording import NOW
from uncramp.actions.described_run import DescribedRun
from uncramp.actions.explain_described_run import explain_described_run
from uncramp.actions.headline import chance, headline, likelihood
from uncramp.actions.told import told
from uncramp.history.episode import Episode
from uncramp.store.words import render

MARATHON = {"distance": "42.2 km", "time": "4:00:00"}


def explained(run, *pairs, muscle="calf"):
    described, cramp = DescribedRun(**run), Episode(muscle=muscle)
    return explain_described_run(described, cramp, told=told(pairs), now=NOW).why


def line(why):
    return render(headline(why))


def first_bar(why):
    """The label and the word of the first bar; None where only the rest is shown."""
    leaders = why.leaders(3)
    if not leaders:
        return None
    return render(leaders[0].exposure.label), render(likelihood(leaders[0]))


def test_where_nothing_is_known_nothing_is_named():
    why = explained({})
    assert line(why) == "Too little is known of this run to say what the cramp is linked with."
    assert first_bar(why) == ("racing", "not told")


@pytest.mark.parametrize("run", [{"kind": "easy"}, {"distance": "8 km", "time": "48:00"}])
def test_a_run_like_every_other_is_called_that(run):
    why = explained(run, "race=no")
    assert line(why) == "Nothing known of this run sets it apart from your usual ones."
    assert first_bar(why) is None
    assert why.background > 0.95


def test_a_race_nobody_told_of_is_not_called_likely():
    why = explained(MARATHON)
    assert line(why) == "It hangs most on what nobody told: racing."
    assert first_bar(why) == ("racing", "not told")


@pytest.mark.parametrize("more", [(), ("temperature=10", "recent_bests=10km/46:00")])
def test_simply_a_hard_race_is_called_that_and_blames_nothing_that_could_be_changed(more):
    why = explained(MARATHON, "race=yes", *more)
    assert line(why) == (
        "Most likely linked with racing as such; of what you can change, nothing known stands out."
    )
    assert first_bar(why) == ("racing", "likely")


def test_where_something_could_be_changed_the_headline_does_not_say_otherwise():
    why = explained(MARATHON, "race=yes", "recent_bests=10km/55:00", "temperature=30")
    changeable = sum(f.share for f in why.factors if f.exposure.group == "change" and f.share > 0)
    assert changeable > 0.1
    assert "stands out" not in line(why)


def test_where_everything_fits_equally_no_factor_is_named():
    why = explained(
        {"distance": "12 km", "time": "1:06:00"},
        "race=no", "temperature=24", "sleep=5", "strength_training=0", "recent_illness=yes",
        "shoe_drop=0", "habitual_drop=8",
    )  # fmt: skip
    assert max(factor.ranks_first for factor in why.factors) < 0.5
    assert line(why) == "Several explanations fit about equally."


def test_a_rare_cramp_is_never_counted_as_none():
    said = render(chance(explained({"kind": "easy"}).risk))
    assert "about 0" not in said
    assert "1 in" in said


def test_a_common_one_is_counted_in_a_hundred_throughout():
    said = render(chance(explained(MARATHON, "race=yes").risk))
    assert said.startswith("Of 100 runs like this about ")
    assert " in 100 to " not in said
