"""How high the sun stood, for whether it can have warmed a runner."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from uncramp.terms.instants import DAY

TILT = 23.44  # degrees, of the Earth's axis


def elevation(at: datetime, latitude: float, longitude: float) -> float:
    """Degrees of the sun's centre above the horizon, negative at night.

    Good to about half a degree, which is a few minutes around sunset. Declination with the
    orbit's eccentricity and the equation of time, in their usual short forms.
    """
    at = at.astimezone(UTC)
    year = at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    day = (at - year) / DAY
    turn = 2 * np.pi / 365.24
    along = turn * (day + 10) + np.radians(1.914) * np.sin(turn * (day - 2))
    tilt = -np.arcsin(np.sin(np.radians(TILT)) * np.cos(along))
    spring = turn * (day - 80)
    ahead = 9.87 * np.sin(2 * spring) - 7.53 * np.cos(spring) - 1.5 * np.sin(spring)  # min
    noon = (day % 1) * 24 + longitude / 15 + ahead / 60 - 12  # h from solar noon
    here, hour = np.radians(latitude), np.radians(15 * noon)
    height = np.sin(here) * np.sin(tilt) + np.cos(here) * np.cos(tilt) * np.cos(hour)
    return float(np.degrees(np.arcsin(height)))
