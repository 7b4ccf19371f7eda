"""``uncramp why``, ``risk`` and ``exposures`` on files, as the contract says."""

import datetime as dt
import math

import numpy as np
import pytest

from commands import uncramp
from recording import NOW, recorded
from uncramp.activity import fit_writer
from uncramp.activity.activity import Activity

WHY = ("--muscle", "calf", "--onset", "after", "--json")


def written(path, activity: Activity):
    path.write_bytes(fit_writer.write(activity))
    return path


def test_a_run_is_answered_with_every_part(run_file):
    answer = uncramp("why", run_file, *WHY).document
    assert list(answer) == [
        "edition",
        "triage",
        "risk",
        "factors",
        "background",
        "signs",
        "unknown",
        "next_question",
        "dropped",
        "notes",
        "article",
    ]
    assert sum(f["share"] for f in answer["factors"]) + answer["background"] == pytest.approx(
        1, abs=1e-6
    )
    assert (
        answer["risk"]["interval"][0]
        <= answer["risk"]["probability"]
        <= answer["risk"]["interval"][1]
    )
    assert answer["factors"]
    assert all(f["claims"] for f in answer["factors"])
    assert {s["exposure"]: round(s["value"]) for s in answer["signs"]} == {
        "late_fade": 15,
        "heart_rate_drift": 9,  # the same heart rate for less speed in the second half
    }
    fade = answer["article"][0]
    assert fade["verdict"] == "contradicted"
    assert fade["in_full"] == "Contradicted: the fade follows muscle damage, not mass lost."


def test_the_screen_says_how_far_the_studies_contradict_the_article(run_file):
    out = " ".join(uncramp("why", run_file, *WHY[:-1]).out.split())
    assert "Studies: Contradicted: the fade follows muscle damage" in out


def test_nobody_asked_yet_means_the_list_comes_first(run_file):
    triage = uncramp("why", run_file, *WHY).document["triage"]
    assert triage["level"] == "not_assessed"
    assert len(triage["asks"]) >= 10


def test_one_red_flag_stops_everything(run_file):
    answer = uncramp("why", run_file, *WHY, "--set", "confusion_collapse=yes").document
    assert answer["triage"]["level"] == "emergency"
    assert "emergency" in answer["triage"]["message"].lower()
    assert (answer["factors"], answer["background"], answer["next_question"]) == ([], 1, None)
    on_screen = uncramp("why", run_file, "--muscle", "calf", "--set", "confusion_collapse=yes").out
    assert "emergency" in on_screen.lower()
    assert "linked with" not in on_screen


def test_a_red_flag_is_said_even_where_the_file_cannot_be_read(tmp_path):
    broken = tmp_path / "broken.fit"
    broken.write_bytes(b"not a run")
    done = uncramp("why", broken, *WHY, "--set", "confusion_collapse=yes")
    assert done.status == 2
    assert "emergency" in done.err.lower()


def test_first_aid_is_the_first_thing_on_the_screen(run_file):
    out = " ".join(uncramp("why", run_file, "--muscle", "calf").out.split())
    assert out.startswith("A cramp right now? Stop. Gently stretch that muscle")


def test_the_screen_is_one_read(run_file):
    out = uncramp(
        "why", run_file, "--muscle", "calf", "--set", "red_flags=none", "--set", "race=yes"
    ).out
    for part in (
        "linked with",
        "racing",
        "a usual run carries anyway",
        "Sign:",
        "Sources:",
        "certainty",
    ):
        assert part in out
    # What is unknown grew with the catalogue and stands after the answer.
    assert len(out.split("Unknown:")[0].splitlines()) < 60


