"""A calendar another program reads back as it was meant, and never doubles."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from recording import NOW
from uncramp.handout.calendar import Reminder, calendar
from uncramp.terms.errors import UncrampError

BERLIN = ZoneInfo("Europe/Berlin")
START = dt.datetime(2026, 9, 27, 9, 15, tzinfo=BERLIN)

PLAN = (
    Reminder("meal", "Breakfast: 140 g of carbohydrate", START - dt.timedelta(minutes=150), 30),
    Reminder("drink", "Drink 400 ml", START - dt.timedelta(minutes=60), alarm=5),
    Reminder("shoes/1", "20 min in the new shoes", START - dt.timedelta(days=200), 20),
    Reminder("strength/1", "Strength: calf raises", START - dt.timedelta(days=40), alarm=None),
)


def events(made):
    return {str(e["summary"]): e for e in Calendar.from_ical(made).walk("VEVENT")}


def read(reminders, **more):
    return events(calendar(reminders, **({"made_at": NOW} | more)))


def test_every_reminder_comes_back_at_its_instant():
    found = read(PLAN)
    assert len(found) == len(PLAN)
    for reminder in PLAN:
        event = found[reminder.title]
        assert event["dtstart"].dt == reminder.at
        assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(minutes=reminder.minutes)


def test_winter_and_summer_keep_the_time_of_day():
    walls = [e["dtstart"].dt.astimezone(BERLIN).strftime("%H:%M") for e in read(PLAN).values()]
    assert sorted(walls) == ["06:45", "08:15", "09:15", "09:15"]


def test_the_rules_of_the_zone_travel_with_it():
    (zone,) = Calendar.from_ical(calendar(PLAN, made_at=NOW)).walk("VTIMEZONE")
    theirs = zone.to_tz()
    assert START.replace(tzinfo=theirs).utcoffset() == dt.timedelta(hours=2)
    assert dt.datetime(2026, 12, 1, 9, tzinfo=theirs).utcoffset() == dt.timedelta(hours=1)


def test_an_alarm_speaks_up_as_long_before_as_was_asked():
    found = read(PLAN)
    (alarm,) = found["Drink 400 ml"].walk("VALARM")
    assert alarm["trigger"].dt == -dt.timedelta(minutes=5)
    assert str(alarm["action"]) == "DISPLAY"
    assert str(alarm["description"]) == "Drink 400 ml"
    assert found["Strength: calf raises"].walk("VALARM") == []


def test_the_same_plan_made_later_updates_its_entries():
    moved = [
        Reminder(r.key, r.title + " (new)", r.at + dt.timedelta(days=7), r.minutes) for r in PLAN
    ]
    old = read(PLAN, plan="Berlin")
    new = read(moved, plan="Berlin", made_at=NOW + dt.timedelta(days=1))
    assert {e["uid"] for e in old.values()} == {e["uid"] for e in new.values()}
    assert min(e["sequence"] for e in new.values()) > max(e["sequence"] for e in old.values())


def test_plans_of_two_races_never_overwrite_each_other():
    one, other = (
        {e["uid"] for e in read(PLAN, plan=name).values()} for name in ("Berlin", "Valencia")
    )
    assert one.isdisjoint(other)


def test_the_same_plan_at_the_same_moment_is_the_same_file():
    assert calendar(PLAN, made_at=NOW) == calendar(tuple(reversed(PLAN)), made_at=NOW)


def test_two_reminders_of_one_key_are_refused():
    with pytest.raises(UncrampError, match="called meal"):
        calendar((PLAN[0], PLAN[0]), made_at=NOW)


def test_a_time_without_a_zone_is_that_time_of_day_anywhere():
    made = calendar([Reminder("meal", "Eat", dt.datetime(2026, 9, 27, 7))], made_at=NOW)
    assert b"DTSTART:20260927T070000\r\n" in made
    assert b"VTIMEZONE" not in made


def test_a_bare_offset_is_written_as_the_instant_it_is():
    at = dt.datetime(2026, 9, 27, 7, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=45)))
    assert b"DTSTART:20260927T011500Z\r\n" in calendar([Reminder("meal", "Eat", at)], made_at=NOW)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_keeps_its_instant(fold):
    at = dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)
    (event,) = read([Reminder("meal", "Eat", at, 90)]).values()
    start, end = (event[name].dt.astimezone(dt.UTC) for name in ("dtstart", "dtend"))
    assert start == at.astimezone(dt.UTC)
    assert end - start == dt.timedelta(minutes=90)


def test_the_hour_that_never_comes_is_the_one_clocks_leap_to():
    at = dt.datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN)
    (event,) = read([Reminder("meal", "Eat", at)]).values()
    assert event["dtstart"].dt.astimezone(BERLIN).strftime("%H:%M") == "03:30"


def test_lines_are_folded_at_75_octets_and_nothing_is_lost():
    long = "Früh essen; Brot, Bananen, Reis — " * 20
    made = calendar([Reminder("meal", "Eat", START, details=long)], made_at=NOW)
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    (event,) = events(made).values()
    assert str(event["description"]) == long


def test_a_name_cannot_smuggle_in_an_entry():
    title = "Eat\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nSUMMARY:Forged"
    made = calendar([Reminder("meal", title, START, details=title)], made_at=NOW, plan=title)
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert "SUMMARY:Forged" in str(event["description"])
    assert b"\r\nSUMMARY:Forged" not in made


def test_a_plan_without_reminders_is_an_empty_calendar():
    assert read([]) == {}
