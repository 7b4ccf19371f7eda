"""How long do the pages that answer take on the server, with three hundred runs in the library?

The sliders must stay under 100 ms; the first page is worked out once for each state of the
library and must not fit anything again until something changes.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself sets it

from uncramp.actions.make_sample_runner import make_sample_runner
from uncramp.web.rows.opening import open_library

RUNS, TIMES = 300, 15
FORM = {
    "distance": "42.2 km", "time": "3:45:00", "race": "yes", "conditions": "none",
    "medicines": "none",
}  # fmt: skip


def fill(folder: Path) -> int:
    """The sample runner, with the earliest runs copied back in time until there are enough."""
    library, shelf = open_library(folder)
    make_sample_runner(library=library, shelf=shelf, now=datetime.now(UTC))
    known = library.kept_runs()
    for i in range(RUNS - len(known)):
        one, earlier = known[i], timedelta(days=430)
        start = one.run.summary.started_at
        assert start is not None
        summary = one.run.summary.model_copy(update={"started_at": start - earlier})
        run = replace(one.run, summary=summary)
        library.keep_run(replace(one, part=1, run=run, answered_at=None))
    return len(library.kept_runs())


def timed(ask: Callable[[], object]) -> tuple[float, float, float]:
    """The least and the middle of so many times, and the processor's middle, in ms.

    Where others use the machine too, only the last says what a page costs.
    """
    took, worked = [], []
    for _ in range(TIMES):
        began, before = time.perf_counter(), time.process_time()
        ask()
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    took.sort()
    worked.sort()
    return took[0], took[TIMES // 2], worked[TIMES // 2]


def main() -> None:
    with TemporaryDirectory() as folder:
        runs = fill(Path(folder))
        from django.conf import settings
        from django.test import Client

        from uncramp.web.memory.standing import forget_standings

        settings.DEMO = True
        client = Client(headers={"host": "localhost"})

        def anew(address: str) -> Callable[[], object]:
            def ask() -> object:
                forget_standings()
                return client.get(address)

            return ask

        heats = iter(range(10_000))

        def slide() -> None:
            moved = FORM | {"temperature": str(next(heats) % 30)}
            answer = client.post("/next/risk", moved)
            assert answer.status_code == 200, answer.content
            json.loads(answer.content)

        asked = {
            "first page, nothing kept": anew("/"),
            "first page again": lambda: client.get("/"),
            "a slider moves": slide,
            "the plan": lambda: client.post("/next", FORM),
            "triggers, nothing kept": anew("/triggers"),
            "triggers again": lambda: client.get("/triggers"),
        }
        print(f"{runs} runs                   least ms  middle ms  of it worked")
        for name, ask in asked.items():
            ask()
            least, middle, worked = timed(ask)
            print(f"{name:<26} {least:8.0f} {middle:10.0f} {worked:13.0f}")


if __name__ == "__main__":
    main()
