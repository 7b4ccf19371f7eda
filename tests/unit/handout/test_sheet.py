"""A page a runner can print: everything on it, nothing run of what people wrote."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from recording import NOW
from uncramp.handout.sheet import LABELS, Sheet, SheetLine, sheet
from uncramp.triage.first_aid import CARD

PACE = SheetLine(
    do="Run no faster than 5:25 min/km",
    because="You ran 6 % faster than your recent bests support.",
    certainty="low",
    when="until 30 km",
    buys="of 100 runs like this 6 fewer end in a cramp",
)
DRINK = SheetLine("Drink", "It will be warm.", "moderate", amount="400 to 550 ml/h")
PLAN = Sheet(
    title="Berlin marathon",
    run="42.2 km in 3:50:00 at 22 °C",
    risk="Of 100 runs like this about 21 end in a cramp (12 to 34).",
    first_aid_title=str(CARD.title),
    first_aid=tuple(str(said) for said in CARD.lines),
    lines=(PACE, DRINK),
    intended_use="uncramp helps adult recreational runners.",
    editions="uncramp 0.1 · evidence 3f2a",
    cap="5:25 min/km",
    hits="left calf, after 31 km",
    drink="to thirst, up to 550 ml/h",
)


def page(content=PLAN, **more):
    (one,) = PdfReader(io.BytesIO(sheet(content, made_at=NOW, **more))).pages
    return one


def text(content=PLAN, **more):
    return " ".join(page(content, **more).extract_text().split())


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_everything_is_on_one_page(paper):
    found = text(paper=paper)
    for wanted in (
        *(PLAN.title, PLAN.run, PLAN.risk, PLAN.cap, PLAN.hits, PLAN.drink),
        *(PACE.do, PACE.because, PACE.when, PACE.buys, DRINK.amount, "certainty: moderate"),
        *(PLAN.intended_use, PLAN.editions),
    ):
        assert wanted in found


def test_first_aid_stands_whole_on_every_page():
    crowded = replace(PLAN, lines=(replace(PACE, because="A reason. " * 40),) * 60)
    for content in (PLAN, crowded, replace(PLAN, cap="", hits="", drink="", lines=())):
        found = text(content)
        assert str(CARD.title) in found
        assert all(str(said) in found for said in CARD.lines)


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_it_fits_the_paper_of_the_country(paper, points):
    box = page(paper=paper).mediabox
    assert (round(box.width), round(box.height)) == points


def test_more_lines_than_fit_are_counted():
    lines = tuple(replace(PACE, do=f"Line {n} of the plan.") for n in range(200))
    found = text(replace(PLAN, lines=lines))
    shown = sum(line.do in found for line in lines)
    assert 10 < shown < 200
    assert f"{LABELS['more']}: {200 - shown}" in found
    assert "Line 0 of" in found


def test_where_room_is_short_the_leading_lines_keep_their_reasons():
    lines = tuple(
        replace(
            PACE, do=f"Line {n} of the plan.", because=f"Reason {n}. " + "Because it is so. " * 9
        )
        for n in range(30)
    )
    found = text(replace(PLAN, lines=lines, leading=4))
    assert all(line.do in found for line in lines)
    reasons = [n for n in range(30) if f"Reason {n}." in found]
    assert reasons[:4] == [0, 1, 2, 3]
    assert len(reasons) < 30


def test_few_lines_leave_nothing_behind():
    assert str(LABELS["more"]) not in text(replace(PLAN, lines=(PACE,) * 9))


@pytest.mark.parametrize(
    "name",
    [
        '#panic("run")',
        "#sys.version",
        "] #strong[bold] \\ $x^2$ `code` @ref <label> // comment",
        '"}, "title": "other", {"',
        "*no stars* _no lines_ = no heading",
    ],
)
def test_what_a_person_wrote_is_printed_and_never_run(name):
    said = replace(PACE, do=name, because=name)
    found = text(replace(PLAN, title=name, run=name, cap=name, lines=(said,)))
    # quotes and hyphens may be set as typographers do; letters and signs stay
    assert found.replace("“", '"').replace("”", '"').count(name) == 5


def test_a_name_in_letters_the_fonts_do_not_know_still_makes_a_page():
    found = text(replace(PLAN, title="東京 🏃"))
    assert PLAN.cap in found
    assert all(str(said) in found for said in CARD.lines)


def test_signs_that_cannot_be_printed_are_left_out():
    assert "Berlin marathon" in text(replace(PLAN, title="Ber\x00lin\ud800 mara\ufffethon"))


def test_a_very_long_text_ends_in_an_ellipsis():
    assert "x…" in text(replace(PLAN, hits="x " * 400)).replace(" …", "…")


def test_the_same_plan_is_the_same_file():
    assert sheet(PLAN, made_at=NOW) == sheet(PLAN, made_at=NOW)
    assert PdfReader(io.BytesIO(sheet(PLAN, made_at=NOW))).metadata.creation_date == NOW


def test_screen_readers_are_told_title_language_and_structure():
    read = PdfReader(io.BytesIO(sheet(replace(PLAN, language="de-AT"), made_at=NOW)))
    assert read.metadata.title == PLAN.title
    assert read.trailer["/Root"]["/Lang"] == "de"
    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert "pdfuaid" in read.trailer["/Root"]["/Metadata"].get_data().decode()


def test_labels_come_in_the_readers_language():
    spoken = {name: f"«{name}»" for name in LABELS}
    assert "«race_day»" in text(replace(PLAN, labels=spoken))
