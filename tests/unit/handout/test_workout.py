"""A workout that two independent readers read back as it was meant."""

import fitdecode
import fitfast
import pytest

from recording import NOW
from uncramp.handout.workout import Repeat, Step, workout
from uncramp.terms.errors import UncrampError

RUN = (
    Step("Warm up", seconds=600, speed=(2.4, 2.8)),
    Repeat((Step("Steady", metres=1000, speed=(3.2, 3.4)), Step("Easy", seconds=90)), times=4),
    Step("Walk until you are ready"),
)


@pytest.fixture(scope="module")
def messages():
    with fitdecode.FitReader(workout("Marathon pace", RUN, created_at=NOW)) as reader:
        return [m for m in reader if isinstance(m, fitdecode.FitDataMessage)]


def values(messages, name, *fields):
    found = (m for m in messages if m.name == name)
    return [tuple(m.get_value(f, fallback=None) for f in fields) for m in found]


def test_it_is_a_running_workout_with_its_name(messages):
    assert values(messages, "workout", "wkt_name", "sport", "num_valid_steps") == [
        ("Marathon pace", "running", 5)
    ]


def test_times_and_distances_come_back(messages):
    steps = values(messages, "workout_step", "duration_type", "duration_time", "duration_distance")
    assert steps[0] == ("time", 600, None)
    assert steps[1] == ("distance", None, 1000)
    assert steps[2] == ("time", 90, None)
    assert steps[4][0] == "open"


def test_a_repeat_goes_back_to_its_first_step(messages):
    (back,) = [
        m
        for m in messages
        if m.name == "workout_step" and m.get_value("duration_type") == "repeat_until_steps_cmplt"
    ]
    assert back.get_value("duration_step") == 1
    assert back.get_value("repeat_steps") == 4


def test_speeds_come_back(messages):
    low, high = values(
        messages, "workout_step", "custom_target_speed_low", "custom_target_speed_high"
    )[1]
    assert (low, high) == (3.2, 3.4)


def test_another_reader_finds_the_same_steps():
    read = fitfast.parse(workout("Marathon pace", RUN, created_at=NOW))
    assert [step["wkt_step_name"] for step in read["workout_step"] if "wkt_step_name" in step] == [
        "Warm up",
        "Steady",
        "Easy",
        "Walk until you are ready",
    ]


def test_a_workout_without_steps_is_refused():
    with pytest.raises(UncrampError, match="1 to 50 steps, not 0"):
        workout("Nothing", (), created_at=NOW)
