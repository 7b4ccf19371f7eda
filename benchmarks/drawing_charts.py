"""How long a browser takes to draw a run's charts: from the columns' arrival to the last pixel.

    ./dev bench benchmarks/drawing_charts.py

Chromium without a graphics card, medians. A run of 20,000 samples as its page gets it, thinned
to about 2,000 points a chart with every peak; and all of them, as if nothing had been thinned.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

SAMPLES, TIMES, BAR, PORT = 20_000, 7, 200, 8797  # BAR in ms
TOOK = "performance.getEntriesByName('charts-drawn')[0].duration"


def columns(points):
    """Six charts with a line each and one with two, of so many points."""
    seconds = np.linspace(0, SAMPLES - 1, points).astype(int).tolist()
    chance = np.random.default_rng(1)

    def line(name):
        return {"name": name, "values": chance.normal(150, 10, points).round(1).tolist()}

    def chart(*names):
        lines = [line(name) for name in names]
        return {
            "unit": "bpm", "paced": False, "range": [110, 190], "summary": "",
            "seconds": seconds, "lines": lines,
        }  # fmt: skip

    charts = [chart("pace", "graded"), *(chart(f"line {n}") for n in range(5))]
    end = SAMPLES / 60
    return {"end": end, "cramp": end - 10, "final": end - 30, "charts": charts}


@contextmanager
def demo(folder):
    """`uncramp demo --serve`, running."""
    words = [Path(sys.executable).with_name("uncramp"), "demo", "--serve", "--data", folder]
    server = subprocess.Popen(
        [*words, "--port", str(PORT)], stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(240):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2)
                break
            time.sleep(0.25)
        yield f"http://127.0.0.1:{PORT}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def drawn(browser, address, document):
    """Milliseconds of one drawing."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    if document:
        page.route("**/series.json", lambda route: route.fulfill(json=document))
    page.goto(address)
    page.wait_for_selector("[data-drawn]")
    took = page.evaluate(TOOK)
    page.close()
    return took


def main():
    from playwright.sync_api import sync_playwright

    kinds = {
        "the sample runner's last run": None,
        f"{SAMPLES} samples, thinned to 2,000 points": columns(2000),
        f"{SAMPLES} samples, all of them": columns(SAMPLES),
    }
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(folder) as base,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{base}/runs")
        address = base + page.locator(".runs a").first.get_attribute("href")
        for name, document in kinds.items():
            took = statistics.median(drawn(browser, address, document) for _ in range(TIMES))
            verdict = "pass" if took < BAR else "FAIL"
            print(f"{name:<44}{took:>8.0f} ms   bar {BAR} ms   {verdict}")
        browser.close()


if __name__ == "__main__":
    main()
