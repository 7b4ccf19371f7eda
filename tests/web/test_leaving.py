"""Leaving: everything along in one file, closed at once, back by a sign-in, gone after two weeks."""

import datetime as dt
import io
import json
import re
import tracemalloc
import uuid
import zipfile
from pathlib import Path

import numpy as np
import pytest

from databases import switched_to
from recording import NOW, recorded
from sharing import keep_runs, key_of, offered, person, shared, standing
from uncramp.activity import fit_writer

MARK = "xLEAVERx"
PASSWORD = "x" * 12
LATER = NOW + dt.timedelta(days=14, hours=2)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    moved = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moved["now"])
    return moved


@pytest.fixture
def house(sample, monkeypatch, tmp_path):
    """An installation in a folder of its own, in which nobody is the sample runner."""
    from django.conf import settings
    from django.core.cache import cache

    from uncramp.web.account.models import Account

    cache.clear()
    monkeypatch.setattr(settings, "DEMO", False)
    monkeypatch.setattr(settings, "DATA", tmp_path / "library")
    (tmp_path / "library").mkdir()
    Account.objects.all().delete()
    yield tmp_path / "library"
    Account.objects.all().delete()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, house):
    if request.param == "sqlite":
        yield house
        return
    with switched_to(request.getfixturevalue("postgresql_tables")):
        yield house


def house_job():
    from uncramp.web.account.leaving_jobs import forget_who_left

    return forget_who_left.func()


def everything():
    """Every row of every table: by table and key."""
    from django.apps import apps
    from django.db.models import QuerySet

    return {
        model._meta.label: {
            row[model._meta.pk.attname]: json.dumps(row, default=str, sort_keys=True)
            for row in QuerySet(model).values()
        }
        for model in apps.get_models()
    }


def with_mark():
    """The tables in which the person stands, by their mark."""
    return {label for label, rows in everything().items() if any(MARK in r for r in rows.values())}


def files_of(house):
    return {str(p.relative_to(house)): p.read_bytes() for p in house.rglob("*") if p.is_file()}


