"""Tasks that only tests queue: slow, failing, and one whose effect can be counted."""

from __future__ import annotations

import time

from django_tasks import task

from uncramp.web.jobs.worker import report


@task
def slow(name: str, folder: str, seconds: float = 0.1) -> str:
    """Says that it begins, works a little, and leaves an effect that is there once."""
    from pathlib import Path

    with (Path(folder) / "starts").open("a") as starts:
        starts.write(f"{name}\n")
    for step in range(4):
        time.sleep(seconds / 4)
        report(done=step + 1, of=4)
    (Path(folder) / f"done-{name}").touch()
    return name


@task
def failing() -> None:
    raise ValueError("it never works")


@task
def endless() -> None:
    while True:
        report()
        time.sleep(0.01)
