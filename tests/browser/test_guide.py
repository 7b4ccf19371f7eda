"""The guide in a real browser: readable by everyone, with no script, in two languages."""

from __future__ import annotations

import pytest

ON_A_PHONE = (
    "/guide", "/guide/calf", "/guide/cramp-after-running", "/guide/heat", "/guide/exercises",
    "/de/guide/red-flags",
)  # fmt: skip
ON_A_DESK_AT_NIGHT = (
    "/de/guide", "/guide/build-up", "/guide/injury-last-12-months",
    "/guide/exercises/banded-crab-walk", "/guide/search?q=salt",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "paths"),
    [(390, "light", ON_A_PHONE), (1280, "dark", ON_A_DESK_AT_NIGHT)],
    ids=["phone", "desk"],
)
def test_the_guide_is_sound_on_phone_and_desk(opened, sound, address, width, scheme, paths):
    page = opened(width, scheme, path=paths[0])
    sound(page)
    for path in paths[1:]:
        page.goto(address + path)
        sound(page)


@pytest.mark.browser
def test_the_guide_is_found_and_read_without_a_script(opened, address):
    page = opened(path="/guide", javascript=False)
    page.get_by_label("Search the guide").fill("calf cramps")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Calf cramp", exact=True).click()
    mark = page.get_by_role("link", name="Study 1", exact=True).first
    mark.click()
    assert page.url.endswith("/guide/calf#study-1")
    page.locator("#study-1").wait_for()
    page.get_by_role("link", name="Back to where study 1 is named").click()
    assert page.url.endswith("#from-1")
    page.get_by_role("link", name="Calf stretch").click()
    page.get_by_role("img", name="Hands on the wall").wait_for()
    page.get_by_role("link", name="Auf Deutsch").click()
    page.get_by_role("heading", name="Wadendehnung").wait_for()
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.wrong == []
    assert all(url.startswith(address) for url in page.called)


@pytest.mark.browser
def test_the_drawn_body_leads_to_a_muscle(opened):
    page = opened(1280, path="/guide")
    page.locator(".muscle-map a[href='/guide/hamstring'] path").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Hamstring cramp"


@pytest.mark.browser
def test_a_printed_page_keeps_what_matters_and_drops_the_rest(opened, address):
    page = opened(path="/guide/calf")
    page.emulate_media(media="print")
    page.locator("article.guide-text").wait_for()
    page.locator("#study-1").wait_for()
    for gone in ("header", ".guide-search", ".related", "footer"):
        assert not page.locator(gone).first.is_visible(), gone
    page.goto(f"{address}/guide/exercises/banded-crab-walk")
    page.get_by_text("Stop if you feel").wait_for()
    page.goto(f"{address}/guide/red-flags")
    page.get_by_text("A foot that is cold, pale or numb").first.wait_for()
