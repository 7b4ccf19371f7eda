"""The real command and a real browser, for every page: `uncramp demo --serve` and Chromium."""

from __future__ import annotations

import shutil

import pytest

from serving import serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium, then run the tests again")
    return found


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """`uncramp demo --serve`, running."""
    with serving(tmp_path_factory.mktemp("demo"), "demo", "--serve") as (here, _):
        yield here


@pytest.fixture(scope="session", autouse=True)
def patient_clicks():
    """A click that leads to another page is over when that page is there.

    The library goes on at once, and what is looked for next would be looked for on the old one.
    """
    from playwright.sync_api import Locator

    plain = Locator.click

    def click(self, **how):
        page, begun = self.page, []
        page.on("request", lambda request: begun.append(request) if _leads(request) else None)
        plain(self, **how)
        page.wait_for_timeout(30)  # ms; what the click sets off is told meanwhile
        if begun:
            begun[-1].response()
            page.wait_for_timeout(30)
            page.wait_for_load_state()

    Locator.click = click
    yield
    Locator.click = plain


def _leads(request) -> bool:
    return request.is_navigation_request() and request.frame.parent_frame is None


@pytest.fixture(scope="module")  # its event loop must be gone before Django's own tests go on
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser, address):
    """A page of a given width that remembers what went wrong and which addresses it called."""
    contexts = []

    def open_page(width=390, scheme="light", *, path="/", javascript=True, at=address):
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.wrong, page.called = [], []
        page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("request", lambda request: page.called.append(request.url))
        page.goto(at + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def sound():
    """Readable by everyone: no axe finding, no error, nothing too wide, no other host."""

    def check(page):
        from axe_playwright_python.sync_playwright import Axe

        page.wait_for_function("document.body && document.readyState === 'complete'")
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.wrong == []
        here = page.evaluate("location.origin")
        assert all(url.startswith((here, "data:", "blob:")) for url in page.called)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check
