"""Every address, by every method, as everybody: what is somebody else's is never told.

One runner's rows are full of canaries. Whoever else asks, whatever they ask and however, no
answer holds one, and not a row of theirs is another afterwards. An address that is new and
names something needs a line in `NAMED`, or the test fails.
"""

import io
import itertools
import json
import re
import threading
import uuid
import zipfile

import numpy as np
import pytest

from addresses import doors
from recording import recorded
from uncramp.activity import fit_writer

CANARY = "xCANARYx"
PASSWORD = "correct horse battery"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
ACTORS = ("visitor", "runner", "owner", "staff")
TOLD = {  # what forms send, so that a POST gets as far as it can
    "answer": "none", "do": "stop", "number": "1", "name": "changed", "note": "changed",
    "race": "yes", "cramp": "no", "muscle": "calf", "side": "left", "onset": "after",
    "grade": "twinge", "retired": "yes", "step": "end", "text": "changed", "words": "changed",
    "key": "sleep", "sleep": "3", "what": "runs", "told": "changed", "as": "pdf",
    "reach": "canary@example.org", "distance": "10km", "time": "1:00:00",
}  # fmt: skip


@pytest.fixture(scope="module")
def cast(sample, tmp_path_factory):
    """Four people, and the keys of everything that belongs to the one with the canaries."""
    from django.conf import settings
    from django.core.cache import cache

    from uncramp.web.account.models import Account

    before = settings.DEMO
    settings.DEMO = False
    cache.clear()
    people = {
        name: _account(f"{name}-{CANARY if name == 'victim' else ''}@example.org", **role)
        for name, role in (
            ("victim", {}),
            ("runner", {}),
            ("owner", {"owner": True}),
            ("staff", {"staff": True}),
        )
    }
    try:
        clients = {name: _signed_in(account) for name, account in people.items()}
        keys = _filled(people["victim"], clients["victim"])
        yield {**clients, "visitor": _client()}, people["victim"], keys
    finally:
        settings.DEMO = before
        Account.objects.filter(pk__in=[one.pk for one in people.values()]).delete()


def _client():
    from django.test import Client

    return Client(headers={"host": "localhost"}, raise_request_exception=False)


def _account(email, **role):
    from django.utils import timezone

    from uncramp.history.runner import Runner
    from uncramp.store import codec
    from uncramp.web.account.models import Account
    from uncramp.web.rows.models import RunnerRow

    runner = RunnerRow.objects.new(value=codec.write(Runner()))
    return Account.objects.create_user(
        email, PASSWORD, runner_id=runner.runner, created_at=timezone.now(), **role
    )


