"""The plans a runner kept, for who helps and for the hand-over: the next, and what became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from uncramp.actions.keep_plan import KeptPlan
from uncramp.actions.plans_tried import Tried, plans_tried
from uncramp.store import codec
from uncramp.store.kept import KeptRun
from uncramp.web.policies.sharing import Shared
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunnerRow
from uncramp.web.rows.opening import shelf_of


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans ahead, the next first, and those that were run, the latest first."""

    ahead: tuple[KeptPlan, ...]
    tried: tuple[Tried, ...]


def kept_plans(actor: Actor) -> list[KeptPlan]:
    """Every plan this runner kept; they hang on the runner's own row."""
    runner = RunnerRow.objects.for_actor(actor).get()
    return [codec.read(KeptPlan, row.value) for row in runner.plans.order_by("pk")]


def shared_plans(shared: Shared, runs: Sequence[KeptRun], now: datetime) -> Plans:
    """What is planned and what became of it, from the first day that is shared."""
    since, plans = shared.grant.since, kept_plans(shared.actor)
    known = [p for p in plans if since is None or (p.starts_at or p.made_at).date() >= since]
    ahead = [plan for plan in known if plan.starts_at and plan.starts_at >= now]
    shelf = shelf_of(settings.DATA, shared.actor)
    return Plans(
        tuple(sorted(ahead, key=lambda plan: plan.starts_at or now)),
        tuple(plans_tried(known, runs, shelf=shelf, now=now)),
    )
