"""Keep what a visitor told, once they have an account: their facts, and the cramp with its run.

The run was never recorded. What was told of it lies on the shelf in its place, so that every
kept run has a file, and nobody takes it for a recording.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from uncramp.actions.described_run import knowing_the_kind, summary_of
from uncramp.actions.tell_facts import tell_facts
from uncramp.actions.visitors_answer import VisitorsAnswer
from uncramp.history.ending import ended
from uncramp.history.run import Run
from uncramp.store.kept import KeptFile, KeptRun, Origin, Verdict
from uncramp.store.library import Library
from uncramp.store.shelf import Shelf

DESCRIBED: Final = b'{"described_run": '
"""How the file of a run begins that somebody told of; no recording begins so."""


def keep_visitors_answer(
    answer: VisitorsAnswer, *, library: Library, shelf: Shelf, now: datetime
) -> KeptRun:
    """Keep the facts that are not known yet, and the cramp; the run it is kept with.

    The run counts as begun when it was asked about, since nobody said when it was.

    Raises
    ------
    InputError
        Where what was told cannot be used; nothing is kept then.
    """
    told, described = answer.told, answer.run
    data = DESCRIBED + json.dumps({**answer.taps, **answer.also}, sort_keys=True).encode() + b"}"
    check_in = knowing_the_kind(told.check_in, described)
    summary = summary_of(described, answer.asked_at)
    run = ended(Run(summary, check_in, check_in_after_cramp=True), [answer.episode])
    digest = shelf.put(data)
    kept = KeptRun(digest, 0, run, answer.episode, answers=answer.answers, answered_at=now)
    new = told.runner.model_dump(mode="json", exclude_unset=True)
    known = library.runner().model_dump(exclude_defaults=True)  # a kept "not told" is not known
    with library.together():
        tell_facts({key: said for key, said in new.items() if key not in known}, library=library)
        file = KeptFile(digest, len(data), Verdict.RUN, edition="")
        library.keep_file(file, Origin("told before signing up"))
        library.keep_run(kept)
    return kept


def is_described(data: bytes) -> bool:
    """Whether a file on the shelf is what somebody told of a run, and no recording."""
    return data.startswith(DESCRIBED)
