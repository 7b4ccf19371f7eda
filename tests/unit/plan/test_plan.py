"""A plan's order: safety, who can help, what is worth it; good practice says so and follows."""

import pytest
from hypothesis import given, settings

from histories import run
from planning import look, looks, prospect_of
from uncramp.answer.shapley import chance
from uncramp.evidence.claim import Certainty
from uncramp.history.episode import Episode
from uncramp.plan.line import Line, LineKind
from uncramp.plan.plan import MOST_LEADING, has_evidence, plan
from uncramp.store.registry import registry
from uncramp.terms.muscles import Muscle, Onset
from uncramp.terms.sentences import sentence

WARM = {"temperature": 26.0, "humidity": 50.0}
EAGER = {"recent_bests": "10km/50:00", "mass": 70.0}
COACH = Line(
    LineKind.REFER, sentence("Talk to a coach."), sentence("It recurs."), Certainty.VERY_LOW,
    effort=4,
)  # fmt: skip


def made(seen, *more):
    return plan(prospect_of(seen), seen, more)


@given(looks())
@settings(max_examples=10, deadline=None)
def test_every_line_says_why_how_sure_and_in_which_order(seen):
    found = made(seen, COACH)
    risk = found.risk_now.probability
    assert found.leading <= MOST_LEADING
    kinds = [line.kind for line in found.lines]
    first = [kind for kind in kinds if kind in (LineKind.SAFETY, LineKind.REFER)]
    assert kinds[: len(first)] == first
    for place, line in enumerate(found.lines):
        assert str(line.because)
        if line.kind in first or has_evidence(line, risk):
            continue
        assert place >= found.leading
        assert "ood practice" in str(line.because) or "no evidence" in str(line.because)


def test_a_marathon_beyond_ones_bests_leads_with_the_pace():
    found = made(look(42.195, 3.4, check_in=WARM, **EAGER))
    led = [line.kind for line in found.lines[: found.leading]]
    assert led[:2] == [LineKind.SAFETY, LineKind.PACE]
    assert found.risk_with_plan.probability < 0.9 * found.risk_now.probability


def test_leading_lines_stand_by_what_they_buy_for_the_effort():
    found = made(look(42.195, 3.4, check_in=WARM, **EAGER))
    worth = [
        line.buys.change / line.effort
        for line in found.lines[: found.leading]
        if line.buys is not None
    ]
    assert worth == sorted(worth)
    assert len(worth) >= 2


def test_food_says_that_nobody_studied_it_for_cramp_and_never_leads():
    found = made(look(42.195, 4.0, check_in=WARM, **EAGER))
    food = [line for line in found.lines if line.kind is LineKind.CARBOHYDRATE]
    assert len(food) == 2
    for line in food:
        assert "no evidence for cramp" in str(line.because)
        assert line not in found.lines[: found.leading]


def test_a_referral_comes_right_after_safety():
    found = made(look(42.195, 4.0, check_in={"temperature": 36, "humidity": 70}), COACH)
    assert [line.kind for line in found.lines[:3]] == ["safety", "safety", "refer"]
    assert "Do not race this" in str(found.lines[0].do)


def test_every_claim_of_a_plan_is_in_the_registry():
    for seen in (
        look(42.195, 4.4, check_in=WARM, **EAGER),
        look(42.195, 4.4, check_in=WARM, conditions=None),
        look(42.195, 4.4, check_in={"temperature": 40.0}, conditions=("kidney",)),
    ):
        claims = {claim for line in made(seen).lines for claim in line.claims}
        assert claims <= set(registry().claims)


def test_the_risk_now_is_the_risk_of_the_planned_run():
    seen = look(42.195, 3.5, check_in=WARM, **EAGER)
    drawn = prospect_of(seen).now
    assert made(seen).risk_now.probability == pytest.approx(
        float(chance(drawn.log_odds(drawn.here)).mean()), abs=1e-12
    )


def test_slowing_down_in_vain_is_not_advised():
    hot = {"temperature": 27.0, "humidity": 60.0}
    lazy = look(42.195, 4.2, *(run(day, 42.2, 2.0) for day in (20, 50)), check_in=hot, mass=70.0)
    for line in made(lazy).lines:
        assert line.kind is not LineKind.PACE or line.buys is None or line.buys.change < 0


def test_easing_where_ones_own_cramps_begin_stays_though_the_model_knows_nothing_of_it():
    cramp = (Episode(muscle=Muscle.CALF, onset=Onset.DURING, minute=150),)
    (pace,) = [x for x in made(look(episodes=cramp)).lines if x.kind is LineKind.PACE]
    assert pace.buys is None
    assert "usually begin" in str(pace.because)


def test_two_cramps_far_from_each_other_begin_nowhere_usually():
    def told(*minutes):
        cramps = [Episode(muscle=Muscle.CALF, onset=Onset.DURING, minute=m) for m in minutes]
        (pace,) = [x for x in made(look(episodes=tuple(cramps))).lines if x.kind is LineKind.PACE]
        return "usually begin" in str(pace.because)

    assert told(140, 150)
    assert not told(60, 170)
    assert told(60, 140, 170)


def test_a_short_easy_run_in_the_cool_asks_for_little():
    found = made(look(6.0, 0.6, check_in={"temperature": 10.0}))
    assert not [line for line in found.lines if line.kind in (LineKind.SALT, LineKind.CARBOHYDRATE)]
    assert not [line for line in found.lines if line.kind is LineKind.SAFETY]
