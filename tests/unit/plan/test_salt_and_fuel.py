"""Salt and carbohydrate: by what was measured, by how long it takes, by what is known of both."""

import pytest

from histories import run
from planning import look
from uncramp.evidence.claim import Certainty
from uncramp.plan.fuel import before, during, during_grams, fuelling
from uncramp.plan.salt import is_advised, salt, sodium_per_litre

WARM = {"temperature": 26.0, "humidity": 50.0}


def test_a_drink_holds_twenty_to_thirty_millimoles_for_most_people():
    assert sodium_per_litre(look()) == pytest.approx((460, 690), abs=5)


def test_measured_saltier_sweat_asks_for_a_saltier_drink_up_to_a_limit():
    plain, salty, extreme = (sodium_per_litre(look(sweat_sodium=x)) for x in (20, 60, 150))
    assert plain < sodium_per_litre(look()) < salty
    assert max(extreme) == 1200


def test_salt_is_for_long_runs_in_heat_and_very_long_ones_in_any_weather():
    assert is_advised(look(21.1, 2.0, check_in=WARM))
    assert is_advised(look(42.2, 4.0, check_in={"temperature": 2.0}))
    assert not is_advised(look(10.0, 1.0, check_in=WARM))
    assert not is_advised(look(21.1, 1.8, check_in={"temperature": 2.0}))


def test_the_salt_line_says_that_studies_disagree():
    said = str(salt(look(check_in=WARM)).because)
    assert "find no link" in said
    assert "as salty as most" in said
    assert "as salty as most" not in str(salt(look(check_in=WARM, sweat_sodium=40)).because)


@pytest.mark.parametrize(
    ("hours", "grams"),
    [
        (0.9, (0, 0)),
        (1.0, (0, 0)),
        (1.5, (30, 30)),
        (2.2, (30, 60)),
        (3.0, (60, 90)),
        (12, (60, 90)),
    ],
)
def test_carbohydrate_on_the_way_goes_by_duration(hours, grams):
    assert during_grams(look(12 * hours, hours)) == grams


def test_a_short_run_needs_no_food():
    assert list(fuelling(look(10, 0.9))) == []


def test_the_meal_is_in_grams_where_the_mass_is_known_and_ninety_minutes_is_one_way():
    known, unknown = before(look(mass=60.0)), before(look())
    assert (known.amount, known.unit) == ((60, 90), "g")
    assert (unknown.amount, unknown.unit) == ((1.0, 1.5), "g/kg")
    assert "90 minutes" in str(known.when)
    assert "3 to 4 hours" in str(known.when)


def test_an_untrained_stomach_gets_a_step():
    ate = [run(d, 20, 2.8, check_in={"carbohydrate": 20 * 20 / (2.8 * 3.6)}) for d in (60, 70)]
    assert during_grams(look(42.2, 4.0, *ate))[1] == pytest.approx(40)
    assert "practised" not in str(during(look(42.2, 4.0, *ate)).do)
    assert "practised" in str(during(look(42.2, 4.0)).do)


def test_no_line_about_food_claims_anything_for_cramp():
    for line in fuelling(look(mass=60.0)):
        assert line.certainty is Certainty.VERY_LOW