def _signed_in(account):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(account, generate_totp_secret())  # so that nobody stops at the second factor
    client = _client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _filled(victim, client):
    """Rows of every kind, made as their owner would make them."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from uncramp.web.jobs.worker import work
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.models import CrampRow, RunRow, ShoeRow

    actor = Actor(victim.runner_id, victim.pk)
    files = [
        SimpleUploadedFile(f"{CANARY}-{n}.fit", fit_writer.write(recorded(np.full(1500 + n, 2.6))))
        for n in range(2)
    ]
    token = client.post("/import", {"files": files})["Location"].rpartition("/")[2]
    work(threading.Event(), until_empty=True)
    run = RunRow.objects.for_actor(actor).filter(behind=None).values_list("pk", flat=True)[0]
    assert client.post(f"/runs/{run}/edit", {"name": CANARY, "note": CANARY}).status_code == 302
    cramp = str(uuid.uuid4())
    logged = {"token": cramp, "muscle": "calf", "side": "left", "onset": "during", "minute": "20",
              "grade": "had to stop", "run": str(run)}  # fmt: skip
    assert client.post("/cramp", logged).status_code == 302
    shoe = str(uuid.uuid4())
    assert client.post("/shoes/new", {"token": shoe, "name": CANARY}).status_code == 302
    assert CrampRow.objects.for_actor(actor).count() == 1
    assert ShoeRow.objects.for_actor(actor).count() == 1
    return {"token": token, "run": run, "cramp": cramp, "shoe": shoe} | _answers(actor, client)


def _answers(actor, client):
    """A plan that is kept, and somebody who was invited."""
    from uncramp.web.rows.models import RunnerRow

    planned = {"distance": "10km", "time": "1:00:00", "conditions": "none", "medicines": "none"}
    kept = client.post("/next/keep", planned)
    assert kept.status_code == 302, kept.content.decode()
    invited = {"helper": CANARY, "runner": CANARY, "profession": "coach", "what": ["runs"]}
    page = client.post("/sharing", invited).content.decode()
    secret = re.search(r"/sharing/invitation/([\w-]+)", page)[1]
    row = RunnerRow.objects.for_actor(actor).get()
    club = client.post("/clubs/new", {"name": CANARY, "known_as": CANARY})
    assert club.status_code == 302, club.content.decode()
    return {"club": int(re.search(r"/clubs/(\d+)", club["Location"])[1]),
            "plan": int(re.search(r"/plans/(\d+)", kept["Location"])[1]), "secret": secret,
            "sharing": row.sharings.get().pk if hasattr(row, "sharings") else 1,
            "runner": actor.runner}  # fmt: skip


def _named(keys):
    """What stands in an address, for every address that names something of the victim."""
    run, cramp, shoe = keys["run"], keys["cramp"], keys["shoe"]
    return {
        "runs/<int:key>": {"key": run},
        "import/<str:token>": {"token": keys["token"]},
        "cramp/<uuid:token>": {"token": cramp},
        "shoes/<uuid:token>": {"token": shoe},
        "plans/<int:key>": {"key": keys["plan"], "kind": "calendar"},
        "experiments/<int:key>": {"key": 1},
        "sharing/<int:key>": {"key": keys["sharing"]},
        "sharing/set/<int:key>": {"key": 1, "kind": "calendar"},
        "sharing/invitation/<str:secret>": {"secret": "nobodys"},
        "comments/<int:key>/<int:run>": {"key": keys["sharing"], "run": run},
        "people/<int:runner>": {"runner": keys["runner"], "key": run},
        "people/stop/<int:key>": {"key": keys["sharing"]},
        "people/offers/<int:key>": {"key": keys["sharing"]},
        "clubs/<int:key>": {"key": keys["club"]},
        "clubs/join/<str:secret>": {"secret": "nobodys"},
        "join/<str:token>": {"token": "nobodys"},
        "sign-in/confirm/<str:key>": {"key": "nobodys"},
        "account/passkeys/<int:pk>": {"pk": 1},
        "guide/<slug:page>": {"page": "heat"},
        "guide/exercises/<slug:exercise>": {"exercise": "calf-stretch"},
        "inbox/<int:key>": {"key": 1},
        "mail/<int:key>": {"key": 1},
    }


def _addresses(keys):
    """Every address of the app, whole."""
    named = _named(keys)
    for route in doors():
        if route.startswith("^"):  # the link of a letter that sets a password anew
            yield route, "/sign-in/reset/1-nobodys"
        elif "<" not in route:
            yield route, f"/{route}"
        else:
            begin = max(
                (b for b in named if route.removeprefix("de/").startswith(b)), key=len, default=None
            )
            assert begin, f"{route} names something: give it a line in _named"
            filled = route
            for name, value in named[begin].items():
                filled = re.sub(rf"<(\w+:)?{name}>", str(value), filled)
            assert "<" not in filled, f"{route} names something that {begin} does not tell"
            yield route, f"/{filled}"


def _rows(victim):
    """Everything that is kept of the victim, and their account."""
    from django.apps import apps

    from uncramp.web.rows.models import RunnerRow

    found = {}
    for model in apps.get_models():
        fields = {
            f.name
            for f in model._meta.get_fields()
            if getattr(f, "related_model", None) is RunnerRow and f.concrete
        }
        for name in fields:
            from django.db.models import QuerySet

            rows = QuerySet(model).filter(**{name: victim.runner_id}).order_by("pk").values()
            found[model._meta.label] = json.dumps(list(rows), default=str)
    return found


@pytest.mark.parametrize("who", ACTORS)
def test_nobody_else_is_told_anything_or_changes_anything(cast, who):
    clients, victim, keys = cast
    before = _rows(victim)
    told, broken = [], []
    skipped = ("/sign-out", "/account/sessions", "/account/leave")  # they end who goes on asking
    for (route, address), method in itertools.product(_addresses(keys), METHODS):
        if address in skipped and method == "POST":
            continue
        answer = clients[who].generic(
            method, address, _form(), content_type="application/x-www-form-urlencoded"
        )
        body = _body(answer)
        if CANARY.encode() in body or CANARY in str(answer.headers):
            told.append((method, route))
        if answer.status_code >= 500:
            broken.append((method, route, answer.status_code))
        if _is_the_victims(route) and method in {"GET", "POST"}:
            assert answer.status_code in (302, 403, 404, 405), (method, route, answer.status_code)
    assert told == []
    assert [one for one in broken if one[1] != "readyz"] == []
    assert _rows(victim) == before


def _body(answer):
    """All that was said; what is taken along is looked into."""
    body = b"".join(answer) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    return body


def _form():
    from urllib.parse import urlencode

    return urlencode(TOLD)


def _is_the_victims(route):
    own = (
        "runs/<",
        "import/<",
        "cramp/<",
        "shoes/<",
        "plans/<",
        "people/<",
        "sharing/<int",
        "comments/<",
        "clubs/<int",
    )
    return route.startswith(own)


def test_the_canaries_sing_to_their_own_runner(cast):
    """Otherwise the silence above would say nothing."""
    clients, _, keys = cast
    sings = {
        route
        for route, address in _addresses(keys)
        if CANARY.encode() in _body(clients["victim"].get(address))
    }
    assert {"runs", "runs/<int:key>", "shoes", "sharing", "import/<str:token>"} <= sings
    assert {"account/leave/everything.zip", "clubs", "clubs/<int:key>/run"} <= sings
    assert len(sings) >= 8


def test_what_is_foreign_does_not_exist_for_who_is_signed_in(cast):
    clients, _, keys = cast
    for route, address in _addresses(keys):
        if _is_the_victims(route):
            assert clients["runner"].get(address).status_code in (404, 405), route
