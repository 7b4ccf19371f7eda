"""What the pages and mails of an account say, and that nobody is led astray by them."""

import re
from datetime import timedelta

import pytest

PASSWORD = "correct horse battery"
POLITE = re.compile(
    r"\b(?:Sie|Ihre?[mnrs]?|Ihnen)\b(?! (?:machen|kommen|werden|sagen|sind|zeigen))"
)
"""How strangers are spoken to in German; here it is du. What follows makes it "they"."""


@pytest.fixture(autouse=True)
def installation(sample, monkeypatch):
    """No account yet, sign-up by invitation, and mail that can be looked at."""
    from django.conf import settings
    from django.core import mail
    from django.core.cache import cache

    from uncramp.web.account.models import Account, InvitationRow

    cache.clear()
    Account.objects.all().delete()
    InvitationRow.objects.all().delete()
    monkeypatch.setattr(settings, "DEMO", False)
    monkeypatch.setattr(settings, "SIGN_UP", "invitation")
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    return settings


def client(language="en", **more):
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-language": language, **more})


def now():
    from django.utils import timezone

    return timezone.now()


def owner(language="en", *, email="owner@example.org", **told):
    """A browser that has made the owner's account."""
    from uncramp.web.account.invitations import first_link

    browser = client(language)
    browser.get(f"/join/{first_link(now())}")
    browser.post("/sign-up", {"email": email, "password1": PASSWORD, **told})
    return browser


def runner(language="en", **told):
    """A browser of somebody who was invited, with a library that is empty."""
    from uncramp.web.account.invitations import invite

    owner()
    browser = client(language)
    browser.get(f"/join/{invite(account('owner@example.org').pk, now())}")
    browser.post("/sign-up", {"email": "one@example.org", "password1": PASSWORD, **told})
    return browser


def account(email="one@example.org"):
    from uncramp.web.account.models import Account

    return Account.objects.get(email=email)


def text(answer):
    from html import unescape

    return unescape(answer.content.decode())


def sent():
    from django.core import mail

    return mail.outbox


# What is missing is said again, calmly, until somebody says not to.


def test_missing_facts_are_mentioned_at_a_later_sign_in_until_they_are_told():
    browser = runner()
    browser.post("/sign-out")
    browser.post("/sign-in", {"login": "one@example.org", "password": PASSWORD})
    for path in ("/", "/runs", "/import"):
        assert "A few facts are missing" in text(browser.get(path)), path
    told = {
        "cramped_runs_last_year": "1",
        "sex": "male",
        "age": "40",
        "mass": "70",
        "conditions": "none",
        "medicines": "none",
    }
    assert browser.post("/account/start", told)["Location"] == "/import"
    for path in ("/", "/runs", "/import"):
        assert "A few facts are missing" not in text(browser.get(path)), path


def test_who_waves_missing_facts_away_hears_of_them_no_more_and_stays_where_they_were():
    browser = runner()
    away = browser.post("/account/start/later", {"next": "/runs"})
    assert away["Location"] == "/runs"
    browser.post("/account", {"units": "metric", "language": "", "time_zone": ""})
    browser.post("/language", {"language": "en", "next": "/"})
    assert "A few facts are missing" not in text(browser.get("/runs"))
    for there in ("https://example.com/", "//example.com", ""):
        assert browser.post("/account/start/later", {"next": there})["Location"] == "/"


def test_the_browsers_time_zone_is_taken_when_the_account_is_made():
    runner(time_zone="Europe/Berlin")
    assert account().preferences.time_zone == "Europe/Berlin"
    assert account("owner@example.org").preferences.time_zone is None


def test_a_time_zone_that_is_none_makes_an_account_all_the_same():
    runner(time_zone="Mars/Olympus")
    assert account().value == {}


def test_a_form_that_is_refused_gives_the_time_zone_all_the_same_and_a_chosen_one_stays():
    browser = runner()
    refused = browser.post("/account/start", {"age": "-5", "time_zone": "Europe/Berlin"})
    assert refused.status_code == 422
    assert account().preferences.time_zone == "Europe/Berlin"
    browser.post("/account/start", {"age": "40", "time_zone": "Asia/Tokyo"})
    assert account().preferences.time_zone == "Europe/Berlin"


