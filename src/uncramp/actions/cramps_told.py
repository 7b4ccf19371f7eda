"""The cramps of a library as somebody else reads them: where, when in the run, how bad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from uncramp.handout.hand_over import Cramp
from uncramp.history.cramp import CrampEntry, Relief
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.store.kept import KeptRun
from uncramp.store.words import render
from uncramp.terms.muscles import NAMES, Onset
from uncramp.terms.sentences import Sentence, sentence

__all__ = ["Counted", "Cramp", "counted", "cramps_told", "untied"]

LONG_AGO = datetime.min.replace(tzinfo=UTC)
YEAR, MONTH = timedelta(days=365), timedelta(days=30)
ONSETS: Mapping[Onset, Sentence] = {
    Onset.DURING: sentence("in the run"),
    Onset.AFTER: sentence("after the run"),
    Onset.NIGHT: sentence("in the night after"),
}


RELIEFS: Mapping[Relief, Sentence] = {
    Relief.STRETCHING: sentence("stretching"),
    Relief.MASSAGE: sentence("massage"),
    Relief.WALKING: sentence("walking"),
    Relief.RESTING: sentence("resting"),
    Relief.DRINKING: sentence("drinking"),
    Relief.SALT: sentence("salt"),
    Relief.NOTHING: sentence("nothing helped"),
}


def cramps_told(
    runs: Sequence[KeptRun],
    entries: Sequence[CrampEntry] = (),
    *,
    since: datetime | None = None,
) -> tuple[Cramp, ...]:
    """Every cramp that was told of, latest first; twinges are none.

    A run whose cramps were logged one by one tells each of them; one that knows of a cramp
    otherwise tells that. Entries of the log without a run stand for themselves.
    """
    found = [*_of_runs(runs, entries), *((None, entry) for entry in untied(runs, entries))]
    told = [
        (at, cramp)
        for at, cramp in ((_moment(one), _told_of(one)) for one in found)
        if cramp.episode.is_cramp and (since is None or (at is not None and at >= since))
    ]
    latest_first = sorted(told, key=lambda one: one[0] or LONG_AGO, reverse=True)
    return tuple(cramp for _, cramp in latest_first)


Found = tuple[KeptRun | None, CrampEntry | None]


def _of_runs(runs: Sequence[KeptRun], entries: Sequence[CrampEntry]) -> Iterator[Found]:
    by_token = {entry.token: entry for entry in entries if entry.removed_at is None}
    for kept in runs:
        tokens = kept.logged.tokens if kept.logged else ()
        logged = [by_token[token] for token in tokens if token in by_token]
        if logged:
            yield from ((kept, entry) for entry in logged)
        elif kept.episode:
            yield kept, None


def untied(runs: Sequence[KeptRun], entries: Sequence[CrampEntry]) -> Iterator[CrampEntry]:
    """Entries of the log that belong to none of these runs."""
    tied = {token for kept in runs if kept.logged for token in kept.logged.tokens}
    for entry in entries:
        if entry.removed_at is None and entry.token not in tied:
            yield entry


def _moment(found: Found) -> datetime | None:
    kept, entry = found
    return entry.began_at if entry else kept.run.summary.started_at if kept else None


def _told_of(found: Found) -> Cramp:
    kept, entry = found
    if kept is None:
        assert entry is not None
        return _alone(entry)
    if entry is None:
        assert kept.episode is not None
        return _cramp(kept, kept.episode)
    return _cramp(kept, entry.cramp.episode, entry.cramp.helped or ())


def _alone(entry: CrampEntry) -> Cramp:
    episode = entry.cramp.episode
    return Cramp(
        episode=episode,
        day=entry.began_at.date(),
        where=render(NAMES[episode.muscle]),
        onset=render(_onset(episode, None)),
        run=render(sentence("no run it belongs to")),
        said=helped_by(entry.cramp.helped or ()),
    )


def helped_by(reliefs: Sequence[Relief]) -> str:
    """What made it let go, in words; empty where nobody told."""
    if not reliefs:
        return ""
    named = ", ".join(render(RELIEFS[one]) for one in reliefs)
    return render(sentence("what let it go: {reliefs}", reliefs=named))


def is_since(kept: KeptRun, since: datetime | None) -> bool:
    """Whether a run began since then; one without a clock counts only where all do."""
    started = kept.run.summary.started_at
    return since is None or (started is not None and started >= since)


@dataclass(frozen=True, slots=True)
class Counted:
    """Cramped and answered runs up to an instant."""

    in_a_year: int
    in_a_month: int
    answered: int  # in a year

    @property
    def said(self) -> Sentence:
        """The counts in one sentence."""
        return sentence(
            "{year} of {answered} answered runs in the last 12 months ended in a cramp, {month} "
            "of them in the last 30 days",
            year=self.in_a_year,
            answered=self.answered,
            month=self.in_a_month,
        )


def counted(runs: Sequence[KeptRun], now: datetime) -> Counted:
    """How often it cramped lately; a run nobody answered counts for neither."""
    year = [kept.as_told for kept in runs if is_since(kept, now - YEAR)]
    cramped = [run for run in year if Label.YES in (run.label, run.night)]
    answered = [run for run in year if run.label is not Label.UNKNOWN]
    month = [r for r in cramped if r.summary.started_at and r.summary.started_at >= now - MONTH]
    return Counted(len(cramped), len(month), max(len(answered), len(cramped)))


def _cramp(kept: KeptRun, episode: Episode, reliefs: Sequence[Relief] = ()) -> Cramp:
    summary = kept.run.summary
    distance = None if summary.distance is None else summary.distance / 1000
    at = onset_km(kept, episode)
    return Cramp(
        episode=episode,
        day=summary.started_at.date() if summary.started_at else None,
        where=render(NAMES[episode.muscle]),
        onset=render(_onset(episode, at)),
        run=render(_run(distance, summary.duration, race=kept.run.check_in.race)),
        kilometre=at,
        distance=distance,
        duration=summary.duration / 60,
        said=helped_by(reliefs),
    )


def onset_km(kept: KeptRun, episode: Episode) -> float | None:
    """Kilometres run at onset: along the recorded course, or at an even pace where none is kept."""
    summary = kept.run.summary
    if episode.minute is None or summary.distance is None or summary.duration <= 0:
        return None
    share = min(episode.minute * 60 / summary.duration, 1.0)
    if kept.shape:
        steps = np.linspace(0, 1, len(kept.shape) + 2)  # the shape leaves out start and end
        share = float(np.interp(share, steps, (0.0, *kept.shape, 1.0)))
    return share * summary.distance / 1000


def _onset(episode: Episode, at: float | None) -> Sentence:
    if episode.onset is None:
        return sentence("when is not told")
    if episode.minute is None:
        return ONSETS[episode.onset]
    if at is None:
        return sentence("in the run, minute {minute:.0f}", minute=episode.minute)
    return sentence(
        "in the run, minute {minute:.0f}, about km {km:.0f}", minute=episode.minute, km=at
    )


def _run(distance: float | None, duration: float, *, race: bool | None) -> Sentence:
    minutes = round(duration / 60)
    clock = {"hours": minutes // 60, "minutes": minutes % 60}
    if distance is None:
        return sentence("{hours}:{minutes:02} h", **clock)
    if race:
        return sentence("race, {km:.1f} km in {hours}:{minutes:02} h", km=distance, **clock)
    return sentence("{km:.1f} km in {hours}:{minutes:02} h", km=distance, **clock)
