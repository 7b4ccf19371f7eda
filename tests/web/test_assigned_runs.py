"""Runs that a helper sets: seen by the runner, taken along, and never past a red flag."""

import datetime as dt
import re
from dataclasses import replace

import icalendar
import pytest

from recording import NOW
from sharing import keep_runs, person, shared, standing
from uncramp.actions.assign_run import AssignedRun, as_workout, long_for_them

TOMORROW = (NOW + dt.timedelta(days=1)).date()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    moved = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moved["now"])
    return moved


@pytest.fixture(scope="module")
def anna(sample):
    found = person("anna-runs@example.org")
    keep_runs(found, (3, 6), cramped=(3,))
    return found


@pytest.fixture
def kim(sample, anna):
    """A coach with whom runs and plans are shared."""
    found = person("kim-sets@example.org")
    shared(anna, found, what=("runs", "plan"), to="Kim", profession="coach")
    yield found
    anna.post(f"/sharing/{standing(anna).pk}/step", {"step": "end"})


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def set_run(kim, anna, **more):
    sent = {"template": "easy", "day": TOMORROW.isoformat(), "minutes": "20", "note": "Relaxed"}
    return kim.post(f"/people/{anna.actor.runner}/set", sent | more)


def files_of(anna):
    return re.findall(r"/sharing/set/\d+/\w+", anna.get("/sharing").content.decode())


def test_a_run_that_was_set_is_seen_and_taken_along(anna, kim):
    assert set_run(kim, anna).status_code == 302
    page = text(anna.get("/sharing"))
    assert f"{TOMORROW:%A %-d %B} Easy run, 20 min Kim" in page
    assert "Relaxed" in page
    calendar, watch = [p for p in files_of(anna) if not p.endswith("drop")]
    (event,) = icalendar.Calendar.from_ical(anna.get(calendar).content).walk("VEVENT")
    assert event["summary"] == "Easy run, 20 min"
    assert event["dtstart"].dt.date() == TOMORROW
    assert anna.get(watch).content[8:12] == b".FIT"


def test_a_run_much_longer_than_anything_lately_says_so_to_both(anna, kim):
    set_run(kim, anna, template="long", minutes="90")
    said = "It is 4.5 times as long as the longest run of the last 30 days."
    assert said in text(anna.get("/sharing"))
    assert said in text(kim.get(f"/people/{anna.actor.runner}"))
    anna.post(f"/sharing/{standing(anna).pk}/change", {"what": ["plan"]})
    assert said not in text(kim.get(f"/people/{anna.actor.runner}"))  # it would tell of runs


def test_an_open_red_flag_goes_before_any_run_that_was_set(anna, kim):
    from uncramp.web.rows.library import RowLibrary

    library = RowLibrary(anna.actor)
    latest = next(kept for kept in reversed(library.kept_runs()) if kept.episode)
    set_run(kim, anna)
    files = [path for path in files_of(anna) if not path.endswith("drop")]
    library.replace_run(replace(latest, answers={"dark_urine": "yes"}))
    try:
        assert "It goes first: do not run on it" in text(anna.get("/sharing"))
        assert [path for path in files_of(anna) if not path.endswith("drop")] == []
        assert {anna.get(path).status_code for path in files} == {404}
    finally:
        library.replace_run(latest)


def test_either_takes_it_away_and_nobody_else_does(anna, kim):
    other = person("other-sets@example.org")
    for _ in range(2):
        set_run(kim, anna)
    dropped = next(path for path in files_of(anna) if path.endswith("drop"))
    key = int(dropped.split("/")[3])
    assert other.post(dropped).status_code == 404
    assert other.post(f"/people/{anna.actor.runner}/set/{key}/back").status_code == 404
    assert anna.post(dropped).status_code == 302
    left = next(path for path in files_of(anna) if path.endswith("drop"))
    back = f"/people/{anna.actor.runner}/set/{left.split('/')[3]}/back"
    assert kim.post(back).status_code == 302
    assert files_of(anna) == []


def test_what_a_former_helper_set_ends_with_the_sharing(anna, kim):
    set_run(kim, anna)
    files = [path for path in files_of(anna) if not path.endswith("drop")]
    anna.post(f"/sharing/{standing(anna).pk}/step", {"step": "end"})
    assert files_of(anna) == []
    assert anna.get(files[0]).status_code == 404


def test_what_is_past_is_not_shown(anna, kim, clock):
    set_run(kim, anna)
    clock["now"] = NOW + dt.timedelta(days=3)
    assert files_of(anna) == []


@pytest.mark.parametrize(
    "wrong", [{"template": "marathon"}, {"day": "soon"}, {"minutes": "5000"}, {"repeats": "99"}]
)
def test_what_cannot_be_set_is_told_and_not_kept(anna, kim, wrong):
    refused = set_run(kim, anna, **wrong)
    assert refused.status_code == 422
    assert next(iter(wrong)) in text(refused)
    assert files_of(anna) == []


def test_intervals_are_a_workout_with_a_repeat():
    from fit_tool.fit_file import FitFile
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

    run = AssignedRun(template="intervals", day=TOMORROW, repeats=8)
    assert run.lasts == 15 + 8 * 5 + 10
    made = FitFile.from_bytes(as_workout(run, made_at=NOW))
    steps = [r.message for r in made.records if isinstance(r.message, WorkoutStepMessage)]
    assert [step.duration_time for step in steps if step.duration_time] == [900, 180, 120, 600]
    assert [step.target_repeat_steps for step in steps if step.target_repeat_steps] == [8]


def test_a_runner_without_runs_lately_is_compared_with_nothing():
    assert long_for_them(AssignedRun(template="long", day=TOMORROW, minutes=300), (), NOW) is None