def test_history_gives_ability_and_the_spike(tmp_path):
    folder = tmp_path / "earlier"
    folder.mkdir()
    for week in range(1, 5):
        run = recorded([3.0] * 3000, started_at=NOW - dt.timedelta(days=7 * week))
        written(folder / f"week-{week}.fit", run)
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8")
    (folder / "broken.gpx").write_text("<gpx")
    asked = written(
        tmp_path / "asked.fit", recorded([3.5] * 6000, started_at=NOW - dt.timedelta(days=1))
    )
    done = uncramp("exposures", asked, "--history", folder, "--json")
    rows = {row["name"]: row for row in done.document["exposures"]}
    assert rows["distance_spike"]["value"] == pytest.approx(3.5 * 6000 / 9000, abs=0.02)
    assert rows["effort_above_ability"]["value"] > 15
    assert "broken.gpx" in done.err
    alone = {
        row["name"]: row for row in uncramp("exposures", asked, "--json").document["exposures"]
    }
    assert alone["distance_spike"]["value"] is None
    assert alone["distance_spike"]["missing"]


def test_of_several_files_the_latest_is_asked_about(tmp_path):
    old = written(tmp_path / "b.fit", recorded([3.0] * 3000, started_at=NOW - dt.timedelta(days=9)))
    new = written(tmp_path / "a.fit", recorded([3.0] * 6000, started_at=NOW - dt.timedelta(days=2)))
    run = uncramp("exposures", new, old, "--json").document["run"]
    assert run["duration"] == 6000
    assert run == uncramp("exposures", old, new, "--json").document["run"]


def test_the_same_file_in_the_history_is_not_its_own_past(run_file, tmp_path):
    (tmp_path / "copy.fit").write_bytes(run_file.read_bytes())
    rows = uncramp("exposures", run_file, "--history", tmp_path, "--json").document["exposures"]
    assert next(r for r in rows if r["name"] == "distance_spike")["value"] is None


def test_a_cramp_in_the_run_is_explained_by_what_came_before_it(run_file):
    during = ("--muscle", "calf", "--onset", "during", "--minute", "65", "--json")
    factors = {f["exposure"]: f for f in uncramp("why", run_file, *during).document["factors"]}
    assert factors["duration"]["value"] == pytest.approx(1.0, abs=0.01)


def test_a_night_cramp_is_an_outcome_of_its_own(run_file):
    after = uncramp("why", run_file, *WHY, "--set", "race=yes").document["risk"]["probability"]
    night = uncramp(
        "why", run_file, "--muscle", "calf", "--onset", "night", "--set", "race=yes", "--json"
    ).document["risk"]["probability"]
    assert 0 < night < after


def test_a_runner_in_a_file_and_a_check_in(run_file, tmp_path):
    (tmp_path / "me.toml").write_text(
        'sex = "f"\nage = 34\nmass = "60 kg"\nlow_back_pain = false\nrecent_bests = [["10 km", "45:00"]]\n'
    )
    (tmp_path / "today.toml").write_text('race = true\ntemperature = "75 F"\nsleep = 6\n')
    done = uncramp(
        "why",
        run_file,
        *WHY,
        "--runner",
        tmp_path / "me.toml",
        "--check-in",
        tmp_path / "today.toml",
    )
    named = {f["exposure"]: f for f in done.document["factors"]}
    assert named["race"]["told"]
    assert "effort_above_ability" in named
    assert done.err == ""
    assert "sleep_short" in named


def test_a_planned_run_follows_the_contract():
    answer = uncramp(
        "risk", "--distance", "42.2km", "--time", "3:30:00", "--temperature", 24, "--json"
    ).document
    assert list(answer) == [
        "edition",
        "triage",
        "risk",
        "factors",
        "background",
        "unknown",
        "by_muscle",
        "sweat",
        "mass_change_percent",
        "slow_or_stop",
        "notes",
    ]
    assert answer["by_muscle"]["calf"]["probability"] < answer["risk"]["probability"]
    assert 0.3 < answer["sweat"]["litres_per_hour"] < 3
    assert answer["mass_change_percent"]["mean"] < 0
    assert math.isfinite(answer["mass_change_percent"]["sd"])


