"""Which of several files is asked about: the one whose run began last."""

from __future__ import annotations

from pathlib import Path

from uncramp.actions.read_runs import read_runs
from uncramp.cli.options import clock
from uncramp.store.given import GivenFile, given_file
from uncramp.terms.instants import LATEST


def latest(paths: tuple[Path, ...]) -> tuple[GivenFile, tuple[Path, ...]]:
    """The latest file, and the paths of the others, which are history."""
    if len(paths) == 1:
        return given_file(paths[0]), ()
    begun = {path: read_runs(given_file(path), now=clock())[-1].started_at for path in paths}
    asked = max(paths, key=lambda path: begun[path] or LATEST)
    return given_file(asked), tuple(path for path in paths if path != asked)
