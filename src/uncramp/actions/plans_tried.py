"""What became of the plans a runner kept: which lines were met, and whether it cramped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from uncramp.actions.keep_plan import KeptPlan, planned_and_run
from uncramp.actions.last_weeks import is_cramped
from uncramp.history.run import Label
from uncramp.plan.compare import Verdict
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

SAME_DAY = timedelta(hours=18)  # a run this near to its planned start is the planned one
MOST = 5  # plans that are told of, the latest first

CRAMPED = sentence("It ended in a cramp.")
CLEAN = sentence("It ended without a cramp.")
UNTOLD = sentence("How it ended was not told.")


@dataclass(frozen=True, slots=True)
class Tried:
    """One plan and its run."""

    title: str
    starts_at: datetime
    became: tuple[Sentence, ...]
    missed: bool
    """Whether a line of it was not met, as far as anybody told."""
    ended: Sentence


def plans_tried(
    plans: Sequence[KeptPlan], runs: Sequence[KeptRun], *, shelf: Shelf, now: datetime
) -> Iterator[Tried]:
    """The latest plans that were run, the latest first; a plan without its run is left out."""
    told = 0
    for plan in sorted(plans, key=lambda plan: plan.starts_at or plan.made_at, reverse=True):
        ran = run_of(plan, runs)
        if ran is None or plan.starts_at is None or told == MOST:
            continue
        told += 1
        try:
            became = planned_and_run(plan, ran, shelf=shelf, now=now)
        except InputError:
            continue  # a plan of a shape that cannot be compared any more
        yield Tried(
            title=plan.card.title,
            starts_at=plan.starts_at,
            became=tuple(one.says for one in became if one.verdict is not Verdict.UNKNOWN),
            missed=any(one.verdict in (Verdict.LESS, Verdict.MORE) for one in became),
            ended=_ended(ran),
        )


def run_of(plan: KeptPlan, runs: Sequence[KeptRun]) -> KeptRun | None:
    """The run that began when the plan does, the nearest of them; None where none did."""
    starts_at = plan.starts_at
    if starts_at is None:
        return None
    near = [
        (abs(start - starts_at), kept)
        for kept in runs
        if (start := kept.run.summary.started_at) and abs(start - starts_at) <= SAME_DAY
    ]
    return min(near, key=lambda one: one[0])[1] if near else None


def _ended(kept: KeptRun) -> Sentence:
    if is_cramped(kept):
        return CRAMPED
    return UNTOLD if kept.as_told.label is Label.UNKNOWN else CLEAN
