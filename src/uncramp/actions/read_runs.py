"""Read the runs in one given file, or say in a sentence why there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from uncramp.activity import file as activity_file
from uncramp.activity.activity import Activity
from uncramp.store.given import GivenFile
from uncramp.terms.days import day_in_words
from uncramp.terms.errors import InputError

AHEAD = timedelta(hours=26)  # a watch set to the wrong zone, in the zone furthest ahead


class NotARunError(InputError):
    """A sound recording of something else: a ride, a walk, a planned route."""


def read_runs(given: GivenFile, *, now: datetime) -> tuple[Activity, ...]:
    """Every run in a file; other sports in a multisport file are left out.

    Raises
    ------
    InputError
        Where there is no run: not an activity file, another sport, or in the future.
    """
    try:
        return runs_in(given.data, now=now)
    except InputError as error:
        raise InputError.of("{name}: {why}", name=given.name, why=error.said) from None


def runs_in(data: bytes, *, now: datetime) -> tuple[Activity, ...]:
    """The same of bytes without a name; `NotARunError` where every activity is something else."""
    activities = activity_file.read(data)
    runs = tuple(a for a in activities if activity_file.is_run(a))
    if not runs:
        raise NotARunError(next(filter(None, map(activity_file.why_not_a_run, activities))))
    for run in runs:
        _not_ahead(run, now)
    return runs


def _not_ahead(run: Activity, now: datetime) -> None:
    if run.started_at and run.started_at > now + AHEAD:
        raise InputError.of(
            "the run starts on {day}, which is in the future. Set the watch's clock and export "
            "the file again.",
            day=day_in_words(run.started_at),
        )
