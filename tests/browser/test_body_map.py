"""The body map in a real browser: by tap, by keyboard and by name, and where things lie."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qs

import pytest

STATIC = Path(__file__).resolve().parents[2] / "src" / "uncramp" / "web" / "static"
PAGE = (
    '{% load static %}<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Map</title>'
    '<link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/uncramp.css">'
    "</head><body><main><h1>Where?</h1>"
    '{% if shown %}{% include "drawing/body_shown.html" with body=shown %}'
    '{% else %}<form method="post">{% include "drawing/body_map.html" %}'
    '<button class="button">Keep</button></form>{% endif %}</main></body></html>'
)
POLICY = "default-src 'self'; img-src 'self' data:"
OUTSIDE = """() => {
  // For every part of the picture that is seen: a point inside it, in pixels of the window.
  const found = [];
  for (const area of document.querySelectorAll(".body-part")) {
    const svg = area.ownerSVGElement;
    if (getComputedStyle(svg).display === "none") continue;
    const box = area.getBBox(), point = svg.createSVGPoint(), to = area.getScreenCTM();
    let hit = null;
    for (let i = 1; i < 40 && !hit; i += 1) for (let j = 1; j < 40 && !hit; j += 1) {
      point.x = box.x + box.width * i / 40; point.y = box.y + box.height * j / 40;
      if (!area.isPointInFill(point)) continue;
      const at = point.matrixTransform(to);
      if (document.elementFromPoint(at.x, at.y) === area) hit = [at.x, at.y];
    }
    found.push({...area.dataset, name: area.querySelector("title").textContent, at: hit});
  }
  return found;
}"""

STATE = """() => ({
  sent: Object.fromEntries(new FormData(document.forms[0])),
  said: document.querySelector("[role=status]").innerText,
  lit: [...new Set([...document.querySelectorAll(".lit")]
    .filter((a) => getComputedStyle(a.ownerSVGElement).display !== "none")
    .map((a) => `${a.dataset.part} ${a.dataset.side}`))].sort(),
})"""
TAPS = """(parts) => parts.map(({at}) => [1, 2].map(() => {
  const area = document.elementFromPoint(...at);
  area.dispatchEvent(new MouseEvent("click", {bubbles: true}));
  return (STATE)();
}))""".replace("STATE", STATE)

RENDER = """
import json, sys
from pathlib import Path
from uncramp.web.rows.opening import set_up
set_up(Path(sys.argv[1]))
from django.template import engines
from uncramp.web.drawing.body_map import body_map
template = engines["django"].from_string(sys.argv[2])
print(json.dumps({
    "/one": template.render({"body": body_map()}),
    "/woman": template.render({"body": body_map("female")}),
    "/several": template.render({"body": body_map(several=True)}),
    "/shown": template.render({"shown": body_map("male", {"muscle": "calf"})}),
}))
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The map alone, as pages include it, under the strict policy; what is sent is kept."""
    folder = tmp_path_factory.mktemp("library")  # Django opens one a process: not in this one
    made = subprocess.run(
        [sys.executable, "-c", RENDER, str(folder), PAGE], capture_output=True, check=True
    )
    texts, sent = json.loads(made.stdout), []

    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            file = STATIC / path.rpartition("/")[2] if path.startswith("/static/") else None
            kind = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
            self.answer(
                file.read_bytes() if file else texts.get(path, "").encode(),
                kind[file.suffix] if file else "text/html",
            )

        def do_POST(self):
            size = int(self.headers["Content-Length"])
            sent.append(parse_qs(self.rfile.read(size).decode(), keep_blank_values=True))
            self.answer(b"kept", "text/plain")

        def answer(self, body, kind):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(pages):
    """The fixtures `opened` and `sound` look at these pages instead of the demo's."""
    return pages[0]


@pytest.fixture(scope="module")
def desk(pages, browser):
    """One large window with the map, for tests that send nothing."""
    page = browser.new_page(viewport={"width": 1100, "height": 1200})
    page.goto(f"{pages[0]}/one")
    yield page
    page.close()


def keep(page, sent):
    """What the form sends."""
    with page.expect_navigation():
        page.get_by_role("button", name="Keep").click()
    return {name: values for name, values in sent[-1].items() if values != [""]}


def view(page, way):
    page.get_by_role("radio", name=way, exact=True).check(force=True)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1100, "dark")])
def test_the_map_is_readable_by_everyone(pages, opened, sound, width, scheme):
    page = opened(width, scheme, path="/one")
    for way in ("Front", "Legs", "Woman", "Feet"):
        view(page, way)
    page.get_by_role("radio", name="Trunk or side").check()
    sound(page)


