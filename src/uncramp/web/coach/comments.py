"""What is said of a run between its runner and somebody who helps: said, read, answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from uncramp.terms.errors import InputError
from uncramp.web.policies.sharing import Shared, sharing_of
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.sharing import CommentRow, SharingRow

LONGEST: Final = 2000  # characters


def of_run(shared: Shared, run: int) -> QuerySet[CommentRow]:
    """What this helper and the runner said of one run, first said first."""
    return _between(shared.actor, shared.key).filter(run=run).order_by("pk")


def _between(actor: Actor, sharing: int) -> QuerySet[CommentRow]:
    return CommentRow.objects.for_actor(actor).filter(sharing=sharing)


def say(shared: Shared, run: int, text: str, now: datetime) -> None:
    """The helper says something of a run that is shared."""
    _keep(shared.actor, shared.key, run, _text(text), now, by_helper=True)


def answer(actor: Actor, sharing: SharingRow, run: int, text: str, now: datetime) -> None:
    """The runner answers; what was said before counts as read."""
    _keep(actor, sharing.pk, run, _text(text), now, by_helper=False)
    read(_between(actor, sharing.pk).filter(run=run, by_helper=True), now)


def read(comments: QuerySet[CommentRow], now: datetime) -> None:
    """Note that the other side has seen them."""
    comments.filter(read_at=None).update(read_at=now)


def _keep(
    actor: Actor, sharing: int, run: int, text: str, now: datetime, *, by_helper: bool
) -> None:
    assert actor.runner is not None
    CommentRow.objects.for_actor(actor).create(
        runner_id=actor.runner,
        sharing_id=sharing,
        run_id=run,
        by_helper=by_helper,
        at=now,
        text=text,
    )


def _text(given: str) -> str:
    text = given.strip()
    if not text:
        raise InputError.of("There is nothing written yet.")
    if len(text) > LONGEST:
        raise InputError.of("It is longer than {most} characters. Say it shorter.", most=LONGEST)
    return text


def named(comments: Sequence[CommentRow]) -> list[tuple[CommentRow, str]]:
    """Each with the name of who said it, as the two of them know each other."""
    found = []
    for comment in comments:
        grant = sharing_of(comment.sharing).grant
        found.append((comment, grant.helper if comment.by_helper else grant.runner))
    return found
