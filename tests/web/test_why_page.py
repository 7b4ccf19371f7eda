"""Why, for any cramp of the library: the terminal's answer, what sharpens it, and its rivals."""

import re
from dataclasses import replace

import pytest

from commands import uncramp
from recording import NOW
from uncramp.history.run import Label

LOCAL = {"host": "localhost"}


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers=LOCAL)


@pytest.fixture
def cramps(sample):
    """The keys of the sample's cramps, newest first, with their runs."""
    from uncramp.web.memory.standing import standing

    return standing(sample[0].actor).cramps()


@pytest.fixture
def as_before(sample, cramps):
    """The sample runner, left as found."""
    library, _ = sample
    runner, runs = library.runner(), {kept.place: kept for _, kept in cramps}
    yield library
    library.keep_runner(runner)
    for kept in runs.values():
        library.replace_run(kept)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shown(text):
    """The shares on a page, as whole percent: factors first, then others and background."""
    return [int(n) for n in re.findall(r"<strong>(-?\d+) %</strong>", text)]


def test_every_cramp_has_a_page_with_its_own_answer(client, cramps, sample):
    from uncramp.actions.documents import why_document
    from uncramp.actions.explain_kept_run import explain_kept_run

    library, shelf = sample
    assert len(cramps) == 6
    for key, kept in cramps[::2]:
        text = page(client, f"/runs/{key}/why")
        explained = explain_kept_run(kept, library=library, shelf=shelf, now=NOW)
        answer = why_document(explained)
        three = sorted(answer["factors"][:3], key=lambda f: f["group"] != "race")
        assert shown(text)[:3] == [round(100 * f["share"]) for f in three], key
        assert shown(text)[-1] == round(100 * answer["background"])
        probability = answer["risk"]["probability"]
        assert f"Of 100 runs like this about {round(100 * probability)} end in a cramp" in text


def test_the_page_answers_as_the_terminal_does(cramps, sample, tmp_path):
    """The same file, runner, check-in and history, through ``uncramp why --json``."""
    from uncramp.actions.documents import why_document
    from uncramp.actions.explain_kept_run import explain_kept_run

    library, shelf = sample
    _, kept = cramps[-1]
    first = library.kept_runs()[0]
    small = type_of_library(library, [first, kept])
    answer = why_document(explain_kept_run(kept, library=small, shelf=shelf, now=NOW))
    for name, run in (("cramped", kept), ("history/earlier", first)):
        file = tmp_path / f"{name}.fit"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(shelf.get(run.digest))
    said = [
        f"--set={name}={value}"
        for one in (kept.run.check_in, library.runner())
        for name, value in one.model_dump(mode="json", exclude_none=True).items()
        if name != "recent_bests"
    ]
    cramp = kept.episode
    done = uncramp(
        "why", tmp_path / "cramped.fit", "--history", tmp_path / "history", "--muscle",
        cramp.muscle.value, "--side", cramp.side.value, "--onset", cramp.onset.value,
        "--minute", cramp.minute, "--severity", cramp.severity,
        "--set=recent_bests=10km/46:30", *said, "--json",
    )  # fmt: skip
    assert done.status == 0, done.err
    told = done.document
    assert told["risk"]["probability"] == pytest.approx(answer["risk"]["probability"], rel=0.02)
    assert [f["exposure"] for f in told["factors"][:3]] == [
        f["exposure"] for f in answer["factors"][:3]
    ]
    for ours, theirs in zip(answer["factors"], told["factors"], strict=True):
        assert ours["share"] == pytest.approx(theirs["share"], abs=0.01), ours["exposure"]


def type_of_library(library, runs):
    """A library in memory with only these runs, unanswered but for the check-ins."""
    from uncramp.store.library import MemoryLibrary

    small = MemoryLibrary(library.runner())
    for kept in runs:
        run = replace(kept.run, label=Label.UNKNOWN)
        small.keep_run(replace(kept, run=run, answered_at=None))
    return small


