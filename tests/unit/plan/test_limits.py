"""No runner, weather, condition, medicine or setting gets past the hard limits."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import uncramp
from histories import run
from planning import look, looks
from uncramp.evidence.claim import Certainty
from uncramp.exposure.fluid import TYPICAL_MASS
from uncramp.history.runner import Condition, Medicine
from uncramp.plan.ceilings import is_too_hot, most_drinking
from uncramp.plan.limits import INTAKE, within_limits
from uncramp.plan.line import Line, LineKind
from uncramp.plan.plan import for_the_run, for_the_weeks
from uncramp.terms.sentences import sentence

UNITS = ("", "ml/h", "ml", "L", "L/h", "mg/L", "g", "g/h", "g/kg", "km", "%", "min", "min/km")
AMOUNTS = (
    st.none()
    | st.floats()
    | st.floats(-10, 2000)
    | st.tuples(st.floats(0, 2000), st.floats(0, 2000))
    | st.tuples(st.floats(), st.floats())
)
FORBIDDEN = (
    *(c for c in Condition if c in ("kidney", "heart", "high_blood_pressure", "pregnancy")),
    *(m for m in Medicine if m in ("diuretic", "lithium", "blood_pressure")),
)

lines = st.lists(
    st.builds(
        Line,
        kind=st.sampled_from(list(LineKind)),
        do=st.just(sentence("Do it, 5000 ml of it.")),
        because=st.just(sentence("It is said.")),
        certainty=st.sampled_from(list(Certainty)),
        amount=AMOUNTS,
        unit=st.sampled_from(UNITS),
        effort=st.integers(1, 5),
    ),
    max_size=6,
)


def limited(seen, more=()):
    return within_limits((*for_the_run(seen), *for_the_weeks(seen), *more), seen)


def said(found):
    return sorted(f"{line.kind} {line.do} {line.amount}" for line in found.lines)


def most(line):
    return max(line.amount) if isinstance(line.amount, tuple) else line.amount


def taken_in(found, kind=None):
    return [
        line
        for line in found.lines
        if line.kind in INTAKE and (kind is None or line.kind is kind) and line.amount
    ]


def per_hour(found):
    return [line for line in taken_in(found, LineKind.DRINK) if line.unit == "ml/h"]


@given(looks(), lines)
@settings(max_examples=100, deadline=None)
def test_drinking_never_passes_a_limit(seen, more):
    tenth = max(seen.sweat.litres_per_hour - 1.2815 * seen.sweat.sd, 0.0)
    found = limited(seen, more)
    for line in per_hour(found):
        litres = most(line) / 1000
        assert 0 < litres <= tenth + 1e-9
        assert litres <= (1.0 if seen.weighed else 0.8)
        eaten = max((most(x) for x in taken_in(found) if x.unit == "g/h"), default=0.0) / 1000
        assert litres + eaten <= tenth + seen.fuel + 1e-9
        if seen.hours > 4:
            assert line.amount[0] == 0
            assert "thirst" in str(line.do)
    for line in taken_in(found, LineKind.DRINK):
        assert line.unit in ("ml/h", "ml")


@given(looks(), lines)
@settings(max_examples=100, deadline=None)
def test_nobody_gets_an_amount_that_only_a_doctor_may_say(seen, more):
    runner = seen.runner
    told = {*(runner.conditions or ()), *(runner.medicines or ())}
    found = limited(seen, more)
    if told & set(FORBIDDEN):
        assert not [line for line in found.lines if line.kind in INTAKE]
        assert any("doctor" in str(line.do) for line in found.lines)
    elif runner.conditions is None or runner.medicines is None:
        assert not taken_in(found)
        assert any("to thirst" in str(line.do) for line in found.lines)
    if "diabetes" in told:
        assert not taken_in(found, LineKind.CARBOHYDRATE)


@given(looks(), lines)
@settings(max_examples=60, deadline=None)
def test_a_long_hot_run_never_gets_plain_water_alone(seen, more):
    found = limited(seen, more)
    if seen.is_long_and_hot and per_hour(found):
        assert taken_in(found, LineKind.SALT)


@given(looks(), lines)
@settings(max_examples=60, deadline=None)
def test_what_must_be_said_is_said_first(seen, more):
    found = limited(seen, more)
    kinds = [line.kind for line in found.lines]
    hot = seen.wbgt is not None and seen.wbgt >= (30 if seen.runner.acclimatised else 28)
    assert ("Do not race this" in str(found.lines[0].do)) == hot if kinds else not hot
    if seen.hours >= 1.5:
        assert any("anti-inflammatory" in str(line.do) for line in found.lines)
    safe = [i for i, kind in enumerate(kinds) if kind is LineKind.SAFETY]
    assert safe == list(range(len(safe)))


@given(looks(), lines)
@settings(max_examples=60, deadline=None)
def test_no_step_of_a_build_up_passes_the_cap(seen, more):
    start = seen.run.summary.started_at
    lately = [
        r.summary.distance / 1000
        for r in seen.history.runs
        if r is not seen.run and (start - r.summary.started_at).days <= 30
    ]
    told = (seen.runner.usual_weekly_distance or 0.0) / 3
    cap = 1.1 * (max(lately) if lately else told) or 2.5
    for line in limited(seen, more).lines:
        if line.kind is LineKind.BUILD_UP and line.unit == "km" and line.amount is not None:
            assert most(line) <= cap + 1e-9


@given(looks(), lines)
@settings(max_examples=40, deadline=None)
def test_limits_twice_are_limits_once(seen, more):
    once = limited(seen, more)
    assert said(within_limits(once.lines, seen)) == said(once)


@given(looks())
@settings(max_examples=40, deadline=None)
def test_every_line_has_a_reason_and_a_certainty(seen):
    for line in limited(seen).lines:
        assert str(line.because)
        assert line.certainty in Certainty
        assert "{" not in f"{line.do}{line.because}{line.when}"


@pytest.mark.parametrize("taken", FORBIDDEN)
def test_one_word_is_enough_to_take_every_amount_away(taken):
    home = "conditions" if isinstance(taken, Condition) else "medicines"
    found = limited(look(check_in={"temperature": 26}, **{home: (taken,)}))
    assert taken_in(found) == []


def test_a_medicine_nobody_knows_counts_as_not_told():
    assert taken_in(limited(look(medicines=(Medicine.NEW_IN_8_WEEKS,)))) == []


def test_weighing_lifts_the_limit_of_those_who_never_weighed_but_not_the_last_one():
    hot = {"temperature": 30, "humidity": 40}
    weighed = limited(look(21.1, 1.5, check_in=hot, sweat_rate=2.5))
    estimated = limited(look(21.1, 1.5, check_in=hot, mass=110))
    assert [most(line) for line in per_hour(weighed)] == [1000.0]
    assert [most(line) for line in per_hour(estimated)] == [800.0]


def test_a_weigh_in_before_the_run_counts_and_one_of_the_run_itself_cannot():
    answers = {"mass_before": 70.0, "mass_after": 68.0, "fluid": 0.5, "temperature": 25.0}
    assert look(42.2, 4.0, run(90, 15, check_in=answers)).weighed
    assert not look(42.2, 4.0, check_in=answers).weighed


@pytest.mark.parametrize(
    ("wbgt", "used_to_heat", "stopped"),
    [
        (27.9, None, False),
        (28.1, None, True),
        (28.1, False, True),
        (29.9, True, False),
        (30.1, True, True),
    ],
)
def test_who_is_not_used_to_heat_is_stopped_earlier(wbgt, used_to_heat, stopped):
    seen = replace(look(10, 1, acclimatised=used_to_heat), wbgt=wbgt)
    assert is_too_hot(seen) is stopped


def test_food_on_the_way_lowers_what_a_light_slow_runner_may_drink():
    seen = look(30, 5.0, mass=45.0, sweat_rate=0.83)  # burns 46 g of fuel an hour
    assert most_drinking(seen, food=0.0).millilitres == 700
    assert most_drinking(seen, food=90.0).millilitres == 650
    assert "gain no weight" in str(most_drinking(seen, food=90.0).reason)


def test_a_schedule_for_five_hours_becomes_thirst_with_a_limit():
    said = sentence("Drink 200 to 300 ml/h.")
    asked = Line(LineKind.DRINK, said, said, Certainty.LOW, (200.0, 300.0), "ml/h")
    (drink, *_) = per_hour(within_limits([asked], look(30, 5.0, check_in={"temperature": 20})))
    assert drink.amount == (0.0, 300.0)
    assert "to thirst" in str(drink.do)


def test_with_diabetes_no_carbohydrate_is_counted_and_drinking_stays():
    found = limited(look(42.2, 3.5, conditions=(Condition.DIABETES,)))
    assert not taken_in(found, LineKind.CARBOHYDRATE)
    assert per_hour(found)
    assert any("diabetes" in str(line.do) for line in found.lines)


def test_what_acted_is_said():
    said = " ".join(map(str, limited(look(42.2, 4.5, check_in={"temperature": 26})).acted))
    assert "nine times out of ten" in said
    assert "to thirst" in said
    assert "plain water" in said


def test_nothing_but_the_limits_makes_what_a_plan_takes():
    makers = set()
    for path in (Path(uncramp.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Limited":
                makers.add(path.name)
    assert makers == {"limits.py"}


def test_a_typical_mass_stands_in_for_one_that_was_not_told():
    assert look().mass == TYPICAL_MASS
