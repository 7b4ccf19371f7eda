"""From the first start to the first run: the one-time link, an account, facts, a file."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta

import numpy as np
import pytest

from recording import NOW, recorded
from serving import serving
from uncramp.activity import fit_writer

PASSWORD = "correct horse battery"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """`uncramp serve` on an empty folder: where it is, and the link its terminal shows."""
    with serving(tmp_path_factory.mktemp("first"), "serve") as (here, log):
        token = re.search(r"/join/(\S+)", log.read_text())[1]
        yield here, f"/join/{token}"


@pytest.mark.browser
def test_from_the_first_start_to_the_first_run(opened, sound, first_start, tmp_path):
    here, link = first_start
    page = opened(at=here)
    page.wait_for_url("**/welcome")
    sound(page)
    page.goto(here + link)
    sound(page)
    page.get_by_label("Email").fill("owner@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/account/start")
    sound(page)
    page.get_by_label(re.compile("on how many runs did you cramp")).select_option("2-3")
    page.get_by_label("Body mass").fill("150 lb")
    page.get_by_role("button", name="Keep, and on to your runs").click()
    page.wait_for_url("**/import")
    run = tmp_path / "run.fit"
    run.write_bytes(fit_writer.write(recorded(np.full(1800, 2.9))))
    page.locator("#files").set_input_files(run)
    page.get_by_role("button", name="Import", exact=True).click()
    page.locator("h1", has_text="1 new run").wait_for(timeout=60_000)
    page.goto(here + "/runs")
    page.locator("ul.runs a").first.click()
    page.wait_for_selector("#exposures", timeout=10_000)
    sound(page)
    page = _an_archive_is_read_while_one_looks_around(page, here, tmp_path)
    _read_the_account(page, sound, here)
    _a_passkey_signs_in(page, sound, here)


def _an_archive_is_read_while_one_looks_around(page, here, folder):
    """The tab is closed at once; the import goes on, and its report is there afterwards."""
    archive = folder / "export.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for day in range(1, 301):
            speed, when = np.full(120, 2.5 + day / 400), NOW - timedelta(days=day + 3)
            run = fit_writer.write(recorded(speed, started_at=when))
            out.writestr(f"activities/{day}.fit", run)
    page.goto(f"{here}/import")
    page.locator("#files").set_input_files(archive)
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url("**/import/*")
    report, context = page.url, page.context
    page.close()
    page = context.new_page()
    page.wrong, page.called = [], []
    for path in ("runs", "account/you", "next"):
        page.goto(f"{here}/{path}")
        assert page.locator("h1").count() == 1
    page.goto(report)
    page.locator("h1", has_text="300").wait_for(timeout=120_000)
    return page


def _read_the_account(page, sound, here):
    for path in ("account", "account/you", "account/second", "account/sessions", "account/mail"):
        page.goto(f"{here}/{path}")
        sound(page)
    page.goto(f"{here}/account")
    page.get_by_label("Units").select_option("imperial")
    page.get_by_role("button", name="Keep").click()
    page.goto(f"{here}/account/you")
    assert page.get_by_label("Body mass").input_value() == "150"


def _a_passkey_signs_in(page, sound, here):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.called.clear()  # of the address by number
    page.goto(f"{here.replace('127.0.0.1', 'localhost')}/sign-in")  # a passkey is for a name
    sound(page)
    page.get_by_label("Email").fill("owner@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")
    page.goto(page.evaluate("location.origin") + "/account/passkeys/add")
    page.get_by_label("Password").fill(PASSWORD)  # asked again before a key is added
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("It signs me in alone").check()
    sound(page)
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/account/second/codes")
    sound(page)
    page.goto(page.evaluate("location.origin") + "/account")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/welcome")
    page.goto(page.evaluate("location.origin") + "/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto(page.evaluate("location.origin") + "/account/invitations")
    page.get_by_role("button", name="Make a link").click()
    assert "/join/" in page.get_by_label(re.compile("new link")).input_value()
    sound(page)
