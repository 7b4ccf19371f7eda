"""The guide as pages: open to anybody, in two languages, found by machines, with its studies."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from guides import a_guide, messages, page_text
from uncramp.actions.draw_guide import first_aid, fuelling, heat_and_pace
from uncramp.plan import pace
from uncramp.plan.fuel import MEAL
from uncramp.store.exercises import exercises
from uncramp.web.guide.checking import TOPICS
from uncramp.web.guide.reading import guide

SITE = "http://localhost"


@pytest.fixture
def visitor(sample):
    from django.test import Client

    return Client(REMOTE_ADDR="203.0.113.5", headers={"host": "localhost"})


def read(visitor, address, status=200):
    answer = visitor.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def links(text):
    return set(re.findall(r'href="(/[^"#?]*)"', text))


def test_the_first_page_names_every_page_and_the_map_leads_to_muscles(visitor):
    text = read(visitor, "/guide")
    assert {f"/guide/{slug}" for slug in guide().slugs("en")} <= links(text)
    drawn = text[text.index("muscle-map") : text.index("By muscle") + 200_000]
    assert '<a href="/guide/calf" tabindex="-1">' in drawn
    assert "/interest" in links(text)


def test_every_topic_of_the_article_is_two_taps_from_the_first_page(visitor):
    first = links(read(visitor, "/guide"))
    answered = {
        topic
        for page in guide().of("en")
        if f"/guide/{page.slug}" in first
        for topic in page.article
    }
    assert answered >= TOPICS
    assert "/interest" in first  # S12, the form


def test_a_page_shows_its_text_its_studies_and_when_it_was_reviewed(visitor):
    text = read(visitor, "/guide/calf")
    page = guide().page("en", "calf")
    assert f"<h1>{page.title}</h1>" in text
    assert f'<meta name="description" content="{page.description}">' in text
    marks = {int(n) for n in re.findall(r'href="#study-(\d+)"', text)}
    listed = [int(n) for n in re.findall(r'<li id="study-(\d+)"', text)]
    assert listed == sorted(marks) == list(range(1, len(listed) + 1))
    assert "de Jager et al. (SAFER XXII) 2022" in text
    assert "Cross-sectional, n = " in text
    assert "Read as an abstract only." in text
    assert "https://doi.org/10.1097/JSM.0000000000000992" in text
    assert "Last reviewed on" in text
    assert f"with evidence {page.edition}." in text
    assert "Often heard, and what studies say" in text
    assert "style=" not in text
    assert "onclick" not in text


@pytest.fixture(scope="module")
def everything(sample):
    """Every page and exercise of the guide by its address, with its language."""
    from django.test import Client

    visitor = Client(REMOTE_ADDR="203.0.113.5", headers={"host": "localhost"})
    names = [f"exercises/{name.replace('_', '-')}" for name in exercises()]
    found = {}
    for language, root in (("en", "/guide"), ("de", "/de/guide")):
        for name in (*guide().slugs(language), *names):
            answer = visitor.get(f"{root}/{name}")
            assert answer.status_code == 200, name
            assert answer["Content-Language"] == language
            found[f"{root}/{name}"] = answer.content.decode()
    return found


def test_every_page_and_every_exercise_opens_in_its_language(everything):
    for address, text in everything.items():
        language = "de" if address.startswith("/de/") else "en"
        assert f'<html lang="{language}">' in text, address
        assert ("Zuletzt geprüft am" if language == "de" else "Last reviewed on") in text, address
        if "/exercises/" in address:
            assert text.count('class="position"') >= 2, address


def test_every_link_of_the_guide_leads_somewhere(visitor, everything):
    found = {link for text in everything.values() for link in links(text)}
    assert len(found) > 200
    for link in sorted(found - everything.keys()):
        if not link.startswith("/static/"):
            assert visitor.get(link).status_code in (200, 302), link


@pytest.mark.parametrize(
    "address", ["/guide/nothing", "/de/guide/nothing", "/guide/exercises/dance", "/guide/exercises/calf_stretch"]
)  # fmt: skip
def test_what_is_not_there_is_told(visitor, address):
    read(visitor, address, status=404)


def test_the_language_is_the_addresss_whatever_the_browser_prefers(visitor):
    answer = visitor.get("/guide", headers={"accept-language": "de"})
    assert answer["Content-Language"] == "en"
    assert '<h2 id="muscle">By muscle</h2>' in answer.content.decode()
    german = read(visitor, "/de/guide")
    assert '<html lang="de">' in german
    assert '<h2 id="muscle">Nach Muskel</h2>' in german


def test_a_page_names_its_other_language(visitor):
    text = read(visitor, "/guide/calf")
    for language, address in (("en", "/guide/calf"), ("de", "/de/guide/calf")):
        assert f'<link rel="alternate" hreflang="{language}" href="{SITE}{address}">' in text
    assert f'<link rel="canonical" href="{SITE}/guide/calf">' in text
    assert 'href="/de/guide/calf" hreflang="de" lang="de"' in text


def test_machines_are_told_what_a_page_is(visitor):
    (told,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', read(visitor, "/guide/calf")
    )
    data = json.loads(told)
    assert (data["@type"], data["inLanguage"]) == ("WebPage", "en")
    assert data["lastReviewed"] == guide().page("en", "calf").reviewed.isoformat()
    assert data["citation"][0]["url"].startswith("https://doi.org/")
    steps = json.loads(
        re.search(r"ld\+json\">(.*?)</script>", read(visitor, "/guide/exercises/calf-stretch"))[1]
    )
    assert steps["@type"] == "HowTo"
    assert len(steps["step"]) == len(exercises()["calf_stretch"].how)


def test_data_for_machines_cannot_end_its_element():
    from uncramp.web.guide.structured import _script

    assert "<" not in _script({"name": "</script><script>alert(1)</script>&"})


def test_the_sitemap_names_every_page_in_every_language(visitor):
    answer = visitor.get("/sitemap.xml")
    assert answer["Content-Type"] == "text/xml"
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {one.text for one in ET.fromstring(answer.content).findall("s:url/s:loc", spaces)}
    assert {
        f"{SITE}/guide",
        f"{SITE}/de/guide",
        f"{SITE}/guide/exercises/banded-crab-walk",
    } <= found
    assert {f"{SITE}/guide/{slug}" for slug in guide().slugs("en")} <= found
    assert {f"{SITE}/de/guide/{slug}" for slug in guide().slugs("de")} <= found


def test_robots_may_read_the_guide_and_nobodys_runs(visitor):
    lines = read(visitor, "/robots.txt").splitlines()
    assert "Allow: /guide" in lines
    assert "Disallow: /" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_search_finds_pages_and_marks_words(visitor):
    text = read(visitor, "/guide/search?q=calf+cramps")
    assert text.index('<a href="/guide/calf">') < text.index("</ol>")
    assert "<mark>" in text
    assert '<meta name="robots" content="noindex">' in text
    german = read(visitor, "/de/guide/search?q=wadenkrampf")
    assert '<a href="/de/guide/calf">' in german
    none = read(visitor, "/guide/search?q=%3Cscript%3Exyzzy")
    assert "Nothing about “&lt;script&gt;xyzzy”" in none
    assert "Write a word or two" in read(visitor, "/guide/search")


def test_the_guide_and_its_search_are_the_same_on_every_database_since_none_is_asked(visitor):
    from django.db import connection

    def refuse(execute, sql, *rest):
        raise AssertionError(sql)

    with connection.execute_wrapper(refuse):
        for address in ("/guide", "/de/guide/calf", "/guide/search?q=salt", "/sitemap.xml"):
            read(visitor, address)


def test_exercises_show_dose_progression_mistakes_and_whom_they_suit(visitor):
    crab = exercises()["banded_crab_walk"]
    text = read(visitor, "/guide/exercises/banded-crab-walk")
    for said in (*crab.how, *crab.progressions, *crab.mistakes, *crab.stop_if):
        assert said.replace("'", "&#x27;") in text
    assert "8–15" in text
    assert "Whom it suits" in text
    assert "leave it out in the two weeks before a race" not in text
    assert "leave it out in the two weeks" in read(visitor, "/guide/exercises/nordic-hamstring")


def test_the_numbers_of_the_pictures_are_those_of_the_plan(visitor):
    heat = heat_and_pace()
    assert dict(heat.points)[25.0] == pytest.approx(10 * pace.PER_DEGREE)
    assert "11 s/km" in read(visitor, "/guide/heat")  # 3.5 % of five minutes
    assert fuelling().meal == MEAL / 60
    assert "90 minutes before" in read(visitor, "/guide/drinking")
    assert first_aid().hold == (15, 30)
    assert first_aid().emergency == 10
    assert "15 to 30 seconds" in read(visitor, "/guide/first-aid")
    assert "rises to 36 km" in read(visitor, "/guide/build-up").replace("It ", "")
    assert "In the first 3 weeks" in read(visitor, "/guide/breaking-in-shoes")


def test_links_to_the_guide_speak_the_readers_language(sample):
    from django.template import Context, Template
    from django.utils import translation

    shown = Template('{% load guide_links %}{% guide_link "drop_change" about="Drop" %}')
    assert 'href="/guide/drop-change"' in shown.render(Context())
    assert 'aria-label="Read more about Drop"' in shown.render(Context())
    with translation.override("de"):
        assert 'href="/de/guide/drop-change"' in shown.render(Context())
    nothing = Template('{% load guide_links %}{% guide_link "moon" %}{{ "pace"|guide_address }}')
    assert nothing.render(Context()) == "/guide/pacing"


def test_every_word_around_the_german_guide_is_german(sample):
    from django.utils import translation

    with translation.override("de"):
        same = {m for m in messages() if translation.gettext(m) == m}
    assert same - {"Start", "WBGT"} == set(), "not in web/guide/locale/de"


def test_the_switch_of_languages_leads_to_the_same_page(visitor):
    text = read(visitor, "/guide/calf")
    assert 'name="next" value="/guide/calf?chosen"' in text
    for accepted, leads_to in (("de", "/de/guide/calf"), ("en", "/guide/calf")):
        answer = visitor.get("/guide/calf?chosen", headers={"accept-language": accepted})
        assert answer["Location"] == leads_to
    answer = visitor.get(
        "/de/guide/exercises/calf-stretch?chosen", headers={"accept-language": "en"}
    )
    assert answer["Location"] == "/guide/exercises/calf-stretch"


def test_who_switches_the_language_at_the_foot_stays_on_the_page(visitor):
    from django.urls import reverse

    switch = {"language": "de", "next": "/guide/calf?chosen"}
    answer = visitor.post(reverse("set_language"), switch, follow=True)
    assert answer.redirect_chain[-1][0] == "/de/guide/calf"
    assert "Wadenkrampf" in answer.content.decode()


def test_a_factor_with_several_ratios_shows_them_side_by_side(visitor):
    assert 'class="forest"' in read(visitor, "/guide/injury-last-12-months")
    assert 'class="forest"' not in read(visitor, "/guide/first-aid")


def test_words_of_the_evidence_are_in_the_readers_language_or_marked_as_english(
    visitor, monkeypatch
):
    german = read(visitor, "/de/guide/calf")
    assert "Die Hälfte derer, die schon Krämpfe hatten, nennt die Wade." in german
    assert "Last gestützt; Krampf ohne Beleg." in german
    assert 'lang="en"' not in german.partition("<article")[2].partition("<footer")[0]
    monkeypatch.setattr("uncramp.web.guide.spoken.gettext", lambda text: text)
    assert '<span lang="en">Half of those with a history' in read(visitor, "/de/guide/calf")


def test_every_part_that_can_be_placed_is_drawn(visitor, monkeypatch, tmp_path):
    body = (
        "Stop {opinion}.\n\n{card}\n\n{flags}\n\n{picture:break-in}\n\n{exercise:calf_stretch}\n\n"
        "{exercise:toe_curl}\n\n{figure:forest:chronic_diseases}\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    made = a_guide(tmp_path, {"en/all": page_text(body, picture='"build-up"', article="[]")})
    monkeypatch.setattr("uncramp.web.guide.views.guide", lambda: made)
    text = read(visitor, "/guide/all")
    assert text.index("Building up to a half marathon") < text.index("<p>Stop")
    for part in ("A cramp right now", "Cola-coloured urine", "in a lower pair", 'class="forest"'):
        assert part in text
    assert text.count('<ul class="exercise-cards">') == 1  # neighbours share one grid
    assert '<th scope="col">a</th>' in text
    assert "Good practice: sensible advice" in text
    assert "{" not in text.partition("<article")[2].partition("</article>")[0]