def test_no_time_zone_is_shown_as_none_chosen():
    page = text(runner().get("/account"))
    assert ">Not chosen: times in UTC</option>" in page
    assert "your browser says ZONE" in page


# Faults of the facts.


def test_every_fault_of_the_facts_is_told_at_its_field_in_the_readers_language():
    browser = runner("de")
    wrong = {"age": "-5", "mass": "Elefant", "recent_bests": "flott", "sex": "male"}
    page = text(browser.post("/account/start", wrong))
    for name in ("age", "mass", "recent_bests"):
        field = re.search(rf'<input id="{name}"[^>]*>', page)[0]
        assert f'aria-describedby="{name}-fault' in field
        assert 'aria-invalid="true"' in field
        assert f'<span class="wrong fault" id="{name}-fault">' in page
    assert '<a href="#age">Alter</a>: -5 liegt außerhalb des Möglichen: 0 bis 120 Jahre' in page
    assert "„Elefant“ ist keine Zahl" in page
    assert "age:" not in page
    assert page.count('aria-invalid="true"') == 3
    assert '<option value="male" selected>' in page


def test_limits_are_told_in_the_units_of_who_reads():
    page = text(runner().post("/account/you", {"mass": "2000", "measured_in": "imperial"}))
    assert "2000 is outside what is possible: 55.1 to 661.4 lb." in page


def test_an_age_under_16_is_taken_and_said_to_open_red_flags_only():
    browser = runner()
    assert "younger only red flags" in text(browser.get("/account/start"))
    assert browser.post("/account/start", {"age": "15"}).status_code == 302


def test_the_word_that_settings_are_kept_is_in_the_language_just_chosen():
    browser = runner()
    browser.post("/account", {"units": "metric", "language": "de", "time_zone": ""})
    page = text(browser.get("/account"))
    assert "Gespeichert." in page
    assert ">Kept." not in page
    browser.post("/account", {"units": "metric", "language": "", "time_zone": ""})
    assert "Kept." in text(browser.get("/account"))


# Ways in.


def test_without_any_account_the_way_in_is_said_to_be_in_the_terminal():
    for path in ("/sign-in", "/sign-up"):
        page = text(client().get(path))
        assert "in the terminal where this server was started" in page, path
        assert 'href="/sign-up"' not in page, path


def test_by_invitation_the_sign_in_says_whom_to_ask_and_closed_says_so(installation, monkeypatch):
    owner()
    for path in ("/sign-in", "/sign-up"):
        page = text(client().get(path))
        assert "ask whoever runs this server for a link" in page, path
        assert 'href="/sign-up"' not in page, path
    monkeypatch.setattr(installation, "SIGN_UP", "closed")
    assert "No new accounts are made here" in text(client().get("/sign-in"))
    monkeypatch.setattr(installation, "SIGN_UP", "open")
    assert 'href="/sign-up"' in text(client().get("/sign-in"))


def test_the_first_link_says_what_owning_means_and_an_invitation_does_not():
    from uncramp.web.account.invitations import first_link, invite

    browser = client()
    page = text(browser.get(f"/join/{first_link(now())}", follow=True))
    assert "owns this installation" in page
    assert "never sees the runs of others" in page
    browser.post("/sign-up", {"email": "owner@example.org", "password1": PASSWORD})
    invited = client()
    link = f"/join/{invite(account('owner@example.org').pk, now())}"
    assert "owns this installation" not in text(invited.get(link, follow=True))
    assert 'href="/sign-up"' in text(invited.get("/sign-in"))


# The second factor.


def _set_up_app(browser):
    from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

    page = browser.get("/account/second/app")
    if page.status_code == 302:
        browser.post(page["Location"], {"password": PASSWORD})
        page = browser.get("/account/second/app")
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', text(page))[1]
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"
    return browser.post("/account/second/app", {"code": code})


@pytest.mark.parametrize("wanted", ["/account/invitations", "/people", "/inbox", "/clubs/new?a=1"])
def test_after_a_second_factor_was_set_up_one_is_led_on_to_the_page_one_wanted(wanted):
    browser = owner()
    assert browser.get(wanted)["Location"] == "/account/second"
    assert "On to the page" not in text(browser.get("/account/second"))
    there = _set_up_app(browser)["Location"]
    assert there == "/account/second/codes"
    page = text(browser.get(there))
    assert f'href="{wanted}">On to the page you wanted</a>' in page
    assert browser.get(wanted).status_code == 200
    assert "On to the page" not in text(browser.get(there))


