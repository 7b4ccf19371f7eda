"""Who needs a look first, and why: the reasons that rank a helper's list of runners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from uncramp.actions.cramps_told import MONTH, is_since
from uncramp.actions.hand_over import open_red_flags
from uncramp.actions.last_weeks import is_cramped, long_step
from uncramp.store.kept import KeptRun
from uncramp.web.coach.shared_plans import shared_plans
from uncramp.web.coach.shared_runs import shared_runs
from uncramp.web.drawing.dates import written
from uncramp.web.policies.sharing import EVERYTHING, Shared, What, reached
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.sharing import CommentRow, LookRow

BACK = timedelta(days=90)  # of runs that are read for the list
QUIET = timedelta(days=21)  # without a run, from which on a coach may ask
SOON = timedelta(days=14)  # ahead and back, in which a plan is worth a word
HIGH = 0.1  # of a planned run, from which on its risk is worth a word; a judgement
OFTEN = 2  # cramped runs in a month, more than once in a blue moon (plan.refer)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody needs a look; the heaviest goes first."""

    weight: int
    said: str | Promise


@dataclass(frozen=True, slots=True)
class Listed:
    """One runner of the list with the reasons, the heaviest first."""

    shared: Shared
    reasons: tuple[Reason, ...]
    last_run: datetime | None

    @property
    def weight(self) -> int:
        """What ranks it: the heaviest reason, then how many there are."""
        return max((r.weight for r in self.reasons), default=0) * 10 + len(self.reasons)


def roster(actor: Actor, now: datetime) -> list[Listed]:
    """Everybody who shares with this actor, who needs a look first in front."""
    found = [_listed(shared, now) for shared in reached(actor, EVERYTHING, now)]
    return sorted(found, key=lambda one: (-one.weight, one.shared.grant.runner.casefold()))


def _listed(shared: Shared, now: datetime) -> Listed:
    runs = [one.kept for one in reversed(shared_runs(shared, since=now - BACK))]
    reasons = sorted(_reasons(shared, runs, now), key=lambda reason: -reason.weight)
    started = [kept.run.summary.started_at for kept in runs if kept.run.summary.started_at]
    last = max(started, default=None) if What.RUNS in shared.what else None
    return Listed(shared, tuple(reasons), last)


def _reasons(shared: Shared, runs: Sequence[KeptRun], now: datetime) -> Iterator[Reason]:
    if What.TRIAGE in shared.what and any(open_red_flags(RowLibrary(shared.actor))):
        yield Reason(100, gettext_lazy("A red flag is open"))
    if waiting := _unread(shared):
        said = ngettext("%(n)d answer to you", "%(n)d answers to you", waiting)
        yield Reason(80, said % {"n": waiting})
    if What.CRAMPS in shared.what:
        yield from _of_cramps(shared, runs, now)
    if What.RUNS in shared.what:
        yield from _of_runs(runs, now)
    if What.PLAN in shared.what:
        yield from _of_plans(shared, runs, now)


def _of_cramps(shared: Shared, runs: Sequence[KeptRun], now: datetime) -> Iterator[Reason]:
    looked = last_look(shared)
    new = [
        kept for kept in runs if is_cramped(kept) and (looked is None or _told_after(kept, looked))
    ]
    if new and looked:
        said = ngettext("%(n)d cramp since you looked", "%(n)d cramps since you looked", len(new))
        yield Reason(60, said % {"n": len(new)})
    elif new:
        said = ngettext("%(n)d cramp in 90 days", "%(n)d cramps in 90 days", len(new))
        yield Reason(60, said % {"n": len(new)})
    recent = sum(is_cramped(kept) and is_since(kept, now - MONTH) for kept in runs)
    if recent >= OFTEN:
        yield Reason(50, gettext("%(n)d cramped runs in 30 days") % {"n": recent})


def _of_runs(runs: Sequence[KeptRun], now: datetime) -> Iterator[Reason]:
    if step := long_step(runs, now):
        said = gettext("The longest run of this week is %(times).1f times that of the month before")
        yield Reason(40, said % {"times": step})
    if not any(is_since(kept, now - QUIET) for kept in runs):
        yield Reason(10, gettext_lazy("No run in three weeks"))


def _of_plans(shared: Shared, runs: Sequence[KeptRun], now: datetime) -> Iterator[Reason]:
    plans = shared_plans(shared, runs, now)
    for plan in plans.ahead[:1]:
        risk = plan.document["risk_now"]["probability"]
        if risk >= HIGH and plan.starts_at and plan.starts_at <= now + SOON:
            said = gettext("%(day)s: of 100 runs as planned about %(n)d end in a cramp")
            day = written(plan.starts_at, "j F")
            yield Reason(45, said % {"day": day, "n": round(100 * risk)})
    for tried in plans.tried[:1]:
        if tried.missed and tried.starts_at >= now - SOON:
            yield Reason(30, gettext_lazy("The last plan was not kept in all"))


def _told_after(kept: KeptRun, looked: datetime) -> bool:
    told: Any = kept.answered_at or kept.run.summary.started_at
    return told is not None and told > looked


def _unread(shared: Shared) -> int:
    comments = CommentRow.objects.for_actor(shared.actor).filter(sharing=shared.key)
    return comments.filter(by_helper=False, read_at=None).count()


def last_look(shared: Shared) -> datetime | None:
    """When the helper last looked at the page of this runner."""
    looks = LookRow.objects.for_actor(shared.actor).filter(sharing=shared.key, page="runner")
    latest = looks.order_by("-at").first()
    return latest.at if latest else None