def filled(who, mark, helper):
    """Something of every kind, made on the pages."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from uncramp.web.mail.outbox import hand_in, send_due
    from uncramp.web.mail.setting import folder
    from uncramp.web.rows.models import RunRow

    run = fit_writer.write(recorded(np.full(1500 + len(mark), 2.6)))
    given = who.post("/import", {"files": [SimpleUploadedFile(f"{mark}.fit", run)]})
    _imported(who, given["Location"].rpartition("/")[2])
    left = [SimpleUploadedFile(f"{mark}-late.fit", run + mark.encode())]
    assert who.post("/import", {"files": left}).status_code == 302  # waits for a worker
    (key,) = RunRow.objects.for_actor(who.actor).values_list("pk", flat=True)
    assert who.post(f"/runs/{key}/edit", {"name": mark, "note": mark}).status_code == 302
    cramp = {"token": str(uuid.uuid4()), "muscle": "calf", "side": "left", "onset": "during",
             "minute": "20", "grade": "had to stop", "run": str(key)}  # fmt: skip
    assert who.post("/cramp", cramp).status_code == 302
    shoe = {"token": str(uuid.uuid4()), "name": mark}
    assert who.post("/shoes/new", shoe).status_code == 302
    planned = {"distance": "10km", "time": "1:00:00", "conditions": "none", "medicines": "none"}
    assert who.post("/next/keep", planned).status_code == 302
    offered(who, to=mark, known_as=mark, mail=f"{mark}-coach@example.org")
    link = offered(who, known_as=mark)
    assert helper.post(link, {"step": "accept"}).status_code == 302
    assert who.post(f"/sharing/{standing(who).pk}/step", {"step": "confirm"}).status_code == 302
    said = helper.post(f"/people/{who.actor.runner}/runs/{key}/say", {"text": f"of {mark}"})
    assert said.status_code == 302
    assert who.post("/clubs/new", {"name": mark, "known_as": mark}).status_code == 302
    address = f"{mark}@example.org"
    hand_in(f"of {mark}", to=address, subject=mark, body=mark, now=NOW, reply_to="")
    send_due(folder(), lambda: NOW)
    who.get("/account")  # a session that is known


def _imported(who, token):
    """This import alone is worked on; those of others wait."""
    from uncramp.web.diary.importing import import_batch
    from uncramp.web.jobs.models import JobRow

    done = import_batch.func(who.actor.runner, token)
    JobRow.objects.filter(arguments__0__1=token).update(state="done", key=None, result=done)


def gone_wrong(before, after):
    """Rows that were there before the person came, and are gone or others now."""
    ours = {"sessions.Session", "usersessions.UserSession"}
    return {
        (label, key)
        for label, rows in before.items()
        if label not in ours
        for key, row in rows.items()
        if after[label].get(key) != row
    }


@pytest.mark.database
def test_nothing_of_who_left_is_left_and_nothing_of_anybody_else_is_touched(database, clock):
    from django.db import connection

    friend = person("friend@example.org")
    filled(friend, "xFRIENDx", person("moser@example.org"))
    before = everything()
    leaver, helper = person(f"{MARK}@example.org"), person("helper@example.org")
    _proved(leaver)
    filled(leaver, MARK, helper)
    shared(friend, leaver, mail=f"{MARK}@example.org")  # they help as well
    theirs = _worked_at_the_desk(leaver)
    _asked_once(leaver)
    assert {"rows.RunRow", "rows.SharingRow", "rows.MemberRow", "mail.MailRow",
            "people.Account", "rows.OriginRow", "coach.RequestRow"} <= with_mark()  # fmt: skip
    assert any(f"{MARK}-late.fit" in name for name in files_of(database))
    assert imports_of(leaver) == 2
    assert leaver.post("/account/leave").status_code == 302
    clock["now"] = LATER
    assert house_job()["gone"] == 1
    after = everything()
    assert with_mark() == set()
    assert imports_of(leaver) == 0
    theirs.refresh_from_db()
    assert (theirs.assigned, theirs.value) == (None, {"name": "Somebody"})
    assert [note.words for note in theirs.notes.all()] == ["–, friend@example.org"]
    assert gone_wrong(before, after) == set()
    there = files_of(database)
    assert [name for name, data in there.items() if MARK in name or MARK.encode() in data] == []
    assert not (database / "shelf" / f"runner-{leaver.actor.runner}").exists()
    assert (database / "shelf" / f"runner-{friend.actor.runner}").exists()
    assert any("xFRIENDx" in name for name in there)  # an upload that still waits
    if connection.vendor == "sqlite":
        for file in Path(connection.settings_dict["NAME"]).parent.glob("uncramp.sqlite3*"):
            assert MARK.encode() not in file.read_bytes(), file.name
    assert friend.get("/runs").status_code == 200
    assert house_job()["gone"] == 0


def imports_of(who):
    from uncramp.web.jobs.models import JobRow

    mine = JobRow.objects.filter(arguments__0__0=who.actor.runner)
    return mine.filter(task__endswith="import_batch").count()


def _proved(who):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(
        user_id=who.actor.account, email=f"{MARK}@example.org", verified=True, primary=True
    )


def _asked_once(leaver):
    """Somebody wrote from that address on the public form, before they had an account."""
    from uncramp.web.coach.models import RequestRow

    RequestRow.objects.create(
        value={"name": MARK, "reach": f"{MARK}@example.org", "words": MARK},
        same=f"{MARK}@example.org".casefold(),
        level="none",
        promised=False,
        came_at=NOW,
        came_house=NOW,
        account=leaver.actor.account,
    )


def _worked_at_the_desk(leaver):
    """They answered a request of somebody else's, were told of it, and have hours on duty."""
    from uncramp.web.coach.models import NoteRow, RequestRow, ShiftRow
    from uncramp.web.mail.outbox import hand_in, send_due
    from uncramp.web.mail.setting import folder

    address, account = f"{MARK}@example.org", leaver.actor.account
    row = RequestRow.objects.create(
        value={"name": "Somebody"},
        same="somebody@example.org",
        level="none",
        promised=False,
        came_at=NOW,
        came_house=NOW,
        assigned=account,
    )
    told = f"{address}, friend@example.org"
    NoteRow.objects.create(request=row, kind="step", by=account, at=NOW, words=told)
    shift = {"name": MARK, "address": address, "begins": "08:00", "ends": "20:00",
             "zone": "Europe/Berlin", "weekdays": [0]}  # fmt: skip
    ShiftRow.objects.create(value=shift)
    hand_in("theirs", to="somebody@example.org", subject="s", body="b", now=NOW, reply_to=address)
    send_due(folder(), lambda: NOW)
    return row


