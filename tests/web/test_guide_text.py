"""The guide's pages as text: read, bound to studies, easy to read, found wrong where they are."""

import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages import pofile

import uncramp.web.guide
from guides import BODY, a_guide, a_page, page_text
from uncramp.actions.cite_guide import article_said
from uncramp.exposure.catalogue import CATALOGUE
from uncramp.plan.line import LineKind
from uncramp.store.exercises import exercises
from uncramp.web.drawing.guide_links import EXPOSURES, LINES
from uncramp.web.guide.checking import CHECKS, PICTURES, TOPICS, _patterns, faults
from uncramp.web.guide.markers import Place, Placed, claims_of
from uncramp.web.guide.page import Kind, PageError, read_page
from uncramp.web.guide.pictures import PICTURES as DRAWN
from uncramp.web.guide.plain import blocks
from uncramp.web.guide.positions import positions_file
from uncramp.web.guide.reading import guide
from uncramp.web.guide.reading_ease import reading_ease, syllables
from uncramp.web.guide.search import Index
from uncramp.web.guide.writing import written


def html(body, **more):
    return "".join(piece for piece in written(body, **more).pieces if isinstance(piece, str))


def wrong(folder, rule, **pages):
    """What one check says of a guide of these English pages."""
    made = a_guide(folder, {f"en/{slug}": text for slug, text in pages.items()})
    return [fault.what for fault in faults(made) if fault.rule == rule]


def test_a_page_is_read_from_its_file(tmp_path):
    made = a_guide(tmp_path, {"en/calf": page_text(), "en/notes": page_text(order="0")})
    page = made.page("en", "calf")
    assert (page.title, page.kind, page.article) == ("Cramp in the calf", Kind.MUSCLE, ("S6", "S7"))
    assert page.reviewed.isoformat() == "2026-11-23"
    assert [p.slug for p in made.of("en")] == ["notes", "calf"]
    assert made.of("en", Kind.FLAGS) == ()
    assert made.page("de", "calf") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# no front matter", "must begin with TOML"),
        ("+++\ntitle = \n+++\nText", "is no TOML"),
        (page_text(kind='"poem"'), "kind"),
        (page_text(colour='"blue"'), "colour"),
        (page_text(edition=None), "edition"),
        (page_text(article='["S15"]'), "article"),
        (page_text(description=f'"{"long " * 40}"'), "at most 160 characters"),
        (page_text(body=""), "body"),
    ],
)
def test_a_page_that_cannot_be_read_says_where_and_why(text, said):
    with pytest.raises(PageError, match=said) as found:
        read_page(text, language="en", slug="calf")
    assert "en/calf.md" in str(found.value)


def test_a_marker_becomes_a_small_numbered_link():
    page = written("It is linked with cramp {a/one b/two}. Again {b/two}. Walk {general}.")
    assert page.claims == ["a/one", "b/two"]
    assert page.has_practice
    (text,) = page.pieces
    assert (
        'cramp<sup class="study"><a href="#study-1" aria-label="Study 1" id="from-1">1</a>' in text
    )
    assert text.count('id="from-2"') == 1
    assert text.count('href="#study-2"') == 2
    assert 'href="#practice"' in text
    assert "{" not in text


def test_html_in_a_page_is_shown_and_not_obeyed():
    text = html('<script>alert(1)</script>\n\nA <b onclick="x()">word</b> [here](javascript:x).')
    assert "<script" not in text
    assert "<b" not in text
    assert "&lt;script&gt;" in text
    assert 'href="javascript' not in text


def test_parts_are_placed_where_they_stand_alone():
    page = written("Before.\n\n{picture:build-up}\n\n{exercise:calf_stretch}\n\n{card}\n\nAfter.")
    assert [p for p in page.pieces if isinstance(p, Placed)] == [
        Placed(Place.PICTURE, "build-up"),
        Placed(Place.EXERCISE, "calf_stretch"),
        Placed(Place.CARD),
    ]
    assert page.pieces[0] == "<p>Before.</p>\n"
    forest = written("{figure:forest:cramped_before}").pieces
    assert forest == [Placed(Place.FOREST, "cramped_before")]


def test_links_lead_to_pages_of_the_guide_and_tables_have_scopes():
    text = html("[flags](red-flags) [ask](/ask) [far](https://doi.org/1)", root="/de/guide")
    assert 'href="/de/guide/red-flags"' in text
    assert 'href="/ask"' in text
    assert 'href="https://doi.org/1" rel="noreferrer"' in text
    table = html("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert '<th scope="col">a</th>' in table
    assert "style" not in table


def test_plain_text_is_blocks_with_what_binds_them():
    found = blocks(
        "## Risk\n\nOne *is* here\nand goes on {a/one}.\n\n- [Two](x) {general}\n\n{card}"
    )
    assert [block.text for block in found] == ["One is here and goes on.", "Two"]
    assert [block.claims for block in found] == [("a/one",), ()]
    assert found[1].is_item
    assert found[1].is_practice


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("cramp", "en", 1),
        ("stretched", "en", 1),
        ("wanted", "en", 2),
        ("muscle", "en", 2),
        ("pace", "en", 1),
        ("races", "en", 2),
        ("exercise", "en", 3),
        ("dehydration", "en", 4),
        ("Muskel", "de", 2),
        ("Wadenkrampf", "de", 3),
        ("Läuferinnen", "de", 4),
        ("Dehydrierung", "de", 4),
    ],
)
def test_syllables_are_counted_by_rule(word, language, count):
    assert syllables(word, language) == count


