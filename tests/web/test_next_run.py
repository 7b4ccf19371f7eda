"""The page of the next run: the terminal's plan, with what can be taken along."""

import re

import icalendar
import pytest

GIVEN = {
    "distance": "42.2 km", "time": "3:45:00", "temperature": "22", "humidity": "60",
    "race": "yes", "conditions": "none", "medicines": "none",
}  # fmt: skip


@pytest.fixture
def client(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"})


@pytest.fixture
def visitor(sample):
    from django.test import Client

    return Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_says_what_the_interface_of_the_terminal_says(visitor):
    from recording import NOW
    from uncramp.actions.forecast_run import PlannedRun
    from uncramp.actions.plan_document import plan_document
    from uncramp.actions.plan_next_run import plan_next_run
    from uncramp.actions.told import told
    from uncramp.store.library import MemoryLibrary

    made = plan_next_run(
        PlannedRun(distance="42.2 km", time="3:45:00"),
        library=MemoryLibrary(),
        told=told(
            ["temperature=22", "humidity=60", "race=yes", "conditions=none", "medicines=none"]
        ),
        now=NOW,
    )
    page = text(visitor.post("/next", GIVEN))
    document = plan_document(made)
    assert f"about {round(100 * document['risk_now']['probability'])} end in a cramp" in page
    for line in document["lines"]:
        assert re.sub(r"\s+", " ", line["do"]).replace("'", "&#x27;") in page


def test_the_owners_runs_count_and_a_visitors_do_not(client, visitor):
    assert text(client.post("/next", GIVEN)) != text(visitor.post("/next", GIVEN))
    assert "Nothing you answer here is kept" in text(visitor.get("/next"))


def test_without_conditions_told_no_amount_is_given(visitor):
    untold = {k: v for k, v in GIVEN.items() if k not in {"conditions", "medicines"}}
    assert "ml/h" not in text(visitor.post("/next", untold)).partition("Change it")[0]


def test_with_a_kidney_disease_a_doctor_is_asked(visitor):
    page = text(visitor.post("/next", GIVEN | {"conditions": "kidney"})).partition("Change it")[0]
    assert "ml/h" not in page
    assert "doctor" in page


def test_it_can_be_taken_along(visitor):
    start = {"start": "2027-04-11T09:00"}
    calendar = visitor.post("/next", GIVEN | start | {"as": "calendar"})
    events = icalendar.Calendar.from_ical(calendar.content).walk("VEVENT")
    assert len(events) > 3
    assert visitor.post("/next", GIVEN | {"as": "watch"}).content[8:12] == b".FIT"
    page = visitor.post("/next", GIVEN | {"as": "page"})
    assert page.content[:5] == b"%PDF-"
    assert page.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "distance: it is not there"),
        (GIVEN | {"time": "soon"}, "time"),
        (GIVEN | {"start": "tomorrow"}, "start: tomorrow is no day"),
        (GIVEN | {"conditions": "gout"}, "gout is none of"),
        (GIVEN | {"as": "calendar"}, "tell when it starts"),
    ],
)
def test_what_cannot_be_used_is_said_above_the_form(visitor, given, said):
    answer = visitor.post("/next", given)
    assert answer.status_code == 422
    assert said in text(answer)