def test_an_answer_given_in_place_is_kept_as_remembered_and_counts(client, cramps, as_before):
    key, kept = cramps[0]
    before = shown(page(client, f"/runs/{key}/why"))
    told = {"key": "sudden_movement", "sudden_movement": "yes"}
    answered = client.post(f"/runs/{key}/why/told", told)
    assert answered.status_code == 302
    (again,) = (one for one in as_before.kept_runs() if one.place == kept.place)
    assert again.run.check_in.sudden_movement is True
    assert again.run.check_in.temperature == kept.run.check_in.temperature
    assert again.run.check_in_after_cramp
    assert again.episode == kept.episode
    after = page(client, answered.headers["Location"])
    assert "Your answer is kept" in after
    assert "Did it begin with a sudden movement" not in after
    assert shown(after) != before


def test_two_weighings_are_asked_and_kept_together(client, cramps, as_before):
    key, kept = cramps[0]
    text = page(client, f"/runs/{key}/why")
    assert 'name="key" value="mass_before"' in text
    told = {"key": ["mass_before", "mass_after"], "mass_before": "62", "mass_after": "60,9"}
    assert client.post(f"/runs/{key}/why/told", told).status_code == 302
    (again,) = (one for one in as_before.kept_runs() if one.place == kept.place)
    assert (again.run.check_in.mass_before, again.run.check_in.mass_after) == (62, 60.9)


