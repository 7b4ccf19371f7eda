"""How fast are the pages with 5,000 runs, at rest and while a large import runs?

The real server is started on a library of its own, where every run is answered and some ended
in a cramp, as those of the sample runner. An account is made by the first link, and pages are
asked for at 20 a second, whether the earlier ones are answered or not; the times include the
waiting. Then the same while 2,000 files are imported, and in the seconds after, when every answer
is worked out again. A browser tells what the first load weighs and how long a run of 20,000
samples takes to be drawn; Lighthouse, where npm is there, gives its marks.

    ./dev bench web                      everything
    ./dev run python benchmarks/web.py 500 200 10   runs, files, seconds a stretch
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from made_runs import LAST, easy_run

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from serving import serving

RATE = 20  # requests/s
PAGES = (
    "/",
    "/runs",
    "/runs?page=40",
    "/runs?search=long&ending=cramped",
    "/runs/calendar",
    "/runs/{run}",
    "/runs/{run}/series.json",
    "/next",
    "/triggers",
    "/import",
    "/account/you",
    "/guide",
)
LONGEST = 600.0  # s; an import takes less
PASSWORD = "correct horse battery"
WELL = 0.200, 0.400  # s, p95 at rest and while importing


def export(path: Path, days: range, dice: np.random.Generator) -> Path:
    """An archive of short runs; the newest of a library has 20,000 samples."""
    with zipfile.ZipFile(path, "w") as archive:
        for day in days:
            data = easy_run(day, 19_999 if day == 0 else 600, dice)
            archive.writestr(f"activities/{day}.fit.gz", gzip.compress(data, 1))
    return path


def end_runs(folder: Path) -> None:
    """Every run ends as one of the sample runner's: told of, and now and then in a cramp."""
    from django.db import transaction

    from uncramp.actions.make_sample_runner import make_sample_runner
    from uncramp.store.library import MemoryLibrary
    from uncramp.web.rows.opening import open_library

    library, shelf = open_library(folder)
    made = MemoryLibrary()
    make_sample_runner(library=made, shelf=shelf, now=LAST)
    endings = made.kept_runs()
    with transaction.atomic():
        for at, one in enumerate(library.kept_runs()):
            like = endings[at % len(endings)]
            told = replace(one.run, check_in=like.run.check_in, label=like.run.label)
            ended = replace(one, run=told, episode=like.episode, answered_at=like.answered_at)
            library.replace_run(ended)


@contextmanager
def browsing() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_context(viewport={"width": 390, "height": 844})
        browser.close()


def sign_up(context: Any, here: str, log: Path) -> str:
    """Make the owner's account; the cookie that says so."""
    page = context.new_page()
    page.goto(here + re.search(r"/join/\S+", log.read_text())[0])  # type: ignore[index]
    page.fill("[name=email]", "owner@example.org")
    page.fill("[name=password1]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/account/start")
    page.close()
    return "; ".join(f"{c['name']}={c['value']}" for c in context.cookies())


