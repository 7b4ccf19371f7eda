"""The outbox is a table, so that a mail is handed in with the rows it is about, or not at all."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting"
    TAKEN = "taken"  # somebody talks to the server about it; it holds none of it yet
    HANDED = "handed"  # the server may have it: never sent again by itself
    SENT = "sent"
    UNSURE = "unsure"  # it was cut off at the moment in which the server may have taken it
    FAILED = "failed"  # refused, or tried for too long


class MailRow(models.Model):
    """One mail to one person. Two of one ``key`` are one mail."""

    key = models.CharField(max_length=120, unique=True)
    to = models.CharField(max_length=254)
    same = models.CharField(max_length=254, db_index=True)
    """The address as it is compared."""
    subject = models.CharField(max_length=300)
    body = models.TextField()
    """Plain text; taken out once a server has it."""
    reply_to = models.CharField(max_length=254, default="")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=32, default="")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = (models.Index(fields=["state", "next_try"], name="which_mail_is_next"),)