def test_a_fact_of_the_runner_is_kept_with_the_runner(client, cramps, as_before):
    key, _ = cramps[0]
    told = {"key": "calf_strain_history", "calf_strain_history": "yes"}
    assert client.post(f"/runs/{key}/why/told", told).status_code == 302
    runner = type(as_before)(as_before.actor).runner()
    assert runner.calf_strain_history is True
    assert runner.mass == 62


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"key": "fluid", "fluid": "a lot"}, "fluid"),
        ({"key": "fluid", "fluid": " "}, "Nothing was answered"),
        ({"key": "colour", "colour": "blue"}, "colour: there is no such key"),
        ({"key": "dark_urine", "dark_urine": "no"}, "Red flags are answered on their own list"),
    ],
)
def test_an_answer_that_cannot_be_is_said_and_changes_nothing(client, cramps, sample, told, said):
    key, kept = cramps[0]
    answer = client.post(f"/runs/{key}/why/told", told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    (again,) = (one for one in sample[0].kept_runs() if one.place == kept.place)
    assert again.run.check_in == kept.run.check_in


def test_a_run_without_a_cramp_has_no_why(client, sample, cramps):
    from uncramp.web.memory.standing import standing

    cramped = {key for key, _ in cramps}
    clean = next(k for k in standing(sample[0].actor).keys.values() if k not in cramped)
    for key in (clean, 999_999):
        assert client.get(f"/runs/{key}/why").status_code == 404


def test_nobody_sees_why_another_cramped(sample, cramps, monkeypatch):
    from django.test import Client

    from databases import new_runner
    from uncramp.web.policies import doors

    monkeypatch.setattr(doors, "owner", new_runner)
    key, kept = cramps[0]
    other = Client(headers=LOCAL)
    assert other.get(f"/runs/{key}/why").status_code == 404
    told = {"key": "fluid", "fluid": "1"}
    assert other.post(f"/runs/{key}/why/told", told).status_code == 404
    assert other.post(f"/runs/{key}/red-flags", {"answer": "none"}).status_code == 404
    (again,) = (one for one in sample[0].kept_runs() if one.place == kept.place)
    assert again == kept


def test_it_can_be_explained_again_as_it_was_then(client, cramps):
    key, _ = cramps[0]
    now, then = (page(client, f"/runs/{key}/why{asked}") for asked in ("", "?edition=2026.1"))
    assert "evidence 2026.1" in then
    assert "As it was explained with the evidence of edition 2026.1" in then
    assert "evidence 2026.1" not in now
    assert client.get(f"/runs/{key}/why?edition=1999.1").status_code == 422


def test_a_red_flag_of_an_older_cramp_stands_before_that_one_alone(client, cramps):
    key, _ = cramps[2]
    client.post(f"/runs/{key}/red-flags", {"answer": "fever"})
    try:
        assert "Before anything else" in page(client, f"/runs/{key}/why")
        assert "linked with" in page(client, "/")
        refused = client.post(f"/runs/{key}/red-flags", {"answer": "none"})
        assert refused.status_code == 409
    finally:
        assert client.post(f"/runs/{key}/red-flags", {"answer": "seen"}).status_code == 302
    assert "linked with" in page(client, f"/runs/{key}/why")


def test_nothing_is_worked_out_twice_until_something_changes(
    client, cramps, as_before, monkeypatch
):
    from uncramp.web.answers import explaining
    from uncramp.web.memory.standing import forget_standings

    asked = []

    def counted(*args, **more):
        asked.append(args)
        return worked_out(*args, **more)

    worked_out = explaining.explain_kept_run
    monkeypatch.setattr(explaining, "explain_kept_run", counted)
    forget_standings()
    key, _ = cramps[1]
    for _ in range(3):
        page(client, f"/runs/{key}/why")
    assert len(asked) == 1
    client.post(f"/runs/{key}/why/told", {"key": "sleep", "sleep": "5"})
    page(client, f"/runs/{key}/why")
    assert len(asked) == 2


def test_the_nearest_clean_run_stands_beside_with_at_most_three_differences(cramps, sample):
    from uncramp.actions.match_clean_run import match_clean_run

    library, _ = sample
    for _, kept in cramps:
        found = match_clean_run(kept, library=library)
        if found is None:  # the marathon and the longest have no like
            assert kept.run.summary.distance > 22_000
            continue
        assert found.kept.as_told.label is Label.NO
        assert found.answered
        assert len(found.differences) <= 3
        here, there = kept.run.summary, found.kept.run.summary
        assert there.duration == pytest.approx(here.duration, rel=0.4)


def test_a_run_of_the_last_months_is_beside_the_half_marathon(client, cramps):
    text = page(client, f"/runs/{cramps[0][0]}/why")
    assert "A run much like it, without a cramp" in text
    assert "This one was a race; the other was not." in text


def test_both_stories_stand_side_by_side_with_what_would_tell_them_apart(client, cramps):
    text = page(client, "/")
    told = text.index("Two stories, side by side")
    for said in ("A tired muscle", "Fluid and salt", "What would tell them apart:", "Your weight"):
        assert text.index(said, told) > told


def test_each_reason_leads_to_the_studies_it_rests_on(client):
    text = page(client, "/")
    led = set(re.findall(r'href="#(studies-\w+)"', text))
    assert led
    assert led == set(re.findall(r'id="(studies-\w+)"', text))
    assert re.search(r"n = \d+", text)
    assert "certainty" in text
    assert "doi.org" in text


def test_a_plot_says_all_its_numbers_in_words(sample):
    from uncramp.actions.show_claims import studies_on
    from uncramp.web.drawing.forest import forest

    rows = studies_on("race").rows
    plot = forest(rows)
    for row in rows:
        assert f"{row.value:.2f}" in plot.summary
    for drawn in plot.rows:
        assert 0 <= drawn.x <= 360
        if drawn.from_x is not None:
            assert drawn.from_x <= drawn.x <= drawn.to_x
    assert forest([]) is None


def test_the_article_stands_beside_its_verdict(client):
    text = page(client, "/")
    heard = text.index("Often heard")
    assert text.index("most likely mean dehydration", heard) < text.index("Contradicted", heard)


def test_shares_of_the_page_add_up(client):
    assert sum(shown(page(client, "/"))) == pytest.approx(100, abs=3)
