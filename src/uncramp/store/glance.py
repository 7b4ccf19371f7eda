"""A run at a glance: the few numbers a list shows, taken from its document without reading it all.

A page of a list has fifty runs, and reading each as a whole would be most of its time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uncramp.store.kept import KeptRun


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list says of a run beside what it is found by; None where missing."""

    name: str
    duration: float  # s
    moving_time: float | None  # s
    distance: float | None  # m
    heart_rate: float | None  # beats/min
    cramps: tuple[str, ...] = ()
    """The tokens of its entries in the cramp log."""


def glance(kept: KeptRun) -> Glance:
    """Of a run that was read."""
    summary = kept.run.summary
    return Glance(
        kept.name,
        summary.duration,
        summary.moving_time,
        summary.distance,
        summary.heart_rate,
        kept.logged.tokens if kept.logged else (),
    )


def glance_at(document: Mapping[str, Any]) -> Glance:
    """Of a run as `store.codec` wrote it, whatever edition did."""
    summary = document["run"]["summary"]
    return Glance(
        document.get("name", ""),
        summary["duration"],
        summary["moving_time"],
        summary["distance"],
        summary["heart_rate"],
        tuple((document.get("logged") or {}).get("tokens", ())),
    )
