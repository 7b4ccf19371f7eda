"""Trials of one's own: the power first, refused when futile, stopped honestly."""

import re

import pytest

LOCAL = {"host": "localhost"}
FAIR = {"exposure": "warm_up", "runs": "60", "risk": "30"}


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers=LOCAL)


@pytest.fixture
def trial(client):
    """The address of a trial that began, dropped afterwards."""
    from uncramp.web.answers.models import TrialRow
    from uncramp.web.rows.library import owner

    yield client.post("/experiments/begin", FAIR).headers["Location"]
    TrialRow.objects.for_actor(owner()).delete()


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_it_could_show_is_told_before_it_begins(client):
    page = text(client.get("/experiments", FAIR))
    assert re.search(r"\d+ of 100 such trials would show it", page)
    assert "If it did nothing" in page
    assert "Begin it, on 60 runs" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"exposure": "warm_up"}, "it takes at least 16"),
        (FAIR | {"runs": "20", "risk": "6"}, "would most likely waste them"),
        ({"exposure": "carbohydrate_gap"}, "no condition and no medicine"),
        ({"exposure": "heat"}, "can be dangerous"),
        ({"exposure": "luck"}, "nothing that a coin could decide"),
    ],
)
def test_what_is_futile_or_unsafe_is_refused_and_cannot_be_begun(client, asked, said):
    page = text(client.get("/experiments", asked))
    assert said in page
    assert "Begin it" not in page
    begun = client.post("/experiments/begin", asked)
    assert begun.status_code == 422
    assert said in text(begun)


def test_numbers_that_are_none_are_said(client):
    answer = client.get("/experiments", FAIR | {"runs": "many"})
    assert answer.status_code == 422
    assert "are numbers" in text(answer)


def test_each_run_is_told_its_side_only_when_it_comes(client, trial):
    page = text(client.get(trial))
    assert "Run 1:" in page
    assert "0 of 60 runs" in page
    client.post(f"{trial}/tell", {"grade": "tight"})
    after = text(client.get(trial))
    assert "Run 2:" in after
    assert "1 of 60 runs" in after
    assert "Tight" in after
    assert client.post(f"{trial}/tell", {"grade": "splendid"}).status_code == 422


def test_a_trial_that_shows_nothing_ends_and_takes_no_more(client, trial):
    from uncramp.actions.run_trial import Trial
    from uncramp.store import codec
    from uncramp.web.answers.models import TrialRow
    from uncramp.web.rows.library import owner

    row = TrialRow.objects.for_actor(owner()).get()
    held = codec.read(Trial, row.value)
    row.value = codec.write(Trial(held.exposure, held.coin, 60, 0.3, ("none",) * 59))
    row.save()
    assert client.post(f"{trial}/tell", {"grade": "none"}).status_code in {302, 422}
    page = text(client.get(trial))
    assert "no help was shown" in page or "No use going on" in page
    assert "How did it end?" not in page
    assert client.post(f"{trial}/tell", {"grade": "cramp"}).status_code == 422


def test_who_stops_early_has_shown_nothing(client, trial):
    client.post(f"{trial}/tell", {"grade": "none"})
    client.post(f"{trial}/tell", {"stop": "yes"})
    page = text(client.get(trial))
    assert "it has shown nothing" in page
    assert "Run 2:" not in page
    assert client.post(f"{trial}/tell", {"grade": "none"}).status_code == 422


def test_nobody_sees_the_trial_of_another(client, trial, monkeypatch):
    from django.test import Client

    from databases import new_runner
    from uncramp.web.policies import doors

    monkeypatch.setattr(doors, "owner", new_runner)
    other = Client(headers=LOCAL)
    assert other.get(trial).status_code == 404
    assert other.post(f"{trial}/tell", {"stop": "yes"}).status_code == 404
