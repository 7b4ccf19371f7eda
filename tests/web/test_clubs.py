"""Clubs: in by a link, nothing shown of anybody, easy to share with those who help there."""

import json
import re

import pytest

from recording import NOW
from sharing import keep_runs, person, standing, step
from uncramp.web.policies.club_roles import LAST_OWNER, MAY, Deed, Role, may, refusal

WHO_MAY = {  # owner, helper, runner, nobody
    Deed.INVITE: "o",
    Deed.SEE_MEMBERS: "o",
    Deed.CHANGE_ROLE: "o",
    Deed.REMOVE: "o",
    Deed.SEE_WHO_SHARES: "h",
    Deed.SEE_HELPERS: "ohr",
    Deed.LEAVE: "ohr",
}


@pytest.mark.parametrize("deed", Deed)
def test_the_table_of_a_club_holds_for_every_role(deed):
    assert set(MAY) == set(WHO_MAY) == set(Deed)
    for letter, role in zip("ohr", Role, strict=True):
        assert may(role, deed) == (letter in WHO_MAY[deed])
    assert not may(None, deed)


@pytest.mark.parametrize(
    ("role", "others", "said"),
    [
        (Role.OWNER, [Role.RUNNER, Role.HELPER], LAST_OWNER),
        (Role.OWNER, [Role.OWNER, Role.RUNNER], None),
        (Role.OWNER, [], None),
        (Role.HELPER, [Role.RUNNER], None),
        (Role.RUNNER, [Role.OWNER], None),
    ],
)
def test_only_the_last_owner_cannot_go(role, others, said):
    assert refusal(role, others) == said


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    moved = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moved["now"])
    return moved


@pytest.fixture(scope="module")
def people(sample):
    """An owner, a helper, a runner with runs, and a stranger; nobody is the sample runner."""
    from django.conf import settings

    before, settings.DEMO = settings.DEMO, False
    found = {name: person(f"{name}@example.org") for name in ("chief", "moser", "anna", "other")}
    keep_runs(found["anna"], (2, 5), cramped=(5,))
    yield found
    settings.DEMO = before
    from uncramp.web.account.models import Account

    Account.objects.all().delete()


@pytest.fixture
def club(people):
    """A club of the owner, with a helper and a runner in it; its key."""
    from uncramp.web.mail.models import MailRow

    MailRow.objects.all().delete()
    chief = people["chief"]
    made = chief.post("/clubs/new", {"name": "Lake Runners", "known_as": "Chief"})
    key = int(re.search(r"/clubs/(\d+)/run", made["Location"])[1])
    for who, name in (("moser", "Dr Moser"), ("anna", "Anna")):
        (link,) = invited(chief, key, name)
        assert people[who].post(link, {"name": name}).status_code == 302
    assert as_role(chief, key, "Dr Moser", "helper").status_code == 302
    yield key
    from uncramp.web.rows.clubs import ClubRow

    ClubRow.objects.of_key(key).delete()


def invited(chief, key, text):
    """The addresses of the links that the page shows."""
    answer = chief.post(f"/clubs/{key}/run", {"do": "invite", "people": text})
    assert answer.status_code == 200, text_of(answer)
    return re.findall(r'value="https?://[^/]+(/clubs/join/[^"]+)"', answer.content.decode())


def member(key, name):
    from uncramp.web.rows.clubs import ClubRow

    return ClubRow.objects.of_key(key).get().members.get(name=name)


def as_role(chief, key, name, role):
    row = member(key, name)
    return chief.post(f"/clubs/{key}/run", {"do": "role", "member": row.pk, "role": role})


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def visitor():
    from django.test import Client

    return Client(headers={"host": "localhost"})


