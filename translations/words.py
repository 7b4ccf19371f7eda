"""Collect every message a person may read, and bring the catalogues of other languages along.

    ./dev words              collect, merge into each language's .po, compile its .mo
    ./dev words missing de   what has no translation yet, as JSON

Messages are the first arguments of `sentence(…)`, `InputError.of(…)` and gettext's own calls in
Python, and `{% translate %}` and `{% blocktranslate %}` in templates.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "uncramp"
LOCALE = SOURCE / "store" / "locale"
ONE = frozenset({"sentence", "gettext", "gettext_lazy", "_"})
MANY = frozenset({"ngettext", "ngettext_lazy"})
CALL = re.compile(
    r"""\b(n?gettext)\(u?((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:,\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))?)"""
)

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

Message = str | tuple[str, str]


def messages() -> Iterator[tuple[Message, str]]:
    """Every message with the file it stands in."""
    for path in sorted(SOURCE.rglob("*.py")):
        for message in _in_python(path.read_text(encoding="utf-8")):
            yield message, str(path.relative_to(ROOT))
    for kind in ("html", "txt"):
        for path in sorted(SOURCE.glob(f"web/**/templates/**/*.{kind}")):
            for message in _in_template(path.read_text(encoding="utf-8")):
                yield message, str(path.relative_to(ROOT))


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = ast.unparse(node.func)
        name = called.rpartition(".")[2]
        first = list(_texts(node.args[0]))
        if name in MANY and len(node.args) > 1:
            yield from zip(first, _texts(node.args[1]), strict=True)
        elif name in ONE or called.endswith("Error.of"):
            yield from first


def _texts(node: ast.expr) -> Iterator[str]:
    """A text, or the two of "one if … else other"."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _in_template(text: str) -> Iterator[Message]:
    for found in CALL.finditer(templatize(text)):
        literals = ast.literal_eval(f"({found[2]},)")
        yield literals[0] if found[1] == "gettext" else (literals[0], literals[1])


def template() -> Catalog:
    """The catalogue of all messages, without translations."""
    catalogue = Catalog(project="uncramp", charset="utf-8")
    for message, place in messages():
        flags = ["python-format"] if _is_percent(message) else []
        catalogue.add(message, locations=[(place, None)], flags=flags)
    return catalogue


def _is_percent(message: Message) -> bool:
    text = message if isinstance(message, str) else message[0]
    return bool(re.search(r"%\(\w+\)s", text))


def languages() -> list[str]:
    """Those that have a folder."""
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def place(language: str, ending: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def kept(language: str) -> Catalog:
    """A language's catalogue as it is kept."""
    source = place(language, "po")
    if not source.exists():
        return Catalog(locale=language, charset="utf-8")
    with source.open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str) -> Catalog:
    """What is kept, brought to today's messages: new ones untranslated, gone ones dropped."""
    catalogue = kept(language)
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """As .po text: no line numbers and no dates, so that it changes only with its words."""
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False)
    plurals = "nplurals=2; plural=(n != 1);"
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: uncramp\\n"\n'
        f'"Language: {catalogue.locale}\\n"\n"Plural-Forms: {plurals}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def compiled(language: str) -> bytes:
    """As Django and gettext read it; its dates are fixed, so that the same words are the same."""
    out, catalogue = BytesIO(), kept(language)
    catalogue.creation_date = catalogue.revision_date = EPOCH
    write_mo(out, catalogue)
    return out.getvalue()


def missing(language: str) -> list[Message]:
    """Messages without a translation."""
    return [m.id for m in merged(language) if m.id and not _is_whole(m.string)]


def _is_whole(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def main() -> None:
    if sys.argv[1:2] == ["missing"]:
        print(json.dumps(missing(sys.argv[2]), ensure_ascii=False, indent=0))
        return
    for language in languages():
        place(language, "po").write_bytes(written(merged(language)))
        place(language, "mo").write_bytes(compiled(language))
        print(f"{language}: {len(missing(language))} messages without a translation")


if __name__ == "__main__":
    main()
