"""How long the pages of a large library take the server: 5,000 runs over fifteen years.

    ./dev bench benchmarks/web_pages.py

Requests through Django's own client: everything but the network. The runs are the sample
runner's, again and again, every day and a bit. The bar is for the 95th percentile by the wall's
clock; the processor's time beside it tells a slow page from a busy machine.
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
RUNS, APART = 5000, dt.timedelta(hours=26)
TIMES, BAR = 60, 60  # requests a page; ms
PAGES = {
    "the list": "/runs",
    "its last page": "/runs?page=100",
    "one year": "/runs?year=2019",
    "one month of every year": "/runs?month=3",
    "ended in a cramp": "/runs?ending=cramped",
    "not answered": "/runs?ending=unanswered",
    "between 15 and 25 km": "/runs?least=15&most=25",
    "indoors": "/runs?where=indoors",
    "races": "/runs?raced=true",
    "a word": "/runs?search=long",
    "a word that is nowhere": "/runs?search=xyzzy",
    "a date": "/runs?search=14+march+2020",
    "all at once": "/runs?search=run&year=2020&ending=clean&least=5&most=30&where=outdoors",
    "the calendar": "/runs/calendar",
    "the calendar of an old month": "/runs/calendar?month=2015-06",
}


def fill(library, shelf):
    """5,000 runs with the summaries, check-ins and cramps of the sample runner."""
    from django.db import transaction

    from uncramp.actions.make_sample_runner import make_sample_runner
    from uncramp.store.kept import KeptFile, Origin, Verdict
    from uncramp.store.library import MemoryLibrary

    made = MemoryLibrary()
    make_sample_runner(library=made, shelf=shelf, now=NOW)
    sample = made.kept_runs()
    with transaction.atomic():
        for at in range(RUNS):
            one = sample[at % len(sample)]
            summary = one.run.summary.model_copy(update={"started_at": NOW - at * APART})
            digest = f"{at:064x}"
            name = f"{'Long run' if at % 7 == 0 else 'Evening run'} {at}"
            library.keep_file(
                KeptFile(digest, 1, Verdict.RUN, "1"), Origin(f"{at}.fit", title=name)
            )
            library.keep_run(replace(one, digest=digest, run=replace(one.run, summary=summary)))


def measured(client, path):
    """Milliseconds that 95 of 100 requests stay under, by the wall and by the processor."""
    client.get(path)
    wall, processor = [], []
    for _ in range(TIMES):
        start, begun = time.perf_counter(), time.process_time()
        answer = client.get(path)
        wall.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - begun))
        assert answer.status_code == 200, answer.status_code
    return [statistics.quantiles(one, n=20)[-1] for one in (wall, processor)]


def main():
    from uncramp.web.rows.opening import open_library

    with tempfile.TemporaryDirectory() as folder:
        library, shelf = open_library(Path(folder), demo=True)
        start = time.perf_counter()
        fill(library, shelf)
        print(f"{RUNS} runs kept in {time.perf_counter() - start:.1f} s\n")
        print(f"{'':<32}{'wall':>11} {'processor':>11}")
        from django.test import Client

        client = Client(headers={"host": "localhost"})
        for name, path in PAGES.items():
            wall, processor = measured(client, path)
            verdict = "pass" if wall < BAR else "FAIL"
            print(f"{name:<32}{wall:>8.1f} ms {processor:>8.1f} ms   bar {BAR} ms   {verdict}")


if __name__ == "__main__":
    main()
