"""A map under a route: which tiles, whose, and not a word to their server before it is asked for."""

import math
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from recording import NOW, recorded
from sharing import keep_runs, key_of, person, shared
from uncramp.actions.draw_run import draw_run
from uncramp.web.config.map_tiles import map_tiles
from uncramp.web.drawing.tiles import HEIGHT, POLEMOST, WIDTH, mercator, sheet

TEMPLATE = "https://tiles.example.org:8443/{z}/{x}/{y}.png?key=a1"
ORIGIN = "https://tiles.example.org:8443"
CREDIT = "© <whoever> drew this"
HACHIKO = 35.6590699, 139.7006793  # degrees; the example of the wiki page that `tiles` names


def corners(tile):
    return tile.x, tile.y, tile.x + tile.side, tile.y + tile.side


@st.composite
def routes(draw):
    """Places around one, from a doorstep to half the world, over date line and poles."""
    north, east = draw(st.floats(-90, 90)), draw(st.floats(-180, 180))
    reach = 180 * 2.0 ** -draw(st.integers(0, 30))
    shift = st.tuples(st.floats(-1, 1), st.floats(-1, 1))
    moved = np.array(draw(st.lists(shift, min_size=1, max_size=30))) * reach
    return np.stack([np.clip(north + moved[:, 0], -90, 90), east + moved[:, 1]], axis=1)


def by_the_wiki(north, east, zoom):
    """Column and row with what is behind the point, in the page's own form of the formula."""
    north = math.radians(min(max(north, -POLEMOST), POLEMOST))
    column = 2**zoom * (east + 180) / 360
    row = 2**zoom * (1 - math.log(math.tan(north) + 1 / math.cos(north)) / math.pi) / 2
    return column, row


@given(routes())
def test_every_place_of_a_route_lies_on_its_own_tile_and_in_the_picture(places):
    seen = sheet(places)
    tiles = list(seen.tiles())
    for (north, east), (x, y) in zip(places, seen.on(places), strict=True):
        assert -1e-6 <= x <= WIDTH + 1e-6
        assert -1e-6 <= y <= HEIGHT + 1e-6
        column, row = by_the_wiki(north, east, seen.zoom)
        under = [t for t in tiles if t.x - 1e-6 <= x <= t.x + t.side + 1e-6
                 and t.y - 1e-6 <= y <= t.y + t.side + 1e-6]  # fmt: skip
        assert under
        for tile in under:
            across = (column - tile.column + 1e-6) % 2**seen.zoom
            assert across <= 1 + 2e-6 or seen.zoom == 0
            assert -1e-6 <= row - tile.row <= 1 + 1e-6


@given(routes())
def test_never_more_than_twelve_tiles_are_asked_for_and_all_exist(places):
    tiles = list(sheet(places).tiles())
    assert 1 <= len(tiles) <= 12
    for tile in tiles:
        assert 0 <= tile.zoom <= 15
        assert 0 <= tile.column < 2**tile.zoom
        assert 0 <= tile.row < 2**tile.zoom


@given(routes())
def test_tiles_cover_the_picture_wherever_there_is_a_world_without_a_gap(places):
    seen = sheet(places)
    boxes = [corners(tile) for tile in seen.tiles()]
    assert min(box[0] for box in boxes) <= 1e-6
    assert max(box[2] for box in boxes) >= WIDTH - 1e-6
    world = np.array([-seen.top, 1 - seen.top]) * WIDTH / seen.width
    assert min(box[1] for box in boxes) <= max(world[0], 0) + 1e-6
    assert max(box[3] for box in boxes) >= min(world[1], HEIGHT) - 1e-6
    columns, rows = {round(b[0], 3) for b in boxes}, {round(b[1], 3) for b in boxes}
    assert len(boxes) == len(columns) * len(rows)


def test_a_known_place_lies_on_its_known_tile():
    at = np.array([HACHIKO])
    assert np.floor(mercator(at) * 2**18).tolist() == [[232798, 103246]]
    seen = sheet(at)
    x, y = seen.on(at)[0]
    assert (x, y) == pytest.approx((WIDTH / 2, HEIGHT / 2))
    (under,) = [t for t in seen.tiles() if t.x <= x < t.x + t.side and t.y <= y < t.y + t.side]
    assert (under.zoom, under.column, under.row) == (15, 232798 >> 3, 103246 >> 3)


