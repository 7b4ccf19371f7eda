"""Compare a run with the plan made for it, from the plan's own JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from uncramp.actions.described_run import DescribedRun, summary_of
from uncramp.actions.read_runs import read_runs
from uncramp.exposure.summary import summarise
from uncramp.history.check_in import CheckIn
from uncramp.history.run import RunSummary
from uncramp.plan.compare import Asked, Kept, kept
from uncramp.plan.line import LineKind
from uncramp.store.given import GivenFile
from uncramp.terms.errors import InputError


def compare_with_plan(
    earlier: GivenFile, check_in: CheckIn, *, ran: GivenFile | None, now: datetime
) -> tuple[Kept, ...]:
    """What was kept of `earlier`, the document ``uncramp plan --json`` printed.

    Parameters
    ----------
    ran
        The recording of the run; without one it is taken to have lasted as planned, and
        nothing is known of its pace.

    Raises
    ------
    InputError
        Where `earlier` is no plan.
    """
    asked, planned = _read(earlier)
    summary = summarise(read_runs(ran, now=now)[-1]) if ran else planned
    return kept(asked, check_in, summary)


def _read(earlier: GivenFile) -> tuple[tuple[Asked, ...], RunSummary]:
    try:
        document = json.loads(earlier.data)
        described = DescribedRun(time=document["run"]["time"])
        return tuple(_lines(document)), summary_of(described, None)
    except (ValueError, KeyError, TypeError):  # of JSON, and of what is in it
        raise InputError.of(
            "{name} is no plan as `uncramp plan --json` prints it.", name=earlier.name
        ) from None


def _lines(document: Any) -> Iterator[Asked]:
    for line in document["lines"]:
        amount = line["amount"]
        if isinstance(amount, list):
            low, high = (float(x) for x in amount)
            yield Asked(LineKind(line["kind"]), (low, high), str(line["unit"]))
        else:
            whole = None if amount is None else float(amount)
            yield Asked(LineKind(line["kind"]), whole, str(line["unit"]))