def test_nobody_is_led_to_another_host_after_the_second_factor():
    from uncramp.web.policies.doors import WANTED

    browser = owner()
    _set_up_app(browser)
    for foreign in ("https://example.com/", "//example.com/x", "javascript:alert(1)"):
        session = browser.session
        session[WANTED] = foreign
        session.save()
        assert "On to the page" not in text(browser.get("/account/second/codes"))


def test_recovery_codes_say_what_they_are_for_and_can_be_taken_away():
    browser = owner()
    _set_up_app(browser)
    page = text(browser.get("/account/second/codes"))
    assert "when the phone is lost" in page
    codes = re.search(r"<textarea[^>]*>([^<]+)</textarea>", page)[1].split()
    assert len(codes) == 10
    file = browser.get("/account/second/codes/file")
    assert text(file).split() == codes
    assert "attachment" in file["Content-Disposition"]


def test_no_page_of_an_account_has_a_script_that_its_policy_blocks():
    from uncramp.web.account.models import Account

    browser = owner()
    _set_up_app(browser)
    shown = {path: browser.get(path, follow=True) for path in PAGES}
    key = _passkey(Account.objects.get())
    for path in ("", f"/{key}/edit", f"/{key}/remove"):
        shown[path] = browser.get(f"/account/passkeys{path}")
        assert shown[path].status_code == 200
    for path, answer in shown.items():
        page = text(answer)
        for script in re.findall(r"<script[^>]*>", page):
            assert "nonce=" in script or 'type="application/json"' in script, (path, script)
    Account.objects.get().authenticator_set.filter(pk=key).delete()  # it is no real one
    blocked = client()
    blocked.post("/sign-in", {"login": "owner@example.org", "password": PASSWORD})
    for script in re.findall(r"<script[^>]*>", text(blocked.get("/sign-in/second"))):
        assert "nonce=" in script or 'type="application/json"' in script


def _passkey(user):
    from allauth.mfa.models import Authenticator

    data = {"name": "Passkey 1", "credential": {"clientExtensionResults": {"credProps": {"rk": 1}}}}
    row = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return row.pk


PAGES = (
    "/account",
    "/account/start",
    "/account/you",
    "/account/mail",
    "/account/password",
    "/account/second",
    "/account/second/app",
    "/account/second/app/end",
    "/account/second/codes",
    "/account/second/codes/new",
    "/account/passkeys",
    "/account/passkeys/add",
    "/account/sessions",
    "/account/again",
    "/account/again/second",
    "/account/again/passkey",
    "/sign-out",
)


def test_every_page_and_error_of_an_account_says_du_and_passkey():
    browser = owner("de")
    _set_up_app(browser)
    shown = {path: browser.get(path, follow=True) for path in PAGES}
    wrong = {"oldpassword": "no", "password1": "a", "password2": "b"}
    shown["changed"] = browser.post("/account/password", wrong)
    shown["again"] = browser.post("/account/again", {"password": "no"})
    shown["code"] = browser.post("/account/again/second", {"code": "1"})
    shown["mail"] = browser.post("/account/mail", {"action_add": "", "email": "x"})
    visitor = client("de")
    for path in ("/sign-in", "/sign-up", "/sign-in/reset", "/sign-in/reset/sent"):
        shown[path] = visitor.get(path)
    shown["link"] = visitor.get("/sign-in/reset/1-nothing")
    shown["confirm"] = visitor.get("/sign-in/confirm/nothing")
    shown["in"] = visitor.post("/sign-in", {"login": "x@example.org", "password": "no"})
    visitor.post("/sign-in", {"login": "owner@example.org", "password": PASSWORD})
    shown["second"] = visitor.post("/sign-in/second", {"code": "000000"})
    key = _passkey(account("owner@example.org"))
    for path in ("", f"/{key}/edit", f"/{key}/remove"):
        shown[path] = browser.get(f"/account/passkeys{path}")
    for name, answer in shown.items():
        page = re.sub(r"<script.*?</script>", "", text(answer), flags=re.DOTALL)
        polite = POLITE.search(page)
        assert not polite, (name, page[polite.start() - 60 : polite.end() + 60])
        assert not re.search("Sicherheitsschl|Security", page), name
        assert '<html lang="de">' in page, name


