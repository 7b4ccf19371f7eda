"""The runs in a real browser: found, seen in a month, drawn, stepped through, deleted, undone."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
DRAWN = "[data-drawn]"
PAINTED = """all => all.map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
})"""


def the_cramp(page):
    """The address of a run that ended in a cramp, with the last half hour marked."""
    page.goto(re.sub(r"/runs.*|$", "/runs?ending=cramped", page.url.rstrip("/"), count=1))
    page.locator(".runs a").first.click()
    page.wait_for_selector(DRAWN)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_runs_are_readable_by_everyone(opened, sound, width, scheme):
    page = opened(width, scheme, path="/runs")
    sound(page)
    page.locator("summary").first.click()
    sound(page)
    page.goto(page.url + "/calendar")
    assert page.locator("table.month").is_visible() == (width > 700)
    assert page.locator(".agenda").is_visible() == (width < 700)
    sound(page)
    the_cramp(page)
    assert page.locator(".plots canvas").count() >= 5
    assert not page.locator(".figures").is_visible()
    assert all(page.locator(".plots canvas").evaluate_all(PAINTED))
    sound(page)
    page.get_by_role("link", name="Edit this run").click()
    sound(page)


def test_arrow_keys_and_the_mouse_step_through_all_charts_and_a_table_has_their_numbers(opened):
    page = opened(1280, path="/runs")
    the_cramp(page)
    reading, slider = page.locator(".reading"), page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    first = reading.text_content()
    assert first.startswith("At 0:00")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    later = reading.text_content()
    assert later.startswith("At 1:00")
    spoken = slider.get_attribute("aria-valuetext")
    assert spoken.startswith("1:00, Pace ")
    assert re.search(r"Heart rate \d+ bpm", spoken)
    for name in ("Pace", "Grade-adjusted pace", "Heart rate", "Step rate", "Elevation"):
        assert re.search(rf"{name} [\d–]", later), name
    assert later.replace("1:00", "", 1) != first.replace("0:00", "", 1)
    shown = page.locator(".u-cursor-x").evaluate_all(
        "all => all.map((line) => new DOMMatrix(getComputedStyle(line).transform).e)"
    )
    assert len(shown) >= 5
    assert max(shown) - min(shown) < 1
    assert reading.get_attribute("role") == "status"
    over = page.locator(".plots .u-over").nth(1)
    over.scroll_into_view_if_needed()
    box = over.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("document.querySelector('.reading').textContent.includes('At 47:')")
    assert slider.get_attribute("aria-valuetext").startswith("47:")
    page.get_by_text("The numbers as a table").focus()
    page.keyboard.press("Enter")
    for name in ("Minute", "Pace", "Grade-adjusted pace", "Heart rate", "Elevation"):
        page.get_by_role("columnheader", name=name, exact=True).first.wait_for()
    assert "over the first quarter" in page.locator(".plots .said").first.text_content()


def test_without_a_script_the_plain_drawings_stay(opened):
    page = opened(path="/runs?ending=cramped", javascript=False)
    page.locator(".runs a").first.click()
    page.locator(".figures").wait_for()
    assert page.locator(".figures svg .series").count() >= 5
    assert not page.locator(".stepper").is_visible()


def test_a_run_is_deleted_at_once_and_undone_by_keyboard(opened, sound):
    page = opened(path="/runs")
    before = page.locator("main").inner_text()
    page.locator(".runs a").nth(2).click()
    address, key = page.url, page.url.rpartition("/")[2]
    page.get_by_role("button", name="Delete this run").focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("status").filter(has_text="The run is deleted")
    undo.wait_for()
    assert page.locator(f'.runs a[href="/runs/{key}"]').count() == 0
    sound(page)
    page.goto(address.rpartition("/runs")[0] + "/runs/deleted")
    sound(page)
    page.go_back()
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="This run is back").wait_for()
    assert page.url == address
    page.goto(address.rpartition("/runs")[0] + "/runs")
    assert page.locator("main").inner_text() == before


def test_on_paper_there_is_no_menu_and_nothing_to_press_and_the_drawings_stay(opened):
    page = opened(1000, "dark", path="/runs")
    the_cramp(page)
    page.emulate_media(media="print")
    for gone in ("body > header", "body > footer", ".stepper", ".plots", ".owning"):
        assert not page.locator(gone).is_visible(), gone
    assert page.locator("main button:visible, main .button:visible").count() == 0
    assert page.locator(".figures svg:visible").count() >= 5
    assert page.locator("table.cells").is_visible()


def test_one_unbroken_word_does_not_widen_a_page(opened):
    page = opened(360, path="/runs")
    page.locator(".runs a").first.click()
    page.get_by_role("link", name="Edit this run").click()
    page.locator("#name").fill("W" * 120)
    page.locator("#note").fill("x" * 300)
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url(re.compile(r"/runs/\d+$"))
    address = page.url
    for path in (address, address.rpartition("/")[0]):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.goto(f"{address}/edit")
    page.locator("#name").fill("")
    page.locator("#note").fill("")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url(address)
