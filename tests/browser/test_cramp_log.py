"""A cramp is logged in four taps by somebody who hurts, and a red flag goes before everything."""

import re
import time

import pytest

pytestmark = pytest.mark.browser
LAST_RUN = "/cramp?run=220"  # named: unnamed it is meant for a day only, so for some hours of ours
ENTRY = re.compile(r"/cramp/[0-9a-f-]{36}$")
LONGEST = 20  # s


class Taps:
    """A finger that counts."""

    def __init__(self, page):
        self.page, self.count, self.began = page, 0, time.monotonic()

    def on(self, thing, **more):
        thing.click(**more)
        self.count += 1

    @property
    def seconds(self):
        return time.monotonic() - self.began


def label(page, text):
    return page.locator("label:visible", has_text=text)


def logged(page, grade="I had to slow down"):
    """Four taps: the muscle, the side, the minute on the run's own chart, how bad."""
    taps = Taps(page)
    taps.on(page.locator("label", has_text=re.compile("^ ?Calf$")))
    taps.on(label(page, "Your left"))
    slider = page.locator("#minute")
    taps.on(slider, position={"x": slider.bounding_box()["width"] * 0.75, "y": 10})
    taps.on(page.get_by_role("button", name=grade))
    page.wait_for_url(ENTRY)
    return taps


def answer(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def delete(page, entry):
    page.goto(f"{entry}/edit")
    answer(page, "Delete this cramp")
    page.get_by_role("heading", name="Deleted").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_four_taps_are_a_complete_log(opened, sound, width, scheme):
    page = opened(width, scheme, path=LAST_RUN)
    sound(page)
    taps = logged(page)
    assert taps.count <= 4
    assert taps.seconds < LONGEST
    entry = page.url
    assert "Calf, left · during the run, minute" in page.locator("main").inner_text()
    sound(page)
    answer(page, "None of these")
    sound(page)
    page.get_by_role("heading", name="Calf, left").wait_for()
    page.get_by_label("How long did it hold").fill("2")
    label(page, "Tightness").click()
    label(page, "Stretching it").click()
    answer(page, "Keep")
    page.get_by_role("button", name="Undo").wait_for()
    page.get_by_role("link", name="Why did it happen?").click()
    page.locator("h1").wait_for()
    assert "Before anything else" not in page.locator("main").inner_text()
    delete(page, entry)
    sound(page)


def test_each_tap_is_kept_though_the_log_is_broken_off(opened, address):
    page = opened(path="/cramp")
    page.locator("label", has_text=re.compile("^ ?Hip$")).click()
    page.get_by_text("Kept so far.").wait_for()
    page.goto(f"{address}/cramps")
    page.get_by_role("link", name=re.compile("Hip")).first.click()
    entry = page.url
    page.get_by_role("heading", name="Is any of these true right now?").wait_for()
    answer(page, "None of these")
    delete(page, entry)


def test_a_red_flag_replaces_what_follows_everywhere_until_seen(opened, sound, address):
    page = opened(path=LAST_RUN)
    logged(page, "I had to stop")
    entry = page.url
    answer(page, "None of these")
    run = page.get_by_role("link", name="Your run of").get_attribute("href")
    answer_again = page.get_by_text("None of the red flags")
    answer_again.click()
    answer(page, "Go through the list again")
    answer(page, "Cola-coloured urine")
    for place in (entry, f"{address}{run}", f"{address}{run}/why", f"{address}/"):
        page.goto(place)
        said = page.locator("main").inner_text()
        assert "Before anything else" in said, place
        assert "linked with" not in said, place
        assert page.locator("main .button").count() == 1, place
        sound(page)
    answer(page, "A clinician has seen me")
    page.goto(f"{address}{run}")
    assert "Before anything else" not in page.locator("main").inner_text()
    delete(page, entry)


def test_without_scripts_it_is_one_form(opened):
    page = opened(path="/cramp", javascript=False)
    page.get_by_role("radio", name="Calf", exact=True).check()
    page.get_by_role("radio", name="Your right").check()
    page.get_by_role("radio", name="Not around a run").check()
    answer(page, "A twinge")
    entry = page.url
    assert ENTRY.search(entry)
    answer(page, "None of these")
    assert "It belongs to no run" in page.locator("main").inner_text()
    delete(page, entry)


def test_by_keyboard_alone(opened):
    page = opened(path=LAST_RUN)
    page.get_by_role("radio", name="Calf", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Your left").focus()
    page.keyboard.press("ArrowRight")  # only moves the choice
    assert page.get_by_role("radio", name="Your right").is_checked()
    page.get_by_role("button", name="Next").press("Enter")
    page.get_by_role("radio", name="After it").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="I carried on").press("Enter")
    page.wait_for_url(ENTRY)
    assert "Calf, right · after the run" in page.locator("main").inner_text()
    entry = page.url
    answer(page, "None of these")
    delete(page, entry)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_check_in_and_shoes_are_readable_by_everyone(opened, sound, address, width, scheme):
    page = opened(width, scheme, path="/check-in")
    sound(page)
    page.goto(f"{address}/runs?ending=unanswered")
    page.locator(".runs a").first.click()
    page.goto(f"{page.url}/check-in")
    page.get_by_role("button", name="No cramp, all as usual").wait_for()
    sound(page)
    page.goto(f"{address}/shoes")
    sound(page)
    page.goto(f"{address}/cramps")
    sound(page)
