"""Times and the few constants of the Earth that streams are measured against."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EARTH_RADIUS = 6_371_009.0  # m, mean; IUGG

DAY = timedelta(days=1)
LATEST = datetime.max.replace(tzinfo=UTC)  # stands for a run whose file has no clock
