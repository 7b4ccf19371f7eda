"""The first page as people meet it: the real command, a real browser, phone and desktop."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium, then run the tests again")
    return found


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """`uncramp demo --serve`, running."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder, uncramp = tmp_path_factory.mktemp("demo"), Path(sys.executable).with_name("uncramp")
    log = (folder / "log").open("w")
    words = [uncramp, "demo", "--serve", "--data", folder / "library", "--port", str(port)]
    server = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True)
    try:
        yield _ready(f"http://127.0.0.1:{port}", server, folder / "log")
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)
        log.close()


def _ready(address, server, log) -> str:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2):
                return address
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"the server did not come up: {log.read_text()[-800:]}")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light")])
def test_the_first_page_is_readable_by_everyone(address, browser, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    wrong, asked = [], []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert "linked with" in page.locator("h1").inner_text()
    assert page.locator("svg .series").count() == 2
    assert page.locator("svg .cramp").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert wrong == []
    assert all(url.startswith(address) for url in asked)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


@pytest.mark.browser
def test_a_red_flag_by_keyboard_stays_until_seen(address, browser):
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")  # the card of first aid
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "emergency" in page.get_by_role("alert").inner_text().lower()
    page.goto(address)
    assert page.get_by_role("alert").count() == 1
    assert page.locator(".factors").count() == 0
    page.get_by_role("button", name="A clinician has seen me").click()
    assert "linked with" in page.locator("h1").inner_text()


@pytest.mark.browser
def test_none_of_these_is_one_tap_and_the_answer_stays(address, browser):
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("button", name="None of these").click()
    assert "linked with" in page.locator("h1").inner_text()
    assert page.get_by_text("First: is any of these").count() == 0
    page.get_by_text("None of the red flags").click()
    page.get_by_role("button", name="Go through the list again").click()
    assert page.get_by_text("First: is any of these").count() == 1
