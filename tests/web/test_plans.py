"""A plan that is kept: as it was made, with its files and its card, beside the run in the end."""

import re

import icalendar
import pytest

LOCAL = {"host": "localhost"}
GIVEN = {
    "distance": "42.2 km", "time": "3:45:00", "temperature": "22", "humidity": "60",
    "race": "yes", "conditions": "none", "medicines": "none", "start": "2027-04-11T09:00",
}  # fmt: skip


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers=LOCAL)


@pytest.fixture
def plan(client):
    """The address of a kept plan, dropped afterwards."""
    address = client.post("/next/keep", GIVEN).headers["Location"]
    yield address
    client.post(f"{address}/drop")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_it_is_kept_as_it_was_made(client, plan):
    made = text(client.post("/next", GIVEN))
    kept = client.get(plan)
    assert kept.status_code == 200
    first = re.search(r'<p class="do">(.+?)</p>', kept.content.decode())[1]
    assert first in client.post("/next", GIVEN).content.decode()
    assert "Plan for 42.2 km" in text(client.get("/next"))
    assert re.search(r"Of 100 runs like this about \d+", made)[0] in text(kept)


def test_its_files_come_from_what_was_kept(client, plan):
    calendar = icalendar.Calendar.from_ical(client.get(f"{plan}/calendar").content)
    assert len(calendar.walk("VEVENT")) > 3
    assert client.get(f"{plan}/watch").content[8:12] == b".FIT"
    printed = client.get(f"{plan}/page")
    assert printed.content[:5] == b"%PDF-"
    assert 'filename="plan.pdf"' in printed.headers["Content-Disposition"]
    assert client.get(f"{plan}/nothing").status_code == 404


def test_the_card_that_is_saved_needs_nothing_else(client, plan):
    saved = client.get(f"{plan}/card")
    assert "Stop." in text(saved)
    file = client.post("/next", GIVEN | {"as": "card"})
    page = file.content.decode()
    assert 'filename="race-day-card.html"' in file.headers["Content-Disposition"]
    assert re.findall(r'(?:src|href)="', page) == []
    assert "<style>" in page
    assert "No faster than" in page
    assert "Gently stretch that muscle" in page


def test_nobody_sees_the_plan_of_another(client, plan, monkeypatch):
    from django.test import Client

    from databases import new_runner
    from uncramp.web.policies import doors

    monkeypatch.setattr(doors, "owner", new_runner)
    other = Client(headers=LOCAL)
    for address in (plan, f"{plan}/card", f"{plan}/watch"):
        assert other.get(address).status_code == 404
    other.post(f"{plan}/drop")
    monkeypatch.undo()
    assert client.get(plan).status_code == 200


def test_a_visitor_can_keep_none(sample):
    from django.test import Client

    visitor = Client(headers=LOCAL, REMOTE_ADDR="192.0.2.7")
    assert visitor.post("/next/keep", GIVEN).status_code == 403
    assert "Keep this plan" not in text(visitor.post("/next", GIVEN))


def test_its_lines_are_laid_beside_the_run(client, plan, sample):
    from uncramp.web.memory.standing import standing

    key, _ = standing(sample[0].actor).cramps()[0]
    shown = text(client.get(f"{plan}?ran={key}"))
    assert "Beside the run" in shown
    assert "Once the run is here" not in shown
    assert "Once the run is here" in text(client.get(plan))


def test_what_cannot_be_planned_is_not_kept(client):
    from uncramp.web.answers.models import PlanRow
    from uncramp.web.rows.library import owner

    before = PlanRow.objects.for_actor(owner()).count()
    assert client.post("/next/keep", GIVEN | {"time": "soon"}).status_code == 422
    assert PlanRow.objects.for_actor(owner()).count() == before
