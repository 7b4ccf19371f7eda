"""Plan the next run: what to do about its risk, within limits that nothing lifts.

Red flags come first: where one stands, the plan is one line that says where to go. An error
while planning is never a plan either: it is the cautious text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from uncramp.actions.assess_case import Triage, assess_case
from uncramp.actions.described_run import summary_of
from uncramp.actions.editions import Editions, editions
from uncramp.actions.explain_episode import dice
from uncramp.actions.forecast_run import PLANNED, PlannedRun
from uncramp.actions.told import Told
from uncramp.answer.forecast import Risk
from uncramp.answer.forecast import risk as forecast
from uncramp.answer.shapley import chance
from uncramp.answer.shares import shares
from uncramp.evidence.claim import Certainty
from uncramp.exposure.catalogue import exposures
from uncramp.exposure.usual import usual
from uncramp.history.episode import Episode
from uncramp.history.run import Label, Run
from uncramp.model.reference import EFFECTS
from uncramp.model.risk import Model, draws, fit
from uncramp.plan.ahead import Ahead, ahead
from uncramp.plan.compare import Kept
from uncramp.plan.line import Line, LineKind
from uncramp.plan.plan import Plan, plan
from uncramp.plan.prospect import Prospect
from uncramp.plan.refer import referrals
from uncramp.plan.strength import needs, strength_line
from uncramp.plan.sweat_test import STEPS, is_worth_it
from uncramp.store.exercises import exercises
from uncramp.store.library import Library, history_of
from uncramp.store.registry import registry
from uncramp.terms.sentences import Sentence, sentence

_log = logging.getLogger(__name__)

LAST_CRAMP = b"shares of the last cramp"  # any seed will do; this one stays

Planner = Callable[[Prospect, Ahead, Iterable[Line]], Plan]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a plan takes into account beside the runner and the run.

    ``episodes`` are earlier cramps beside those the library keeps, for the minute at which
    this runner's usually begin; ``tried`` is what became of an earlier plan, as
    `compare_with_plan` finds it.
    """

    starts_at: datetime | None = None
    episodes: tuple[Episode, ...] = ()
    tried: tuple[Kept, ...] = ()

    def weeks(self, now: datetime) -> int | None:
        """Weeks until the start, its own among them; None where its day is not set."""
        if self.starts_at is None:
            return None
        return max((self.starts_at - now) // timedelta(weeks=1) + 1, 1)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with everything it was made of; ``plan`` is None under a red flag or an error."""

    editions: Editions
    triage: Triage
    run: PlannedRun
    risk_now: Risk
    lines: tuple[Line, ...]
    leading: int
    limits: tuple[Sentence, ...] = ()
    plan: Plan | None = None
    ahead: Ahead | None = None
    tried: tuple[Kept, ...] = ()

    @property
    def risk_with_plan(self) -> Risk:
        """With every line followed that lowers it; without a plan it is what it was."""
        return self.plan.risk_with_plan if self.plan else self.risk_now

    @property
    def sweat_test(self) -> tuple[Sentence, ...]:
        """Steps of a sweat test, where it is worth one."""
        return STEPS if self.ahead is not None and is_worth_it(self.ahead) else ()


def plan_next_run(
    planned: PlannedRun,
    *,
    library: Library,
    told: Told,
    now: datetime,
    around: Circumstances = Circumstances(),
    planner: Planner = plan,
) -> Planned:
    """Plan `planned`, as if it started now where its start is not set."""
    triage = assess_case(told.facts)
    known = told.for_an_answer()
    run = Run(summary_of(planned, around.starts_at or now), known.check_in)
    prospect, model = _prospect(run, library, known)
    risk = _risk(prospect)
    if triage.stops:
        return Planned(editions(), triage, planned, risk, (_to_be_seen(triage),), 1)
    try:
        seen = ahead(
            prospect.history,
            run,
            episodes=(*_kept_episodes(library), *around.episodes),
            weeks=around.weeks(now),
            tried=around.tried,
        )
        made = planner(prospect, seen, _beyond(prospect, model, seen))
    except Exception as error:  # noqa: BLE001  whatever it is, no half-made plan may be followed
        # The error's own words may hold a person's answers, so only its kind is kept.
        _log.error("planning failed with %s; the cautious text was shown", type(error).__name__)
        return Planned(editions(), triage, planned, risk, (CAUTIOUS,), 1)
    lines = (made.lines, made.leading, made.limits)
    return Planned(editions(), triage, planned, risk, *lines, made, seen, around.tried)


def _prospect(run: Run, library: Library, told: Told) -> tuple[Prospect, Model]:
    """The walk from a planned run to draws, as `forecast_run` walks it."""
    history = history_of(library, told.runner).with_run(run)
    found, at = exposures(history), history.place_of(run)
    model = fit(registry(), history, found, asked=at)
    ordinary = usual(found, at)
    now = draws(model, found, at, ordinary, dice(PLANNED))
    return Prospect(history, run, found, ordinary, now), model


def _kept_episodes(library: Library) -> Iterator[Episode]:
    yield from (kept.episode for kept in library.kept_runs() if kept.episode)


def _beyond(prospect: Prospect, model: Model, seen: Ahead) -> Iterator[Line]:
    """Strength from the exercise library; whom to see, by the shares of the last cramp."""
    history, run = prospect.history, prospect.run
    yield strength_line(exercises(), replace(needs(history, run, seen.episodes), weeks=seen.weeks))
    yield from referrals(history, run, episodes=seen.episodes, shares=_shares(prospect, model))


def _shares(prospect: Prospect, model: Model) -> dict[str, float]:
    """Of the risk of the last run that ended in a cramp, by exposure; empty without one."""
    runs = prospect.history.runs
    at = max((i for i, run in enumerate(runs) if run.label is Label.YES), default=None)
    if at is None:
        return {}
    found = prospect.found
    drawn = draws(model, found, at, usual(found, at), dice(LAST_CRAMP))
    names = (effect.exposure for effect in EFFECTS)
    return dict(zip(names, shares(drawn).share.tolist(), strict=True))


def _risk(prospect: Prospect) -> Risk:
    drawn = prospect.now
    here, ordinary = (chance(drawn.log_odds(z)) for z in (drawn.here, drawn.usual))
    return forecast(here, ordinary, prospect.usual.source)


def _to_be_seen(triage: Triage) -> Line:
    """The whole plan under a red flag: triage's own words."""
    because = triage.reasons[0] if triage.reasons else sentence("A red flag stands.")
    return Line(
        LineKind.REFER, triage.message, because, Certainty.MODERATE, when=sentence("now"), effort=1
    )


CAUTIOUS = Line(
    LineKind.SAFETY,
    do=sentence(
        "There is no plan: something went wrong on our side. Drink to thirst, not plain water "
        "alone on a long hot run, start slower than you would like, and stop if you feel unwell."
    ),
    because=sentence("A plan that is only half right can be worse than none."),
    certainty=Certainty.MODERATE,
    when=sentence("on the day"),
    effort=1,
)
