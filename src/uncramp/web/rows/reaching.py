"""The only way to rows: through an actor. A query without one does not exist."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from uncramp.web.rows.actor import Actor

Row = TypeVar("Row", bound=models.Model)


class Reached(models.Manager[Row]):
    """Rows that belong to a runner; ``path`` leads from a row to that runner."""

    path = "runner"

    def for_actor(self, actor: Actor) -> models.QuerySet[Row]:
        """The rows that this actor may reach; none for a visitor."""
        everybodys = super().get_queryset()
        if actor.runner is None:  # never compared: two who are nobody are not the same
            return everybodys.none()
        return everybodys.filter(**{self.path: actor.runner})

    def get_queryset(self) -> models.QuerySet[Row]:
        """Rows that hang on a row that was reached; nothing else."""
        if hasattr(self, "instance"):
            return super().get_queryset()
        raise TypeError("Rows are reached through an actor: objects.for_actor(actor)")


class ReachedByFile(Reached[Row]):
    """Rows that belong to a runner by the file they are about."""

    path = "file__runner"


class Sharings(Reached[Row]):
    """Sharings: the runner's own as every row, and those that a helper accepted."""

    def for_helper(self, actor: Actor) -> models.QuerySet[Row]:
        """The sharings that this account accepted; what they open, policies decide."""
        rows: models.QuerySet[Row] = models.QuerySet(self.model, using=self._db)
        return rows.none() if actor.account is None else rows.filter(helper=actor.account)

    def to_address(self, address: str) -> models.QuerySet[Row]:
        """Sharings on which a runner wrote this mail address."""
        rows: models.QuerySet[Row] = models.QuerySet(self.model, using=self._db)
        return rows.filter(value__grant__mail__iexact=address)

    def of_link(self, digest: str) -> models.QuerySet[Row]:
        """The sharing of a one-time link that nobody has used yet, by the link's digest."""
        return models.QuerySet(self.model, using=self._db).filter(digest=digest)


class ReachedByMember(Reached[Row]):
    """Clubs by who is in them."""

    path = "members__runner"

    def of_key(self, key: int) -> models.QuerySet[Row]:
        """One club as a row to lock: a join cannot be locked on every database."""
        return models.QuerySet(self.model, using=self._db).filter(pk=key)


class ReachedByClub(Reached[Row]):
    """What belongs to a club, by who is in it; ``of_link`` is for who is not in it yet."""

    path = "club__members__runner"

    def of_link(self, digest: str) -> models.QuerySet[Row]:
        """The row of a one-time link, by the link's digest."""
        return models.QuerySet(self.model, using=self._db).filter(digest=digest)

    def for_whom(self, address: str) -> models.QuerySet[Row]:
        """Invitations that were made for a mail address."""
        rows: models.QuerySet[Row] = models.QuerySet(self.model, using=self._db)
        return rows.filter(whom__icontains=address)

    def by_anybody(self, actor: Actor) -> models.QuerySet[Row]:
        """Every row, for the house, which tidies up after everybody; none for others."""
        rows: models.QuerySet[Row] = models.QuerySet(self.model, using=self._db)
        return rows if actor.owner and actor.runner is None else rows.none()


class Memberships(ReachedByClub[Row]):
    """Members of the clubs an actor is in, the actor among them."""

    def own(self, actor: Actor) -> models.QuerySet[Row]:
        """The actor's own memberships."""
        rows: models.QuerySet[Row] = models.QuerySet(self.model, using=self._db)
        return rows.none() if actor.runner is None else rows.filter(runner=actor.runner)


class Runners(Reached[Row]):
    """The runners themselves."""

    path = "pk"

    def owner(self, **new: Any) -> Actor:
        """The owner of an embedded library: its first runner, made with `new` on first use."""
        row = self._rows().first() or self._rows().create(**new)
        return Actor(row.pk)

    def new(self, **value: Any) -> Actor:
        """One more runner."""
        return Actor(self._rows().create(**value).pk)

    def everybody(self) -> list[Actor]:
        """Every runner, one after the other: for looking an installation through as a whole."""
        return [Actor(pk) for pk in self._rows().values_list("pk", flat=True)]

    def _rows(self) -> models.QuerySet[Row]:
        return models.QuerySet(self.model, using=self._db).order_by("pk")
