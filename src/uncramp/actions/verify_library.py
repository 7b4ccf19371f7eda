"""Compare every row with every file, and say what does not fit."""

from __future__ import annotations

from collections import Counter

from uncramp.store.kept import Verdict
from uncramp.store.library import Library
from uncramp.store.shelf import FolderShelf
from uncramp.store.verify import Verified, shelf_notes, shelf_problems
from uncramp.terms.sentences import Sentence, sentence


def verify_library(*, library: Library, shelf: FolderShelf) -> Verified:
    """Read everything once; what is found is told, nothing is changed."""
    runs = library.recordings()
    digests = {run.digest for run in runs}
    files = {f.digest for f in library.files() if f.verdict is Verdict.RUN}
    done = Verified(len(runs), len(digests | files))
    done.problems += library.problems()
    done.problems += _half_imports(digests, files)
    done.problems += _twice(Counter(run.place for run in runs))
    done.problems += shelf_problems(shelf, sorted(digests | files))
    done.notes += shelf_notes(shelf, digests | files)
    return done


def _half_imports(runs: set[str], files: set[str]) -> list[Sentence]:
    return [
        sentence(
            "The file {digest} is known, but its runs are not kept. Please report it; importing "
            "the file into a new library keeps them.",
            digest=digest[:12],
        )
        for digest in sorted(files - runs)
    ]


def _twice(places: Counter[tuple[str, int]]) -> list[Sentence]:
    return [
        sentence("Run {part} of the file {digest} is kept twice.", part=part, digest=digest[:12])
        for (digest, part), count in places.items()
        if count > 1
    ]