@pytest.mark.browser
def test_a_map_that_shows_is_readable_by_everyone(pages, opened, sound):
    page = opened(path="/shown")
    assert page.locator(".body-part.lit").count() == 6  # two heads behind, one seen from before
    page.get_by_text("Marked on the figure").wait_for()
    sound(page)


@pytest.mark.browser
@pytest.mark.parametrize("figure", ["Woman", "Man"])
@pytest.mark.parametrize("way", ["Front", "Behind"])
def test_every_part_of_the_picture_chooses_itself(desk, figure, way):
    page = desk
    view(page, figure)
    view(page, way)
    parts = page.evaluate(OUTSIDE)
    assert len(parts) >= 28
    assert [part["name"] for part in parts if part["at"] is None] == []
    page.mouse.click(*parts[0]["at"])
    assert page.evaluate(STATE)["said"] == parts[0]["name"]
    page.mouse.click(*parts[0]["at"])
    for part, (chosen, after) in zip(parts, page.evaluate(TAPS, parts), strict=True):
        sent = {name: part[name] for name in ("muscle", "part", "side")}
        assert chosen == {
            "sent": sent,
            "said": part["name"],
            "lit": [f"{part['part']} {part['side']}"],
        }
        assert after == {"sent": {}, "said": "", "lit": []}


@pytest.mark.browser
def test_every_part_is_reached_by_keyboard_and_said(pages, opened):
    page = opened(path="/one")
    first = page.locator("input[name=muscle]").first
    first.focus()
    page.keyboard.press("Space")
    for i in range(page.locator("input[name=muscle]").count()):
        muscle = page.evaluate("document.activeElement.value")
        parts = page.locator(f"li[data-muscle={muscle}] input[name=part]")
        said = page.evaluate("document.activeElement.labels[0].innerText").strip()
        assert page.locator("[role=status]").inner_text() == said
        if parts.count():
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            names = []
            for _ in range(parts.count() - 1):
                focused, now = page.evaluate("document.activeElement.value"), page.evaluate(STATE)
                assert now["sent"] == {"muscle": muscle, "part": focused}
                assert now["lit"] == [f"{focused} left", f"{focused} right"]
                names.append(now["said"])
                page.keyboard.press("ArrowDown")
            assert len(set(names)) == len(names)
            page.keyboard.press("Shift+Tab")
        if i < 12:
            page.keyboard.press("ArrowDown")
    assert muscle == "trunk"


