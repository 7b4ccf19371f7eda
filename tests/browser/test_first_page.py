"""The first page as people meet it: phone and desktop, light and dark, keyboard only."""

from __future__ import annotations

import pytest


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light")])
def test_the_first_page_is_readable_by_everyone(opened, sound, width, scheme):
    page = opened(width, scheme)
    assert "linked with" in page.locator("h1").inner_text()
    assert page.locator("svg .series").count() == 2
    assert page.locator("svg .cramp").count() == 2
    sound(page)


@pytest.mark.browser
def test_a_red_flag_by_keyboard_stays_until_seen(address, browser):
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):  # past the header and the card of first aid
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.flags') !== null"):
            break
    page.keyboard.press("Enter")
    assert "emergency" in page.get_by_role("alert").inner_text().lower()
    page.goto(address)
    assert page.get_by_role("alert").count() == 1
    assert page.locator(".factors").count() == 0
    page.get_by_role("button", name="A clinician has seen me").click()
    page.wait_for_selector("[role=alert]", state="detached")
    page.goto(address)
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