def test_what_others_wrote_from_an_address_that_was_only_typed_stays(house, clock):
    from uncramp.web.coach.models import RequestRow

    typed = person(f"{MARK}@example.org")
    row = RequestRow.objects.create(
        value={"name": MARK},
        same=f"{MARK}@example.org".casefold(),
        level="none",
        promised=True,
        came_at=NOW,
        came_house=NOW,
    )
    typed.post("/account/leave")
    clock["now"] = LATER
    assert house_job()["gone"] == 1
    row.refresh_from_db()
    assert row.value == {"name": MARK}
    row.delete()


def test_it_is_closed_at_once_everywhere(house):
    anna, moser = person("anna@example.org"), person("moser@example.org")
    keep_runs(anna, (2,))
    shared(anna, moser)
    page = f"/people/{anna.actor.runner}"
    assert moser.get(page).status_code == 200
    from django.test import Client

    from uncramp.web.account.models import Account

    phone = Client(headers={"host": "localhost"})
    phone.force_login(Account.objects.get(pk=anna.actor.account))
    assert phone.get("/runs").status_code == 200
    assert anna.post("/account/leave")["Location"] == "/welcome"
    last = NOW + dt.timedelta(days=14)
    assert f"Until {last:%-d %B %Y} signing in" in anna.get("/welcome").content.decode()
    assert phone.get("/runs")["Location"] == "/sign-in?next=/runs"
    assert anna.get("/runs")["Location"] == "/sign-in?next=/runs"
    assert moser.get(page).status_code == 404
    assert moser.get(f"{page}/runs/{key_of(anna, 2)}").status_code == 404
    assert "Anna" not in moser.get("/people").content.decode()


def signed_in_again(email):
    from django.test import Client

    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in", {"login": email, "password": PASSWORD})
    return browser


def test_signing_in_within_two_weeks_brings_everything_back(house, clock):
    anna, moser = person("anna@example.org", second_factor=False), person("moser@example.org")
    keep_runs(anna, (2,))
    shared(anna, moser)
    before = files_of(house)
    anna.post("/account/leave")
    clock["now"] = NOW + dt.timedelta(days=13)
    assert house_job()["gone"] == 0
    browser = signed_in_again("anna@example.org")
    assert "Welcome back" in browser.get("/runs").content.decode()
    assert moser.get(f"/people/{anna.actor.runner}").status_code == 200
    assert files_of(house) == before
    clock["now"] = LATER
    assert house_job()["gone"] == 0


def test_after_two_weeks_nobody_comes_back_even_before_the_house_came_round(house, clock):
    anna = person("anna@example.org", second_factor=False)
    anna.post("/account/leave")
    clock["now"] = NOW + dt.timedelta(days=14, minutes=1)
    assert signed_in_again("anna@example.org").get("/runs").status_code == 302
    assert house_job()["gone"] == 0  # two clocks may differ
    clock["now"] = LATER
    assert house_job()["gone"] == 1


def test_a_password_alone_does_not_undo_it_where_there_is_a_second_factor(house):
    from uncramp.web.policies.leaving import is_closed

    anna = person("anna@example.org")
    anna.post("/account/leave")
    signed_in_again("anna@example.org")
    assert is_closed(anna.actor)


def test_the_only_owner_of_the_installation_cannot_leave(house):
    from uncramp.web.account.models import Account

    chief, second = person("chief@example.org"), person("second@example.org")
    Account.objects.filter(pk=chief.actor.account).update(owner=True)
    assert "only owner" in chief.get("/account/leave").content.decode()
    assert chief.post("/account/leave").status_code == 409
    assert chief.get("/runs").status_code == 200
    Account.objects.filter(pk=second.actor.account).update(owner=True)
    assert chief.post("/account/leave").status_code == 302
    assert second.post("/account/leave").status_code == 409  # the other one is on the way out


def test_the_library_of_the_terminal_goes_to_nobody_else(house, clock):
    """The first runner's row stays, empty, or the watch folder would feed another runner."""
    from uncramp.web.rows.library import RowLibrary, owner

    first = person("first@example.org", runner=owner().runner)
    RowLibrary(first.actor).keep_runner(RowLibrary(first.actor).runner())
    from django.db import connection, transaction

    from uncramp.web.account.leaving_jobs import forget
    from uncramp.web.account.models import Account

    assert connection.vendor == "sqlite"
    with transaction.atomic():  # the sample runner of the other tests is brought back
        forget(Account.objects.get(pk=first.actor.account), NOW)
        assert owner().runner == first.actor.runner
        assert list(RowLibrary(owner()).recordings()) == []
        transaction.set_rollback(True)


