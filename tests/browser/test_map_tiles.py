"""The map of an operator, in a real browser: asked for before it is loaded, and hidden again."""

from __future__ import annotations

import pytest

from serving import serving
from tile_server import tile_server

pytestmark = pytest.mark.browser
CREDIT = "© whoever drew this"


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    """The demo with an operator's map: its address, the map's, and what the map was asked."""
    with pytest.MonkeyPatch.context() as patch, tile_server() as (origin, asked):
        patch.setenv("UNCRAMP_MAP_TILES", origin + "/map/{z}/{x}/{y}.png?key=mine")
        patch.setenv("UNCRAMP_MAP_CREDIT", CREDIT)
        with serving(tmp_path_factory.mktemp("mapped"), "demo", "--serve") as (here, _):
            yield here, origin, asked


def a_cramped_run(page):
    page.locator(".runs a").first.click()
    page.locator("svg.route").wait_for()


def only_the_map_besides(page, origin):
    """Everything this page called on other hosts was the map; `sound` looks at the rest."""
    called = list(page.called)
    page.called[:] = [url for url in called if not url.startswith(f"{origin}/map/")]
    return len(called) - len(page.called)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_map_is_loaded_once_asked_for_and_nothing_of_it_before(
    opened, sound, mapped, width, scheme
):
    here, origin, asked = mapped
    asked.clear()
    page = opened(width, scheme, path="/runs?ending=cramped", at=here)
    a_cramped_run(page)
    assert origin.removeprefix("http://") in page.locator("#map-from").text_content()
    sound(page)
    assert asked == []
    loaded = []
    page.on("requestfinished", lambda request: loaded.append(request.url))
    page.get_by_role("button", name="Show the map").click()
    pieces = page.locator(".map image")
    assert 1 < pieces.count() <= 12
    page.wait_for_load_state("networkidle")
    assert {one.get_attribute("href") for one in pieces.all()} <= set(loaded)
    assert page.get_by_text(CREDIT).is_visible()
    assert page.get_by_role("img", name="The route on a map").is_visible()
    assert only_the_map_besides(page, origin) == pieces.count() == len(asked)
    for path, headers in asked:
        assert path.endswith(".png?key=mine")
        assert "Referer" not in headers
        assert "Cookie" not in headers
    sound(page)


def test_the_line_lies_on_pieces_that_were_drawn(opened, mapped):
    here, _, _ = mapped
    page = opened(1280, path="/runs?ending=cramped", at=here)
    a_cramped_run(page)
    page.get_by_role("button", name="Show the map").click()
    page.locator(".map image").first.wait_for()
    covered = page.evaluate("""() => {
      const line = document.querySelector(".map .series");
      const boxes = [...document.querySelectorAll(".map image")].map((one) => one.getBBox());
      const length = line.getTotalLength();
      return [...Array(200).keys()].every((n) => {
        const { x, y } = line.getPointAtLength(length * n / 199);
        return boxes.some((b) => x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height);
      });
    }""")
    assert covered


def test_without_a_script_it_is_shown_and_hidden_and_stays_hidden(opened, mapped):
    here, _, asked = mapped
    page = opened(path="/runs?ending=cramped", javascript=False, at=here)
    a_cramped_run(page)
    run = page.url
    page.get_by_role("button", name="Show the map").click()
    page.locator(".map image").first.wait_for()
    page.goto(run)
    assert page.locator(".map image").count() > 1
    page.get_by_role("button", name="Hide the map").click()
    page.get_by_role("button", name="Show the map").wait_for()
    asked.clear()
    page.goto(run)
    assert page.locator("image").count() == 0
    assert asked == []
    assert page.wrong == []
