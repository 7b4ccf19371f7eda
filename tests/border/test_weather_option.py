"""Looking up the weather from the terminal: off unless asked for, and never in the way."""

import json
import os
import subprocess
import sys

import pytest

from commands import uncramp
from weather_service import weather_service
from xml_samples import steady, tcx_of

NOWHERE = "http://127.0.0.1:9/v1/archive"  # the discard port: nobody listens


@pytest.fixture
def run_file(tmp_path):
    path = tmp_path / "morning.tcx"
    path.write_bytes(tcx_of(steady(540, every=10.0)))
    return path


@pytest.fixture
def service(monkeypatch):
    with weather_service() as made:
        monkeypatch.setenv("UNCRAMP_WEATHER_ADDRESS", made.address)
        yield made


def heat(document):
    return next(e for e in document["exposures"] if e["name"] == "heat")


def test_an_address_alone_asks_nobody(service, run_file):
    done = uncramp("exposures", run_file, "--json")
    assert (done.status, service.asked) == (0, [])
    assert heat(done.document)["value"] is None


def test_the_option_asks_the_service_and_says_what_it_told(service, run_file):
    done = uncramp("exposures", run_file, "--weather", "--json")
    assert done.status == 0
    # Two places, since 16 km north is another tenth of a degree; each is asked once.
    assert [(q["latitude"], q["longitude"]) for q in service.asked] == [
        ("47.0", "8.0"),
        ("47.1", "8.0"),
    ]
    found = heat(done.document)
    assert found["value"] is not None
    assert "Liljegren" in found["note"]


@pytest.mark.parametrize("verb", [("why", "--muscle", "calf"), ("exposures",)])
def test_a_service_that_is_not_there_costs_no_answer(run_file, verb):
    done = uncramp(
        verb[0], run_file, *verb[1:], "--weather", "--weather-address", NOWHERE, "--json"
    )
    assert done.status == 0
    said = json.dumps(done.document) + done.err
    assert "did not answer" in said


def test_a_wrong_address_is_the_askers_to_mend(run_file):
    done = uncramp(
        "why", run_file, "--muscle", "calf", "--weather", "--weather-address", "sun", "--json"
    )
    assert done.status == 2
    assert "no address of a weather service" in done.err


def test_why_marks_what_was_remembered_after_the_cramp(run_file):
    asked = ("why", run_file, "--muscle", "calf", "--json")
    assert not any("remembered" in note for note in uncramp(*asked).document["notes"])
    told = uncramp(*asked, "--set", "sleep=5")
    assert any("remembered after the cramp" in note for note in told.document["notes"])


def test_without_the_option_nothing_that_could_call_is_loaded(run_file):
    code = (
        "import sys, uncramp.cli.main as m\n"
        f"sys.argv = ['uncramp', 'why', {str(run_file)!r}, '--muscle', 'calf', '--json']\n"
        "try: m.main()\n"
        "except SystemExit: pass\n"
        "print([n for n in ('urllib.request', 'http.client', 'uncramp.store.weather', 'thermofeel')"
        " if n in sys.modules], file=sys.stderr)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "UNCRAMP_WEATHER_ADDRESS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env=environment)  # fmt: skip
    assert done.stderr.strip().splitlines()[-1] == "[]"


@pytest.mark.database
def test_an_import_keeps_the_weather_with_the_runs_and_asks_once(service, run_file, tmp_path):
    library = tmp_path / "library"
    run = "import sys; from uncramp.cli.main import main; main()"
    command = [sys.executable, "-c", run, "import", str(run_file), "--library", str(library),
               "--weather"]  # fmt: skip
    first, again = (
        subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2)
    )
    assert first.returncode == again.returncode == 0, first.stderr + again.stderr
    assert "Weather looked up for 1 runs" in first.stderr
    assert "Weather looked up for 0 runs" in again.stderr
    assert len(service.asked) == 2
    days = [file.name for file in (library / "weather").rglob("*.json")]
    assert days == ["2026-05-03.json"] * 2