def test_the_last_owner_of_a_club_hands_it_over_first(house):
    chief, anna = person("chief@example.org"), person("anna@example.org")
    made = chief.post("/clubs/new", {"name": "Lake Runners", "known_as": "Chief"})
    run = made["Location"]
    page = chief.post(run, {"do": "invite", "people": "Anna"}).content.decode()
    anna.post(re.search(r"/clubs/join/[\w-]+", page)[0], {"name": "Anna"})
    assert chief.post("/account/leave").status_code == 409
    assert "Lake Runners" in chief.get("/account/leave").content.decode()
    assert anna.post("/account/leave").status_code == 302  # a member may
    assert chief.post("/account/leave").status_code == 302  # and then nobody else is in it


def taken_along(who):
    answer = who.get("/account/leave/everything.zip")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_everything_of_ones_own_is_in_the_file(house):
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    anna, moser = person("anna@example.org"), person("moser@example.org")
    filled(anna, "Anna", moser)
    shared(moser, anna, known_as="Dr Moser")
    archive = taken_along(anna)
    assert archive.testzip() is None
    assert archive.namelist() == ["README.txt", "files/Anna.fit", "uncramp.json"]
    (digest,) = shelf_of(house, anna.actor).digests()
    assert archive.read("files/Anna.fit") == shelf_of(house, anna.actor).get(digest)
    told = json.loads(archive.read("uncramp.json"))
    assert told["runs"][0]["file"] == "files/Anna.fit"
    assert told["runs"][0]["note"] == "Anna"
    assert [len(told[name]) for name in ("cramps", "shoes", "plans", "sharings", "clubs")] == [
        1, 1, 1, 2, 1,
    ]  # fmt: skip
    assert told["said_of_your_runs"][0]["text"] == "of Anna"
    assert told["sharings_with_you"][0]["runner"] == "Dr Moser"
    assert told["account"]["email"] == "anna@example.org"
    assert told["preferences"]["units"] == "metric"
    assert told["runner"] == json.loads(json.dumps(RowLibrary(anna.actor).runner().model_dump()))
    assert told["files_not_found"] == []
    assert b"import page" in archive.read("README.txt")


def test_two_files_of_one_name_are_both_there_and_a_lost_one_is_named(house):
    from uncramp.actions.import_runs import import_runs
    from uncramp.store.given import GivenFile
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    anna = person("anna@example.org")
    library, shelf = RowLibrary(anna.actor), shelf_of(house, anna.actor)
    runs = [fit_writer.write(recorded(np.full(1500 + n, 2.6 + n / 10))) for n in range(3)]
    names = ("a/run.fit", "../Run.fit", "lost.fit")
    files = [GivenFile(name, data) for name, data in zip(names, runs, strict=True)]
    import_runs(files, library=library, shelf=shelf, now=NOW)
    lost = next(d for d in shelf.digests() if shelf.get(d) == runs[2])
    shelf.remove(lost)
    archive = taken_along(anna)
    assert {n.casefold() for n in archive.namelist()} == {
        "readme.txt", "files/run.fit", "files/2-run.fit", "uncramp.json",
    }  # fmt: skip
    assert {archive.read(n) for n in archive.namelist() if "run.fit" in n.casefold()} == {*runs[:2]}
    assert json.loads(archive.read("uncramp.json"))["files_not_found"] == ["files/lost.fit"]


def test_the_file_is_made_while_it_is_sent(house):
    """Never more than one original at a time is in memory, however many there are."""
    from uncramp.actions.take_along import take_along
    from uncramp.store.library import MemoryLibrary

    class ManyFiles:
        def has(self, digest):
            return True

        def get(self, digest):
            return np.random.default_rng(int(digest)).bytes(1_000_000)

    class ManyRuns(MemoryLibrary):
        def recordings(self):
            return runs

        def origins(self, digest):
            return []

    anna = person("anna@example.org")
    one = keep_runs(anna, (2,)).recordings()[0]
    from dataclasses import replace

    runs = [replace(one, digest=str(n)) for n in range(60)]
    tracemalloc.start()
    sent = sum(
        len(piece)
        for piece in take_along(ManyRuns(), shelf=ManyFiles(), beside={}, readme="", now=NOW)
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent > 60_000_000
    assert peak < 12_000_000
