"""Where it cramped how often, on the figures: the right muscle, the right side, the right shade."""

import pytest

from uncramp.history.episode import Episode

LEFT = Episode(muscle="calf", side="left")
BOTH = Episode(muscle="calf", side="both")
THIGH = Episode(muscle="quadriceps", side="right")


@pytest.fixture(scope="module", autouse=True)
def _django(sample):
    """The names of the parts are in somebody's language."""


def shades(episodes, sex="female"):
    """The shade of each muscle and side that is not plain."""
    from uncramp.web.drawing.body_figures import drawing
    from uncramp.web.drawing.cramped_body import MUSCLE_OF, cramped_body

    found = {}
    for view in cramped_body(sex, episodes):
        shapes = drawing(sex, view.view).shapes
        for shape, (path, shade) in zip(shapes, view.areas, strict=True):
            assert path == shape.path
            if shade:
                found[MUSCLE_OF[shape.part].value, shape.side.value] = shade
    return found


def test_each_side_is_shaded_by_how_often_it_cramped():
    assert shades([LEFT, LEFT, BOTH, THIGH]) == {
        ("calf", "left"): 3,
        ("calf", "right"): 1,
        ("quadriceps", "right"): 1,
    }
    assert shades([THIGH], sex="male") == {("quadriceps", "right"): 3}


@pytest.mark.parametrize(
    "episode", [Episode(muscle="several", side="left"), Episode(muscle="calf")]
)
def test_what_has_no_place_is_not_drawn(episode):
    from uncramp.web.drawing.cramped_body import as_svg, cramped_body

    assert cramped_body("female", [episode]) == ()
    assert as_svg(()) == ""


def test_legs_are_drawn_large_unless_it_cramped_elsewhere():
    from uncramp.web.drawing.cramped_body import LEGS, WHOLE, cramped_body

    assert {view.box for view in cramped_body(None, [LEFT])} == {LEGS}
    arm = Episode(muscle="arms", side="left")
    assert {view.box for view in cramped_body(None, [LEFT, arm])} == {WHOLE}


def test_the_printed_picture_is_sound_and_on_the_page():
    import io
    import xml.etree.ElementTree as ET
    from dataclasses import replace

    from pypdf import PdfReader

    from recording import NOW
    from uncramp.handout.hand_over import Cramp, HandOver, page
    from uncramp.web.drawing.cramped_body import as_svg, cramped_body

    svg = as_svg(cramped_body("female", [LEFT, THIGH]))
    assert len(ET.fromstring(svg)) == 2
    bare = HandOver(
        "Muscle cramps", "Today.", NOW, "For runners.", "0.1",
        cramps=(Cramp(LEFT, None, "Calf", "after the run", ""),),
    )  # fmt: skip
    drawn = PdfReader(io.BytesIO(page(replace(bare, figure=svg))))
    assert len(drawn.pages) == 1
    assert len(page(replace(bare, figure=svg))) > len(page(bare)) + 2000
