"""All that is known of one runner, in time order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uncramp.history.run import Run
from uncramp.history.runner import Runner
from uncramp.terms.instants import LATEST


def _start(run: Run) -> datetime:
    return run.summary.started_at or LATEST


@dataclass(frozen=True, slots=True)
class History:
    """One runner and their runs, oldest first."""

    runner: Runner
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, runner: Runner, runs: tuple[Run, ...]) -> History:
        """A history in time order, whatever the order given."""
        return cls(runner, tuple(sorted(runs, key=_start)))

    def with_run(self, run: Run) -> History:
        """The history with one more run."""
        return History.of(self.runner, (*self.runs, run))

    def place_of(self, run: Run) -> int:
        """Where `run` stands in time order."""
        return next(i for i, known in enumerate(self.runs) if known is run)
