"""Explain a cramp from a run file that a visitor sent: read in a sandbox, and forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from numpy.random import Generator

from uncramp.actions.assess_case import assess_case
from uncramp.actions.described_run import DescribedRun, knowing_the_kind
from uncramp.actions.editions import editions
from uncramp.actions.explain_episode import (
    Explained,
    as_told,
    before_onset,
    dice,
    explain_run,
    red_flag_first,
)
from uncramp.actions.told import Told
from uncramp.actions.upload_work import WORK
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run, RunSummary
from uncramp.store import codec
from uncramp.store.sandbox import Sandbox
from uncramp.store.spoken import read_sentence
from uncramp.terms.errors import InputError


def explain_uploaded_run(
    sent: Iterable[bytes],
    episode: Episode,
    *,
    described: DescribedRun,
    told: Told,
    now: datetime,
) -> Explained:
    """Explain the cramp of the latest run in a file, which comes in pieces.

    Of what was described before there was a file only the kind of run still counts.

    Raises
    ------
    InputError
        Where the file holds no run that can be used, or keeps the sandbox too long.
    """
    triage = assess_case(told.facts)
    try:
        able = told.for_an_answer()
        read, generator = _read(sent, episode, now)
    except InputError as error:
        raise red_flag_first(triage, error) from None
    check_in = knowing_the_kind(able.check_in, described)
    run = Run(codec.read(RunSummary, read["summary"]), check_in, check_in_after_cramp=True)
    answer = explain_run(run, History.of(able.runner, ()), episode, generator)
    notes, dropped = (tuple(map(read_sentence, read[name])) for name in ("notes", "dropped"))
    said = answer.silenced() if triage.stops else answer
    notes = (*notes, *as_told(run, episode))
    return Explained(editions(), triage, episode, said, notes=notes, dropped=dropped)


def _read(sent: Iterable[bytes], episode: Episode, now: datetime) -> tuple[Any, Generator]:
    """What the sandbox says of the file, which is on the disk only as long as it is read."""
    with NamedTemporaryFile(prefix="uncramp-") as file:
        file.writelines(sent)
        file.flush()
        with Sandbox(WORK, {"now": now.isoformat()}) as sandbox:
            read, _ = sandbox.ask({"path": file.name, "until": before_onset(episode)})
        return read, dice(Path(file.name).read_bytes())
