"""A race on the watch: caps where they belong, drinks when they are due."""

import fitdecode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import NOW
from uncramp.activity.fit.walk import Definitions, walk
from uncramp.handout.course import DRINKING, SLOWEST, Drinks, Stretch, course
from uncramp.handout.workout import Repeat, Step, workout

MARATHON = (
    Stretch("To 30 km", 30_000, 3.1, note="Hold back on the hill"),
    Stretch("To the end", 12_195, 3.2),
)
SIPS = Drinks("Drink 150 ml", every=20, note="With salt")


def run_through(steps):
    """Every step as the watch meets it."""
    for step in steps:
        for _ in range(step.times if isinstance(step, Repeat) else 1):
            yield from step.steps if isinstance(step, Repeat) else (step,)


def messages(steps, name):
    with fitdecode.FitReader(workout("Race", steps, created_at=NOW)) as reader:
        return [m for m in reader if isinstance(m, fitdecode.FitDataMessage) and m.name == name]


def test_a_course_without_drinks_is_its_stretches():
    assert course(MARATHON) == (
        Step("To 30 km", metres=30_000, speed=(SLOWEST, 3.1), note="Hold back on the hill"),
        Step("To the end", metres=12_195, speed=(SLOWEST, 3.2)),
    )


def test_drinks_come_every_twenty_minutes_at_the_cap():
    minutes, due = 0.0, []
    for step in run_through(course(MARATHON, SIPS)):
        if step.name == "Drink 150 ml":
            due.append(minutes)
        minutes += step.metres / step.speed[1] / 60
    assert due == pytest.approx([20 * n for n in range(1, 12)])


@given(
    st.lists(
        st.builds(
            Stretch,
            st.just("Run"),
            st.floats(50, 30_000),
            st.none() | st.floats(0.5, 6),
        ),
        min_size=1,
        max_size=5,
    ),
    st.floats(1, 90),
)
def test_steps_add_up_to_the_course_and_never_pass_a_cap(stretches, every):
    steps = list(run_through(course(stretches, Drinks("Drink", every))))
    assert sum(s.metres for s in steps) == pytest.approx(sum(s.metres for s in stretches))
    assert all(s.metres > 0 for s in steps)
    caps = {s.fastest for s in stretches}
    assert {s.speed[1] if s.speed else None for s in steps} <= caps
    drinks = [at for at, s in enumerate(steps) if s.name == "Drink"]
    assert all(steps[at].metres == DRINKING and steps[at - 1].name == "Run" for at in drinks)


def test_a_cap_never_urges_anybody_on():
    assert all(s.speed[0] <= SLOWEST for s in run_through(course(MARATHON, SIPS)))


def test_a_course_without_caps_still_reminds_to_drink():
    steps = list(run_through(course([Stretch("Run", 30_000)], SIPS)))
    assert sum(step.name == "Drink 150 ml" for step in steps) == 8  # 30 km at 3 m/s, 167 min
    assert {step.speed for step in steps} == {None}


def test_caps_notes_and_repeats_come_back_from_the_watch_file():
    steps = course(MARATHON, SIPS)
    read = messages(steps, "workout_step")
    assert [m.get_value("wkt_step_name", fallback=None) for m in read] == [
        *("To 30 km", "Drink 150 ml", "To 30 km", None, "Drink 150 ml", "To 30 km"),
        *("To the end", "Drink 150 ml", "To the end", None, "Drink 150 ml", "To the end"),
    ]
    assert read[0].get_value("notes") == "Hold back on the hill"
    assert read[1].get_value("notes") == "With salt"
    assert read[0].get_value("custom_target_speed_high") == pytest.approx(3.1)
    assert read[1].get_value("duration_distance") == DRINKING
    assert [read[at].get_value("duration_step") for at in (3, 9)] == [1, 7]


def test_our_own_reader_finds_every_step_too():
    data = workout("Race", course(MARATHON, SIPS), created_at=NOW)
    met = Definitions(wanted=None)
    header = data[0]
    end = header + int.from_bytes(data[4:8], "little")
    assert walk(data, (header, end), met) == end
    counted = {}
    for layout in met.met.values():
        counted[layout.message] = counted.get(layout.message, 0) + len(layout)
    assert counted == {0: 1, 26: 1, 27: 12}  # file_id, workout, workout_step of the FIT profile


def test_a_long_note_is_cut_between_letters():
    (read,) = messages([Step("Run", metres=1000, note="é" * 300)], "workout_step")
    assert read.get_value("notes") == "é" * 100
