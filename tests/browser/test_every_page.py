"""Every page that links lead to: it answers, everyone can read it, and it is pictured.

The pictures lie in `screenshots/` afterwards, phone and desktop, for people to look at.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

PICTURES = Path(__file__).resolve().parents[2] / "screenshots"
FILES = re.compile(r"\.(ics|fit|pdf|json|xml|txt|zip|csv)$|/(calendar|watch|page)$")
ONE_OF_MANY = re.compile(r"/\d+(?=/|$)|/[0-9a-f]{8}-[0-9a-f-]{27}")
ENOUGH = {"guide": 3, "de/guide": 1, "guide/exercises": 1}  # pages of one kind that are looked at


def kind(path: str) -> str:
    """Pages of one template are one kind."""
    return ONE_OF_MANY.sub("/N", path.strip("/")) or "first"


def folder(path: str) -> str:
    parts = path.strip("/").split("/")
    return "/".join(parts[:-1]) if len(parts) > 1 else ""


def links(page, address) -> list[str]:
    """Where the page leads to on this host, without what is behind a question mark."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    whole = [urlsplit(urljoin(page.url, href)) for href in found]
    return [at.path for at in whole if f"{at.scheme}://{at.netloc}" == address]


def shoot(page, name) -> None:
    PICTURES.mkdir(exist_ok=True)
    flat = re.sub(r"\W+", "-", name).strip("-")
    page.screenshot(path=PICTURES / f"{flat}-phone.png", full_page=True)
    page.set_viewport_size({"width": 1200, "height": 900})
    page.screenshot(path=PICTURES / f"{flat}-desktop.png", full_page=True)
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.browser
def test_every_page_that_is_linked_answers_and_is_readable_by_everyone(opened, sound, address):
    page = opened(path="/")
    waiting, seen, taken = ["/", "/welcome", "/sign-in", "/interest"], set(), {}
    while waiting:
        path = waiting.pop(0)
        if kind(path) in seen or FILES.search(path):
            continue
        if taken.setdefault(folder(path), 0) >= ENOUGH.get(folder(path), 100):
            continue
        seen.add(kind(path))
        taken[folder(path)] += 1
        answer = page.goto(address + path)
        assert answer.status < 400, path
        sound(page)
        shoot(page, kind(path))
        waiting += links(page, address)
    assert len(seen) >= 25, sorted(seen)
