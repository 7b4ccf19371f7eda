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
    page.wait_for_selector(".counts", timeout=60_000)
    assert "notes.gpx" in page.locator("main").inner_text()
    if javascript:
        sound(page)


@pytest.mark.browser
def test_the_pages_of_duplicates_are_readable_by_everyone(opened, sound):
    sound(opened(path="/duplicates"))
