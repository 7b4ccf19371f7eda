"""People write numbers with units; what is impossible is refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from uncramp.terms import quantities as q


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        (q.Kilograms, "145 lb", 65.77),
        (q.Litres, "600 ml", 0.6),
        (q.Minutes, "63 min", 63),
        (q.Minutes, "1.5 h", 90),
        (q.Seconds, "3:30:00", 12600),
        (q.Seconds, "42:10", 2530),
        (q.Kilometres, "42.2km", 42.2),
        (q.Kilometres, "10 mi", 16.09),
        (q.Celsius, "75 F", 23.89),
        (q.Celsius, "-3", -3),
        (q.Hours, "7:30:00", 7.5),
        (q.Litres, "0,75", 0.75),
        (q.GramsPerLitre, "20 mmol/L", 0.46),
    ],
)
def test_what_people_write_is_understood(kind, written, number):
    assert TypeAdapter(kind).validate_python(written) == pytest.approx(number, abs=0.01)


@pytest.mark.parametrize("written", ["900 L", "-1", "nan", "inf", "lots", "", "3 parsecs", True])
def test_what_cannot_be_is_refused(written):
    with pytest.raises(ValidationError):
        TypeAdapter(q.Litres).validate_python(written)


def test_a_refusal_names_the_range_and_the_unit():
    with pytest.raises(
        ValidationError, match=r"900L is outside what is possible \(0.* to 30.* L\)"
    ):
        TypeAdapter(q.Litres).validate_python("900L")


@given(st.floats(25.001, 299.999))
def test_pounds_and_kilograms_are_the_same_mass(kilograms):
    read = TypeAdapter(q.Kilograms).validate_python
    assert read(f"{kilograms / 0.45359237:.9f} lb") == pytest.approx(
        read(f"{kilograms:.9f}"), abs=1e-6
    )


def test_the_unit_reaches_the_schema():
    schema = TypeAdapter(q.Celsius).json_schema()
    assert schema == {"type": "number", "minimum": -40, "maximum": 55, "unit": "°C"}
