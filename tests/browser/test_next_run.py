"""The page of the next run in a real browser, phone and desktop."""

from __future__ import annotations

import pytest


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_plan_everyone_can_read_and_take_along(opened, sound, width, scheme):
    page = opened(width, scheme, path="/next")
    sound(page)
    page.get_by_label("Distance").fill("30 km")
    page.get_by_label("Time you expect").fill("2:45:00")
    for box in page.get_by_label("None of these").all():
        box.check()
    page.get_by_role("button", name="Make the plan").click()
    page.wait_for_selector(".chance")
    sound(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="To print").click()
    assert taken.value.suggested_filename == "plan.pdf"
