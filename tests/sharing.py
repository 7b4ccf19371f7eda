"""Runners and people who help them, with accounts, for tests of sharing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

import numpy as np

from databases import new_runner
from recording import NOW, recorded
from uncramp.activity import fit_writer
from uncramp.history.episode import Episode
from uncramp.history.run import Label

HOME = 46.948, 7.447  # degrees north and east


@dataclass
class Person:
    """Somebody signed in: their runner, their account, and their browser."""

    actor: object
    browser: object

    def get(self, path):
        return self.browser.get(path)

    def post(self, path, sent=None):
        return self.browser.post(path, sent or {})


def person(email, *, second_factor=True, runner=None) -> Person:
    """A runner with an account, signed in; a new one unless the key of one is given."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from uncramp.web.account.models import Account
    from uncramp.web.rows.actor import Actor

    runner = runner or new_runner().runner
    Account.objects.filter(email=email).delete()
    account = Account.objects.create_user(email, "x" * 12, runner_id=runner, created_at=NOW)
    if second_factor:
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    browser = Client(headers={"host": "localhost"})
    browser.force_login(account)
    return Person(Actor(runner, account.pk), browser)


def a_run(day, *, minutes=20, cramp=None):
    """A FIT file of a run eastward from home and back, `day` days ago."""
    seconds = 60 * minutes
    out = np.minimum(np.arange(seconds + 1.0), seconds - np.arange(seconds + 1.0)) * 3.0
    east = HOME[1] + out / (111_195 * np.cos(np.radians(HOME[0])))
    started_at = NOW - dt.timedelta(days=day)
    speed = 3 + 0.1 * np.sin(np.arange(seconds) / (40 + day))
    return fit_writer.write(
        recorded(speed, started_at=started_at, latitude=HOME[0], longitude=east, heart_rate=150.0)
    )


def keep_runs(who, days, *, cramped=()):
    """Import runs of so many days ago; those of `cramped` days ended in a cramp of the calf."""
    from django.conf import settings

    from uncramp.actions.import_runs import import_runs
    from uncramp.store.given import GivenFile
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    library = RowLibrary(who.actor)
    files = [GivenFile(f"day-{day}.fit", a_run(day)) for day in days]
    import_runs(files, library=library, shelf=shelf_of(settings.DATA, who.actor), now=NOW)
    for kept in library.kept_runs():
        day = (NOW - kept.run.summary.started_at).days
        label = Label.YES if day in cramped else Label.NO
        episode = Episode(muscle="calf", side="left", onset="during", minute=15, severity=6)
        library.replace_run(
            replace(
                kept,
                run=replace(kept.run, label=label),
                episode=episode if day in cramped else None,
                answered_at=kept.run.summary.started_at + dt.timedelta(hours=1),
                name=f"Loop {day}",
                note="my secret hill",
            )
        )
    return library


def key_of(who, day):
    """The key of the row of the run of so many days ago."""
    from uncramp.web.rows.models import RunRow

    return RunRow.objects.for_actor(who.actor).get(started_at=NOW - dt.timedelta(days=day)).pk


def offered(runner, *, what=("runs", "cramps"), to="Dr Moser", known_as="Anna", **more) -> str:
    """The address of an invitation the runner made on the page."""
    sent = {"helper": to, "runner": known_as, "profession": "physiotherapist", "what": what}
    answer = runner.post("/sharing", sent | more)
    assert answer.status_code == 200, answer.content.decode()
    return re.search(r'value="https?://[^/]+(/sharing/invitation/[^"]+)"', answer.content.decode())[
        1
    ]


def standing(runner):
    """The latest sharing of a runner."""
    from uncramp.web.rows.sharing import SharingRow

    return SharingRow.objects.for_actor(runner.actor).order_by("-pk").first()


def step(runner, name):
    """The runner takes a step on the latest sharing."""
    return runner.post(f"/sharing/{standing(runner).pk}/step", {"step": name})


def shared(runner, helper, **more):
    """Invite, accept, confirm; each on its page."""
    link = offered(runner, **more)
    assert helper.post(link, {"step": "accept"}).status_code == 302
    assert step(runner, "confirm").status_code == 302
    return standing(runner).pk


def keep_plan_of(who, starts_at, **asked):
    """Keep a plan that was made two days before it starts."""
    from uncramp.actions.forecast_run import PlannedRun
    from uncramp.actions.keep_plan import keep_plan
    from uncramp.actions.plan_next_run import plan_next_run
    from uncramp.actions.told import told
    from uncramp.store import codec
    from uncramp.store.library import MemoryLibrary
    from uncramp.web.rows.models import RunnerRow

    pairs = ["temperature=24", "race=yes", "conditions=none", "medicines=none"]
    planned = plan_next_run(
        PlannedRun(**{"distance": "42.2 km", "time": "3:30:00"} | asked),
        library=MemoryLibrary(),
        told=told(pairs),
        now=starts_at - dt.timedelta(days=2),
    )
    made_at = starts_at - dt.timedelta(days=2)
    plan = keep_plan(planned, starts_at=starts_at, made_at=made_at)
    runner = RunnerRow.objects.for_actor(who.actor).get()
    runner.plans.create(made_at=made_at, value=codec.write(plan))
    return plan
