"""What a person reads: in their language, with their comma, in their units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncramp.store.measures import IMPERIAL, METRIC, measured, reading_in, system
from uncramp.store.words import number, reading, render
from uncramp.terms.sentences import Amount, sentence


def test_metric_and_english_where_nobody_said():
    said = sentence("Keep this run to {cap}.", cap=Amount(21.1, "km", 1))
    assert system() is METRIC
    assert render(said) == str(said) == "Keep this run to 21.1 km."


def test_in_miles_pounds_and_ounces():
    with reading_in(IMPERIAL):
        assert render(sentence("{x}", x=Amount(42.195, "km", 1))) == "26.2 mi"
        assert render(sentence("{x}", x=Amount(600, "ml/h"))) == "20 fl oz/h"
        assert render(sentence("{x}", x=Amount(70, "kg", 1))) == "154 lb"
        assert render(sentence("{x}", x=Amount(5, "%"))) == "5%"
    assert render(sentence("{x}", x=Amount(600, "ml/h"))) == "600 ml/h"


def test_both_ends_of_a_range_are_in_the_same_unit():
    said = sentence(
        "Drink {low} to {high}.",
        low=Amount(300, "ml/h", bare=True),
        high=Amount(600, "ml/h"),
    )
    assert render(said) == "Drink 300 to 600 ml/h."
    with reading_in(IMPERIAL):
        assert render(said) == "Drink 10 to 20 fl oz/h."


@given(st.sampled_from(sorted(IMPERIAL.others)), st.floats(0, 1e5), st.integers(0, 3))
def test_another_unit_is_the_same_amount(unit, value, digits):
    with reading_in(IMPERIAL):
        shown = measured(Amount(value, unit, digits))
    assert shown.number * IMPERIAL.others[unit].size == pytest.approx(value)
    assert measured(shown) == shown


def test_a_difference_in_temperature_is_never_turned_into_a_temperature():
    with reading_in(IMPERIAL):
        assert render(sentence("{x}", x=Amount(2.0, "°C", 1))) == "2.0 °C"


def test_german_writes_a_comma_and_leaves_clocks_and_names_alone():
    said = sentence("{a} / {b} / {c} / {d:.2f}", a="2.5", b="3:30:00", c="10km", d=0.125)
    with reading("de"):
        assert render(said) == "2,5 / 3:30:00 / 10km / 0,12"
        assert number("-0.5 fl oz/h") == "-0,5 fl oz/h"
        for other in ("2026.1", "10.1152/japplphysiol.00150", "1.5.2", "3.5 of 10 runs", "a 2.5"):
            assert number(other) == other
    assert render(said) == "2.5 / 3:30:00 / 10km / 0.12"


def test_a_language_without_words_for_it_reads_english():
    with reading("fr"):
        assert render(sentence("Keep this run to {cap}.", cap=3)) == "Keep this run to 3."


def test_a_sentence_within_a_sentence_is_in_the_same_language():
    inner = sentence("{x}", x=Amount(1.5, "km", 1))
    with reading("de"), reading_in(METRIC):
        assert render(sentence("({inner})", inner=inner)) == "(1,5 km)"
