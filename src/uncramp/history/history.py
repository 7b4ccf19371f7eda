"""All that is known of one runner, in time order."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime

from uncramp.history.run import Run
from uncramp.history.runner import Runner
from uncramp.terms.columns import Column
from uncramp.terms.instants import LATEST


def _start(run: Run) -> datetime:
    return run.summary.started_at or LATEST


@dataclass(frozen=True, slots=True)
class History:
    """One runner and their runs, oldest first.

    ``signed_up_at`` is when the runner began to be asked after each run; None where nobody
    ever asked, as for files given once.
    """

    runner: Runner
    runs: tuple[Run, ...]
    signed_up_at: datetime | None = None
    _columns: dict[Hashable, Column] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(
        cls, runner: Runner, runs: tuple[Run, ...], *, signed_up_at: datetime | None = None
    ) -> History:
        """A history in time order, whatever the order given; the runner with what follows."""
        in_order = tuple(sorted(runs, key=_start))
        return cls(runner.with_what_follows, in_order, signed_up_at)

    def with_run(self, run: Run) -> History:
        """The history with one more run."""
        return History.of(self.runner, (*self.runs, run), signed_up_at=self.signed_up_at)

    def place_of(self, run: Run) -> int:
        """Where `run` stands in time order."""
        return next(i for i, known in enumerate(self.runs) if known is run)

    def once(self, name: Hashable, work: Callable[[], Column]) -> Column:
        """A column of all runs, read-only: many exposures ask for the same, it is made once."""
        if name not in self._columns:
            made = work()
            made.setflags(write=False)
            self._columns[name] = made
        return self._columns[name]