def test_racing_and_heat_and_hills_raise_a_planned_risk():
    def risk(*more):
        return uncramp("risk", "--distance", "30km", "--time", "2:45:00", *more, "--json").document[
            "risk"
        ]["probability"]

    assert risk("--set", "race=no") < risk("--set", "race=yes")
    cool, hot = (risk("--set", "race=no", "--temperature", t) for t in (8, 32))
    assert cool < hot
    flat, down = (risk("--set", "race=no", "--descent", m) for m in (0, 1500))
    assert flat < down


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.fit", b"", "empty"),
        ("noise.fit", b"not a run", "noise.fit"),
        ("page.fit", b"<!doctype html><html>Sign in</html>", "page.fit"),
        ("photo.fit", b"\xff\xd8\xff\xe0" + bytes(400), "photo.fit"),
    ],
)
def test_what_is_no_activity_is_refused_by_name(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    done = uncramp("why", path, *WHY)
    assert done.status == 2
    assert said in done.err
    assert name in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_ride_is_refused(tmp_path):
    ride = written(tmp_path / "ride.fit", recorded([8.0] * 1000, sport="cycling"))
    done = uncramp("why", ride, *WHY)
    assert done.status == 2
    assert "ride.fit" in done.err
    assert "cycling" in done.err


def test_a_run_of_next_year_is_refused(tmp_path):
    ahead = written(
        tmp_path / "ahead.fit",
        recorded([3.0] * 100, started_at=dt.datetime(2088, 5, 1, tzinfo=dt.UTC)),
    )
    done = uncramp("why", ahead, *WHY)
    assert done.status == 2
    assert "future" in done.err


def test_a_cut_file_is_read_up_to_the_damage_and_says_so(run_file):
    whole = run_file.read_bytes()
    run_file.write_bytes(whole[: int(len(whole) * 0.8)])
    answer = uncramp("why", run_file, *WHY).document
    assert answer["dropped"]
    assert answer["factors"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--muscle", "elbow"), "elbow"),
        (("--muscle", "calf", "--set", "fluid=900L"), "900L"),
        (("--muscle", "calf", "--set", "flud=1"), "did you mean fluid"),
        (("--muscle", "calf", "--severity", "11"), "severity"),
        (("--muscle", "calf", "--minute", "soon"), "minute"),
        (("--muscle", "calf", "--onset", "later"), "later"),
        (("--muscle", "calf", "--set", "age=12"), "16"),
        (("--muscle", "calf", "--runner", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_a_wrong_word_or_value_is_refused_by_name(run_file, more, said):
    done = uncramp("why", run_file, *more)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there_is_named():
    done = uncramp("why", "nowhere.fit", *WHY)
    assert done.status == 2
    assert "nowhere.fit" in done.err


def test_our_own_fault_is_said_without_a_traceback(run_file, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("boom")

    monkeypatch.setattr("uncramp.actions.explain_episode.why", broken)
    done = uncramp("why", run_file, *WHY)
    assert done.status == 1
    assert "our side" in done.err
    assert "Traceback" not in done.err


def test_help_lists_every_verb():
    out = uncramp("--help").out
    for verb in ("why", "risk", "exposures", "triage", "demo", "serve"):
        assert verb in out


def test_every_real_run_is_answered_and_the_rest_refused_in_words(real_fit_files):
    answered = 0
    for path in real_fit_files:
        done = uncramp("why", path, *WHY)
        assert done.status in (0, 2), (path.name, done.err)
        assert done.status == 0 or path.name in done.err
        assert "Traceback" not in done.err
        if done.status == 0:
            answer = done.document
            total = sum(f["share"] for f in answer["factors"]) + answer["background"]
            assert total == pytest.approx(1, abs=1e-6), path.name
            assert not np.isnan(answer["risk"]["probability"])
            answered += 1
    assert answered >= 22, "fewer runs were answered than the folder holds"
