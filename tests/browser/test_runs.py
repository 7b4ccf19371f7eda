"""The list of runs and a run's page in a real browser, phone and desktop."""

from __future__ import annotations

import pytest


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_runs_are_readable_by_everyone(opened, sound, width, scheme):
    page = opened(width, scheme, path="/runs")
    sound(page)
    page.locator(".runs a").first.click()
    page.wait_for_selector(".cells")
    assert page.locator("svg .series").count() >= 3  # pace, heart rate, elevation at least
    sound(page)


@pytest.mark.browser
def test_the_table_of_numbers_is_reached_by_keyboard(opened):
    page = opened(path="/runs")
    page.locator(".runs a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cells")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader", name="Minute").is_visible()
