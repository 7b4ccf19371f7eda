"""The report of an import: every file's fate, however often the import was broken off."""

import csv
import datetime as dt
import io
import itertools
import re
import zipfile

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from importing import work
from recording import NOW, recorded
from uncramp.activity import fit_writer

RUNS = 40  # more than two transactions of files


@pytest.fixture
def client(newcomer):
    return newcomer


def export(count=RUNS, **others):
    """A ZIP of `count` runs and of what else is named, with folders in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for day in range(count):
            archive.writestr(f"activities/{day}.fit", run(day))
        for name, data in others.items():
            archive.writestr(name.replace("_", "."), data)
    return packed.getvalue()


def run(day=0):
    began = NOW - dt.timedelta(days=60 + day)
    return fit_writer.write(recorded(np.full(600 + 7 * day, 2.5 + day / 100), started_at=began))


def ride():
    return fit_writer.write(recorded(np.full(600, 8.0), sport="cycling"))


def drop(client, *files):
    files = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/import", {"files": files}).url


def fates(client, address):
    """The fate of every file, as the table tells."""
    text = client.get(f"{address}/files.csv").content.decode("utf-8-sig")
    return {name: fate for name, fate, _ in list(csv.reader(io.StringIO(text)))[1:]}


def counted(page):
    """The number of every list, by its name."""
    found = re.findall(r"<summary><span>(.*?)</span> <strong>(\d+)</strong>", page)
    return {name: int(count) for name, count in found}


@pytest.mark.parametrize("cut", [1, 16, 17, 33, RUNS])
def test_the_report_of_an_import_that_was_broken_off_is_that_of_the_whole(client, monkeypatch, cut):
    from uncramp.web.diary import import_notes
    from uncramp.web.jobs.worker import Stopped

    told = []

    def report(**progress):
        told.append(progress)
        if len(told) in (cut, cut + 9):
            raise Stopped

    monkeypatch.setattr(import_notes, "report", report)
    address = drop(client, ("export.zip", export()), ("notes.txt", b"hello"))
    assert work() == 3
    page = client.get(address).content.decode()
    assert f"{RUNS} new runs" in page
    assert counted(page) == {"With a new run": RUNS, "Could not be read": 1}
    assert set(fates(client, address).values()) == {"With a new run", "Could not be read"}
    assert told[-1]["done"] == told[-1]["of"] == RUNS + 1
    assert all(a["done"] <= b["done"] for a, b in itertools.pairwise(told))


def test_killed_before_the_last_word_nothing_is_told_anew(client, monkeypatch):
    from uncramp.web.diary import importing
    from uncramp.web.jobs.worker import Stopped

    cuts = iter([True, False])

    def cut(actor):
        if next(cuts):
            raise Stopped

    monkeypatch.setattr(importing, "ask_for_weather", cut)
    address = drop(client, ("export.zip", export(3, readme_txt="hello")))
    assert work() == 2
    page = client.get(address).content.decode()
    assert counted(page) == {"With a new run": 3}
    assert "1 other file in the archives" in page


def test_a_run_and_its_fate_are_kept_together_or_neither(client, monkeypatch):
    from django.db import DatabaseError

    from uncramp.web.diary.import_notes import Ledger
    from uncramp.web.jobs.models import NoteRow
    from uncramp.web.rows.library import RowLibrary

    plain = Ledger.kept

    def cut(ledger, files):
        plain(ledger, files)
        raise DatabaseError("the machine goes down here")

    address = drop(client, ("run.fit", run()))
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "kept", cut)
        work()
    assert RowLibrary(client.actor).recordings() == []
    assert not NoteRow.objects.filter(kind="fates").exists()
    again(address)
    assert "1 new run<" in client.get(address).content.decode()


def again(address):
    """The job that failed is due now."""
    from django.db.models.functions import Now

    from uncramp.web.jobs.models import JobRow

    JobRow.objects.filter(arguments__0__1=address.rpartition("/")[2]).update(run_after=Now())
    assert work() == 1


def test_every_file_is_named_with_its_fate_and_the_reason(client):
    given = {"morning.fit": run(1), "copy.fit": run(1), "notes.txt": b"hello", "ride.fit": ride()}
    address = drop(client, *given.items())
    work()
    page = client.get(address).content.decode()
    assert counted(page) == {
        "With a new run": 1, "Known already": 1, "Could not be read": 1, "No runs": 1
    }  # fmt: skip
    assert re.search(r'<a href="/runs/\d+">morning.fit</a>', page)
    assert "<strong>ride.fit</strong>: The file says that this is cycling" in page
    assert "4 files looked at" in page
    assert set(fates(client, address)) == set(given)


def test_what_was_no_run_before_says_why_again(client):
    for name in ("ride.fit", "again.fit"):
        address = drop(client, (name, ride()))
        work()
    page = client.get(address).content.decode()
    assert "<strong>again.fit</strong>: The file says that this is cycling" in page


def test_a_reader_of_german_reads_the_reasons_in_german(client):
    address = drop(client, ("fahrt.fit", ride()), ("watch.fit", run(3)), ("phone.fit", phone(3)))
    work()
    client.cookies["django_language"] = "de"
    page = client.get(address).content.decode()
    assert "Laut Datei ist das Radfahren, nicht Laufen" in page
    assert "geführt von der neuen" in page or "geführt von der früheren" in page
    assert not re.search("the file|this is|January|the (new|earlier) one", page)


def phone(day):
    began = NOW - dt.timedelta(days=60 + day)
    return fit_writer.write(recorded(np.full(603 + 7 * day, 2.5 + day / 100), started_at=began))


def test_a_large_import_is_folded_and_the_table_has_it_all(client):
    from uncramp.web.diary.import_shown import MOST

    address = drop(client, ("export.zip", export(MOST + 5)))
    work()
    page = client.get(address).content.decode()
    assert counted(page) == {"With a new run": MOST + 5}
    assert page.count("activities/") == MOST
    assert "and 5 more files" in page
    assert len(fates(client, address)) == MOST + 5


def test_what_is_passed_over_in_an_archive_is_counted_apart(client):
    address = drop(client, ("export.zip", export(2, photo_jpg="x", settings_fit=settings())))
    work()
    page = client.get(address).content.decode()
    told = client.get(f"{address}/progress").json()
    assert (told["done"], told["of"]) == (2, 2)
    assert "2 files looked at" in page
    assert "2 other files in the archives are no activity files" in page


def settings():
    """The beginning of a FIT file of the kind "settings"."""
    body = bytes([0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 2])
    return (
        bytes([12, 16])
        + (100).to_bytes(2, "little")
        + len(body).to_bytes(4, "little")
        + (b".FIT" + body + b"\0\0")
    )


def test_an_import_of_an_earlier_edition_still_shows_its_report(client):
    from uncramp.web.jobs.models import JobRow, NoteRow

    address = drop(client, ("run.fit", run()))
    work()
    NoteRow.objects.all().delete()
    old = {"files": 9, "imported": 7, "runs": 7, "duplicates": 1, "not_runs": 0, "others": 0,
           "refused": [{"name": "old.txt", "reason": "it is a text"}], "salvaged": [],
           "merged": [], "notes": []}  # fmt: skip
    JobRow.objects.filter(arguments__0__1=address.rpartition("/")[2]).update(result=old)
    page = client.get(address).content.decode()
    assert "7 new runs" in page
    assert "9 files looked at" in page
    assert "<strong>old.txt</strong>: it is a text" in page


@pytest.mark.parametrize("days", [1, 60])
def test_the_finished_report_leads_on(client, days):
    began = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    address = drop(client, ("run.fit", fit_writer.write(recorded([2.5] * 600, started_at=began))))
    work()
    page = client.get(address).content.decode()
    assert '<a class="button" href="/runs">' in page
    assert ('<a class="button" href="/check-in">' in page) is (days == 1)


def test_the_list_of_imports_says_when_and_what(client):
    drop(client, ("morning.fit", run(1)), ("evening.fit", run(2)), ("night.fit", run(3)))
    page = client.get("/import").content.decode()
    assert re.search(r"20\d\d, \d\d:\d\d · morning.fit and 2 more</a>", page)


def test_a_stopped_import_says_what_it_found(client, monkeypatch):
    from uncramp.web.diary import import_notes
    from uncramp.web.jobs import worker

    def report(**progress):
        if progress["done"] >= 16:
            client.post(address, {"do": "stop"})
        worker.report(**progress)

    monkeypatch.setattr(import_notes, "report", report)
    address = drop(client, ("export.zip", export()))
    work()
    page = client.get(address).content.decode()
    assert "16 files were read" in page
    assert counted(page) == {"With a new run": 16}
    monkeypatch.undo()


def test_a_name_that_looks_like_a_formula_is_none_in_the_table(client):
    address = drop(client, ("=1+1.txt", b"hello"))
    work()
    assert set(fates(client, address)) == {"'=1+1.txt"}


def test_a_refusal_is_a_sentence_to_a_script(client):
    answer = client.post("/import", {}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert "No file came" in answer.json()["message"]
