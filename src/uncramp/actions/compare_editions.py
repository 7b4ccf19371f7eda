"""Compare two editions of the evidence: which answers move, for whom, and by how much.

A changed prior is seldom wrong in itself; it is wrong in what it does to somebody. So the same
runs of the same runners are answered with both, and whatever moves is told.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import numpy as np

from uncramp.actions.described_run import DescribedRun, summary_of
from uncramp.actions.told import read
from uncramp.answer.shares import Shares, shares
from uncramp.evidence.claim import Registry
from uncramp.evidence.edition import Moved, moved
from uncramp.exposure.catalogue import Kind, exposures
from uncramp.exposure.usual import usual
from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.history.runner import Runner
from uncramp.model.risk import draws, fit
from uncramp.store.registry import registry
from uncramp.terms.muscles import Muscle

STARTED = datetime(2026, 6, 7, 8, tzinfo=UTC)  # any Sunday; only what came before it counts
WEEKS = 8  # of habit before the run
RELATIVE = 0.05  # a risk that moves by less is the same answer
SHARE = 0.03  # so is a share


@dataclass(frozen=True, slots=True)
class Scenario:
    """One run of one runner, with the weeks of running before it."""

    name: str
    history: History
    at: int
    muscle: Muscle | None

    @property
    def seed(self) -> int:
        """The same draws for both editions, so that only the evidence moves an answer."""
        return int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:8])


@dataclass(frozen=True, slots=True)
class Answer:
    """The risk, and each factor's share of it."""

    risk: float
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """One scenario answered by both, with the shares that moved: (exposure, before, after)."""

    scenario: str
    before: float
    after: float
    shares: tuple[tuple[str, float, float], ...]

    @property
    def moved(self) -> bool:
        """Whether a person would see it."""
        return abs(self.after - self.before) > RELATIVE * self.before or bool(self.shares)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions, what they hold differently, and every scenario answered by both."""

    before: str
    after: str
    judgements: tuple[Moved, ...]
    changes: tuple[Change, ...]


def compare_editions(before: str, after: str | None = None) -> Compared:
    """Answer every scenario with an edition and with another, the newest where none is named.

    Raises
    ------
    InputError
        Where there is no such edition.
    """
    old, new = registry(before), registry(after)
    changes = (_change(scenario, old, new) for scenario in scenarios())
    held = tuple(moved(old.judgements, new.judgements))
    return Compared(old.edition, new.edition, held, tuple(changes))


def scenarios() -> Iterator[Scenario]:
    """The runs and runners that ship with the evidence."""
    text = (files("uncramp.evidence") / "scenarios.toml").read_text(encoding="utf-8")
    for entry in tomllib.loads(text)["scenario"]:
        yield _scenario(entry)


def _scenario(entry: Mapping[str, Any]) -> Scenario:
    described = read(DescribedRun, entry["run"])
    asked = Run(summary_of(described, STARTED), read(CheckIn, entry.get("check_in", {})))
    runner = read(Runner, entry.get("runner", {}))
    history = History.of(runner, tuple(_habit(entry.get("habit")))).with_run(asked)
    muscle = Muscle(entry["muscle"]) if "muscle" in entry else None
    return Scenario(entry["name"], history, history.place_of(asked), muscle)


def _habit(habit: Mapping[str, Any] | None) -> Iterator[Run]:
    """The same easy run a few times a week."""
    if habit is None:
        return
    told = {name: value for name, value in habit.items() if name != "per_week"}
    described, n_runs = read(DescribedRun, told), WEEKS * habit["per_week"]
    for k in range(n_runs):
        before = timedelta(days=2 + k * 7 / habit["per_week"])
        yield Run(summary_of(described, STARTED - before), CheckIn(race=False))


def _change(scenario: Scenario, old: Registry, new: Registry) -> Change:
    before, after = _answer(scenario, old), _answer(scenario, new)
    parts = ((name, before.shares[name], after.shares[name]) for name in before.shares)
    seen = tuple(part for part in parts if abs(part[2] - part[1]) > SHARE)
    return Change(scenario.name, before.risk, after.risk, seen)


def _answer(scenario: Scenario, known: Registry) -> Answer:
    found, at = exposures(scenario.history), scenario.at
    ordinary = usual(found, at)
    model = fit(known, scenario.history, found, asked=at)
    dice = np.random.default_rng(scenario.seed)
    parts = shares(draws(model, found, at, ordinary, dice, muscle=scenario.muscle))
    return Answer(float(parts.risk.mean()), _by_name(found.only(Kind.FACTOR).catalogue, parts))


def _by_name(catalogue: tuple[Any, ...], parts: Shares) -> Mapping[str, float]:
    names = (exposure.name for exposure in catalogue)
    return dict(zip(names, map(float, parts.share), strict=True))