def test_a_route_as_short_as_a_doorstep_is_not_shown_closer_than_a_long_one():
    door = HACHIKO + np.array([[0, 0], [1e-6, 0]])
    assert sheet(door).zoom == 15
    assert sheet(door).width == 1 / 2**15
    marathon = HACHIKO + np.array([[0, 0], [0.1, 0.1]])
    assert sheet(marathon).zoom == 12


def test_over_the_date_line_the_tiles_of_both_sides_lie_side_by_side():
    places = np.array([[-16.8, 179.99], [-16.8, 180.01]])  # Taveuni, which it crosses
    tiles = list(sheet(places).tiles())
    last = 2 ** tiles[0].zoom - 1
    beside = {t.column: t.x for t in tiles}
    assert {0, last} <= beside.keys()
    assert beside[0] == pytest.approx(beside[last] + tiles[0].side)


def test_a_run_over_the_date_line_goes_no_way_round_the_world():
    second = np.arange(601)
    east = np.where(second % 7 == 0, (359.999 + second * 1e-5) % 360 - 180, np.nan)
    drawn = draw_run(recorded(np.full(600, 3.0), latitude=-16.8, longitude=east))
    assert np.ptp(drawn.places[:, 1]) == pytest.approx(595 * 1e-5)
    assert np.ptp(drawn.route[:, 0]) == pytest.approx(595e-5 * 111_195 * 0.95732, rel=1e-3)


def test_without_places_there_is_none():
    assert not draw_run(recorded(np.full(600, 3.0))).places.size


@pytest.mark.parametrize("template", [TEMPLATE, "http://10.0.0.7:8080/map/{z}/{y}/{x}.webp"])
def test_an_address_is_a_template_and_its_origin_is_all_a_page_allows(template):
    found = map_tiles(f" {template} ", f" {CREDIT} ")
    assert template.startswith(f"{found.origin}/")
    assert found.credit == CREDIT
    filled = template.replace("{z}", "15").replace("{x}", "7").replace("{y}", "301")
    assert found.address(15, 7, 301) == filled