@pytest.mark.browser
def test_what_is_chosen_by_keyboard_is_sent(pages, opened):
    page = opened(path="/woman")
    page.locator("input[name=muscle]").first.focus()
    for key in ("Space", "Tab", "Space", "ArrowDown", "Tab", "Space", "ArrowDown"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert pages[1][-1] == {"muscle": ["calf"], "part": ["calf_outer"], "side": ["right"]}


@pytest.mark.browser
def test_a_tap_on_the_other_side_means_both_and_a_second_tap_takes_it_back(pages, opened):
    page = opened(1100, path="/one")
    page.set_viewport_size({"width": 1100, "height": 1200})
    view(page, "Behind")
    at = {(p["part"], p["side"]): p["at"] for p in page.evaluate(OUTSIDE)}
    page.mouse.click(*at["calf_inner", "left"])
    page.mouse.click(*at["calf_inner", "right"])
    assert page.get_by_role("status").inner_text() == "Inner calf head, both sides"
    page.mouse.click(*at["calf_inner", "left"])
    assert page.get_by_role("status").inner_text() == "Inner calf head, your right"
    page.mouse.click(*at["hamstring_outer", "left"])
    assert keep(page, pages[1]) == {
        "muscle": ["hamstring"], "part": ["hamstring_outer"], "side": ["left"],
    }  # fmt: skip


@pytest.mark.browser
def test_another_muscle_in_the_list_forgets_the_part_and_turns_the_figure(pages, opened):
    page = opened(path="/one")
    page.get_by_role("radio", name="Foot or arch").check()
    page.get_by_role("radio", name="Arch of the foot").check()
    page.locator("svg.body-back.body-male").wait_for()
    page.get_by_role("radio", name="Front of the thigh (quadriceps)").check()
    page.get_by_role("radio", name="Front of the thigh, middle").check()
    page.locator("svg.body-front.body-male").wait_for()
    page.get_by_role("radio", name="Hip", exact=True).check()
    assert keep(page, pages[1]) == {"muscle": ["hip"]}


@pytest.mark.browser
def test_several_may_be_chosen_where_the_page_allows_it(pages, opened):
    page = opened(1100, path="/several")
    page.set_viewport_size({"width": 1100, "height": 1200})
    at = {(p["part"], p["side"]): p["at"] for p in page.evaluate(OUTSIDE)}
    page.mouse.click(*at["calf_inner", "left"])
    page.mouse.click(*at["arch", "left"])
    page.get_by_role("checkbox", name="Shin", exact=True).check()
    assert keep(page, pages[1]) == {
        "muscle": ["calf", "foot", "shin"], "part": ["calf_inner", "arch"], "side": ["left"],
    }  # fmt: skip


@pytest.mark.browser
def test_zoomed_to_the_legs_and_feet_a_finger_finds_the_parts(pages, opened):
    page = opened(390, path="/one")
    area = """([part, min]) => [...document.querySelectorAll(`path[data-part=${part}]`)]
      .filter((a) => getComputedStyle(a.ownerSVGElement).display !== "none")
      .filter((a) => getComputedStyle(a).display !== "none")
      .every((a) => { const b = a.getBoundingClientRect(); return Math.min(b.width, b.height) >= min; })"""
    for way, zoomed, parts in (
        ("Behind", "Legs", ("calf_inner", "calf_outer", "hamstring_inner", "hamstring_outer")),
        ("Behind", "Feet", ("arch", "ball", "big_toe", "small_toes")),
        ("Front", "Feet", ("big_toe", "small_toes", "foot_top")),
    ):
        view(page, way)
        view(page, zoomed)
        for part in parts:
            assert page.evaluate(area, [part, 18 if zoomed == "Legs" else 30]), (zoomed, part)


@pytest.mark.browser
@pytest.mark.parametrize("figure", ["male", "female"])
def test_things_lie_where_they_lie_in_a_body(desk, figure):
    boxes = desk.evaluate(
        """(sex) => Object.fromEntries([...document.querySelectorAll(`svg.body-${sex} .body-part`)]
        .map((a) => {
          const shown = a.ownerSVGElement.style;
          shown.display = "block";
          const b = a.getBBox();
          shown.display = "";
          const inset = a.classList.contains("inset") ? "inset" : "";
          return [[a.ownerSVGElement.dataset.view, inset + a.dataset.part, a.dataset.side].join(" "),
                  {top: b.y, bottom: b.y + b.height, x: b.x + b.width / 2}]; }))""",
        figure,
    )
    for side in ("left", "right"):
        back = {k.split()[1]: b for k, b in boxes.items() if k.startswith("back") and side in k}
        front = {k.split()[1]: b for k, b in boxes.items() if k.startswith("front") and side in k}
        assert back["calf_inner"]["bottom"] < back["soleus_inner"]["top"] + 20
        assert back["glute_upper"]["top"] < back["glute_large"]["top"]
        assert back["glute_large"]["bottom"] < back["hamstring_outer"]["bottom"]
        assert back["hamstring_inner"]["bottom"] < back["calf_inner"]["bottom"]
        assert back["heel"]["top"] > back["soleus_inner"]["top"] + 50
        assert back["insetheel"]["bottom"] < back["insetarch"]["bottom"]
        assert back["insetarch"]["bottom"] < back["insetball"]["bottom"]
        assert back["insetball"]["top"] < back["insetbig_toe"]["top"]
        assert front["hip_front"]["top"] < front["adductor"]["top"]
        assert front["hip_outer"]["bottom"] < front["quadriceps_inner"]["top"]
        assert front["quadriceps_inner"]["bottom"] < front["shin"]["bottom"]
        middle = 362
        for inner, outer, seen in (
            ("insetarch", "insetouter_foot", back), ("insetbig_toe", "insetsmall_toes", back),
            ("insetbig_toe", "insetsmall_toes", front), ("hip_front", "hip_outer", front),
            ("shin", "shin_outer", front), ("adductor", "quadriceps_middle", front),
            ("glute_large", "glute_upper", back), ("hamstring_inner", "hamstring_outer", back),
        ):  # fmt: skip
            assert abs(seen[inner]["x"] - middle) < abs(seen[outer]["x"] - middle), (inner, side)


@pytest.mark.browser
def test_without_scripts_the_list_alone_sends_it(pages, opened):
    page = opened(path="/woman", javascript=False)
    page.get_by_role("radio", name="Foot or arch").check()
    page.get_by_role("radio", name="Arch of the foot").check()
    page.get_by_role("radio", name="Your right").check()
    view(page, "Front")
    page.locator("svg.body-front.body-female").wait_for()
    assert keep(page, pages[1]) == {"muscle": ["foot"], "part": ["arch"], "side": ["right"]}
