"""The tables of the public form and its clock; none of them belongs to a runner."""

from __future__ import annotations

from django.db import models


class RequestRow(models.Model):
    """One form that came; ``value`` is an `actions.show_interest.Interest`, empty once forgotten.

    Times ending in ``_house`` are of the clock that never goes back
    (`actions.promise.HouseClock`), and decide what was in time; the others are for people.
    """

    value = models.JSONField(default=dict)
    same = models.CharField(max_length=254, db_index=True)
    """The address or number as it is compared; empty once forgotten."""
    level = models.CharField(max_length=20)
    """What triage said of the text."""
    flagged = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="en")
    promised = models.BooleanField()
    """Whether the form promised twelve hours when it came."""
    apart = models.CharField(max_length=20, default="", db_index=True)
    """Why it is kept apart (`actions.show_interest.Apart`); empty where it is not."""
    page = models.CharField(max_length=64, default="", db_index=True)
    """By which page it came, as a digest: a page is sent once."""
    origin = models.CharField(max_length=64, default="", db_index=True)
    """A keyed hash of the network address; taken out after a day."""
    came_at = models.DateTimeField(db_index=True)
    came_house = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_house = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_house = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_house = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    told = models.PositiveSmallIntegerField(default=0)
    """How many steps of the escalation were taken."""
    assigned = models.BigIntegerField(null=True)
    """The account of the helper who took it."""
    account = models.BigIntegerField(null=True)
    """The account of whoever asked, once they have one."""

    class Meta:
        indexes = (models.Index(fields=["apart", "came_house"], name="whose_turn_it_is"),)


class NoteRow(models.Model):
    """What was done about a request, or thought about it; in the order it came."""

    class Kind(models.TextChoices):
        NOTE = "note"
        ANSWER = "answer"
        CALL = "call"
        STEP = "step"

    request = models.ForeignKey(RequestRow, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.BigIntegerField(null=True)
    """The account of who did it; None for the house itself."""
    at = models.DateTimeField()
    words = models.TextField()


class ShiftRow(models.Model):
    """A line of the duty calendar; ``value`` is an `actions.duty.Shift`."""

    value = models.JSONField()


class HolidayRow(models.Model):
    """A day without duty."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=100)


class ClockRow(models.Model):
    """The clock of the house, one row: an `actions.promise.HouseClock`."""

    seen = models.DateTimeField(null=True)
    ahead = models.FloatField(default=0.0)
    """Seconds."""
