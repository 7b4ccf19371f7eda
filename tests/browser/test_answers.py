"""The pages that answer in a real browser: why, the sliders, a kept plan, triggers, trials."""

from __future__ import annotations

import pytest

RUN = {"Distance": "30 km", "Time you expect": "2:45:00"}


def planned(page):
    for label, said in RUN.items():
        page.get_by_label(label).fill(said)
    for box in page.get_by_label("None of these").all():
        box.check()
    page.get_by_role("button", name="Make the plan").click()
    page.wait_for_selector(".chance")


@pytest.mark.browser
def test_an_answer_is_counted_in_place_and_its_sources_open(opened, sound):
    page = opened()
    page.locator(".cramps a").last.click()  # the oldest, which no other test looks at
    page.evaluate("window.stays = true")
    reason = page.locator(".reasons a").first
    reason.click()
    studies = page.locator(reason.get_attribute("href"))
    assert studies.is_visible()  # the browser opens what it is led into
    page.get_by_text("The numbers", exact=True).first.click()
    sound(page)
    page.get_by_text("more that nobody told").click()
    asked = "Did it begin with a sudden movement, such as a turn or a jump?"
    group = page.get_by_role("group", name=asked)
    group.get_by_role("button", name="Yes").click()
    page.locator(".moved", has_text="Your answer is kept").wait_for()
    assert page.evaluate("window.stays"), "the page was not loaded anew"
    assert page.get_by_role("group", name=asked).count() == 0
    assert "sudden" in page.locator("main").inner_text()
    sound(page)
    page.get_by_label("Evidence of edition").select_option("2026.1")
    page.get_by_role("button", name="Explain it again").click()
    page.wait_for_selector(".then")
    sound(page)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_slider_moves_the_risk_and_the_plan_is_kept(opened, sound, width, scheme):
    page = opened(width, scheme, path="/next")
    planned(page)
    before = page.locator(".chance").inner_text()
    warm = page.locator(".lever", has=page.locator("#lever-temperature")).locator("[type=range]")
    with page.expect_response("**/next/risk") as answered:
        warm.fill("34")
    said = answered.value.json()
    page.locator(".live", has_text=said["chance"]).wait_for()
    assert page.locator("#lever-temperature").input_value() == "34"
    assert (
        page.locator(".live").inner_text() == said["chance"] == page.locator(".chance").inner_text()
    )
    assert said["chance"] != before
    sound(page)
    page.get_by_role("button", name="Keep this plan").click()
    page.wait_for_url("**/plans/*")
    sound(page)
    page.get_by_role("link", name="Race-day card").click()
    page.wait_for_url("**/card")
    sound(page)
    page.go_back()
    page.get_by_role("button", name="Drop this plan").click()
    page.wait_for_url("**/next")


@pytest.mark.browser
def test_the_sliders_are_a_plain_form_without_scripts(opened):
    page = opened(path="/next", javascript=False)
    planned(page)
    before = page.locator(".chance").inner_text()
    page.locator("#lever-temperature").fill("34")
    page.get_by_role("button", name="Make the plan for it").click()
    assert page.locator("#lever-temperature").input_value() == "34"
    assert page.locator(".chance").inner_text() != before


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_triggers_and_trials_are_readable_by_everyone(opened, sound, width, scheme):
    page = opened(width, scheme, path="/triggers")
    page.get_by_text("The weeks as a table").click()
    sound(page)
    page.get_by_role("link", name="Try one yourself").click()
    page.get_by_label("On how many hard runs?").fill("40")
    page.get_by_label("How many of 100").fill("40")
    page.get_by_role("button", name="What could it show?").click()
    page.wait_for_selector("#offer")
    sound(page)
