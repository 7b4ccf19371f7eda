"""Take run files into a library: the bytes to the shelf, the summary to the library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from uncramp.actions.read_runs import read_runs
from uncramp.exposure.summary import summarise
from uncramp.history.run import Run
from uncramp.store.given import GivenFile
from uncramp.store.library import KeptRun, Library
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence


@dataclass(slots=True)
class Imported:
    """How an import went: runs that are new, and files refused with the reason."""

    runs: int = 0
    duplicates: int = 0
    refused: list[Sentence] = field(default_factory=list)


def import_runs(
    files: Iterable[GivenFile], *, library: Library, shelf: Shelf | None, now: datetime
) -> Imported:
    """Keep every run of the files; one that cannot be read is told of and passed over.

    Without a shelf nothing but the summaries is kept, which is enough for one command.
    """
    done = Imported()
    for given in files:
        try:
            activities = read_runs(given, now=now)
        except InputError as error:
            done.refused.append(error.said)
            continue
        digest = shelf.put(given.data) if shelf else hashlib.sha256(given.data).hexdigest()
        for part, activity in enumerate(activities):
            new = library.keep_run(KeptRun(digest, part, Run(summarise(activity))))
            done.runs, done.duplicates = done.runs + new, done.duplicates + (not new)
    return done
