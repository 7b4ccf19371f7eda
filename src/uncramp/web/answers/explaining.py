"""An explained cramp with all its page shows beside it, worked out once for a library's state."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone

from uncramp.actions.compare_stories import Stories, compare_stories
from uncramp.actions.draw_run import Drawn, draw_run
from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_kept_run import explain_kept_run
from uncramp.actions.match_clean_run import Match, match_clean_run
from uncramp.store.kept import KeptRun
from uncramp.store.registry import using
from uncramp.web.memory.standing import Standing
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.opening import shelf_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cramp of a library: the run, its explanation without the recording, and its rivals."""

    key: int
    kept: KeptRun
    explained: Explained
    drawn: Drawn | None
    stories: Stories
    match: Match | None


def explanation(
    actor: Actor, standing: Standing, key: int, edition: str | None = None
) -> Explanation | None:
    """The cramp of a run, in an edition of the evidence; None where no cramp was told of it.

    Raises
    ------
    InputError
        Where there is no such edition, or the run cannot be explained.
    """
    return standing.once(
        ("explanation", key, edition), lambda: _explanation(actor, standing, key, edition)
    )


def _explanation(
    actor: Actor, standing: Standing, key: int, edition: str | None
) -> Explanation | None:
    kept = standing.kept(key)
    if kept is None or kept.episode is None:
        return None
    with using(edition) if edition else nullcontext():
        explained = explain_kept_run(
            kept,
            library=standing.library,
            shelf=shelf_of(settings.DATA, actor),
            now=timezone.now(),
        )
        alone, stories = replace(explained, activity=None), compare_stories(explained)
        if explained.triage.stops:  # nothing is shown beside a red flag
            return Explanation(key, kept, alone, None, stories, None)
        drawn = draw_run(explained.activity, kept.episode) if explained.activity else None
        match = match_clean_run(kept, library=standing.library)
    return Explanation(key, kept, alone, drawn, stories, match)