# Places where somebody is signed in.

AGENTS = {
    "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0": "Firefox on Android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36": "Chrome on Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0": "Edge on Windows",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "HeadlessChrome/142.0.0.0 Safari/537.36": "Chrome on Linux",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.6 Mobile/15E148 Safari/604.1": "Safari on iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Safari/605.1.15": "Safari on macOS",
    "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": "Samsung Internet on Android",
    "curl/8.14.1": "curl/8.14.1",
    "A fine reader of pages, version 3": "A fine reader",
    "": "A browser that says nothing of itself",
}


@pytest.mark.parametrize("told", AGENTS)
def test_a_browser_is_named_as_people_know_it(told):
    from django.utils import translation

    from uncramp.web.account.browsers import browser_words

    with translation.override("en"):
        assert browser_words(told) == AGENTS[told]


def test_one_place_can_be_signed_out_of_alone_and_nobody_elses():
    from allauth.usersessions.models import UserSession

    here = owner()
    others = [client(), client()]
    for one in others:
        one.post("/sign-in", {"login": "owner@example.org", "password": PASSWORD})
        one.get("/account")
    page = text(here.get("/account/sessions"))
    assert not re.search(r"since \d|seit vor", page)
    ends = re.findall(r'name="end" value="(\d+)"', page)
    assert len(ends) == 2
    here.post("/account/sessions", {"end": ends[0]})
    assert sorted(one.get("/account").status_code for one in others) == [200, 302]
    stranger = client()
    from uncramp.web.account.invitations import invite

    stranger.get(f"/join/{invite(account('owner@example.org').pk, now())}")
    stranger.post("/sign-up", {"email": "one@example.org", "password1": PASSWORD})
    stranger.post("/account/sessions", {"end": ends[1]})
    assert UserSession.objects.filter(pk=ends[1]).exists()
    assert here.get("/account").status_code == 200


# Mails.

HOST = re.compile(r"localhost|testserver|example\.com", re.IGNORECASE)


def _is_ours(mail, *, du):
    assert mail.subject.startswith("uncramp: ")
    body = re.sub(r"https?://\S+", "", mail.body)
    assert not HOST.search(mail.subject + body), mail.body
    assert body.rstrip().endswith("uncramp")
    assert body.startswith("Hallo," if du else "Hello,")
    assert "&" not in body
    assert "<" not in body
    assert "\n\n\n" not in mail.body
    if du:
        assert not POLITE.search(mail.subject + body), mail.body
    assert not getattr(mail, "alternatives", [])


@pytest.mark.parametrize("language", ["en", "de"])
def test_mails_of_an_account_are_short_kind_and_ours(language):
    browser = owner(language)
    visitor = client(language)
    visitor.post("/sign-in/reset", {"email": "owner@example.org"})
    visitor.post("/sign-in/reset", {"email": "nobody@example.org"})
    new = {
        "oldpassword": PASSWORD,
        "password1": "another long one",
        "password2": "another long one",
    }
    browser.post("/account/password", new)
    subjects = {one.subject for one in sent()}
    expected = {
        "en": {
            "uncramp: Please confirm your mail address",
            "uncramp: A new password",
            "uncramp: No account with this address",
            "uncramp: Your password was changed",
        },
        "de": {
            "uncramp: Bitte bestätige deine Mailadresse",
            "uncramp: Ein neues Passwort",
            "uncramp: Kein Konto mit dieser Adresse",
            "uncramp: Dein Passwort wurde geändert",
        },
    }
    assert subjects == expected[language]
    for one in sent():
        _is_ours(one, du=language == "de")


