"""The body map: what is drawn is what can be chosen, on the runner's own side, from known files."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from uncramp.terms.muscles import NAMES, Muscle, Side
from uncramp.web.drawing.body_figures import FIGURES, SEXES, VIEWS, drawing
from uncramp.web.drawing.body_map import body_map, on_side
from uncramp.web.drawing.body_parts import PARTS, part_told

pytestmark = pytest.mark.usefixtures("sample")
SEEN = [(sex, view) for sex in SEXES for view in VIEWS]


def middle(path):
    """Where a shape of ours or the package's begins, across the figure."""
    return float(re.match(r"M\s*(-?[\d.]+)", path)[1])


def places(sex, view):
    return {(shape.part, shape.side) for shape in drawing(sex, view).shapes}


def test_the_figures_are_those_that_were_made_and_their_source_is_named():
    manifest = json.loads((FIGURES / "manifest.json").read_text())
    kept = {p.name for p in FIGURES.iterdir()} - {"manifest.json"}
    assert kept == manifest["files"].keys()
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((FIGURES / name).read_bytes()).hexdigest() == digest, name
    assert (manifest["name"], manifest["version"]) == ("react-native-body-highlighter", "3.2.0")
    assert manifest["integrity"].startswith("sha512-")
    assert "MIT License" in (FIGURES / "LICENSE").read_text()


def test_every_muscle_is_in_the_list_and_every_one_with_a_place_is_drawn():
    assert {choice.value for choice in body_map().muscles} == set(Muscle) == set(NAMES)
    for sex in SEXES:
        drawn = {part for view in VIEWS for part, _ in places(sex, view)}
        assert drawn == {part.name for part in PARTS}
    assert set(Muscle) - {part.muscle for part in PARTS} == {Muscle.SEVERAL}


@pytest.mark.parametrize("view", VIEWS)
def test_a_man_and_a_woman_have_the_same_parts_on_both_sides(view):
    assert places("male", view) == places("female", view)
    assert all((part, Side.RIGHT) in places("male", view) for part, _ in places("male", view))
    assert all((part, Side.LEFT) in places("male", view) for part, _ in places("male", view))


@pytest.mark.parametrize(("sex", "view"), SEEN)
def test_the_runners_left_is_the_viewers_right_from_the_front(sex, view):
    at = {(shape.part, shape.side): middle(shape.path) for shape in drawing(sex, view).shapes}
    for part in {part for part, _ in at}:
        left_is_further_right = at[part, Side.LEFT] > at[part, Side.RIGHT]
        assert left_is_further_right == (view == "front"), part


@pytest.mark.parametrize("sex", SEXES)
def test_the_inner_parts_lie_nearer_the_middle_than_the_outer_ones(sex):
    for view, stem in [
        ("back", "calf"),
        ("back", "soleus"),
        ("back", "hamstring"),
        ("front", "quadriceps"),
    ]:
        at = {(shape.part, shape.side): middle(shape.path) for shape in drawing(sex, view).shapes}
        for side in (Side.LEFT, Side.RIGHT):
            inner, outer = at[f"{stem}_inner", side], at[f"{stem}_outer", side]
            assert abs(inner - 362) < abs(outer - 362), (stem, side)


def test_what_was_chosen_is_ticked_and_marked_on_its_side_alone():
    body = body_map("female", {"muscle": Muscle.CALF, "side": Side.LEFT, "part": "calf_inner"})
    lit = {(f.sex, f.view, a.part, a.side) for f in body.figures for a in f.areas if a.lit}
    assert lit == {(s, v, "calf_inner", "left") for s, v in SEEN}
    assert (body.sex, body.view) == ("female", "back")
    assert [c.value for c in body.muscles if c.chosen] == ["calf"]
    assert body.names == ("Inner calf head, your left",)


@pytest.mark.parametrize(
    ("chosen", "names", "view"),
    [
        (None, (), "back"),
        ({"muscle": None, "side": None}, (), "back"),
        ({"muscle": "quadriceps"}, ("Front of the thigh (quadriceps)",), "front"),
        ({"muscle": "toes", "side": "both"}, ("Toes, both sides",), "back"),
        ({"muscle": "several"}, ("Several at once",), "back"),
        ({"muscle": ["calf", "shin"], "side": "upside"}, ("Calf", "Shin"), "front"),
        ("muscle=shin&muscle=foot&part=arch", ("Arch of the foot", "Shin"), "front"),
        ("muscle=<script>&part=nose", (), "back"),
    ],
)  # fmt: skip
def test_what_was_chosen_is_said(chosen, names, view):
    body = body_map(None, QueryDict(chosen) if isinstance(chosen, str) else chosen)
    assert body.names == names
    assert body.view == view


def test_a_part_of_another_muscle_is_not_believed():
    assert part_told({"muscle": "calf", "part": "calf_inner"}) == "calf_inner"
    assert part_told({"muscle": "shin", "part": "calf_inner"}) == ""
    assert part_told(QueryDict("muscle=calf&part=")) == ""
    assert part_told({"part": "calf_inner"}) == part_told({}) == ""


def test_a_side_is_said_in_one_sentence():
    assert on_side("Calf", "left") == "Calf, your left"
    assert on_side("Calf", "") == "Calf"


def test_the_list_is_a_form_without_the_picture(sample):
    page = render_to_string("drawing/body_map.html", {"body": body_map("male")})
    inputs = re.findall(r'<input type="(\w+)" name="(muscle|side|part)" value="(\w*)"', page)
    assert {v for _, name, v in inputs if name == "muscle"} == set(Muscle)
    assert {v for _, name, v in inputs if name == "side"} == set(Side)
    assert {v for _, name, v in inputs if name == "part"} == {"", *(p.name for p in PARTS)}
    assert {kind for kind, _, _ in inputs} == {"radio"}
    assert not re.search(r"\sstyle=|\son\w+=", page)


def test_several_may_be_chosen_where_the_page_allows_it(sample):
    page = render_to_string("drawing/body_map.html", {"body": body_map(several=True)})
    assert len(re.findall(r'type="checkbox" name="muscle"', page)) == len(Muscle)
    assert "required" not in page


def test_a_map_that_only_shows_names_what_it_marks(sample):
    body = body_map("male", {"muscle": "hamstring", "side": "right"})
    page = render_to_string("drawing/body_shown.html", {"body": body})
    assert "Back of the thigh (hamstring), your right" in page
    assert page.count("<svg") == 1
    assert 'data-view="back"' in page
    assert "<input" not in page
    assert page.count(" lit") == 2


def test_a_map_can_be_an_index(sample):
    body = body_map(links={"calf": "/guide/calf", Muscle.FOOT: "/guide/foot"})
    page = render_to_string("drawing/body_shown.html", {"body": body})
    assert '<a href="/guide/calf">Calf</a>' in page
    assert '<a href="/guide/foot">Foot or arch</a>' in page
    assert page.count("<svg") == 2
    assert page.count('data-link="/guide/foot"') >= 8