def test_unset_there_is_no_map():
    assert map_tiles("", "") is None
    assert map_tiles("", CREDIT) is None


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("https://{s}.tiles.org/{z}/{x}/{y}.png", "{s} for several is not supported"),
        ("ftp://tiles.org/{z}/{x}/{y}.png", "begin with https://"),
        ("tiles.org/{z}/{x}/{y}.png", "begin with https://"),
        ("//tiles.org/{z}/{x}/{y}.png", "begin with https://"),
        ("javascript:alert({z}{x}{y})", "begin with https://"),
        ("https://me:secret@tiles.org/{z}/{x}/{y}.png", "no user name and no password"),
        ("https://*.tiles.org/{z}/{x}/{y}.png", "name its host"),
        ("https://*/{z}/{x}/{y}.png", "name its host"),
        ("https://tiles.org;/{z}/{x}/{y}.png", "name its host"),
        ("https://tiles.org https://evil.org/{z}/{x}/{y}.png", "name its host"),
        ("https://tiles.org, /{z}/{x}/{y}.png", "name its host"),
        ("https://tiles.org:99999/{z}/{x}/{y}.png", "name its host"),
        ("https://[2001:db8::1]/{z}/{x}/{y}.png", "name its host"),
        ("https://{x}.tiles.org/{z}/{x}/{y}.png", "name its host"),
        ("https://Tiles.org/{z}/{x}/{y}.png", "name its host"),
        ("https:///{z}/{x}/{y}.png", "name its host"),
        ("https://tiles.org?{z}/{x}/{y}.png", "name its host"),
        ("https://tiles.org/{z}/{x}.png", "hold {z}, {x} and {y} once"),
        ("https://tiles.org/{z}/{x}/{y}/{y}.png", "hold {z}, {x} and {y} once"),
        ("https://tiles.org/{z}/{x}/{-y}.png", "hold {z}, {x} and {y} once"),
        ("https://tiles.org", "hold {z}, {x} and {y} once"),
        ("https://tiles.org/{z}/{x}/{y}{r}.png", "may hold letters"),
        ("https://tiles.org/{z}/{x}/{y}.png;x", "may hold letters"),
        ("https://tiles.org/{z}/{x}/{y},1.png", "may hold letters"),
        ("https://tiles.org/a b/{z}/{x}/{y}.png", "may hold letters"),
        ('https://tiles.org/{z}/{x}/{y}.png"', "may hold letters"),
        ("https://tiles.org/{z}/{x}/{y}.png#top", "may hold letters"),
        ("https://tiles.org/{z}/{x}/{y}\n.png", "may hold letters"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_what_to_do(template, said):
    with pytest.raises(ImproperlyConfigured) as refused:
        map_tiles(template, CREDIT)
    assert said in str(refused.value)
    assert str(refused.value).startswith("UNCRAMP_MAP_TILES m")
    assert "like https://tiles.example.org/{z}/{x}/{y}.png." in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_server_with_https_has_no_map_without():
    plain = TEMPLATE.replace("https", "http")
    assert map_tiles(plain, CREDIT, "http://cramps.local")
    with pytest.raises(ImproperlyConfigured, match="because UNCRAMP_ADDRESS does"):
        map_tiles(plain, CREDIT, "https://cramps.example.org")


@pytest.mark.parametrize("credit", ["", "  ", "two\nlines", "x" * 201])
def test_a_map_without_whose_it_is_is_refused(credit):
    with pytest.raises(ImproperlyConfigured, match="UNCRAMP_MAP_CREDIT must say in one line"):
        map_tiles(TEMPLATE, credit)


def test_the_server_does_not_start_and_says_so_in_one_sentence(tmp_path):
    told = {**os.environ, "UNCRAMP_MAP_TILES": "https://tiles.org/{z}.png"}
    uncramp = Path(sys.executable).with_name("uncramp")
    ended = subprocess.run(
        [uncramp, "serve", "--data", tmp_path / "library", "--port", "1"],
        env=told, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stderr.startswith("uncramp: UNCRAMP_MAP_TILES must hold {z}, {x} and {y} once")
    assert ended.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def people(sample):
    """Anna, who runs, Moser, who helps her, and somebody else."""
    from uncramp.web.account.models import Account

    found = {name: person(f"{name}@maps.example.org") for name in ("anna", "moser", "other")}
    keep_runs(found["anna"], (3,))
    keep_runs(found["other"], (3,))
    yield found
    Account.objects.all().delete()


@pytest.fixture
def operator(monkeypatch):
    """The operator names a map."""
    from django.conf import settings

    found = map_tiles(TEMPLATE, CREDIT)
    monkeypatch.setattr(settings, "MAP_TILES", found)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return found


def run_of(who):
    return f"/runs/{key_of(who, 3)}"


def images_allowed(answer):
    return re.search(r"img-src ([^;]*);", answer.headers["Content-Security-Policy"])[1]


def addresses(answer):
    return re.findall(r'<image href="([^"]*)"', answer.content.decode())


def asked(who):
    return who.post(f"{run_of(who)}/map", {"map": ORIGIN})


def hidden(who):
    return who.post(f"{run_of(who)}/map", {"map": ""})


def test_without_an_operators_map_a_run_knows_nothing_of_maps(people):
    anna = people["anna"]
    page = anna.get(run_of(anna))
    assert images_allowed(page) == "'self' data:"
    assert "Show the map" not in page.content.decode()
    assert "<image" not in page.content.decode()
    assert asked(anna).status_code == 404


def test_before_it_is_asked_for_no_address_of_the_map_is_in_the_page(people, operator):
    anna = people["anna"]
    page = anna.get(run_of(anna))
    said = page.content.decode()
    assert images_allowed(page) == "'self' data:"
    assert "tiles.example.org:8443, which learns your internet address" in said
    assert "<image" not in said
    assert said.count(ORIGIN) == 1  # what the button sends
    assert "preconnect" not in said
    assert "dns-prefetch" not in said


def test_asked_for_it_lies_under_the_route_and_its_origin_alone_is_allowed(people, operator):
    anna = people["anna"]
    before = anna.get(run_of(anna)).headers["Content-Security-Policy"]
    answer = asked(anna)
    assert answer.status_code == 302
    assert answer["Location"] == f"{run_of(anna)}#route"
    page = anna.get(run_of(anna))
    found = addresses(page)
    assert 1 <= len(found) <= 12
    assert all(re.fullmatch(re.escape(ORIGIN) + r"/\d+/\d+/\d+\.png\?key=a1", one) for one in found)
    assert images_allowed(page) == f"'self' data: {ORIGIN}"
    after = page.headers["Content-Security-Policy"]
    no_nonce = [re.sub(r"nonce-[\w-]+", "", policy) for policy in (before, after)]
    assert no_nonce[1].replace(f" {ORIGIN}", "") == no_nonce[0]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "© &lt;whoever&gt; drew this" in page.content.decode()
    assert 'class="pieces" aria-hidden="true"' in page.content.decode()
    elsewhere = [anna.get(path) for path in ("/runs", "/account/settings", f"{run_of(anna)}/edit")]
    assert {images_allowed(one) for one in elsewhere} == {"'self' data:"}
    assert hidden(anna).status_code == 302
    assert addresses(anna.get(run_of(anna))) == []


def test_what_was_asked_of_one_server_is_not_asked_of_the_next(people, operator, monkeypatch):
    from django.conf import settings

    anna = people["anna"]
    asked(anna)
    other = map_tiles(TEMPLATE.replace("tiles.", "maps."), CREDIT)
    monkeypatch.setattr(settings, "MAP_TILES", other)
    page = anna.get(run_of(anna))
    assert addresses(page) == []
    assert images_allowed(page) == "'self' data:"
    assert "maps.example.org:8443, which learns" in page.content.decode()
    asked(anna)  # a page from before the operator changed it: it names the former
    assert addresses(anna.get(run_of(anna))) == []


def test_one_persons_choice_is_nobody_elses_and_ends_with_the_session(people, operator):
    anna, other = people["anna"], people["other"]
    asked(anna)
    assert addresses(anna.get(run_of(anna)))
    assert addresses(other.get(run_of(other))) == []
    assert other.post(f"{run_of(anna)}/map", {"map": ORIGIN}).status_code == 404
    anna.browser.logout()
    assert anna.get(run_of(anna)).status_code == 404
    from uncramp.web.account.models import Account

    anna.browser.force_login(Account.objects.get(pk=anna.actor.account))
    assert addresses(anna.get(run_of(anna))) == []


def test_who_helps_sees_the_shape_and_never_where_it_lies(people, operator):
    from django.conf import settings

    from uncramp.actions.see_shared_run import see_shared_run
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    anna, moser = people["anna"], people["moser"]
    shared(anna, moser, what=("runs", "map"))
    keep_runs(moser, (3,))
    asked(moser)
    assert addresses(moser.get(run_of(moser)))
    seen = moser.get(f"/people/{anna.actor.runner}{run_of(anna)}")
    assert seen.status_code == 200
    assert 'class="route"' in seen.content.decode()
    assert "tiles.example.org" not in seen.content.decode()
    assert images_allowed(seen) == "'self' data:"
    assert moser.post(f"{run_of(anna)}/map", {"map": ORIGIN}).status_code == 404
    kept = RowLibrary(anna.actor).kept_runs()[0]
    shelf = shelf_of(settings.DATA, anna.actor)
    drawn = see_shared_run(kept, shelf=shelf, now=NOW, places=True)
    assert drawn.route.size
    assert not drawn.places.size


def test_numbers_of_the_picture_have_points_in_every_language(people, operator):
    anna = people["anna"]
    asked(anna)
    answer = anna.browser.get(run_of(anna), headers={"accept-language": "de"})
    numbers = re.findall(r'<image [^>]*? x="([^"]+)" y="([^"]+)" width="([^"]+)"',
                         answer.content.decode())  # fmt: skip
    assert numbers
    assert all(re.fullmatch(r"-?\d+\.\d", number) for each in numbers for number in each)
