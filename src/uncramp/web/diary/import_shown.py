"""An import's report in the words of its page: one list for each fate, every file by its name.

What is said of a file is a message until here, so that it is read in the reader's language. An
import that an earlier edition took in holds text, which is shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uncramp.actions.import_fates import Fate, FileFate, read_fate
from uncramp.store import words
from uncramp.terms.sentences import Sentence
from uncramp.web.diary.import_notes import Noted
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunRow

MOST: Final = 50  # files of one list; the table has them all
FEW: Final = 5  # so short a list of what went wrong stands open
NAMES: Final[Mapping[Fate, str | Promise]] = {
    Fate.NEW: _("With a new run"),
    Fate.TWICE: _("Recorded twice"),
    Fate.KNOWN: _("Known already"),
    Fate.NOT_A_RUN: _("No runs"),
    Fate.REFUSED: _("Could not be read"),
}
DAMAGED: Final = _("Damaged, and read as far as it went")
OLD: Final = {"refused": NAMES[Fate.REFUSED], "salvaged": DAMAGED, "merged": NAMES[Fate.TWICE]}


@dataclass(frozen=True, slots=True)
class Line:
    """One file; ``key`` is of the run it gave, None where there is none to lead to."""

    name: str
    said: str
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The files of one fate, as many as a page has room for."""

    kind: str
    title: str | Promise
    count: int
    lines: Sequence[Line]
    is_open: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def lists(found: Noted, report: Mapping[str, Any], actor: Actor) -> list[Listed]:
    """One list for each fate that befell a file, what went wrong first."""
    if not found.fates:
        return list(_old(report))
    files = list(found.fates.values())
    order = (Fate.REFUSED, Fate.NEW, Fate.TWICE, Fate.KNOWN, Fate.NOT_A_RUN)
    told = [(fate, [file for file in files if file.fate is fate]) for fate in order]
    shown = [_listed(fate.value, NAMES[fate], of, actor) for fate, of in told if of]
    damaged = [file for file in files if file.dropped]
    return [*shown, *([_listed("damaged", DAMAGED, damaged, actor)] if damaged else ())]


def notes(found: Noted, report: Mapping[str, Any]) -> list[Line]:
    """What is good to know beside."""
    of_files = [Line(f.name, _text((said,))) for f in found.fates.values() for said in f.notes]
    of_archives = [Line(one.name, _text(one.said)) for one in found.remarks]
    old = [Line(one["name"], one["reason"]) for one in report.get("notes", ())]
    return [*of_archives, *of_files, *old][:MOST]


def refusals(progress: Mapping[str, Any]) -> list[dict[str, str]]:
    """What could not be read of late, while an import goes on."""
    found = [read_fate(document) for document in progress.get("why", ())]
    return [{"name": file.name, "said": _text(file.why)} for file in reversed(found)]


def table(found: Noted) -> Iterator[tuple[str, str, str]]:
    """Every file, what became of it, and what is to be said."""
    yield gettext("File"), gettext("What became of it"), gettext("Why")
    for file in found.fates.values():
        name = NAMES.get(file.fate, _("No activity file"))
        yield _plain(file.name), str(name), _text((*_why(file), *file.dropped, *file.notes))


def _listed(kind: str, title: str | Promise, files: Sequence[FileFate], actor: Actor) -> Listed:
    some = files[:MOST]
    keys = _keys(actor, (file.digest for file in some if file.digest))
    lines = [Line(file.name, _text(_why(file, kind)), keys.get(file.digest)) for file in some]
    wrong = kind in {Fate.REFUSED.value, "damaged"}
    return Listed(kind, title, len(files), lines, is_open=wrong and len(files) <= FEW)


def _why(file: FileFate, kind: str = "") -> tuple[Sentence, ...]:
    return file.dropped if kind == "damaged" else (*file.why, *file.merged)


def _keys(actor: Actor, digests: Iterable[str]) -> dict[str, int]:
    """The runs that the files gave, by the key of what leads them; deleted ones not."""
    rows = RunRow.objects.for_actor(actor).filter(digest__in=set(digests), set_aside_at=None)
    found = rows.order_by("-part").values_list("digest", "behind", "pk")
    return {digest: behind or key for digest, behind, key in found}


def _old(report: Mapping[str, Any]) -> Iterator[Listed]:
    for kind, title in OLD.items():
        lines = [Line(one["name"], one["reason"]) for one in report.get(kind, ())]
        if lines:
            yield Listed(kind, title, len(lines), lines[:MOST], is_open=len(lines) <= FEW)


def _text(said: Iterable[Sentence]) -> str:
    return " ".join(map(_whole, map(words.render, said)))


def _whole(text: str) -> str:
    """A reason stands for itself here: with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?' else '.'}"


def _plain(name: str) -> str:
    """A name that no program of tables takes for a formula."""
    return f"'{name}" if name[:1] in {"=", "+", "-", "@", "\t"} else name
