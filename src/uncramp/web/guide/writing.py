"""A page's Markdown becomes pieces: HTML, and between it the parts that were placed.

CommonMark and tables; HTML in a page is shown as the text it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from uncramp.web.guide.markers import IN_BRACES, Placed, claims_in, is_practice, placed


@dataclass(frozen=True, slots=True)
class Words:
    """What the studies' marks are called aloud, in the reader's language."""

    study: str = "Study {number}"
    practice: str = "Good practice, no study"


@dataclass(slots=True)
class Written:
    """A page as pieces; ``claims`` in the order of their numbers."""

    pieces: list[str | Placed] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    has_practice: bool = False


def written(body: str, *, root: str = "", words: Words | None = None) -> Written:
    """The pieces of a text; links to other pages of the guide begin with `root`."""
    page, tokens = Written(), reader().parse(body)
    environment = {"page": page, "words": words or Words(), "root": root}
    for piece in _pieces(tokens):
        if isinstance(piece, Placed):
            page.pieces.append(piece)
        else:
            page.pieces.append(reader().renderer.render(piece, reader().options, environment))
    return page


def _pieces(tokens: Sequence[Token]) -> Iterator[list[Token] | Placed]:
    """Runs of tokens, cut where a paragraph does nothing but place a part."""
    run: list[Token] = []
    at = 0
    while at < len(tokens):
        part = _placed_at(tokens, at)
        if part is None:
            run.append(tokens[at])
            at += 1
            continue
        if run:
            yield run
        yield part
        run, at = [], at + 3
    if run:
        yield run


def _placed_at(tokens: Sequence[Token], at: int) -> Placed | None:
    opens = tokens[at].type == "paragraph_open" and tokens[at].level == 0
    return placed(tokens[at + 1].content) if opens else None


@cache
def reader() -> MarkdownIt:
    """CommonMark without HTML, with tables and our braces."""
    found = MarkdownIt("commonmark", {"html": False}).enable("table")
    found.disable(["html_block", "html_inline"])
    found.inline.ruler.before("emphasis", "braces", _braces)
    for name, render in _rules().items():
        found.add_render_rule(name, render)
    return found


def _rules() -> Mapping[str, Callable[..., str]]:
    return {
        "braces": _braces_written,
        "link_open": _link_open_written,
        "th_open": _th_open_written,
        "td_open": _td_open_written,
        "table_open": _table_open_written,
        "table_close": _table_close_written,
    }


def _braces(state: StateInline, silent: bool) -> bool:
    found = IN_BRACES.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip()
        state.push("braces", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _braces_written(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    page, words, inside = env["page"], env["words"], tokens[at].content
    if is_practice(inside):
        page.has_practice = True
        return _mark([("practice", words.practice, "°", "")])
    return _mark(list(_study_marks(claims_in(inside), page, words)))


def _study_marks(
    names: Iterable[str], page: Written, words: Words
) -> Iterator[tuple[str, str, str, str]]:
    for name in names:
        is_first = name not in page.claims
        if is_first:
            page.claims.append(name)
        number = page.claims.index(name) + 1
        told = words.study.format(number=number)
        yield f"study-{number}", told, str(number), f' id="from-{number}"' if is_first else ""


def _mark(links: list[tuple[str, str, str, str]]) -> str:
    made = [
        f'<a href="#{to}" aria-label="{escapeHtml(told)}"{more}>{shown}</a>'
        for to, told, shown, more in links
    ]
    return f'<sup class="study">{" ".join(made)}</sup>' if made else ""


def _link_open_written(
    self: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    to = str(tokens[at].attrs["href"])
    if "://" in to:
        tokens[at].attrSet("rel", "noreferrer")
    elif not to.startswith(("/", "#")):
        tokens[at].attrSet("href", f"{env['root']}/{to}")
    return self.renderToken(tokens, at, options, env)


def _th_open_written(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    return '<th scope="col">'


def _td_open_written(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    return "<td>"  # alignment is a style, which the browser would refuse


def _table_open_written(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    return '<div class="wide" tabindex="0"><table>\n'


def _table_close_written(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Mapping[str, Any]
) -> str:
    return "</table></div>\n"
