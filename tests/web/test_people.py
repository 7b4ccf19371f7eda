"""The workspace: who needs a look first and why, and what is said of a run between the two."""

import datetime as dt
import re

import pytest

from recording import NOW
from sharing import keep_plan_of, keep_runs, key_of, person, shared, standing
from uncramp.store.kept import KeptRun

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    moved = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moved["now"])
    return moved


@pytest.fixture
def kim(sample):
    """A coach whom nobody shares with yet."""
    return person("kim@example.org")


@pytest.fixture(scope="module")
def runners(sample):
    """Runners by what a coach would find."""
    found = {}
    for name, days, cramped in (
        ("calm", (3, 6, 20), ()),
        ("cramped", (3, 6), (3,)),
        ("often", (3, 6, 12), (3, 12)),
        ("quiet", (30, 40), ()),
    ):
        found[name] = person(f"{name}@example.org")
        keep_runs(found[name], days, cramped=cramped)
    yield found
    from uncramp.web.account.models import Account

    Account.objects.all().delete()


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def listed(kim):
    """The names of the list in their order, each with its reasons."""
    _, *items = kim.get("/people").content.decode().split('<p class="who">')
    return {re.search(r"<strong>(\w+)</strong>", item)[1]: text_of(item) for item in items}


def text_of(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def sharing_all(runners, kim, names=("calm", "cramped", "often", "quiet"), **more):
    for name in names:
        shared(runners[name], kim, known_as=name, to="Kim", profession="coach", **more)


def test_the_list_is_ranked_by_who_needs_a_look_with_the_reason(runners, kim):
    sharing_all(runners, kim)
    found = listed(kim)
    assert list(found) == ["often", "cramped", "quiet", "calm"]
    assert "2 cramps in 90 days" in found["often"]
    assert "2 cramped runs in 30 days" in found["often"]
    assert "1 cramp in 90 days" in found["cramped"]
    assert "No run in three weeks" in found["quiet"]
    assert "Nothing that waits for you" in found["calm"]


def test_once_looked_at_a_cramp_is_no_news(runners, kim, clock):
    sharing_all(runners, kim, ("calm", "cramped"))
    assert next(iter(listed(kim))) == "cramped"
    kim.get(f"/people/{runners['cramped'].actor.runner}")
    clock["now"] = NOW + dt.timedelta(hours=1)
    assert " 90 days" not in listed(kim)["cramped"]
    assert "since you looked" not in listed(kim)["cramped"]


def test_reasons_come_only_from_what_is_shared(runners, kim):
    sharing_all(runners, kim, ("often", "quiet"), what=("notes",))
    assert all("Nothing that waits" in reasons for reasons in listed(kim).values())
    assert not any("last run" in reasons for reasons in listed(kim).values())


def test_somebody_nobody_shares_with_is_told_how_it_begins(kim):
    assert "Nobody shares with you yet" in text(kim.get("/people"))


def test_a_comment_is_read_answered_and_read_again(runners, kim, clock):
    anna = runners["cramped"]
    sharing = shared(anna, kim, to="Kim")
    run = f"/people/{anna.actor.runner}/runs/{key_of(anna, 3)}"
    assert kim.post(f"{run}/say", {"text": "Slower <b>start</b>?"}).status_code == 302
    assert "1 new comment on your runs" in text(anna.get("/sharing"))
    page = anna.get("/comments")
    assert "&lt;b&gt;start&lt;/b&gt;" in page.content.decode()
    assert "Kim" in text(page)
    assert "new comment" not in text(anna.get("/sharing"))
    clock["now"] = NOW + dt.timedelta(minutes=5)
    answer = anna.post(f"/comments/{sharing}/{key_of(anna, 3)}", {"text": "I will try"})
    assert answer.status_code == 302
    assert "1 answer to you" in listed(kim)["Anna"]
    assert "I will try" in text(kim.get(run))
    assert "answer to you" not in listed(kim)["Anna"]


def test_nothing_and_too_much_are_told_and_not_kept(runners, kim):
    anna = runners["calm"]
    sharing = shared(anna, kim)
    key = key_of(anna, 3)
    for where, who in (
        (f"/people/{anna.actor.runner}/runs/{key}/say", kim),
        (f"/comments/{sharing}/{key}", anna),
    ):
        for wrong, said in (("  ", "nothing written"), ("x" * 2001, "longer than 2000")):
            refused = who.post(where, {"text": wrong})
            assert refused.status_code == 422
            assert said in text(refused)
    assert "Nobody has said anything" in text(anna.get("/comments"))


def test_an_answer_goes_to_nobody_once_it_is_over(runners, kim):
    anna = runners["calm"]
    sharing = shared(anna, kim)
    key = key_of(anna, 3)
    kim.post(f"/people/{anna.actor.runner}/runs/{key}/say", {"text": "Hello"})
    anna.post(f"/sharing/{sharing}/step", {"step": "end"})
    assert anna.post(f"/comments/{sharing}/{key}", {"text": "Bye"}).status_code == 404
    assert "You share nothing with them any more" in text(anna.get("/comments"))
    assert standing(anna).stage == "ended"


def test_nobody_answers_on_anothers_run(runners, kim):
    anna, other = runners["calm"], runners["often"]
    sharing = shared(anna, kim)
    assert anna.post(f"/comments/{sharing}/{key_of(other, 3)}", {"text": "x"}).status_code == 404
    assert other.post(f"/comments/{sharing}/{key_of(other, 3)}", {"text": "x"}).status_code == 404
    there = f"/people/{anna.actor.runner}/runs/{key_of(other, 3)}"
    assert kim.get(there).status_code == 404
    assert kim.post(f"{there}/say", {"text": "x"}).status_code == 404


def test_the_page_of_a_runner_has_weeks_cramps_and_what_they_have_in_common(runners, kim):
    anna = runners["often"]
    shared(anna, kim, to="Kim", profession="physiotherapist")
    page = text(kim.get(f"/people/{anna.actor.runner}"))
    assert "2 of 3 answered runs in the last 12 months ended in a cramp, 2 of them" in page
    assert "Calf: 2 of 2 cramps." in page
    assert "2 of 2 on the left." in page
    assert "minute 15, about km 3" in page
    assert page.index("Cramps") < page.index("The last four weeks")  # as a physiotherapist reads


def test_cramps_of_the_log_are_told_one_by_one_with_what_let_go(runners, kim):
    from uncramp.actions.tie_cramps import tie_cramps
    from uncramp.history.cramp import CrampEntry, LoggedCramp
    from uncramp.web.rows.library import RowLibrary

    anna = person("logged@example.org")
    keep_runs(anna, (3, 20))
    library = RowLibrary(anna.actor)
    for token, began, muscle, helped in (
        ("6f9f6b1e-4c1c-4b5e-9d6e-0a6d2f7f1b01", NOW - 3 * DAY, "calf", "stretching,massage"),
        ("6f9f6b1e-4c1c-4b5e-9d6e-0a6d2f7f1b02", NOW - 3 * DAY, "hamstring", "nothing"),
        ("6f9f6b1e-4c1c-4b5e-9d6e-0a6d2f7f1b03", NOW - 9 * DAY, "toes", None),
    ):
        at = began + dt.timedelta(minutes=10)
        told = {"muscle": muscle, "side": "left", "onset": "during", "minute": 10, "severity": 6}
        cramp = LoggedCramp(episode=told, began_at=at, helped=helped)
        library.keep_cramp(CrampEntry(token=token, cramp=cramp, logged_at=at, told_at=at))
    tie_cramps(library=library)
    shared(anna, kim, known_as="Anna")
    page = text(kim.get(f"/people/{anna.actor.runner}"))
    assert "Calf, left; in the run, minute 10" in page
    assert "what let it go: stretching, massage" in page
    assert "nothing helped" in page
    assert "no run it belongs to" in page.partition("Toes, left")[2]
    run = text(kim.get(f"/people/{anna.actor.runner}/runs/{key_of(anna, 3)}"))
    assert "Calf, left" in run
    assert "Back of the thigh (hamstring), left" in run
    assert "Toes" not in run
    handed = text(anna.get("/hand-over")).partition("This is what they will see")[2]
    assert handed.count("what let it go") == 2
    assert "Toes, left" in handed


@pytest.fixture
def planner(runners):
    """A runner with a plan for a run that was run, and one for a hard run ahead."""
    found = runners["calm"]
    keep_plan_of(found, NOW - 3 * DAY, distance="3.6 km", time="0:20:00")
    keep_plan_of(found, NOW + 5 * DAY)
    yield found
    from uncramp.web.rows.models import RunnerRow

    RunnerRow.objects.for_actor(found.actor).get().plans.all().delete()


def test_plans_and_what_became_of_them_are_seen_where_plans_are_shared(planner, kim):
    shared(planner, kim, known_as="Anna", what=("runs", "cramps", "plan"))
    page = text(kim.get(f"/people/{planner.actor.runner}"))
    ahead = f"{NOW + 5 * DAY:%-d %B %Y}"
    assert ahead in page
    assert "As planned: Of 100 runs like this" in page
    assert "It ended without a cramp." in page
    assert f"{NOW + 5 * DAY:%-d %B}: of 100 runs as planned about" in listed(kim)["Anna"]
    planner.post(f"/sharing/{standing(planner).pk}/change", {"what": ["runs", "cramps"]})
    assert ahead not in text(kim.get(f"/people/{planner.actor.runner}"))
    assert "as planned" not in listed(kim)["Anna"]


def test_a_hand_over_tells_what_became_of_plans_that_were_run(planner):
    page = text(planner.get("/hand-over")).partition("This is what they will see")[2]
    assert f"{NOW - 3 * DAY:%Y-%m-%d}" in page
    assert "It ended without a cramp." in page
    assert f"{NOW + 5 * DAY:%Y-%m-%d}" not in page
    chosen = {"parts": ["cramps"], "months": "12"}
    page = text(planner.post("/hand-over", chosen)).partition("This is what they will see")[2]
    assert "It ended without a cramp." not in page


def test_weeks_and_a_long_step_are_counted_from_now():
    from histories import run
    from uncramp.actions.last_weeks import last_weeks, long_step

    def kept(day, km):
        made = run(0, km)
        started = {"started_at": NOW - day * DAY}
        summary = made.summary.model_copy(update=started)
        return KeptRun(f"{day}", 0, type(made)(summary, made.check_in, made.label))

    runs = [kept(25, 10), kept(12, 12), kept(3, 8), kept(1, 16)]
    first, second, third, fourth = last_weeks(runs, NOW)
    assert (first.runs, first.distance, first.longest) == (2, 24, 16)
    assert (second.runs, third.runs, third.distance, fourth.runs) == (1, 0, None, 1)
    assert long_step(runs, NOW) == pytest.approx(16 / 12)
    assert long_step(runs[:3], NOW) is None
    assert long_step([kept(1, 16)], NOW) is None
