"""Explain one cramp: the walk of a run file through every room of the house, in sight."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from numpy.random import Generator, default_rng

from uncramp.actions.assess_case import Triage, assess_case
from uncramp.actions.editions import Editions, editions
from uncramp.actions.keep_weather import keep_weather
from uncramp.actions.look_up_weather import LookedUp, look_up_weather
from uncramp.actions.read_runs import read_runs
from uncramp.actions.told import Told
from uncramp.activity.activity import Activity
from uncramp.answer.why import Why, why
from uncramp.exposure.catalogue import exposures
from uncramp.exposure.summary import summarise
from uncramp.exposure.usual import usual
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run, RunSummary
from uncramp.model.prior import Outcome
from uncramp.model.risk import draws, fit
from uncramp.store.given import GivenFile
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library, history_of
from uncramp.store.registry import registry
from uncramp.store.weather_answer import WeatherHistory
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Onset
from uncramp.terms.sentences import Sentence, sentence

BEFORE_ONSET = 5 * 60  # s: what follows onset, and the limping just before it, is a sign
TWINGE = sentence(
    "As bad as you say it was it counts as a twinge, not a cramp; this tells what a cramp in this "
    "run would be linked with."
)
REMEMBERED = sentence(
    "What you told of this run was remembered after the cramp, so its error is taken half as wide "
    "again."
)


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with everything it was made of; a red flag leaves ``why`` without factors."""

    editions: Editions
    triage: Triage
    episode: Episode
    why: Why
    activity: Activity | None = None  # None where the run was told of, without a recording
    notes: tuple[Sentence, ...] = ()  # what was guessed, remembered, or not looked up
    dropped: tuple[Sentence, ...] = ()  # what of a damaged file was not read

    @property
    def started_at(self) -> datetime | None:
        """When the run began, where a recording tells."""
        return self.activity.started_at if self.activity else None


def explain_episode(
    given: GivenFile,
    episode: Episode,
    *,
    library: Library,
    told: Told,
    now: datetime,
    weather: WeatherHistory | None = None,
) -> Explained:
    """Explain the cramp of the latest run in a file, against the runner's library.

    The weather is looked up where a history of it is given, and never else.

    Raises
    ------
    InputError
        Where the file holds no run that can be used.
    """
    triage = assess_case(told.facts)
    try:
        activity, able = read_runs(given, now=now)[-1], told.for_an_answer()
        summary = summarise(activity, until=before_onset(episode))
        outside = _outside(summary, library, weather, now)
        run = _asked_about(summary, given, library, able, outside)
        answer = explain_run(run, _earlier(library, given, run, able), episode, dice(given.data))
    except InputError as error:
        raise red_flag_first(triage, error) from None
    said = answer.silenced() if triage.stops else answer
    notes = (*activity.notes, *outside.notes, *as_told(run, episode))
    return Explained(editions(), triage, episode, said, activity, notes, activity.dropped)


def red_flag_first(triage: Triage, error: InputError) -> InputError:
    """A file that cannot be read must not hide what triage has to say."""
    if not triage.stops:
        return error
    return InputError.of("{urgent} {why}", urgent=triage.message, why=error.said)


def _outside(
    summary: RunSummary, library: Library, weather: WeatherHistory | None, now: datetime
) -> LookedUp:
    """The weather of the run, after that of the runs its heat is judged by."""
    found = look_up_weather(summary, weather, now=now)
    if weather is None or found.weather is None:
        return found
    kept = keep_weather(library=library, history=weather, now=now, before=summary.started_at)
    return LookedUp(found.weather, kept.notes)


def _asked_about(
    summary: RunSummary, given: GivenFile, library: Library, told: Told, outside: LookedUp
) -> Run:
    """What a library knows of the same run stays; a check-in told only now is a memory."""
    digest = hashlib.sha256(given.data).hexdigest()
    same = (k.run for k in library.kept_runs() if _is_it(k, digest, summary.started_at))
    kept = next(same, None)
    answered_before = kept is not None and kept.check_in == told.check_in
    return Run(
        summary,
        told.check_in,
        weather=outside.weather or (kept.weather if kept else None),
        check_in_after_cramp=kept.check_in_after_cramp if kept and answered_before else True,
    )


def _is_it(kept: KeptRun, digest: str, began: datetime | None) -> bool:
    """The same file, or the same start in another, is the same run."""
    return kept.digest == digest or (began is not None and kept.run.summary.started_at == began)


def as_told(run: Run, episode: Episode) -> Iterator[Sentence]:
    """What is to be said of what was told: remembered after the cramp, or no cramp yet."""
    if not episode.is_cramp:
        yield TWINGE
    told = run.check_in.model_dump(exclude_none=True, exclude={"race"})  # a race nobody forgets
    if told and run.check_in_after_cramp:
        yield REMEMBERED


def explain_run(run: Run, earlier: History, episode: Episode, generator: Generator) -> Why:
    """The walk from a summary to an answer, against what the runner did before.

    The run that is asked about is never heard for itself: its cramp, by day or at night, is why
    anybody asks.
    """
    known = registry()
    history = earlier.with_run(run)
    found, at = exposures(history), history.place_of(run)
    ordinary = usual(found, at)
    model = fit(known, history, found, _outcome(episode), asked=at)
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
    began = run.summary.started_at
    return history_of(library, told.runner, but=lambda kept: _is_it(kept, digest, began))


def dice(data: bytes) -> Generator:
    """The same file gives the same answer to the last digit."""
    return default_rng(int.from_bytes(hashlib.sha256(data).digest()[:8]))
