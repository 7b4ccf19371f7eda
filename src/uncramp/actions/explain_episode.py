"""Explain one cramp: the walk of a run file through every room of the house, in sight."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from numpy.random import Generator, default_rng

from uncramp.actions.assess_case import Triage, assess_case
from uncramp.actions.editions import Editions, editions
from uncramp.actions.read_runs import read_runs
from uncramp.actions.told import Told
from uncramp.activity.activity import Activity
from uncramp.answer.why import Why, why
from uncramp.exposure.catalogue import exposures
from uncramp.exposure.summary import summarise
from uncramp.exposure.usual import usual
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.model.prior import Outcome
from uncramp.model.risk import draws, fit
from uncramp.store.given import GivenFile
from uncramp.store.library import Library
from uncramp.store.registry import registry
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Onset
from uncramp.terms.sentences import Sentence

BEFORE_ONSET = 5 * 60  # s: what follows onset, and the limping just before it, is a sign


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with everything it was made of; a red flag leaves ``why`` without factors."""

    editions: Editions
    triage: Triage
    episode: Episode
    why: Why
    activity: Activity | None = None  # None where the run was told of, without a recording
    notes: tuple[Sentence, ...] = ()  # what was guessed
    dropped: tuple[Sentence, ...] = ()  # what of a damaged file was not read

    @property
    def started_at(self) -> datetime | None:
        """When the run began, where a recording tells."""
        return self.activity.started_at if self.activity else None


def explain_episode(
    given: GivenFile, episode: Episode, *, library: Library, told: Told, now: datetime
) -> Explained:
    """Explain the cramp of the latest run in a file, against the runner's library.

    Raises
    ------
    InputError
        Where the file holds no run that can be used.
    """
    triage = assess_case(told.facts)
    try:
        activity = read_runs(given, now=now)[-1]
        answer = _why(given, activity, episode, library, told.for_an_answer())
    except InputError as error:
        raise red_flag_first(triage, error) from None
    said = answer.silenced() if triage.stops else answer
    found = (activity, activity.notes, activity.dropped)
    return Explained(editions(), triage, episode, said, *found)


def red_flag_first(triage: Triage, error: InputError) -> InputError:
    """A file that cannot be read must not hide what triage has to say."""
    if not triage.stops:
        return error
    return InputError.of("{urgent} {why}", urgent=triage.message, why=error.said)


def _why(
    given: GivenFile, activity: Activity, episode: Episode, library: Library, told: Told
) -> Why:
    run = Run(summarise(activity, until=before_onset(episode)), told.check_in)
    return explain_run(run, _earlier(library, given, run, told), episode, dice(given.data))


def explain_run(run: Run, earlier: History, episode: Episode, generator: Generator) -> Why:
    """The walk from a summary to an answer, against what the runner did before."""
    known = registry()
    history = earlier.with_run(run)
    found, at = exposures(history), history.place_of(run)
    ordinary = usual(found, at)
    model = fit(known, history, found, _outcome(episode))
    drawn = draws(model, found, at, ordinary, generator, muscle=episode.muscle)
    return why(model, found, at, ordinary, drawn, known, muscle=episode.muscle)


def before_onset(episode: Episode) -> float | None:
    """The second up to which exposures count: None is the whole run."""
    if episode.onset != Onset.DURING or episode.minute is None:
        return None
    return max(episode.minute * 60 - BEFORE_ONSET, 0.0)


def _outcome(episode: Episode) -> Outcome:
    return Outcome.NIGHT if episode.onset == Onset.NIGHT else Outcome.RUN


def _earlier(library: Library, given: GivenFile, run: Run, told: Told) -> History:
    """Every other run: the same file, or the same start in another, is this run again."""
    digest = hashlib.sha256(given.data).hexdigest()
    start = run.summary.started_at
    others = tuple(
        kept.run
        for kept in library.kept_runs()
        if kept.digest != digest and (start is None or kept.run.summary.started_at != start)
    )
    return History.of(told.runner, others)


def dice(data: bytes) -> Generator:
    """The same file gives the same answer to the last digit."""
    return default_rng(int.from_bytes(hashlib.sha256(data).digest()[:8]))