def test_everybody_finds_the_helpers_and_only_the_owner_the_members(people, club):
    for who in ("chief", "moser", "anna"):
        page = text_of(people[who].get(f"/clubs/{club}"))
        assert "Dr Moser" in page
        assert ("Anna" in page) is False
        assert "Lake Runners" in text_of(people[who].get("/clubs"))
    assert "Anna" in text_of(people["chief"].get(f"/clubs/{club}/run"))
    for who in ("moser", "anna", "other"):
        assert people[who].get(f"/clubs/{club}/run").status_code == 404
        assert people[who].post(f"/clubs/{club}/run", {"do": "invite"}).status_code == 404
    assert people["other"].get(f"/clubs/{club}").status_code == 404
    assert people["other"].post(f"/clubs/{club}/leave").status_code == 404


def test_to_be_in_a_club_shows_nothing_of_anybody(people, club):
    anna = people["anna"].actor.runner
    for who in ("chief", "moser"):
        assert people[who].get(f"/people/{anna}").status_code == 404
        assert "Anna" not in text_of(people[who].get("/people"))
    assert "Nobody yet" in text_of(people["moser"].get(f"/clubs/{club}/runners"))
    assert people["chief"].get(f"/clubs/{club}/runners").status_code == 404


def test_a_helper_is_asked_by_name_accepts_and_is_confirmed(people, club):
    anna, moser = people["anna"], people["moser"]
    row = member(club, "Dr Moser")
    assert f"/sharing?with={row.pk}" in anna.get("/sharing").content.decode()
    form = anna.browser.get("/sharing", {"with": row.pk}).content.decode()
    assert 'value="Dr Moser"' in form
    assert 'value="Anna"' in form
    asked = {"member": row.pk, "helper": "Dr Moser", "runner": "Anna", "profession": "doctor"}
    assert anna.post("/sharing", asked | {"what": ["runs"]}).status_code == 302
    sharing = standing(anna)
    assert (sharing.helper, sharing.digest) == (moser.actor.account, None)
    assert "with=" not in anna.get("/sharing").content.decode()  # asked already
    assert "Anna" in text_of(moser.get("/people"))
    assert moser.get(f"/people/{anna.actor.runner}").status_code == 404
    assert (
        people["other"].post(f"/people/offers/{sharing.pk}", {"step": "accept"}).status_code == 404
    )
    assert moser.post(f"/people/offers/{sharing.pk}", {"step": "accept"}).status_code == 302
    assert moser.get(f"/people/{anna.actor.runner}").status_code == 404  # not confirmed yet
    step(anna, "confirm")
    assert moser.get(f"/people/{anna.actor.runner}").status_code == 200
    assert "Anna" in text_of(moser.get(f"/clubs/{club}/runners"))
    assert people["chief"].get(f"/people/{anna.actor.runner}").status_code == 404
    step(anna, "end")
    assert "Nobody yet" in text_of(moser.get(f"/clubs/{club}/runners"))


def test_who_no_longer_helps_there_cannot_accept(people, club):
    anna, moser, chief = people["anna"], people["moser"], people["chief"]
    row = member(club, "Dr Moser")
    asked = {"member": row.pk, "helper": "Dr Moser", "runner": "Anna", "profession": "doctor"}
    assert anna.post("/sharing", asked | {"what": ["runs"]}).status_code == 302
    sharing = standing(anna)
    as_role(chief, club, "Dr Moser", "runner")
    assert "Anna" not in text_of(moser.get("/people"))
    assert moser.post(f"/people/offers/{sharing.pk}", {"step": "accept"}).status_code == 404
    assert anna.post("/sharing", asked | {"what": ["runs"]}).status_code == 404
    step(anna, "end")


def test_links_in_bulk_are_one_each_and_only_digests_are_kept(people, club):
    from django.db.models import QuerySet

    from uncramp.web.account.models import InvitationRow
    from uncramp.web.mail.models import MailRow
    from uncramp.web.rows.clubs import ClubInvitationRow

    pasted = "Ben\nben\n\nCleo <cleo@example.org>\nCLEO@example.org\r\nDora\n"
    found = invited(people["chief"], club, pasted)
    assert len(found) == len(set(found)) == 3
    kept = json.dumps(
        [*QuerySet(ClubInvitationRow).values(), *InvitationRow.objects.values()], default=str
    )
    assert not any(link.rpartition("/")[2] in kept for link in found)
    (mail,) = MailRow.objects.all()
    assert mail.to == "cleo@example.org"
    assert sum(link in mail.body for link in found) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Nobody is named yet"),
        ("anna@", "no name and no mail address"),
        ("\n".join(f"runner {n}" for n in range(201)), "at most 200"),
    ],
)
def test_what_cannot_be_invited_is_said_and_nobody_is(people, club, text, said):
    answer = people["chief"].post(f"/clubs/{club}/run", {"do": "invite", "people": text})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Invited, not here yet" not in text_of(answer)


