"""Make the sample runner: their runs as real FIT files, read back like anybody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from numpy.random import default_rng

from uncramp.actions.read_runs import read_runs
from uncramp.activity import fit_writer
from uncramp.exposure.summary import summarise
from uncramp.history.run import Run
from uncramp.history.sample import RUNNER, SEED, SampleRun, sample_runs
from uncramp.store.given import GivenFile
from uncramp.store.library import KeptRun, Library
from uncramp.store.shelf import Shelf

LAST_RUN = timedelta(days=1)  # before now: a cramp of yesterday


def make_sample_runner(
    *, library: Library, shelf: Shelf, now: datetime, tell: Callable[[int], None] = lambda _: None
) -> int:
    """Keep the runner and every run; the number of runs. `tell` hears how many are done."""
    library.keep_runner(RUNNER)
    done = 0
    for sample in sample_runs(default_rng(SEED), last_day=now - LAST_RUN):
        data = fit_writer.write(sample.activity)
        library.keep_run(_kept(sample, data, shelf.put(data), now))
        tell(done := done + 1)
    return done


def _kept(sample: SampleRun, data: bytes, digest: str, now: datetime) -> KeptRun:
    given = GivenFile(f"day-{sample.outing.day}.fit", data)
    (activity,) = read_runs(given, now=now)
    run = Run(
        summarise(activity),
        sample.check_in,
        sample.label,
        check_in_after_cramp=sample.outing.cramp is not None,
    )
    return KeptRun(digest, 0, run, sample.outing.cramp, answered_at=sample.answered_at)
