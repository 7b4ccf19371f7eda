"""How long an answer takes: the command cold, the fit alone, the first page.

    ./dev bench benchmarks/answering.py

Medians. The run file is the sample runner's: an hour and a half at a record every 5 s; and the
same hour at a record a second.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself sets it

import numpy as np

HERE = Path(sys.executable).parent
NOW = dt.datetime.now(dt.UTC)


def median(call, times=7):
    """Milliseconds, the median of `times` calls."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def row(name, milliseconds, bar):
    verdict = "pass" if milliseconds < bar else "FAIL"
    print(f"{name:<58}{milliseconds:>10.1f} ms   bar {bar:>6} ms   {verdict}")


def command(*args):
    subprocess.run([HERE / "uncramp", *map(str, args)], check=True, capture_output=True)


def hour_long_file(folder: Path) -> Path:
    from uncramp.activity import fit_writer
    from uncramp.activity.activity import Activity, Columns

    n = 3600
    time_, speed = np.arange(n, dtype=float), np.full(n, 3.0)
    columns = Columns.of(
        n, time=time_, distance=np.cumsum(speed), speed=speed, heart_rate=np.full(n, 150.0),
        altitude=400 + 10 * np.sin(time_ / 200), step_rate=np.full(n, 176.0),
        latitude=47 + time_ * 2.7e-5, longitude=np.full(n, 8.0),
    )  # fmt: skip
    path = folder / "hour.fit"
    path.write_bytes(fit_writer.write(Activity("running", "", NOW - dt.timedelta(days=1), columns)))
    return path


def fits():
    """The fit alone, on the sample runner's answered runs, and on them six times over."""
    from uncramp.exposure.catalogue import exposures
    from uncramp.exposure.summary import summarise
    from uncramp.history.history import History
    from uncramp.history.run import Run
    from uncramp.history.sample import RUNNER, SEED, sample_runs
    from uncramp.model.risk import fit
    from uncramp.store.registry import registry

    made = sample_runs(np.random.default_rng(SEED), last_day=NOW)
    runs = tuple(Run(summarise(s.activity), s.check_in, s.label) for s in made)
    known = registry()
    for times, bar in ((1, 5), (6, 15)):
        history = History.of(RUNNER, repeated(runs, times))
        found = exposures(history)
        answered = fit(known, history, found).posterior.n_runs
        took = median(partial(fit, known, history, found), 25)
        row(f"fit of {answered} answered runs, prior included", took, bar)


def repeated(runs, times):
    """The runs again and again, each time a good year earlier; the earliest first."""
    apart, every = dt.timedelta(days=400), []
    for ago in reversed(range(times)):
        for run in runs:
            began = run.summary.started_at - ago * apart
            summary = run.summary.model_copy(update={"started_at": began})
            every.append(replace(run, summary=summary))
    return tuple(every)


def page(folder: Path):
    from uncramp.actions.make_sample_runner import make_sample_runner
    from uncramp.web.rows.opening import open_library

    start = time.perf_counter()
    library, shelf = open_library(folder)
    make_sample_runner(library=library, shelf=shelf, now=NOW)
    row(
        "the sample runner, made, written, read and kept",
        1000 * (time.perf_counter() - start),
        20_000,
    )
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    row("the first page, library of 220 runs", median(lambda: client.get("/"), 15), 300)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = hour_long_file(folder)
        row("uncramp --help, cold", median(lambda: command("--help")), 400)
        row(
            "uncramp why, one-hour file, cold",
            median(lambda: command("why", run, "--muscle", "calf", "--json")),
            1500,
        )
        fits()
        page(folder / "library")


if __name__ == "__main__":
    main()
