"""Where runs come from, and whether they may be shown to anybody but their runner.

A file a runner exported is the runner's own copy, wherever it was recorded. What is fetched
through a service's programming interface stays under its terms: Strava's API agreement of
November 2024 lets an application show a user's data to that user only. uncramp fetches from no
service today; the table stands here so that the first one that does is bound by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

from uncramp.store.kept import Origin

THEIRS_ALONE: Final = ("strava-api:*",)
"""Names of origins, as a fetcher has to give them, that no one but the runner may see."""


def may_be_shared(origins: Sequence[Origin]) -> bool:
    """Whether a run may be shown to another person: one copy of the runner's own is enough."""
    return not origins or any(not _is_theirs_alone(origin) for origin in origins)


def _is_theirs_alone(origin: Origin) -> bool:
    names = (origin.name, origin.archive)
    return any(fnmatchcase(name.lower(), rule) for name in names for rule in THEIRS_ALONE)