NOTICES = (
    "account/email/password_changed",
    "account/email/password_set",
    "account/email/password_reset",
    "account/email/email_changed",
    "account/email/email_confirm",
    "account/email/email_deleted",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/recovery_codes_generated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_who_signs_up_a_second_time_is_told_how_to_get_back_in(language, rf):
    from allauth.account.adapter import get_adapter
    from allauth.core import context
    from django.utils import translation

    told = {"password_reset_url": "https://here.example/sign-in/reset"}
    with context.request_context(rf.get("/", headers={"host": "localhost"})):
        with translation.override(language):
            prefix = "account/email/account_already_exists"
            get_adapter().send_mail(prefix, "owner@example.org", told)
    (mail,) = sent()
    assert "https://here.example/sign-in/reset" in mail.body
    _is_ours(mail, du=language == "de")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_says_what_changed_and_from_where(notice, language, rf):
    from allauth.account.adapter import get_adapter
    from allauth.core import context
    from django.utils import translation

    request = rf.get("/", headers={"host": "localhost", "user-agent": next(iter(AGENTS))})
    told = {
        "from_email": "a&b@example.org",
        "to_email": "c@example.org",
        "deleted_email": "d@example.org",
    }
    with context.request_context(request), translation.override(language):
        owner_mail = "owner@example.org"
        get_adapter(request).send_notification_mail(notice, None, told, email=owner_mail)
    (mail,) = sent()
    assert "Firefox o" in mail.body or "Firefox auf" in mail.body
    assert "127.0.0.1" in mail.body
    if "changed" in notice and "email/email" in notice:
        assert "a&b@example.org" in mail.body
        mail.body = mail.body.replace("a&b", "a")
    _is_ours(mail, du=language == "de")


@pytest.fixture
def rf():
    from django.test import RequestFactory

    return RequestFactory()


# Requests that go wrong.

NOSY = ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Content-Security-Policy")


def _huge(browser, path, size, **more):
    return browser.generic(
        "POST", path, b"", content_type="text/plain", CONTENT_LENGTH=str(size), **more
    )


@pytest.mark.parametrize(
    ("path", "size", "most"), [("/ask", 60, "18 MB"), ("/import", 3000, "2 GB")]
)
def test_what_is_too_large_is_a_page_in_the_readers_language_with_every_header(path, size, most):
    answer = _huge(client("de"), path, size * 1024**2)
    assert answer.status_code == 413
    assert f"Das ist mehr als die {most}" in text(answer)
    assert '<html lang="de">' in text(answer)
    for header in NOSY:
        assert answer.headers.get(header), header


def test_a_program_hears_of_what_is_too_large_as_json():
    for path, more in (("/api/v1/assess", {}), ("/ask", {"HTTP_ACCEPT": "application/json"})):
        answer = _huge(client(), path, 60 * 1024**2, **more)
        assert answer.status_code == 413
        assert "18 MB" in answer.json()["message"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_name_of_the_server_is_answered_with_our_own_page_in_both_languages():
    from django.test import Client

    answer = Client(headers={"host": "elsewhere.example.net"}).get("/")
    assert answer.status_code == 400
    assert "use the address you were given" in text(answer)
    assert "Nimm die Adresse" in text(answer)
    assert "elsewhere" not in text(answer)
    assert answer.headers["Content-Security-Policy"]


def test_what_no_page_takes_is_said_before_its_form_is_looked_at():
    from django.test import Client

    browser = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    for method in ("DELETE", "PUT", "PATCH", "TRACE"):
        answer = browser.generic(method, "/welcome")
        assert answer.status_code == 405, method
        assert "GET" in answer.headers["Allow"]
        assert "too old" not in text(answer)
        assert f"{method} is not there" in text(answer)
    assert browser.post("/language", {"language": "de"}).status_code == 403


# The demo.


def test_every_page_of_the_demo_says_that_it_is_a_sample_and_nobody_elses_does(installation):
    installation.DEMO = True
    here = client()
    for path in ("/runs", "/account/you", "/import"):
        assert "A sample runner: try everything" in text(here.get(path)), path
    elsewhere = client().get("/ask", REMOTE_ADDR="203.0.113.5")
    assert "A sample runner" not in text(elsewhere)
    installation.DEMO = False
    assert "A sample runner" not in text(runner().get("/runs"))


def test_the_sample_runner_has_said_on_how_many_runs_they_cramped(sample):
    from datetime import UTC, datetime

    from numpy.random import default_rng

    from uncramp.history.sample import RUNNER, SEED, sample_runs

    last = datetime(2026, 11, 22, tzinfo=UTC)
    year = last - timedelta(days=365)
    cramped = [
        run
        for run in sample_runs(default_rng(SEED), last_day=last)
        if run.outing.cramp and run.activity.started_at > year
    ]
    assert len(cramped) == 6
    assert RUNNER.cramped_runs_last_year == "4-9"
