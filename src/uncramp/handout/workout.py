"""A planned run as a FIT workout, for the watch to lead through.

Written with fit-tool: it knows every field of the profile, and a workout is a few messages,
so its slowness does not matter here. Activities are written by `activity.fit_writer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uncramp.terms.errors import UncrampError
from uncramp.terms.sentences import sentence

LONGEST_NAME = 30  # characters a watch shows; the profile allows more
LONGEST_NOTE = 200  # bytes; a field of the profile ends at 255
MOST_STEPS = 50  # watches refuse longer workouts


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how long or how far, and between which speeds; without either until a press.

    ``seconds``, ``metres``; ``speed`` is slowest and fastest in m/s; ``note`` is shown under
    the name by watches that have the room.
    """

    name: str
    seconds: float | None = None
    metres: float | None = None
    speed: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The steps inside, that many times."""

    steps: tuple[Step, ...]
    times: int


def workout(name: str, steps: Sequence[Step | Repeat], *, created_at: datetime) -> bytes:
    """A FIT workout file.

    Raises
    ------
    UncrampError
        Where there is no step, or more than a watch takes.
    """
    from fit_tool.fit_file_builder import FitFileBuilder

    flat = list(_flat(steps))
    if not 0 < len(flat) <= MOST_STEPS:
        raise UncrampError(
            sentence("A workout has 1 to {most} steps, not {n}.", most=MOST_STEPS, n=len(flat))
        )
    builder = FitFileBuilder(auto_define=True, min_string_size=50)
    for message in (_file_id(created_at), _head(name, len(flat)), *flat):
        builder.add(message)
    made: bytes = builder.build().to_bytes()
    return made


def _flat(steps: Sequence[Step | Repeat]) -> list[Any]:
    """Steps in order; a repeat follows the steps it goes back to."""
    found: list[Any] = []
    for step in steps:
        first = len(found)
        inside = step.steps if isinstance(step, Repeat) else (step,)
        found += [_step(one, first + i) for i, one in enumerate(inside)]
        if isinstance(step, Repeat):
            found.append(_back(len(found), first, step.times))
    return found


def _file_id(created_at: datetime) -> Any:
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.profile_type import FileType, Manufacturer

    message = FileIdMessage()
    message.type = FileType.WORKOUT
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.product = 1
    message.serial_number = 1
    message.time_created = round(1000 * created_at.timestamp())
    return message


def _head(name: str, n_steps: int) -> Any:
    from fit_tool.profile.messages.workout_message import WorkoutMessage
    from fit_tool.profile.profile_type import Sport

    message = WorkoutMessage()
    message.workout_name = name[:LONGEST_NAME]
    message.sport = Sport.RUNNING
    message.num_valid_steps = n_steps
    return message


def _step(step: Step, index: int) -> Any:
    from fit_tool.profile.profile_type import WorkoutStepDuration, WorkoutStepTarget

    message = _numbered(index)
    message.workout_step_name = step.name[:LONGEST_NAME]
    if step.note:
        message.notes = _shortened(step.note)
    if step.seconds is not None:
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = float(step.seconds)
    elif step.metres is not None:
        message.duration_type = WorkoutStepDuration.DISTANCE
        message.duration_distance = float(step.metres)
    else:
        message.duration_type = WorkoutStepDuration.OPEN
    message.target_type = WorkoutStepTarget.OPEN
    if step.speed is not None:
        message.target_type = WorkoutStepTarget.SPEED
        message.target_value = 0  # 0 is a range of our own, given in the two fields below
        message.custom_target_speed_low, message.custom_target_speed_high = step.speed
    return message


def _shortened(note: str) -> str:
    """As much of a note as its field holds, cut between letters."""
    return note.encode()[:LONGEST_NOTE].decode(errors="ignore")


def _back(index: int, first: int, times: int) -> Any:
    from fit_tool.profile.profile_type import WorkoutStepDuration

    message = _numbered(index)
    message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    message.duration_step = first
    message.target_repeat_steps = times
    return message


def _numbered(index: int) -> Any:
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

    message = WorkoutStepMessage()
    message.message_index = index
    return message