def asked(here: str, path: str, cookie: str) -> int:
    connection = http.client.HTTPConnection(here.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def stretch(
    here: str,
    paths: list[str],
    cookie: str,
    seconds: float,
    over: threading.Event | None = None,
) -> dict[str, list[float]]:
    """Ask at the rate, whatever the server does, until it is `over`; s from when each was due."""
    taken: dict[str, list[float]] = defaultdict(list)
    guard = threading.Lock()

    def one(due: float, path: str) -> None:
        status = asked(here, path, cookie)
        with guard:
            taken[path].append(time.perf_counter() - due)
            if status != 200:
                taken[f"{path} answered {status}"].append(0.0)

    begun = time.perf_counter()
    with ThreadPoolExecutor(64) as pool:
        for number in range(int(seconds * RATE)):
            due = begun + number / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            if over is not None and over.is_set():
                break
            pool.submit(one, due, paths[number % len(paths)])
    return taken


def told(title: str, taken: dict[str, list[float]], bar: float) -> None:
    print(f"\n{title} | asked | p50 ms | p95 ms | worst ms")
    for path, times in sorted(taken.items()):
        p50, p95 = np.percentile(times, [50, 95]) * 1000
        print(
            f"  {path:32s} | {len(times):4d} | {p50:6.0f} | {p95:6.0f} | {max(times) * 1000:6.0f}"
        )
    every = [t for path, times in taken.items() if " answered " not in path for t in times]
    p95 = float(np.percentile(every, 95))
    verdict = "met" if p95 < bar else "NOT met"
    print(f"  all pages: p95 {p95 * 1000:.0f} ms, bar {bar * 1000:.0f} ms: {verdict}", flush=True)


def import_begun(context: Any, here: str, archive: Path) -> str:
    page = context.new_page()
    page.goto(f"{here}/import")
    page.locator("#files").set_input_files(archive)
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url("**/import/*", timeout=120_000)
    address = str(page.url)
    page.close()
    return address


def still_reading(here: str, address: str, cookie: str) -> dict[str, Any]:
    connection = http.client.HTTPConnection(here.removeprefix("http://"), timeout=60)
    connection.request("GET", address.removeprefix(here) + "/progress", headers={"Cookie": cookie})
    return dict(json.loads(connection.getresponse().read()))


def while_reading(here: str, paths: list[str], cookie: str, address: str) -> dict[str, list[float]]:
    """Ask until the import is done, which is looked at five times a second."""
    over = threading.Event()

    def look() -> None:
        while still_reading(here, address, cookie)["under_way"]:
            time.sleep(0.2)
        over.set()

    threading.Thread(target=look, daemon=True).start()
    return stretch(here, paths, cookie, LONGEST, over)


def first_load(context: Any, here: str, path: str) -> None:
    """What comes over the wire for a page with an empty cache."""
    page = context.browser.new_context().new_page()
    page.context.add_cookies(context.cookies())
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(here + path, wait_until="networkidle")
    print(f"  {path:32s} | {len(sizes):2d} files | {sum(sizes) / 1024:6.1f} kB, bar 120")
    page.context.close()


def drawn(context: Any, here: str, path: str) -> None:
    page = context.new_page()
    page.goto(here + path, wait_until="networkidle")
    measures = page.evaluate(
        "performance.getEntriesByType('measure').map(m => [m.name, m.duration])"
    )
    for name, taken in measures:
        print(f"  {name:32s} | {taken:6.0f} ms, bar 200")
    page.close()


def marks(here: str, paths: list[str], cookie: str) -> None:
    """Lighthouse of somebody signed in, from npm into a folder of its own, where npm is there."""
    if not shutil.which("npm"):
        print("No npm here, so no Lighthouse.")
        return
    with tempfile.TemporaryDirectory() as folder:
        words = ["npm", "install", "--silent", "--ignore-scripts", "lighthouse@12.8.2"]
        subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        tool = Path(folder) / "node_modules/.bin/lighthouse"
        chrome = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
        for path in paths:
            asked_for = [tool, here + path, "--quiet", "--output=json"]
            flags = "--chrome-flags=--headless=new --no-sandbox"
            signed_in = f"--extra-headers={json.dumps({'Cookie': cookie})}"
            only = "--only-categories=performance,accessibility"
            done = subprocess.run(
                [*asked_for, flags, signed_in, only],
                cwd=folder,
                env=chrome,
                capture_output=True,
                check=True,
            )
            found = json.loads(done.stdout)["categories"]
            said = ", ".join(f"{name} {100 * one['score']:.0f}" for name, one in found.items())
            print(f"  {path:32s} | {said}, bar 95", flush=True)


def main() -> None:
    runs, files, seconds = [int(word) for word in sys.argv[1:]] or [5000, 2000, 30]
    dice = np.random.default_rng(5)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = export(folder / "first.zip", range(runs), dice)
        second = export(folder / "second.zip", range(runs, runs + files), dice)
        subprocess.run(
            ["uncramp", "import", first, "--library", folder / "library", "--json"],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ending = get_context("spawn").Process(target=end_runs, args=(folder / "library",))
        ending.start()  # one process opens one library, and this one asks the server
        ending.join()
        print(f"{runs} runs are in the library, all answered", flush=True)
        with serving(folder, "serve") as (here, log), browsing() as context:
            measured(context, here, log, second, seconds)


def measured(context: Any, here: str, log: Path, second: Path, seconds: float) -> None:
    cookie = sign_up(context, here, log)
    page = context.new_page()
    page.goto(f"{here}/runs")
    newest = page.locator("ul.runs a").first.get_attribute("href")
    page.close()
    paths = [path.replace("/runs/{run}", newest) for path in PAGES]
    stretch(here, paths, cookie, 2)  # warms up
    told("At rest", stretch(here, paths, cookie, seconds), WELL[0])
    address = import_begun(context, here, second)
    told("While importing", while_reading(here, paths, cookie, address), WELL[1])
    print(f"  the import at the end of it: {still_reading(here, address, cookie)}")
    told("The seconds after it", stretch(here, paths, cookie, seconds / 2), WELL[1])
    print("\nFirst load")
    for path in ("/welcome", "/", newest):
        first_load(context, here, path)
    print("\nA run of 20,000 samples drawn")
    drawn(context, here, newest)
    print("\nLighthouse, phone")
    marks(here, ["/welcome", "/ask", "/guide", "/", "/runs", newest, "/next", "/triggers"], cookie)


if __name__ == "__main__":
    main()