def test_short_words_read_easier_than_long_ones():
    plain = "Stop. Hold on. Pull the toes up. Wait till it lets go."
    heavy = "Neuromuscular fatigability necessitates individualised rehabilitation methodologies."
    assert reading_ease(plain, "en") > 90
    assert reading_ease(heavy, "en") < 0
    assert reading_ease("Halte an. Zieh die Zehen hoch. Warte.", "de") > 80
    with pytest.raises(ValueError, match="no word"):
        reading_ease("{card}", "en")


def test_a_claim_that_does_not_exist_is_found(tmp_path):
    said = wrong(tmp_path, "claims", calf=page_text("Racing {race/nobody-1999}."))
    assert said == ["race/nobody-1999 is no claim of the evidence."]


@pytest.mark.parametrize(
    ("body", "bound"),
    [
        ("Racing is linked with cramp.", False),
        ("Racing raised the odds. So be slow.", False),
        ("Racing is linked with cramp {cramped_before/schwellnus-2011}.", True),
        ("Racing is linked with cramp {general}.", True),
        ("Runners have a lower risk ([x](https://doi.org/10.1/x)).", True),
        ("Things that raise the risk:\n\n- pace {cramped_before/schwellnus-2011}", True),
        ("These lower your risk:\n\n- sleep", False),
        ("## What cramps are linked with\n\nSee what cramps are linked with.", True),
        ("The foot is below the knee.", True),
    ],
)
def test_a_statement_of_effect_names_a_study_or_says_there_is_none(tmp_path, body, bound):
    assert (wrong(tmp_path, "bound", calf=page_text(body)) == []) == bound


def test_a_german_statement_of_effect_is_found_too(tmp_path):
    made = a_guide(tmp_path, {"de/calf": page_text("Das Rennen erhöht das Risiko.")})
    assert [f.what[:9] for f in faults(made) if f.rule == "bound"] == ["“erhöht” "]


@pytest.mark.parametrize(
    ("language", "body", "word"),
    [
        ("en", "This app detects your illness.", "detects"),
        ("en", "Take 400 mg magnesium.", "400 mg"),
        ("de", "Die App stellt eine Diagnose.", "Diagnose"),
    ],
)
def test_a_forbidden_word_is_found(tmp_path, language, body, word):
    made = a_guide(tmp_path, {f"{language}/calf": page_text(body)})
    assert [f.what for f in faults(made) if f.rule == "words"] == [
        f"“{word}” is a word we do not use."
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Drink 500 ml an hour.", ["500 ml"]),
        ("Take 60 g of sugar, or 0.5 litres.", ["60 g", "0.5 litres"]),
        ("Run 10 km in 50 minutes, 4 mm lower, 15 glad people.", []),
    ],
)
def test_an_amount_to_drink_or_eat_is_found(tmp_path, body, found):
    said = wrong(tmp_path, "amounts", calf=page_text(body))
    assert [one.split("”")[0].strip("“") for one in said] == found


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    body = "[a](calf) [b](toes) [c](/ask) [d](exercises/calf-stretch) [e](exercises/dance)"
    said = wrong(tmp_path, "links", calf=page_text(body, related='["nose"]'))
    assert len(said) == 3
    assert ["toes" in said[0], "dance" in said[1], "nose" in said[2]] == [True] * 3


def test_a_part_that_is_not_there_is_found(tmp_path):
    body = "{picture:moon}\n\n{exercise:dance}\n\n{figure:forest:moon}\n\nSo {card} it is {}."
    assert len(wrong(tmp_path, "parts", calf=page_text(body, picture='"sun"'))) == 6
    good = "{picture:build-up}\n\n{exercise:calf_stretch}\n\n{figure:forest:heat}\n\n{flags}"
    assert wrong(tmp_path, "parts", calf=page_text(good)) == []


def test_a_hard_page_is_found(tmp_path):
    heavy = "Neuromuscular fatigability necessitates individualised rehabilitation methodologies."
    assert wrong(tmp_path, "ease", calf=page_text(heavy))[0].startswith("It reads too hard")


def test_a_review_older_than_what_it_cites_is_found(tmp_path):
    old = page_text("Older runners cramp more {age/de-jager-2022}.", edition='"2026.1"')
    assert wrong(tmp_path, "edition", calf=old) == [
        "age has moved since edition 2026.1: review the page again."
    ]
    untouched = page_text("Stop {relief/miller-2022}.", edition='"2026.1"')
    assert wrong(tmp_path, "edition", calf=untouched) == []
    nowhere = page_text(edition='"2031.1"')
    assert "no edition 2031.1" in wrong(tmp_path, "edition", calf=nowhere)[0]


