"""Explain the cramp of any run a library keeps, recorded or only told of."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.assess_case import Facts, assess_case
from uncramp.actions.editions import editions
from uncramp.actions.explain_episode import Explained, as_told, before_onset, dice, explain_run
from uncramp.actions.keep_visitors_answer import is_described
from uncramp.actions.read_runs import runs_in
from uncramp.actions.told import Told
from uncramp.activity.activity import Activity
from uncramp.exposure.summary import summarise
from uncramp.history.episode import Episode
from uncramp.history.run import Run
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library, history_of
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError


def explain_kept_run(kept: KeptRun, *, library: Library, shelf: Shelf, now: datetime) -> Explained:
    """Explain the cramp that was told of `kept`, after what was told of red flags.

    Where its file is not on the shelf, what was read of it once, or told of it, is explained.

    Raises
    ------
    InputError
        Where no cramp was told of the run, or its runner is too young for an answer.
    """
    episode = kept.episode
    if episode is None:
        raise InputError.of("No cramp was told of this run, so there is nothing to explain.")
    triage = assess_case(Facts.model_validate(dict(kept.answers)))
    able = Told(library.runner()).for_an_answer()
    activity = recording_of(kept, shelf, now=now)
    run = _asked_about(kept, episode, activity)
    earlier = history_of(library, able.runner, but=lambda other: is_same_run(other, kept))
    answer = explain_run(run, earlier, episode, dice(_seed(kept, shelf)))
    said = answer.silenced() if triage.stops else answer
    notes = (*(activity.notes if activity else ()), *as_told(run, episode))
    dropped = activity.dropped if activity else ()
    return Explained(editions(), triage, episode, said, activity, notes, dropped)


def recording_of(kept: KeptRun, shelf: Shelf, *, now: datetime) -> Activity | None:
    """The recording of a run, read from its file; None where it was only told of."""
    if not shelf.has(kept.digest) or is_described(data := shelf.get(kept.digest)):
        return None
    runs = runs_in(data, now=now)
    return runs[min(kept.part, len(runs) - 1)]


def is_same_run(one: KeptRun, other: KeptRun) -> bool:
    """One file's part, or one start in two files, is one run."""
    start = other.run.summary.started_at
    return one.place == other.place or (start is not None and one.run.summary.started_at == start)


def _asked_about(kept: KeptRun, episode: Episode, activity: Activity | None) -> Run:
    """The run up to the cramp, without its label: it is never heard for itself."""
    known = kept.as_told
    summary = known.summary
    if activity is not None:
        summary = summarise(activity, until=before_onset(episode))
    return Run(
        summary,
        known.check_in,
        weather=known.weather,
        check_in_after_cramp=known.check_in_after_cramp,
    )


def _seed(kept: KeptRun, shelf: Shelf) -> bytes:
    """The file's own bytes, as `why` on the file throws them; else the run's place."""
    if shelf.has(kept.digest):
        return shelf.get(kept.digest)
    return f"{kept.digest}/{kept.part}".encode()
