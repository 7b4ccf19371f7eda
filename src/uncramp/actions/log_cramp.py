"""Log a cramp: each tap is kept as it comes, the rest whenever there is time, and all of it
can be taken back.

What was sent earlier and arrives later, or twice, changes nothing: a telephone without a
connection sends its taps when it has one again, and nobody knows how often.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from pydantic import AwareDatetime, BeforeValidator

from uncramp.actions.tie_cramps import next_start, run_of, tie_cramp
from uncramp.history.answers import Value, items
from uncramp.history.check_in import Symptom
from uncramp.history.cramp import POINTS, CrampEntry, LoggedCramp, Part, Relief, Token
from uncramp.history.episode import Episode
from uncramp.history.grade import Grade
from uncramp.history.tying import moment
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Muscle, Onset, Side
from uncramp.terms.quantities import Minutes
from uncramp.terms.sentences import Sentence, sentence

AHEAD: Final = timedelta(days=1)  # of us may a telephone's clock be, wrong zones among them
BEHIND: Final = timedelta(days=366)  # may a tap have waited to be sent
OLDEST: Final = timedelta(days=366 * 30)  # a cramp somebody remembers
LONG: Final = 10.0  # min that a cramp holds, from which it is a red flag
HELD: Final = {"cramp_over_10min": "yes"}
NO_MUSCLE: Final[Sentence] = sentence("Which muscle was it? Choose one, and the cramp is kept.")
GONE: Final[Sentence] = sentence("This cramp is not in the log.")

OF_EPISODE: Final = frozenset({"muscle", "side", "onset", "minute"})
OF_CRAMP: Final = frozenset(
    {"part", "apart", "duration", "felt", "helped", "sudden_movement", "hard_then_let_go"}
)


class Tap(Value):
    """Some of what can be told of a cramp: what is not set stays as it was told before."""

    token: Token
    at: AwareDatetime | None = None
    """The instant of the tap by the clock it was made on; None is now."""
    muscle: Muscle | None = None
    side: Side | None = None
    part: Part = ""
    onset: Onset | None = None
    minute: Minutes | None = None
    grade: Grade | None = None
    apart: bool = False
    began_at: AwareDatetime | None = None
    """When it began, where the clock is told and not the run."""
    duration: Minutes | None = None
    felt: Annotated[tuple[Symptom, ...] | None, BeforeValidator(items)] = None
    helped: Annotated[tuple[Relief, ...] | None, BeforeValidator(items)] = None
    sudden_movement: bool | None = None
    hard_then_let_go: bool | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What was set, by its name."""
        return {name: getattr(self, name) for name in self.model_fields_set}


def log_cramp(
    tap: Tap, *, library: Library, now: datetime, run: KeptRun | None = None
) -> CrampEntry:
    """Keep what a tap tells of a cramp, and tie it to its run; the entry as it now is.

    Parameters
    ----------
    run
        The run it was told against, for an onset in or after it; None where none is known.

    Raises
    ------
    InputError
        Where no muscle was told yet, or the instant cannot be.
    """
    clock = _clock(tap.at, now)
    with library.together():  # two taps on their way at once are taken one after the other
        known = library.cramp(tap.token)
        if known and tap.at is not None and clock <= known.told_at:
            return known
        cramp = _told(tap, known, library, run, now=min(clock, now))
        entry = _entry(tap, known, cramp, clock=clock, now=now)
        if entry != known:
            library.keep_cramp(entry)
            tie_cramp(entry, was=known, library=library)
    return entry


def _clock(at: datetime | None, now: datetime) -> datetime:
    """The tap's own instant, where its clock can be believed."""
    if at is None or not now - BEHIND <= at <= now + AHEAD:
        return now
    return at


def _told(
    tap: Tap, known: CrampEntry | None, library: Library, run: KeptRun | None, *, now: datetime
) -> LoggedCramp:
    if known is None and tap.muscle is None:
        raise InputError(NO_MUSCLE)
    told = tap.told
    before = known.cramp if known else _begun(tap.muscle or Muscle.SEVERAL, now)
    episode = _episode(tap, before.episode)
    also = {name: told[name] for name in OF_CRAMP & told.keys()}
    of = run or (run_of(known, library) if known else None)
    at = _began(tap, before, episode, None if tap.apart else of, library, now=now)
    return before.model_copy(update={**also, "episode": episode, "began_at": at})


def _begun(muscle: Muscle, at: datetime) -> LoggedCramp:
    return LoggedCramp(episode=Episode(muscle=muscle), began_at=at)


def _episode(tap: Tap, before: Episode) -> Episode:
    told = tap.told
    said = {name: told[name] for name in OF_EPISODE & told.keys()}
    if "grade" in told:
        said["severity"] = None if tap.grade is None else POINTS[tap.grade]
    if tap.muscle is None:  # a cramp is always somewhere
        said.pop("muscle", None)
    episode = before.model_copy(update=said)
    during = episode.onset is Onset.DURING
    return episode if during else episode.model_copy(update={"minute": None})


def _began(
    tap: Tap,
    before: LoggedCramp,
    episode: Episode,
    of: KeptRun | None,
    library: Library,
    *,
    now: datetime,
) -> datetime:
    if tap.began_at is not None:
        if not now - OLDEST <= tap.began_at <= now + AHEAD:
            raise InputError.of(
                "When it began: {at} cannot be. Tell a day that has been.",
                at=f"{tap.began_at:%Y-%m-%d %H:%M}",
            )
        return tap.began_at
    if of is None or of.run.summary.started_at is None:
        return before.began_at
    onset = episode.onset or Onset.DURING
    return moment(of.run, onset, episode.minute, told=now, next_run=next_start(of, library))


def _entry(
    tap: Tap, known: CrampEntry | None, cramp: LoggedCramp, *, clock: datetime, now: datetime
) -> CrampEntry:
    if known is None:
        first = min(clock, now)
        made = CrampEntry(token=tap.token, cramp=cramp, logged_at=first, told_at=clock)
    else:
        before = known.before if cramp == known.cramp else known.cramp
        told_at = known.told_at if tap.at is None else clock
        made = known.model_copy(update={"cramp": cramp, "before": before, "told_at": told_at})
    if cramp.duration is not None and cramp.duration >= LONG and "duration" in tap.told:
        made = made.model_copy(update={"answers": {**made.answers, **HELD}})
    return made
