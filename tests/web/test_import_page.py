"""The import page: dropped files become runs, whoever stops in between."""

import re

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from databases import new_runner
from importing import work
from recording import recorded
from uncramp.activity import fit_writer
from weather_service import weather_service


@pytest.fixture
def client(newcomer):
    return newcomer


def drop(client, *files, **more):
    return client.post("/import", {"files": [SimpleUploadedFile(*file) for file in files], **more})


def runs_of(client):
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary(client.actor).kept_runs()


def kept(client):
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary(client.actor).recordings()


def test_a_dropped_file_becomes_a_run(client, run_file):
    answer = drop(client, ("run.fit", run_file.read_bytes()), ("notes.txt", b"hello"))
    page = client.get(answer.url).content.decode()
    assert "Reading your runs" in page
    work()
    page = client.get(answer.url).content.decode()
    assert "1 new run" in page
    assert "<strong>notes.txt</strong>" in page
    assert len(kept(client)) == 1


def test_two_files_of_one_name_do_not_meet(client, run_file):
    data = run_file.read_bytes()
    answer = drop(client, ("run.fit", data), ("run.fit", b"not a run"))
    work()
    page = client.get(answer.url).content.decode()
    assert "1 new run" in page
    assert page.count("<strong>run.fit</strong>") == 1  # the one that could not be read
    assert page.count(">run.fit</a>: ") == 0  # the other leads to its run
    assert page.count(">run.fit</a>") == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.fit", "..\\..\\run.fit", "a\x00b.fit", "....", ""]
)
def test_no_name_leads_out_of_its_folder(tmp_path, name):
    from uncramp.web.diary.batches import Batch

    batch = Batch(tmp_path)
    file = SimpleUploadedFile("x", b"data")
    file._name = name
    batch.add([file])
    (found,) = batch.files()
    assert found.parent.parent == tmp_path / batch.token
    assert found.read_bytes() == b"data"
    batch.forget()
    assert list(tmp_path.iterdir()) == []


def test_portions_of_one_drop_are_one_import(client, run_file):
    first = drop(client, ("one.txt", b"one"), more="yes").json()
    assert work() == 0
    answer = drop(client, ("run.fit", run_file.read_bytes()), batch=first["batch"])
    work()
    page = client.get(answer.url).content.decode()
    assert "<strong>one.txt</strong>" in page
    assert "1 new run" in page


def test_a_stopped_import_goes_on_where_it_was(client, run_file):
    answer = drop(client, ("run.fit", run_file.read_bytes()))
    client.post(answer.url, {"do": "stop"})
    work()
    assert "Go on" in client.get(answer.url).content.decode()
    assert kept(client) == []
    client.post(answer.url, {"do": "go on"})
    work()
    assert "1 new run" in client.get(answer.url).content.decode()
    assert len(kept(client)) == 1


def test_dropped_again_it_is_known(client, run_file):
    for _ in range(2):
        answer = drop(client, ("run.fit", run_file.read_bytes()))
        work()
    page = client.get(answer.url).content.decode()
    assert "0 new runs" in page
    assert len(kept(client)) == 1


def test_the_script_hears_how_far_it_is_what_was_found_and_why_not(client, run_file):
    answer = drop(client, ("run.fit", run_file.read_bytes()), ("notes.txt", b"hello"))
    told = client.get(f"{answer.url}/progress").json()
    assert (told["under_way"], told["done"], told["of"]) == (True, 0, 0)
    work()
    told = client.get(f"{answer.url}/progress").json()
    assert (told["under_way"], told["done"], told["of"]) == (False, 2, 2)
    assert told["found"] == {"new": 1, "twice": 0, "known": 0, "not_a_run": 0, "refused": 1}
    assert told["refused"][0]["name"] == "notes.txt"
    assert told["refused"][0]["said"].endswith(".")


def test_anothers_import_is_not_there(client, run_file, monkeypatch):
    answer = drop(client, ("run.fit", run_file.read_bytes()))
    from uncramp.web.policies import doors

    other = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: other)
    for address in (answer.url, f"{answer.url}/progress"):
        assert client.get(address).status_code == 404
    assert client.post(answer.url, {"do": "stop"}).status_code == 404
    assert answer.url not in client.get("/import").content.decode()


def test_a_visitor_from_elsewhere_imports_nothing(sample):
    from django.test import Client

    far = Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")
    assert drop(far, ("run.fit", b"x")).status_code == 403
    assert far.get("/import")["Location"] == "/sign-in?next=/import"


def test_nothing_dropped_is_said(client):
    answer = client.post("/import", {})
    assert answer.status_code == 422
    assert "No file came" in answer.content.decode()


def test_a_batch_that_is_none_is_refused(client, run_file):
    answer = drop(client, ("run.fit", run_file.read_bytes()), batch="../shelf")
    assert answer.status_code in {404, 422}
    assert work() == 0


def recorded_twice(client, run_file):
    """The keys of the recordings of a watch and a phone, the one that leads first."""
    speed = np.r_[np.full(5400, 3.0), np.full(1800, 2.55)]
    phone = fit_writer.write(recorded(speed))
    drop(client, ("watch.fit", run_file.read_bytes()), ("phone.fit", phone))
    work()
    page = client.get("/duplicates").content.decode()
    (behind,) = re.findall(r'name="behind" value="(\d+)"', page)
    (leading,) = re.findall(r'href="/runs/(\d+)"', page)
    return leading, behind


def test_what_was_recorded_twice_is_shown_with_both_recordings(client, run_file):
    leading, _ = recorded_twice(client, run_file)
    page = client.get("/duplicates").content.decode()
    assert page.count("watch.fit") == page.count("phone.fit") == 1
    assert page.count("20.79 km · 2:00:00") == 2
    assert client.get(f"/runs/{leading}").status_code == 200


def test_what_is_no_pair_is_parted_and_paired_again(client, run_file):
    leading, behind = recorded_twice(client, run_file)
    answer = client.post("/duplicates/part", {"behind": behind})
    page = client.get(answer.url).content.decode()
    assert "No run was recorded twice" in page
    assert "Undo" in page
    assert {leading, behind} <= set(re.findall(r'href="/runs/(\d+)"', page))
    assert client.post("/duplicates/part", {"behind": behind}).status_code == 422
    assert "pair them again" in client.get("/duplicates").content.decode()  # days later, too
    answer = client.post("/duplicates/pair", {"leading": leading, "behind": behind})
    assert "They stand as one run again" in client.get(answer.url).content.decode()
    assert len(runs_of(client)) == 1
    assert (
        client.post("/duplicates/pair", {"leading": leading, "behind": behind}).status_code == 422
    )
    assert client.post("/duplicates/part", {"behind": "9999999"}).status_code == 404


@pytest.mark.parametrize("on", [False, True])
def test_the_weather_is_looked_up_only_where_it_is_turned_on(client, on):
    from django.test import override_settings

    with weather_service() as service:
        with override_settings(WEATHER=on, WEATHER_ADDRESS=service.address):
            placed = recorded(np.full(1800, 3.0), latitude=47.37, longitude=8.54)
            drop(client, ("run.fit", fit_writer.write(placed)))
            work()
    (run,) = kept(client)
    assert (run.run.weather is not None) is on
    assert bool(service.asked) is on
