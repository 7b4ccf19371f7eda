"""See a run that somebody shares: its course, without the places around its start and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from uncramp.actions.draw_run import Drawn, draw_run
from uncramp.actions.explain_kept_run import recording_of
from uncramp.activity.activity import Activity
from uncramp.activity.private_places import without_ends, without_places
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import Shelf


def see_shared_run(kept: KeptRun, *, shelf: Shelf, now: datetime, places: bool) -> Drawn | None:
    """The course of a run; ``places`` draws its route too, cut at both ends.

    None where there is no recording, or nothing over time in it.
    """
    activity = recording_of(kept, shelf, now=now)
    if activity is None:
        return None
    seen = without_ends(activity) if places else without_places(activity)
    drawn = draw_run(seen, kept.episode)
    return _with_gaps(drawn, seen) if drawn else None


def _with_gaps(drawn: Drawn, seen: Activity) -> Drawn:
    """Nothing is drawn across what was cut out: the route has gaps there, as NaN.

    A shape was shared, not where on Earth it lies: the places themselves are left out.
    """
    if not drawn.route.size:
        return drawn
    time, latitude = seen.columns.time, seen.columns.latitude
    clocked = np.isfinite(time)
    seconds = drawn.minutes * 60 + time[clocked][0]
    cut = np.isnan(latitude[clocked])
    after = np.searchsorted(time[clocked], seconds).clip(0, cut.size - 1)
    hidden = cut[after] | cut[(after - 1).clip(0)]  # between two samples, of which one is cut
    route = np.where(hidden[:, None], np.nan, drawn.route)
    return replace(drawn, route=route, places=np.empty((0, 2)))
