"""The import page in a real browser, with the worker that `uncramp serve` starts."""

from __future__ import annotations

import numpy as np
import pytest

from recording import recorded
from uncramp.activity import fit_writer


@pytest.fixture
def runs(tmp_path):
    """A folder of eight runs of our own, and a text."""
    for day in range(8):
        data = fit_writer.write(recorded(np.full(1800, 2.5 + day / 20)))
        (tmp_path / f"run-{day}.fit").write_bytes(data)
    (tmp_path / "notes.gpx").write_text("hello")
    return sorted(tmp_path.iterdir())


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_dropped_files_become_a_report(opened, sound, runs, javascript):
    page = opened(path="/import", javascript=javascript)
    if javascript:
        sound(page)
    page.locator("#files").set_input_files(runs)
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url("**/import/*")
    page.wait_for_selector(".fates", timeout=60_000)
    assert "notes.gpx" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="See your runs").is_visible()
    if javascript:
        page.locator("details:not([open]) summary").first.click()
        sound(page)


@pytest.mark.browser
def test_the_pages_of_duplicates_are_readable_by_everyone(opened, sound):
    sound(opened(path="/duplicates"))


def drop(page, path):
    """Drags a file or a folder of this machine over the page, and lets it go."""
    there = page.locator(".box").bounding_box()
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    at = {"x": there["x"] + 40, "y": there["y"] + 40, "data": data}
    events = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver"):
        events.send("Input.dispatchDragEvent", {"type": kind, **at})
    page.wait_for_selector(".box.over")
    events.send("Input.dispatchDragEvent", {"type": "drop", **at})


@pytest.mark.browser
def test_a_folder_that_is_dropped_is_walked_through_to_its_ends(opened, sound, runs, tmp_path):
    deep = tmp_path / "deep" / "deeper"
    deep.mkdir(parents=True)
    (deep / "far.fit").write_bytes(fit_writer.write(recorded(np.full(1800, 3.1))))
    (deep / "photo.jpg").write_text("no run")
    page = opened(path="/import")
    drop(page, tmp_path)
    page.wait_for_selector(".box.full")
    assert "10 files" in page.locator(".chosen").inner_text()
    assert "One other file of the folder" in page.locator(".chosen").inner_text()
    sound(page)
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_selector(".fates", timeout=60_000)
    assert "10 files looked at" in page.locator("main").inner_text()


@pytest.mark.browser
def test_the_servers_own_sentence_is_shown_and_sending_can_be_tried_again(opened, runs):
    page = opened(path="/import")
    page.route("**/import", lambda route: route.fulfill(
        status=413, content_type="application/json", body='{"message": "That is more than 2 GB."}'
    ) if route.request.method == "POST" else route.fallback())  # fmt: skip
    page.locator("#files").set_input_files(runs[:2])
    send = page.get_by_role("button", name="Import", exact=True)
    send.click()
    page.get_by_text("That is more than 2 GB.").wait_for()
    assert send.is_enabled()
    page.unroute("**/import")
    page.route("**/import", lambda route: route.abort() if route.request.method == "POST" else None)
    send.click()
    page.get_by_text("Nothing is lost").wait_for()
    page.unroute("**/import")
    send.click()
    page.wait_for_selector(".fates", timeout=60_000)


@pytest.mark.browser
def test_a_server_that_is_away_is_said_and_asked_again(opened, runs, tmp_path):
    many = [tmp_path / f"more-{day}.fit" for day in range(40)]
    for day, path in enumerate(many):
        path.write_bytes(fit_writer.write(recorded(np.full(1800, 2.51 + day / 100))))
    page = opened(path="/import")
    now = {"under_way": True, "done": 64, "of": 86, "refused": [{"name": "x.gpx", "said": "It is."}],
           "found": {"new": 60, "twice": 1, "known": 2, "not_a_run": 0, "refused": 1}}  # fmt: skip
    page.route("**/progress", lambda route: route.fulfill(json=now))
    page.locator("#files").set_input_files([*runs, *many])  # so many that it is seen under way
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("64 of 86").wait_for()
    assert page.locator("[data-count=new]").inner_text() == "60"
    assert "x.gpx: It is." in page.locator(".refused").inner_text()
    page.unroute("**/progress")
    page.route("**/progress", lambda route: route.abort())
    page.get_by_text("does not answer").wait_for()
    page.unroute("**/progress")
    page.route("**/progress", lambda route: route.fulfill(json=now))
    page.locator(".away").wait_for(state="hidden")
