"""What is read from the form, what its words set off, and what looks like a machine."""

from datetime import UTC, datetime, timedelta

import pytest

from uncramp.actions.assess_case import Level
from uncramp.actions.claim_requests import claim_requests
from uncramp.actions.forget_person import forget_person
from uncramp.actions.show_interest import (
    MOST_FROM_ONE,
    MOST_IN_ALL,
    Apart,
    Circumstances,
    apart,
    same_reach,
    show_interest,
)
from uncramp.terms.errors import InputError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
A_MINUTE_AGO = Circumstances(NOW - timedelta(minutes=1))
FORM = {
    "name": "Maria Ruiz",
    "reach": "maria@example.org",
    "words": "My left calf cramps at km 30 of every marathon.",
    "consent": "yes",
}


def test_a_form_is_read_as_it_was_meant():
    shown = show_interest(FORM, A_MINUTE_AGO, now=NOW)
    assert shown.apart is None
    assert shown.interest.mail == "maria@example.org"
    assert shown.triage.level is Level.NOT_ASSESSED
    assert not shown.triage.stops


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Cramps, and since this morning chest pain.", Level.EMERGENCY),
        ("I have had cola coloured urine since the race", Level.URGENT_TODAY),
        ("my left calf is swollen and hot", Level.URGENT_TODAY),
    ],
)
def test_a_red_flag_in_the_text_is_seen_at_once(words, level):
    shown = show_interest(FORM | {"words": words}, A_MINUTE_AGO, now=NOW)
    assert shown.triage.stops
    assert shown.triage.level.rank >= level.rank
    machine = show_interest(FORM | {"words": words}, Circumstances(None), now=NOW)
    assert machine.apart
    assert machine.triage.lines == shown.triage.lines  # whoever wrote it


def test_a_name_cannot_carry_a_second_line():
    shown = show_interest(FORM | {"name": " Maria\r\nBcc: all@x.org\0 "}, A_MINUTE_AGO, now=NOW)
    assert shown.interest.name == "Maria Bcc: all@x.org"
    text = show_interest(FORM | {"words": "one\r\n\ntwo\x1b[2J"}, A_MINUTE_AGO, now=NOW)
    assert text.interest.words == "one\n\ntwo[2J"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "how you would like to be called"),
        ("name", "x" * 101, "how you would like to be called"),
        ("reach", "", "nobody could reach"),
        ("reach", "maria at example", "“maria at example” is neither"),
        ("reach", "maria@example.org, all@example.org", "neither a mail address"),
        ("reach", "12345", "neither"),
        ("words", " \n ", "in a few words"),
        ("words", "x" * 5001, "in a few words"),
        ("consent", "", "Please tick"),
    ],
)
def test_what_is_missing_is_said(field, value, said):
    with pytest.raises(InputError, match=said):
        show_interest(FORM | {field: value}, A_MINUTE_AGO, now=NOW)


@pytest.mark.parametrize(
    "number", ["+49 30 123456", "(030) 123-456", "0049.30.123456", "030/123456"]
)
def test_a_telephone_number_may_be_written_as_people_write_them(number):
    shown = show_interest(FORM | {"reach": number}, A_MINUTE_AGO, now=NOW)
    assert shown.interest.mail is None
    assert shown.interest.reach == number


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (Circumstances(NOW - timedelta(seconds=2)), None),
        (Circumstances(NOW - timedelta(hours=24)), None),
        (Circumstances(NOW - timedelta(seconds=1.9)), Apart.TOO_FAST),
        (Circumstances(NOW + timedelta(hours=1)), Apart.TOO_FAST),
        (Circumstances(NOW - timedelta(hours=24.1)), Apart.TOO_OLD),
        (Circumstances(None), Apart.NO_PAGE),
        (Circumstances(NOW - timedelta(minutes=1), blank="http://x"), Apart.FILLED),
        (Circumstances(NOW - timedelta(minutes=1), sent_before=True), Apart.TWICE),
        (Circumstances(NOW - timedelta(minutes=1), from_one=MOST_FROM_ONE), Apart.MANY_FROM_ONE),
        (Circumstances(NOW - timedelta(minutes=1), from_one=MOST_FROM_ONE - 1), None),
        (Circumstances(NOW - timedelta(minutes=1), in_all=MOST_IN_ALL), Apart.MANY_IN_ALL),
    ],
    ids=str,
)
def test_what_people_do_not_do_is_kept_apart(how, why):
    assert apart(how, now=NOW) is why


def test_two_ways_of_writing_one_address_are_one():
    assert same_reach(" Maria@Example.ORG ") == same_reach("maria@example.org")
    assert same_reach("+49 (30) 123-456") == same_reach("0049 30 123456")
    assert same_reach("030 123456") != same_reach("030 123457")


class Place:
    def __init__(self, **things):
        self.things = things

    def forget(self, same):
        return self.things.pop(same, 0)


def test_a_person_is_forgotten_in_every_place_however_they_write_themselves():
    one, other = Place(**{"a@x.org": 2, "b@x.org": 1}), Place(**{"a@x.org": 5})
    done = forget_person("A@X.org", places=(one, other))
    assert done.counts == (2, 5)
    assert done.anything
    assert one.things == {"b@x.org": 1}
    assert not forget_person("c@x.org", places=(one, other)).anything


def test_an_account_claims_by_the_address_as_it_is_compared():
    class Desk:
        def claim(self, same, account):
            return [same, account]

    assert claim_requests("A@X.org", 7, desk=Desk()) == ["a@x.org", 7]
