"""What is kept of a person beside their library, as plain JSON, and the letter with it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from uncramp.web.account.models import Account
from uncramp.web.policies.clubs import clubs_of
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunnerRow
from uncramp.web.rows.sharing import SharingRow


def belongings(actor: Actor) -> dict[str, Any]:
    """By name: account, preferences, plans, trials, sharings, talk, who looked, clubs."""
    row: Any = RunnerRow.objects.for_actor(actor).get()
    account = Account.objects.filter(pk=actor.account or 0).first()
    return {
        "account": {"email": account.email, "since": account.created_at} if account else {},
        "preferences": account.preferences.model_dump(mode="json") if account else {},
        "plans": [{"made_at": p.made_at, **p.value} for p in row.plans.order_by("pk")],
        "trials": [_trial(trial) for trial in row.trials.order_by("pk")],
        "sharings": [one.value for one in row.sharings.order_by("pk")],
        "sharings_with_you": _taken(actor),
        "said_of_your_runs": [_said(one) for one in row.comments.order_by("pk")],
        "set_for_you": [{"day": f"{one.day}", **one.value} for one in row.assigned.order_by("pk")],
        "who_looked": [_look(one) for one in row.looks.select_related("sharing").order_by("pk")],
        "clubs": [
            {"club": one.club.name, "known_as": one.name, "role": one.role, "since": one.since}
            for one in clubs_of(actor)
        ],
    }


def _trial(trial: Any) -> dict[str, Any]:
    return {"begun_at": trial.begun_at, "ended_at": trial.ended_at, **trial.value}


def _said(one: Any) -> dict[str, Any]:
    return {"at": one.at, "by_you": not one.by_helper, "text": one.text}


def _look(look: Any) -> dict[str, Any]:
    who = look.sharing.value["grant"]["helper"]
    return {"at": look.at, "who": who, "page": look.page, "what": look.what.split(",")}


def _taken(actor: Actor) -> list[dict[str, Any]]:
    """Of others only that they share, and how far: what they share is theirs."""
    return [
        {"runner": row.value["grant"]["runner"], "stage": row.stage, "steps": row.value["steps"]}
        for row in SharingRow.objects.for_helper(actor).order_by("pk")
    ]


def readme() -> str:
    """What is in the archive, in plain words, in the language of who takes it along."""
    return gettext(
        "Everything of yours from uncramp\n"
        "\n"
        "files/        The files of your runs, as you gave them. Other programs read them.\n"
        "uncramp.json  Everything else: what you told of yourself, your runs as uncramp read "
        "them, check-ins, cramps, shoes, plans, trials, with whom you share, who looked, your "
        "clubs, and how you read. Any text editor opens it.\n"
        "\n"
        "Times are in UTC, distances in metres, durations in seconds, temperatures in degrees "
        "Celsius.\n"
        "\n"
        "To begin again elsewhere with uncramp, drop the files on its import page.\n"
    )
