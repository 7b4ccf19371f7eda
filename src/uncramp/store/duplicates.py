"""The same run twice: a watch and a phone, Strava's copy and Garmin's original.

Nobody runs twice at once. Two recordings that begin within minutes of each other, and agree
on how long, how far and in which rhythm, are one run. Each agreement is a number from 0 to
1, and their weighted mean decides; what is unknown has no say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.grade import Grade
from uncramp.history.run import Label, Run, RunSummary
from uncramp.store.kept import KeptRun, signed_up_at

NEAR: Final = timedelta(minutes=3)  # between two presses of a start button
TOLERATED: Final = 0.1  # of duration and distance; two GPS differ by one to three in a hundred
BENT: Final = 0.05  # mean difference of two shapes at which they agree no more
WEIGHTS: Final = {"start": 0.35, "duration": 0.2, "distance": 0.2, "shape": 0.25}
SAME: Final = 0.6
CERTAIN: Final = {Label.UNKNOWN: 0, Label.NO: 2, Label.YES: 3}  # 1 for what lies between
RICHNESS: Final = ("heart_rate", "ascent", "temperature", "late_fade", "distance")


def sameness(one: KeptRun, other: KeptRun) -> float:
    """How surely two recordings are one run, 0 to 1; `SAME` is enough."""
    found = dict(_agreements(one, other))
    if "start" not in found or len(found) == 1:
        return 0.0
    weight = sum(WEIGHTS[name] for name in found)
    return sum(WEIGHTS[name] * agreed for name, agreed in found.items()) / weight


def same_run(new: KeptRun, known: Sequence[KeptRun]) -> KeptRun | None:
    """The one of `known` that is most surely the run `new`, if any is."""
    other = [x for x in known if x.digest != new.digest]
    best = max(other, key=lambda x: sameness(new, x), default=None)
    return best if best is not None and sameness(new, best) >= SAME else None


def _agreements(one: KeptRun, other: KeptRun) -> Iterator[tuple[str, float]]:
    a, b = one.run.summary, other.run.summary
    if a.started_at and b.started_at:
        apart = abs(a.started_at - b.started_at) / NEAR
        if apart >= 1:
            return
        yield "start", 1 - apart
    yield from _close("duration", a.duration, b.duration)
    yield from _close("distance", a.distance, b.distance)
    if one.shape and len(one.shape) == len(other.shape):
        differs = sum(abs(x - y) for x, y in zip(one.shape, other.shape, strict=True))
        yield "shape", max(0.0, 1 - differs / len(one.shape) / BENT)


def _close(name: str, a: float | None, b: float | None) -> Iterator[tuple[str, float]]:
    if a and b:
        yield name, max(0.0, 1 - abs(a - b) / max(a, b) / TOLERATED)


def better(one: KeptRun, other: KeptRun) -> KeptRun:
    """The recording that tells more; the longer one where they tell the same."""
    return max(one, other, key=lambda x: (_richness(x.run.summary), x.run.summary.duration))


def _richness(summary: RunSummary) -> int:
    return sum(getattr(summary, name) is not None for name in RICHNESS)


def best_of(leading: KeptRun, others: Sequence[KeptRun]) -> KeptRun:
    """The leading recording, with what it lacks from the others; nothing of theirs is lost."""
    whole = leading
    for other in others:
        whole = replace(
            whole,
            run=_whole_run(whole.as_told, other.as_told),
            episode=_leading_episode(whole.episode, other.episode),
            answers={**other.answers, **whole.answers},  # a red flag told of either stays
            answered_at=signed_up_at((whole, other)),
            name=whole.name or other.name,
            note=whole.note or other.note,
            indoor=other.indoor if whole.indoor is None else whole.indoor,
            logged=whole.logged or other.logged,
            checked_in_at=min(
                filter(None, (whole.checked_in_at, other.checked_in_at)), default=None
            ),
            heard_at=max(filter(None, (whole.heard_at, other.heard_at)), default=None),
            excused=whole.excused or other.excused,
            shoe=whole.shoe or other.shoe,
        )
    return whole


def _leading_episode(one: Episode | None, other: Episode | None) -> Episode | None:
    """A cramp awake before one at night, that before a twinge: the rest stays in the labels."""
    told = [episode for episode in (one, other) if episode]
    return max(told, key=lambda x: (x.is_cramp, not x.at_night), default=None)


def _whole_run(run: Run, other: Run) -> Run:
    """What was told of both, and what was measured by either."""
    return replace(
        run,
        summary=_filled(run.summary, other.summary),
        check_in=_filled_check_in(run.check_in, other.check_in),
        check_in_after_cramp=run.check_in_after_cramp or other.check_in_after_cramp,
        label=_told(run.label, other.label),
        night=_told(run.night, other.night),
        grade=max(run.grade, other.grade, key=_badness),
        weather=run.weather or other.weather,
    )


def _badness(grade: Grade | None) -> int:
    return -1 if grade is None else list(Grade).index(grade)


def _filled(summary: RunSummary, other: RunSummary) -> RunSummary:
    """Means of sensors the leading device did not have; never half of a measurement."""
    missing = {
        name: getattr(other, name)
        for name in ("heart_rate", "temperature", "device")
        if not getattr(summary, name) and getattr(other, name)
    }
    if summary.ascent is None and other.ascent is not None:
        missing |= {"ascent": other.ascent, "descent": other.descent}
    return summary.model_copy(update=missing)


def _filled_check_in(said: CheckIn, other: CheckIn) -> CheckIn:
    return other.model_copy(update=said.model_dump(exclude_none=True))


def _told(label: Label, other: Label) -> Label:
    return max(label, other, key=lambda x: CERTAIN.get(x, 1))
