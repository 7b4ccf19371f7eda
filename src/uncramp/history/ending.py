"""How a run ended, as the cramps that were told of it say.

A cramp at night is an outcome of its own and leaves the run clean; a twinge is no cramp. This
is the one place where that is decided, for a library and for a table alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncramp.history.episode import Episode
from uncramp.history.grade import Grade
from uncramp.history.run import Label, Run


def ended(run: Run, episodes: Sequence[Episode]) -> Run:
    """The run with all that was told of its cramps; no episode is a run answered clean.

    Nothing is concluded of the night from cramps by day: who answers right after a run cannot
    know it yet.
    """
    cramps = [episode for episode in episodes if episode.is_cramp]
    awake = [episode for episode in cramps if not episode.at_night]
    return replace(
        run,
        label=Label.YES if awake else Label.NO,
        night=Label.YES if len(awake) < len(cramps) else run.night,
        grade=_worst(episodes) or (run.grade if awake else None),
    )


def _worst(episodes: Sequence[Episode]) -> Grade | None:
    """Of those that came awake: a cramp in bed slows nobody."""
    told = [episode.grade for episode in episodes if not episode.at_night]
    steps = list(Grade)
    return max((grade for grade in told if grade), key=steps.index, default=None)
