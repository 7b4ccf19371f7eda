"""The twelve months a remembered count is about: runs known, and runs never imported.

The count says how often, so it needs every run it was over. Those no file is known of are
filled in from the usual weekly distance, with runs like the runner's own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uncramp.exposure.catalogue import Exposures, Kind, exposures
from uncramp.exposure.columns import column
from uncramp.exposure.kind_of_run import RACE
from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.history.run import Label, Run, RunSummary
from uncramp.history.runner import Runner
from uncramp.model.missing import Design, design
from uncramp.model.prior import Prior
from uncramp.model.recall import RANGES, Recall
from uncramp.terms.columns import Column
from uncramp.terms.instants import DAY

YEAR, WEEK = 365.0, 7.0  # days
LEAST_COVERED = 28.0  # days of known running that tell a weekly distance
TYPICAL_WEEK = 30.0  # km, of a recreational runner who told nothing; a judgement
WORTH_OF_TYPICAL = 8  # runs, as in `exposure.usual`
TYPICAL_RUNS = ((8.0, 0.75, 0.8), (22.0, 2.1, 0.2))  # km, h, and share: an ordinary year's


def remembered(
    history: History, found: Exposures, labels: Sequence[Label], *, table: Design, prior: Prior,
    facts: Column, asked: int,
) -> Recall | None:  # fmt: skip
    """The count a runner told, over the runs it was about; None where it tells nothing.

    The window is the 12 months before sign-up, or before run ``asked`` where there was none.
    Labelled runs leave it, and their cramps leave the count.
    """
    bounds = RANGES.get(history.runner.cramped_runs_last_year or "")
    if bounds is None:
        return None
    until = _end(history, found, asked)
    inside = (found.days >= until - YEAR) & (found.days < until)
    unlabelled = np.array([label is Label.UNKNOWN for label in labels], dtype=bool)
    cramps = sum(label is Label.YES for label, i in zip(labels, inside, strict=True) if i)
    least, most = (None if bound is None else max(bound - cramps, 0) for bound in bounds)
    if not least and most is None:
        return None
    known = table.of(inside & unlabelled)
    filled, runs = _filled(history, found, inside, table, (prior, facts))
    return Recall(
        np.vstack([known.rows, filled.rows]),
        np.r_[known.offset, filled.offset],
        np.r_[np.ones(known.offset.size), runs],
        least or 0,
        most,
    )


def _end(history: History, found: Exposures, asked: int) -> float:
    """Day since 1970 on which the window ends."""
    if history.signed_up_at is not None:
        return history.signed_up_at.timestamp() / DAY.total_seconds()
    own = found.days[asked] if len(history.runs) else np.nan
    if np.isfinite(own):
        return float(own)
    known = found.days[np.isfinite(found.days)]
    return float(known.max()) if known.size else 0.0


def _filled(
    history: History,
    found: Exposures,
    inside: np.ndarray,
    table: Design,
    held: tuple[Prior, Column],
) -> tuple[Design, Column]:
    """Rows that stand for runs never imported, and how many runs each one is."""
    distance = np.nan_to_num(column(history, "distance")) / 1000
    ordinary = np.flatnonzero(inside & (found.kind_of_run != RACE) & (distance > 0))
    missing = _missing_distance(history, found, inside, distance)
    own_part = ordinary.size / (ordinary.size + WORTH_OF_TYPICAL)
    own = np.full(ordinary.size, missing * own_part / max(distance[ordinary].sum(), 1e-9))
    share = np.array([share for _, _, share in TYPICAL_RUNS])
    each = share @ np.array([km for km, _, _ in TYPICAL_RUNS])
    typical = _typical_runs(history.runner, held)
    rows = table.of(ordinary)
    return (
        Design(
            np.vstack([rows.rows, typical.rows]),
            np.r_[rows.offset, typical.offset],
            np.vstack([rows.told, typical.told]),
        ),
        np.r_[own, missing * (1 - own_part) / each * share],
    )


def _missing_distance(
    history: History, found: Exposures, inside: np.ndarray, distance: Column
) -> float:
    """Kilometres of the window that no file is known of."""
    known = float(distance[inside].sum())
    weekly = history.runner.usual_weekly_distance
    if weekly is None:
        days = found.days[inside]
        covered = float(np.ptp(days)) if days.size else 0.0
        weekly = known / covered * WEEK if covered >= LEAST_COVERED else TYPICAL_WEEK
    return max(weekly * YEAR / WEEK - known, 0.0)


def _typical_runs(runner: Runner, held: tuple[Prior, Column]) -> Design:
    """An ordinary training run and a long one, of a runner like this, with nothing told."""
    prior, facts = held
    runs = tuple(_training_run(km, hours) for km, hours, _ in TYPICAL_RUNS)
    return design(exposures(History.of(runner, runs)).only(Kind.FACTOR), facts, prior)


def _training_run(km: float, hours: float) -> Run:
    summary = RunSummary(
        edition="", started_at=None, sport="running", sub_sport="", device="",
        duration=3600 * hours, moving_time=3600 * hours,
        distance=1000 * km, graded_distance=1000 * km,
        ascent=None, descent=None, late_fade=None, late_fade_sd=None,
        heart_rate=None, temperature=None,
    )  # fmt: skip
    return Run(summary, CheckIn(race=False))
