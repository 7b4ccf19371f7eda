"""The tables of clubs: a group of accounts that know each other's helpers, and nothing more.

A member is an account by its key, as in `rows.sharing`; the row goes with the member's runner.
"""

from __future__ import annotations

from django.db import models

from uncramp.web.rows.reaching import Memberships, ReachedByClub, ReachedByMember


class ClubRow(models.Model):
    """One club."""

    name = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    objects = ReachedByMember()


class MemberRow(models.Model):
    """One member; ``role`` is a `policies.club_roles.Role`, ``name`` what the club calls them."""

    club = models.ForeignKey(ClubRow, models.CASCADE, related_name="members")
    runner = models.ForeignKey("rows.RunnerRow", models.CASCADE, related_name="memberships")
    account = models.BigIntegerField(db_index=True)
    role = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    since = models.DateTimeField()

    objects = Memberships()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["club", "runner"], name="one_row_a_member"),)


class ClubInvitationRow(models.Model):
    """A one-time link into a club; only its digest is kept, and for whom its owner made it."""

    club = models.ForeignKey(ClubRow, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    whom = models.CharField(max_length=254)
    role = models.CharField(max_length=8)
    until = models.DateTimeField(db_index=True)

    objects = ReachedByClub()