def test_no_more_than_two_hundred_wait_in_a_club(people, club):
    assert len(invited(people["chief"], club, "\n".join(f"r {n}" for n in range(200)))) == 200
    more = people["chief"].post(f"/clubs/{club}/run", {"do": "invite", "people": "one more"})
    assert more.status_code == 422


def test_a_link_works_once_and_ends_by_itself_or_by_the_owner(people, club, clock):
    import datetime as dt

    first, second, third = invited(people["chief"], club, "Ed\nFay\nGus")
    assert people["other"].post(first, {"name": ""}).status_code == 422
    assert people["other"].post(first, {"name": "Ed"}).status_code == 302
    assert people["other"].get(first).status_code == 404
    page = people["chief"].get(f"/clubs/{club}/run").content.decode()
    which = re.search(r'name="which" value="(\d+)"', page)[1]
    people["chief"].post(f"/clubs/{club}/run", {"do": "take back", "which": which})
    assert people["other"].get(second).status_code == 404
    clock["now"] = NOW + dt.timedelta(days=15)
    assert people["other"].get(third).status_code == 404


def test_where_sign_up_is_by_invitation_the_link_makes_one_account(people, club):
    from uncramp.web.account.models import Account

    (link,) = invited(people["chief"], club, "New Runner")
    browser = visitor()
    assert "Make an account" in text_of(browser.get(link))
    assert browser.post(link)["Location"].startswith("/sign-up?next=")
    made = browser.post(
        f"/sign-up?next={link}",
        {"email": "new@example.org", "password1": "correct horse battery", "next": link},
    )
    assert made["Location"] == link, text_of(made)
    assert browser.post(link, {"name": "New Runner"})["Location"] == f"/clubs/{club}"
    assert Account.objects.filter(email="new@example.org").count() == 1
    assert visitor().get(link).status_code == 404


def test_an_account_that_joins_leaves_no_second_account_in_the_link(people, club):
    (link,) = invited(people["chief"], club, "Hal")
    assert people["other"].post(link, {"name": "Hal"}).status_code == 302
    assert visitor().get(link.replace("/clubs/join/", "/join/")).status_code == 404


def test_the_last_owner_hands_over_before_they_leave(people, club):
    chief = people["chief"]
    assert chief.post(f"/clubs/{club}/leave").status_code == 409
    assert as_role(chief, club, "Chief", "runner").status_code == 422
    assert as_role(chief, club, "Anna", "owner").status_code == 302
    assert chief.post(f"/clubs/{club}/leave").status_code == 302
    assert chief.get(f"/clubs/{club}").status_code == 404
    anna = people["anna"]
    row = member(club, "Dr Moser")
    assert anna.post(f"/clubs/{club}/run", {"do": "remove", "member": row.pk}).status_code == 302
    assert people["moser"].get(f"/clubs/{club}").status_code == 404
    assert anna.post(f"/clubs/{club}/leave").status_code == 302
    from uncramp.web.rows.clubs import ClubRow

    assert not ClubRow.objects.of_key(club).exists()


def test_a_club_is_run_with_a_second_factor_only(people, club):
    plain = person("plain@example.org", second_factor=False)
    assert plain.get("/clubs/new")["Location"] == "/account/second"
    (link,) = invited(people["chief"], club, "Plain")
    assert plain.post(link, {"name": "Plain"}).status_code == 302
    assert plain.get(f"/clubs/{club}").status_code == 200
    as_role(people["chief"], club, "Plain", "owner")
    assert plain.get(f"/clubs/{club}/run")["Location"] == "/account/second"
