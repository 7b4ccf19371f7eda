"""Accounts: the first link, invitations, signing in and out, preferences, second factors."""

import json
import re
from datetime import timedelta

import pytest

from recording import NOW

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def empty(sample):
    """No account yet, and nobody at the machine is the sample runner."""
    from django.conf import settings

    before = settings.DEMO, settings.SIGN_UP
    settings.DEMO, settings.SIGN_UP = False, "invitation"
    yield
    settings.DEMO, settings.SIGN_UP = before


@pytest.fixture(autouse=True)
def nobody(empty):
    from django.core.cache import cache

    from uncramp.web.account.models import Account, InvitationRow

    cache.clear()  # it counts tries
    Account.objects.all().delete()
    InvitationRow.objects.all().delete()


def client():
    from django.test import Client

    return Client(headers={"host": "localhost"})


def now():
    from django.utils import timezone

    return timezone.now()


def made(email="one@example.org", *, token=None):
    """A browser that has made an account by a link."""
    from uncramp.web.account.invitations import first_link, invite
    from uncramp.web.account.models import Account

    if token is None:
        owner = Account.objects.filter(owner=True).first()
        token = invite(owner.pk, now()) if owner else first_link(now())
    browser = client()
    assert browser.get(f"/join/{token}").status_code == 302
    answer = browser.post("/sign-up", {"email": email, "password1": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/account/start"
    return browser


def account(email="one@example.org"):
    from uncramp.web.account.models import Account

    return Account.objects.get(email=email)


def test_the_first_link_makes_the_owner_of_the_library_in_the_folder(sample):
    library, _ = sample
    browser = made()
    assert account().owner
    assert account().staff
    assert account().runner_id == library.actor.runner
    assert "About you" in browser.get("/account/you").content.decode()


def test_a_link_works_once_and_where_there_is_an_owner_no_first_link_is_made():
    from uncramp.web.account.invitations import first_link

    token = first_link(now())
    made(token=token)
    assert client().get(f"/join/{token}").status_code == 404
    assert first_link(now()) is None


def test_of_two_who_opened_the_same_link_one_gets_in():
    from uncramp.web.account.invitations import first_link

    token = first_link(now())
    late = client()
    assert late.get(f"/join/{token}").status_code == 302
    made(token=token)
    refused = late.post("/sign-up", {"email": "late@example.org", "password1": PASSWORD})
    assert refused.status_code in (200, 403)
    from uncramp.web.account.models import Account

    assert Account.objects.count() == 1


def test_a_new_start_ends_the_earlier_first_link_and_a_link_ends_by_itself():
    from uncramp.web.account.invitations import first_link, found, invite

    earlier, later = first_link(now()), first_link(now())
    assert found(earlier, now()) is None
    assert found(later, now()) is not None
    assert found(later, now() + timedelta(hours=25)) is None
    made(token=later)
    token = invite(account().pk, NOW)
    assert found(token, NOW + timedelta(days=13)) is not None
    assert found(token, NOW + timedelta(days=15)) is None


def test_only_a_digest_of_a_link_is_kept():
    from uncramp.web.account.invitations import first_link
    from uncramp.web.account.models import InvitationRow

    token = first_link(now())
    assert token not in json.dumps(list(InvitationRow.objects.values()), default=str)


def test_nobody_signs_up_without_a_link_and_anybody_where_it_is_open(settings_of):
    page = client().get("/sign-up")
    assert 'name="password1"' not in page.content.decode()
    assert client().post(
        "/sign-up", {"email": "x@example.org", "password1": PASSWORD}
    ).status_code in (200, 403)
    settings_of("SIGN_UP", "open")
    browser = client()
    assert (
        browser.post("/sign-up", {"email": "x@example.org", "password1": PASSWORD}).status_code
        == 302
    )
    assert not account("x@example.org").owner


@pytest.fixture
def settings_of(monkeypatch):
    from django.conf import settings

    return lambda name, value: monkeypatch.setattr(settings, name, value)


def test_where_it_is_closed_only_the_first_link_opens(settings_of):
    from uncramp.web.account.invitations import invite

    settings_of("SIGN_UP", "closed")
    made()
    token = invite(account().pk, now())
    late = client()
    late.get(f"/join/{token}")
    late.post("/sign-up", {"email": "late@example.org", "password1": PASSWORD})
    from uncramp.web.account.models import Account

    assert Account.objects.count() == 1


def test_a_password_is_kept_as_argon2id_and_a_weak_one_is_refused():
    made()
    assert account().password.startswith("argon2$argon2id$")
    from uncramp.web.account.invitations import invite

    browser = client()
    browser.get(f"/join/{invite(account().pk, now())}")
    for weak in ("short", "password123", "two@example.org"):
        refused = browser.post("/sign-up", {"email": "two@example.org", "password1": weak})
        assert refused.status_code == 200, weak
        assert "wrong" in refused.content.decode()


def test_signing_out_and_in_again():
    browser = made()
    assert browser.post("/sign-out").status_code == 302
    assert browser.get("/account/you")["Location"] == "/sign-in?next=/account/you"
    wrong = browser.post("/sign-in", {"login": "one@example.org", "password": "wrong wrong wrong"})
    assert wrong.status_code == 200
    right = browser.post(
        "/sign-in?next=/account/you",
        {"login": "one@example.org", "password": PASSWORD, "next": "/account/you"},
    )
    assert right["Location"] == "/account/you"
    assert browser.get("/account/you").status_code == 200


def _sent_to(address):
    from django.core import mail

    return next(sent.body for sent in reversed(mail.outbox) if sent.to == [address])


def test_a_sign_in_never_leads_to_another_host():
    made()
    browser = client()
    for there in ("https://example.com/", "//example.com/x"):
        answer = browser.post(
            "/sign-in", {"login": "one@example.org", "password": PASSWORD, "next": there}
        )
        assert "example.com" not in answer["Location"]
        browser.post("/sign-out")


def test_a_forgotten_password_is_set_anew_by_mail_and_the_answer_tells_nobody_who_is_here(
    settings_of,
):
    from django.core import mail

    settings_of("EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    made()
    mail.outbox = []
    browser = client()
    known = browser.post("/sign-in/reset", {"email": "one@example.org"})
    unknown = browser.post("/sign-in/reset", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    link = re.search(r"http://localhost(/sign-in/reset/\S+)", _sent_to("one@example.org"))[1]
    form = browser.get(link, follow=True)
    there = form.redirect_chain[-1][0]
    done = browser.post(there, {"password1": "another long one", "password2": "another long one"})
    assert done.status_code == 302
    fresh = client()
    assert (
        fresh.post(
            "/sign-in", {"login": "one@example.org", "password": "another long one"}
        ).status_code
        == 302
    )


def test_each_place_where_one_is_signed_in_is_listed_and_can_be_ended():
    here = made()
    there = client()
    there.post("/sign-in", {"login": "one@example.org", "password": PASSWORD})
    assert there.get("/account/you").status_code == 200
    assert here.get("/account/sessions").content.decode().count("<li>") >= 2
    here.post("/account/sessions")
    assert there.get("/account/you").status_code == 302
    assert here.get("/account/you").status_code == 200


def test_german_is_read_where_it_was_chosen():
    browser = made()
    browser.post("/account", {"units": "metric", "language": "de", "time_zone": "Europe/Berlin"})
    assert '<html lang="de">' in browser.get("/account").content.decode()
    assert '<html lang="en">' in client().get("/welcome").content.decode()


def test_the_first_facts_are_kept_and_a_wrong_one_loses_nothing(sample):
    library, _ = sample
    before = library.runner()
    browser = made()
    page = browser.get("/account/start").content.decode()
    assert "on how many runs did you cramp" in page
    told = {
        "cramped_runs_last_year": "2-3",
        "cramped_before": "yes",
        "sex": "female",
        "age": "41",
        "mass": "145 lb",
        "recent_bests": "10km/42:10",
        "conditions": "none",
        "medicines": ["statin"],
    }
    try:
        refused = browser.post("/account/start", told | {"age": "four hundred"})
        assert refused.status_code == 422
        assert "age" in refused.content.decode()
        assert 'value="145 lb"' in refused.content.decode()
        assert _runner() == before
        assert browser.post("/account/start", told)["Location"] == "/"  # the owner has runs already
        runner = _runner()
        assert runner.cramped_runs_last_year == "2-3"
        assert runner.mass == pytest.approx(65.8, abs=0.1)
        assert runner.conditions == ()
        assert [m.value for m in runner.medicines] == ["statin"]
        shown = browser.get("/account/you").content.decode()
        assert "10km/42:10" in shown
        assert browser.post("/account/you", {"sex": "female"}).status_code == 302
        assert _runner().mass is None
        assert _runner().conditions is None
    finally:
        library.keep_runner(before)


def _runner():
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.library import RowLibrary

    return RowLibrary(Actor(account().runner_id)).runner()


def test_what_touches_other_people_needs_a_second_factor():
    browser = made()
    refused = browser.get("/account/invitations")
    assert (refused.status_code, refused["Location"]) == (302, "/account/second")
    _with_second_factor("one@example.org")
    assert browser.get("/account/invitations").status_code == 200
    answer = browser.post("/account/invitations").content.decode()
    token = re.search(r'value="http://localhost/join/([^"]+)"', answer)[1]
    other = made("two@example.org", token=token)
    assert account("two@example.org").runner_id != account().runner_id
    assert other.get("/account/invitations").status_code == 404


def _with_second_factor(email):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(account(email), generate_totp_secret())
    assert Authenticator.objects.filter(user=account(email)).count() == 1


def test_a_second_factor_is_asked_for_at_the_next_sign_in_and_a_recovery_code_helps():
    made()
    _with_second_factor("one@example.org")
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(account()).get_unused_codes()[0]
    browser = client()
    first = browser.post("/sign-in", {"login": "one@example.org", "password": PASSWORD})
    assert first["Location"] == "/sign-in/second"
    assert browser.get("/account/you").status_code == 302
    assert browser.post("/sign-in/second", {"code": "000000"}).status_code == 200
    assert browser.post("/sign-in/second", {"code": code}).status_code == 302
    assert browser.get("/account/you").status_code == 200


def test_the_app_on_the_phone_is_set_up_by_its_code():
    browser = made()
    page = browser.get("/account/second/app")
    if page.status_code == 302:  # asks for the password again
        browser.post(page["Location"], {"password": PASSWORD})
        page = browser.get("/account/second/app")
    assert page.status_code == 200
    assert "data:image/svg+xml" in page.content.decode()
    from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page.content.decode())
    secret = secret or re.search(r'value="([A-Z2-7]{32})"', page.content.decode())
    counter = next(iter(yield_hotp_counters_from_time()))
    code = f"{hotp_value(secret[1], counter):06d}"
    assert browser.post("/account/second/app", {"code": code}).status_code == 302


def test_every_page_of_an_account_can_be_opened():
    browser = made()
    for page in (
        "/account",
        "/account/you",
        "/account/start",
        "/account/password",
        "/account/mail",
        "/account/second",
        "/account/passkeys",
        "/account/sessions",
        "/welcome",
    ):
        answer = browser.get(page, follow=True)
        assert answer.status_code == 200, page
        assert "<h1" in answer.content.decode(), page
    for page in ("/sign-in", "/sign-in/reset", "/sign-up", "/welcome", "/join/nothing"):
        assert client().get(page).status_code in (200, 404), page


def test_what_cannot_be_chosen_is_said_and_changes_nothing():
    browser = made()
    for wrong in ({"units": "parsecs"}, {"units": "metric", "time_zone": "Mars/Olympus"}):
        refused = browser.post("/account", wrong)
        assert refused.status_code == 422
        assert "Nothing was changed" in refused.content.decode()
    assert account().value == {}


def test_a_visitor_chooses_a_language_at_the_foot_of_a_page():
    browser = client()
    page = browser.get("/welcome").content.decode()
    assert 'lang="de">Deutsch</button>' in page
    answer = browser.post("/language", {"language": "de", "next": "/ask"})
    assert answer["Location"] == "/ask"
    assert '<html lang="de">' in browser.get("/welcome").content.decode()
    away = browser.post("/language", {"language": "en", "next": "https://example.com/"})
    assert "example.com" not in away["Location"]


def test_an_answer_asked_for_before_comes_along_to_the_account():
    browser = client()
    asked = {"muscle": "calf", "flag": "none", "onset": "after", "kind": "race", "also": "age=41"}
    page = browser.post("/ask", asked).content.decode()
    sealed = re.search(r'name="answer" value="([^"]+)"', page)[1]
    browser.post("/ask/keep", {"answer": sealed})
    from uncramp.web.account.invitations import first_link, invite

    made()  # an owner, so that this one is a runner of their own
    assert first_link(now()) is None
    browser.get(f"/join/{invite(account().pk, now())}")
    browser.post("/sign-up", {"email": "asked@example.org", "password1": PASSWORD})
    first = browser.get("/account/start")
    assert "Your answer is kept with your account" in first.content.decode()
    assert first.cookies["answer"]["max-age"] == 0
    assert "Your answer is kept" not in browser.get("/account/start").content.decode()
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.library import RowLibrary

    library = RowLibrary(Actor(account("asked@example.org").runner_id))
    assert library.runner().age == 41
    assert [run.episode.muscle.value for run in library.kept_runs()] == ["calf"]
    assert browser.get("/").status_code == 200


def test_every_condition_and_medicine_has_a_box():
    from uncramp.history.runner import Condition, Medicine

    browser = made()
    for page in ("/account/start", "/account/you"):
        text = browser.get(page).content.decode()
        for name, kinds in (("conditions", Condition), ("medicines", Medicine)):
            boxes = set(re.findall(rf'name="{name}" value="(\w+)"', text))
            assert boxes == {kind.value for kind in kinds} | {"none"}, page


def test_a_page_writes_nothing_of_a_session_that_was_just_seen(nobody):
    from allauth.usersessions.models import UserSession
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    here = made()
    here.get("/runs")
    with CaptureQueriesContext(connection) as asked:
        here.get("/runs")
    written = [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]
    assert written == []
    first = UserSession.objects.get().last_seen_at
    cache.clear()  # five minutes went by
    here.get("/runs")
    assert UserSession.objects.get().last_seen_at > first
    here.get("/runs", headers={"user-agent": "another browser"})
    assert UserSession.objects.get().user_agent == "another browser"
