"""See the shoe shelf: how far each pair has come, and where it stands in being broken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from uncramp.actions.keep_shoe import worn
from uncramp.exposure.shoes import HABIT, RUN_IN
from uncramp.history.shoe import Shoe
from uncramp.plan.shoes import NO_LONG_RUN, WORN_OUT, BreakIn, break_in
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.sentences import Amount, Sentence, sentence


class Standing(StrEnum):
    """Where a pair stands."""

    RETIRED = "retired"
    BREAKING_IN = "breaking in"
    NEW = "new"
    RUN_IN = "run in"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class SeenShoe:
    """One pair: ``distance`` is km with all its runs, ``said`` what to do about it, if anything."""

    shoe: Shoe
    distance: float
    runs: int
    first_worn: date | None
    standing: Standing
    said: Sentence | None


def see_shoes(*, library: Library, now: datetime) -> tuple[SeenShoe, ...]:
    """Every pair, those in use first."""
    shoes, runs = library.shoes(), library.kept_runs()
    usual = _usual_drop(library, shoes, runs, now)
    careful = bool(library.runner().calf_strain_history)
    seen = [_seen(shoe, runs, usual.get(shoe.token), careful, now) for shoe in shoes]
    return tuple(sorted(seen, key=lambda one: one.shoe.retired))


def _seen(
    shoe: Shoe, runs: Sequence[KeptRun], usual: float | None, careful: bool, now: datetime
) -> SeenShoe:
    in_them = [kept for kept, _ in worn(shoe, runs)]
    distance = shoe.worn_before + sum((k.run.summary.distance or 0.0) / 1000 for k in in_them)
    starts = [k.run.summary.started_at for k in in_them if k.run.summary.started_at]
    first = shoe.first_worn or (starts[0].date() if starts else None)
    standing, said = _standing(shoe, distance, _plan(shoe, usual, careful), first, now)
    return SeenShoe(shoe, distance, len(in_them), first, standing, said)


def _usual_drop(
    library: Library, shoes: Sequence[Shoe], runs: Sequence[KeptRun], now: datetime
) -> dict[str, float]:
    """For each pair the drop its runner is used to without it: as told, else lately in others."""
    told = library.runner().habitual_drop
    if told is not None:
        return {shoe.token: told for shoe in shoes}
    since = now - timedelta(days=HABIT)
    lately = [k for k in runs if k.run.summary.started_at and k.run.summary.started_at >= since]
    found = {}
    for shoe in shoes:
        others = [
            k.run.check_in.shoe_drop
            for k in lately
            if k.shoe != shoe.token and k.run.check_in.shoe_drop is not None
        ]
        if others:
            found[shoe.token] = sum(others) / len(others)
    return found


def _plan(shoe: Shoe, usual: float | None, careful: bool) -> BreakIn | None:
    """How to come down to this pair; None where it is no step down, or nobody can tell."""
    if shoe.drop is None or usual is None or shoe.drop >= usual:
        return None
    return break_in(shoe.drop, usual, careful=careful)


def _standing(
    shoe: Shoe, distance: float, plan: BreakIn | None, first: date | None, now: datetime
) -> tuple[Standing, Sentence | None]:
    if shoe.retired:
        return Standing.RETIRED, None
    week = 1 if first is None else max((now.date() - first).days // 7 + 1, 1)
    if plan is not None and week <= len(plan.weeks):
        return Standing.BREAKING_IN, _careful(plan, week)
    if distance < RUN_IN:
        return Standing.NEW, sentence(
            "{done} of the {whole} after which a pair counts as run in: short easy runs first.",
            done=Amount(distance, "km"),
            whole=Amount(RUN_IN, "km"),
        )
    if distance >= WORN_OUT[0]:
        return Standing.FAR, sentence(
            "Look at the soles, and think of a new pair like this one. At which distance a pair is "
            "done was never found out."
        )
    return Standing.RUN_IN, None


def _careful(plan: BreakIn, week: int) -> Sentence:
    """The step of the week that is now; the whole schedule stands in the plan."""
    now = plan.weeks[week - 1]
    if len(plan.stations) > 1:
        return sentence(
            "They drop much less than what you are used to: better come down over {steps} pairs. "
            "In these at most {share} % of the week now, and no long run.",
            steps=len(plan.stations),
            share=round(100 * now.share),
        )
    if not now.long_run:
        return sentence(
            "Week {week} of {weeks}: at most {share} % of the week in them, and no long run in the "
            "first {early} weeks.",
            week=week,
            weeks=len(plan.weeks),
            share=round(100 * now.share),
            early=NO_LONG_RUN,
        )
    return sentence(
        "Week {week} of {weeks}: at most {share} % of the week in them.",
        week=week,
        weeks=len(plan.weeks),
        share=round(100 * now.share),
    )
