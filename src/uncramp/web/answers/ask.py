"""The visitor's question: five taps on one page, an answer, and nothing kept.

Everything told travels in the form itself, so a later answer sharpens the first one without
an account, a cookie or a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from uncramp.actions.assess_case import ONE_SCREEN
from uncramp.actions.described_run import DescribedRun
from uncramp.actions.explain_described_run import explain_described_run
from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_uploaded_run import explain_uploaded_run
from uncramp.actions.told import Kind, Told, read, told
from uncramp.history.episode import Episode
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import NAMES
from uncramp.web.drawing.control import control
from uncramp.web.answers.shown import answer_parts

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[Any]

TAPS = ("muscle", "side", "flag", "onset", "minute", "kind", "distance", "time", "cramped_before")
BEFORE = "cramped_before"  # the last tap, and a key like any other
MOST_ALSO = 60  # answers a form carries; there are fewer keys
UNKNOWN = "unknown"  # "I don't know" is an answer, and is not asked again


@dataclass(frozen=True, slots=True)
class Form:
    """What the form carries: the taps, and every further answer by its key, the latest."""

    taps: Mapping[str, str]
    also: Mapping[str, str]

    @classmethod
    def of(cls, sent: QueryDict) -> Form:
        """The form as it was sent."""
        pairs = dict(
            pair.partition("=")[::2] for pair in map(str, sent.getlist("also")[:MOST_ALSO])
        )
        if key := sent.get("key"):
            pairs[str(key)] = str(sent.get("value", ""))
        taps = {name: str(sent[name]) for name in TAPS if sent.get(name)}
        if before := taps.pop(BEFORE, ""):
            pairs[BEFORE] = before
        return cls(taps, pairs)

    @property
    def unknown(self) -> frozenset[str]:
        """Keys that were asked and not answered."""
        return frozenset(name for name, said in self.also.items() if said.strip() in {"", UNKNOWN})

    @property
    def told(self) -> Told:
        """Everything told beside the cramp and its run."""
        pairs = [f"{name}={said}" for name, said in self.also.items() if name not in self.unknown]
        return told(pairs, facts=_flag(self.taps.get("flag", "")))

    def value(self, kind: type[Kind]) -> Kind:
        """The taps that are keys of `kind`."""
        return read(kind, {n: said for n, said in self.taps.items() if n in kind.model_fields})

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Everything told so far, as hidden fields of the next form."""
        return [*self.taps.items(), *(("also", f"{n}={said}") for n, said in self.also.items())]


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The question, or its answer; a sentence and the question again where it cannot be used."""
    form = Form.of(request.POST)
    if request.method != "POST":
        return render(request, "answers/ask.html", _choices(form))
    try:
        explained = _answer(form, request.FILES.get("file"))
    except InputError as error:
        shown = _choices(form) | {"said": words.render(error.said)}
        return render(request, "answers/ask.html", shown, status=422)
    template = "answers/red_flag.html" if explained.triage.stops else "answers/asked.html"
    return render(request, template, _shown(explained, form))


def _answer(form: Form, file: Upload | None) -> Explained:
    now, episode = timezone.now(), form.value(Episode)
    run = form.value(DescribedRun)
    if file is None:
        return explain_described_run(run, episode, told=form.told, now=now)
    return explain_uploaded_run(file.chunks(), episode, told=form.told, now=now, described=run)


def _flag(chosen: str) -> dict[str, str]:
    if chosen == "none":
        return {"red_flags": "none"}
    flag = next((flag for flag in ONE_SCREEN if flag.id == chosen), None)
    return dict(flag.sets) if flag else {}


def _choices(form: Form) -> dict[str, Any]:
    return {
        "given": {**form.taps, **form.also},
        "muscles": [(muscle.value, words.render(name)) for muscle, name in NAMES.items()],
        "flags": [(flag.id, words.render(flag.text)) for flag in ONE_SCREEN],
    }


def _shown(explained: Explained, form: Form) -> dict[str, Any]:
    open_ones = (q for q in explained.why.questions if q.id not in form.unknown)
    question = next(open_ones, None)
    return answer_parts(explained) | {
        "carried": form.hidden,
        "question": question
        and {"text": words.render(question.text), "why": words.render(question.why)},
        "control": question and control(question.id),
        "notes": [
            words.render(said)
            for said in (*explained.why.notes, *explained.notes, *explained.dropped)
        ],
        "muscle": words.render(NAMES[explained.episode.muscle]),
        "visitor": True,
    }
