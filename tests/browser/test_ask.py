"""The visitor's question in a real browser: at most six taps, one thumb, nothing kept."""

from __future__ import annotations

import pytest


def answered(page):
    """Five taps to an answer."""
    for tap in ("Calf", "None of these", "After it", "A race", "Yes"):
        page.locator("label:visible").get_by_text(tap, exact=True).click()
    page.wait_for_selector(".chance")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_five_taps_give_an_answer_everyone_can_read(opened, sound, width, scheme):
    page = opened(width, scheme, path="/ask")
    sound(page)
    answered(page)
    assert page.locator("h1").inner_text().startswith("Most likely linked with racing")
    sound(page)


@pytest.mark.browser
def test_a_red_flag_is_answered_at_once(opened, sound):
    page = opened(path="/ask")
    page.get_by_text("Calf", exact=True).click()
    page.get_by_text("Chest pain", exact=False).click()
    page.wait_for_selector("[role=alert]")
    assert "emergency" in page.get_by_role("alert").inner_text().lower()
    assert page.locator(".factors").count() == 0
    sound(page)


@pytest.mark.browser
def test_by_keyboard_alone(opened):
    page = opened(path="/ask")
    page.locator("input[name=muscle]").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.locator("legend:visible").inner_text() == "Which muscle?"  # arrows only choose
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "LEGEND"
    page.keyboard.press("Tab")
    for _ in range(2):  # from the first item round to "I don't know", then to "None of these"
        page.keyboard.press("ArrowUp")
    assert page.locator("input[name=flag]:checked").get_attribute("value") == "none"
    for _ in range(2):
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chance")
    assert "Back of the thigh" in page.locator(".which").inner_text()


@pytest.mark.browser
def test_without_scripts_the_page_is_one_form(opened):
    page = opened(path="/ask", javascript=False)
    for name, value in {
        "muscle": "foot",
        "flag": "none",
        "onset": "during",
        "kind": "long",
    }.items():
        page.locator(f"input[name={name}][value={value}]").check()
    page.get_by_role("button", name="Show the answer").click()
    assert "Foot or arch" in page.locator(".which").inner_text()


@pytest.mark.browser
def test_more_answers_sharpen_it_and_a_file_is_read(opened, sound, run_file):
    page = opened(path="/ask")
    answered(page)
    first = page.locator("#next").inner_text()
    page.locator("#next ~ form button").last.click()  # I don't know
    page.wait_for_selector(".chance")
    assert page.locator("#next").count() == 0 or page.locator("#next").inner_text() != first
    page.locator("#file").set_input_files(run_file)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector("#signs")
    sound(page)


@pytest.mark.browser
def test_a_file_that_is_none_keeps_the_answers_and_says_so(opened, tmp_path):
    page = opened(path="/ask")
    answered(page)
    wrong = tmp_path / "notes.fit"
    wrong.write_text("not a recording")
    page.locator("#file").set_input_files(wrong)
    page.get_by_role("button", name="Read it").click()
    said = page.get_by_role("alert").inner_text()
    assert said
    assert "Traceback" not in said
    assert page.locator("input[name=muscle]:checked").get_attribute("value") == "calf"
