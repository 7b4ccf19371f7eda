"""A small guide of the tests' own: three pages, one of them in two languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import uncramp.web.guide
from uncramp.actions.assess_case import CARD, ONE_SCREEN
from uncramp.actions.cite_guide import CERTAINTIES, DESIGNS, MEASURES
from uncramp.store.exercises import exercises
from uncramp.terms.muscles import NAMES
from uncramp.web.guide.page import read_page
from uncramp.web.guide.positions import positions_file
from uncramp.web.guide.reading import read_guide

FRONT = {
    "title": '"Cramp in the calf"',
    "description": '"Why the calf cramps, and what to do about it."',
    "kind": '"muscle"',
    "order": "1",
    "reviewed": "2026-11-23",
    "edition": '"2026.2"',
    "article": '["S6", "S7"]',
    "related": "[]",
}
BODY = "Racing is linked with cramp {cramped_before/schwellnus-2011}. Stop and stretch {general}.\n"


def page_text(body=BODY, **front):
    """The text of a page file; a key set to None is left out."""
    told = FRONT | front
    lines = "".join(f"{key} = {value}\n" for key, value in told.items() if value is not None)
    return f"+++\n{lines}+++\n\n{body}"


def a_page(body=BODY, *, language="en", slug="calf", **front):
    return read_page(page_text(body, **front), language=language, slug=slug)


def a_guide(folder, pages):
    """A guide read from a folder; `pages` maps "en/calf" to the text of its file."""
    for place, text in pages.items():
        file = folder / f"{place}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_guide(folder)


def messages():
    """Every text around the pages that a reader of the guide meets, in English."""
    return {
        *_of_templates(),
        *_of_modules(),
        *_of_exercises(),
        *(said.msgid for said in _sentences()),
    }


def _of_templates():
    room = Path(uncramp.web.guide.__file__).parent
    for file in [*room.rglob("*.html"), room.parent / "drawing/templates/drawing/forest.html"]:
        text = file.read_text(encoding="utf-8")
        yield from re.findall(r'{% translate "([^"]+)"', text)
        for block in re.findall(
            r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text, re.DOTALL
        ):
            for one in re.split(r"{% plural %}", block):
                yield re.sub(r"{{ (\w+) }}", r"%(\1)s", one).replace("%%", "%")


def _of_modules():
    """Literals that go through gettext."""
    web = Path(uncramp.web.guide.__file__).parent.parent
    files = [*(web / "guide").glob("*.py"), web / "drawing/templatetags/guide_links.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in {"gettext", "_"}:
                continue
            if isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def _of_exercises():
    for one in exercises().values():
        yield from (one.name, one.strength.says, one.cramp.says)
        yield from (*one.equipment, *one.how, *one.progressions, *one.mistakes, *one.stop_if)
    for drawn in positions_file().values():
        yield from (position["caption"] for position in drawn["positions"])


def _sentences():
    yield from (*MEASURES.values(), *DESIGNS.values(), *CERTAINTIES.values(), *NAMES.values())
    yield from (CARD.title, *CARD.lines, *(flag.text for flag in ONE_SCREEN))