def test_a_stale_translation_is_found(tmp_path):
    english = a_page()
    german = page_text("Halte an.", translates=f'"{english.digest}"')
    said = {}
    for name, changed in (("same", page_text()), ("changed", page_text(BODY + "More."))):
        made = a_guide(tmp_path / name, {"en/calf": changed, "de/calf": german})
        said[name] = [f.place for f in faults(made) if f.rule == "translation"]
    assert said == {"same": [], "changed": ["de/calf"]}
    alone = a_guide(tmp_path / "alone", {"en/calf": page_text()})
    assert [f.what for f in faults(alone) if f.rule == "translation"] == [
        "it is not translated into de yet."
    ]


def test_a_topic_of_the_article_that_no_page_answers_is_found(tmp_path):
    made = a_guide(tmp_path, {"en/calf": page_text()})
    missing = [f.what for f in faults(made) if f.rule == "topics" and f.place == "en"]
    assert len(missing) == len(TOPICS) - 2


@pytest.mark.parametrize("rule", [*CHECKS, "topics"])
def test_the_guide_that_goes_out_stands_every_check(rule):
    assert [str(fault) for fault in faults(guide()) if fault.rule == rule] == []


def test_every_picture_and_every_position_is_drawn():
    assert set(DRAWN) == PICTURES
    assert set(positions_file()) == set(exercises())
    assert all(len(one["positions"]) in {2, 3} for one in positions_file().values())


def test_every_factor_and_every_kind_of_plan_line_has_a_page():
    assert set(EXPOSURES) == {exposure.name for exposure in CATALOGUE}
    assert set(LINES) == set(LineKind)
    for language in ("en", "de"):
        missing = {*EXPOSURES.values(), *LINES.values()} - guide().slugs(language)
        assert missing == set(), language


def test_every_exercise_is_shown_in_the_library():
    for language in ("en", "de"):
        library = guide().page(language, "exercises")
        shown = {p.name for p in written(library.body).pieces if isinstance(p, Placed)}
        assert shown == set(exercises())


def find(question, *pages, language="en"):
    return [one.page.slug for one in Index(pages, language).search(question)]


def test_search_finds_words_by_their_stem_and_ranks_titles_first():
    one = a_page("Cramping is a nuisance.", slug="a", title='"Something else"')
    two = a_page("Walk.", slug="b", title='"Cramps at night"')
    assert find("cramp", one, two) == ["b", "a"]
    assert find("cramps nuisance", one, two) == ["a", "b"]  # all words first, then any
    assert find("cramp unicorn", one, two) == ["b", "a"]
    assert find("unicorn", one, two) == []


def test_search_in_german_finds_words_within_words():
    one = a_page("Ein Wadenkrampf kommt plötzlich.", language="de", slug="a", title='"Die Wade"')
    two = a_page("Trinken nach Durst.", language="de", slug="b", title='"Wasser und Salz"',
                 description='"Was und wie viel du unterwegs trinkst."')  # fmt: skip
    assert find("Krämpfe", one, two, language="de") == ["a"]
    assert find("krampf", one, two, language="de") == ["a"]
    assert find("durstig", one, two, language="de") == []
    assert find("DURST", one, two, language="de") == ["b"]


@pytest.mark.parametrize(
    "question",
    ["", "a", '"', "calf OR", "calf*", "NEAR(", "title:calf", "'; DROP", "x" * 5000, "🦵"],
)
def test_no_question_breaks_the_search(question):
    assert find(question, a_page()) in ([], ["calf"])


def test_search_shows_the_sentence_that_matched():
    page = a_page("It began late. The toes went hard {general}. Uncramp them.", slug="a")
    (found,) = Index([page], "en").search("toes")
    assert "".join(text for text, _ in found.snippet) == "The toes went hard."
    assert [text for text, matched in found.snippet if matched] == ["toes"]


def test_every_statement_of_the_article_stands_beside_its_studies_on_some_page():
    every = {one.says for one in article_said(TOPICS)}
    shown = {
        one.says
        for page in guide().of("en")
        for one in article_said(page.article, citing=claims_of(page.body))
    }
    assert every - shown == set()


def test_no_two_pages_have_the_same_title_or_description():
    for language in ("en", "de"):
        pages = guide().of(language)
        assert len({page.title for page in pages}) == len(pages)
        assert len({page.description for page in pages}) == len(pages)


def test_the_german_words_are_compiled_as_they_are_written():
    folder = Path(uncramp.web.guide.__file__).parent / "locale" / "de" / "LC_MESSAGES"
    written_down = pofile.read_po(io.BytesIO((folder / "django.po").read_bytes()))
    compiled = gettext.GNUTranslations(io.BytesIO((folder / "django.mo").read_bytes()))
    different = [m.id for m in written_down if m.id and compiled.gettext(m.id) != m.string]
    assert different == []
    said = " ".join(str(message.string) for message in written_down)
    assert [p for p in _patterns("de") if re.search(p, said, re.IGNORECASE)] == []
