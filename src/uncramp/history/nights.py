"""Nights nobody spoke of, where their runner does speak of nights.

A fit that hears only the nights with a cramp believes in far too many of them. So once a
runner has told of a night, silence about the others counts as a probable no, as it does for
runs, and only where the run itself was answered for, from sign-up on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from uncramp.history.run import Label, Run


def with_silent_nights(runs: tuple[Run, ...], signed_up_at: datetime | None) -> tuple[Run, ...]:
    """The runs, with a probable no for each silent night."""
    if signed_up_at is None or all(run.night is Label.UNKNOWN for run in runs):
        return runs
    return tuple(
        replace(run, night=Label.PROBABLY_NO) if _is_silent(run, signed_up_at) else run
        for run in runs
    )


def _is_silent(run: Run, signed_up_at: datetime) -> bool:
    start = run.summary.started_at
    answered = run.label is not Label.UNKNOWN and run.night is Label.UNKNOWN
    return answered and start is not None and start >= signed_up_at
