"""The visitor's question: five taps on one page, an answer, and nothing kept.

Everything told travels in the form itself, so a later answer sharpens the first one without
an account, a cookie or a row. Only who asks for it takes their answer along to an account.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from uncramp.actions.assess_case import ONE_SCREEN
from uncramp.actions.explain_described_run import explain_described_run
from uncramp.actions.explain_episode import Explained
from uncramp.actions.explain_uploaded_run import explain_uploaded_run
from uncramp.actions.visitors_answer import TAPS, VisitorsAnswer
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import NAMES, Muscle
from uncramp.web.answers.shown import answer_parts
from uncramp.web.drawing.asked_units import answered_as_drawn
from uncramp.web.drawing.control import control, told
from uncramp.web.policies.doors import actor_of
from uncramp.web.rows.visitors_answer import hand_in, opened, sealed

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[Any]

BEFORE = "cramped_before"  # the last tap, and a key like any other
MOST_ALSO = 60  # answers a form carries; there are fewer keys
LONGEST = 2000  # letters of own words


def sent_answer(sent: QueryDict) -> VisitorsAnswer:
    """The form as it was sent, without the answer to its question: see `sharpened`."""
    pairs = dict(pair.partition("=")[::2] for pair in map(str, sent.getlist("also")[:MOST_ALSO]))
    taps = {name: str(sent[name])[:LONGEST] for name in TAPS if sent.get(name)}
    if before := sent.get(BEFORE):
        pairs[BEFORE] = str(before)
    return VisitorsAnswer(taps, pairs, timezone.now())


def sharpened(so_far: VisitorsAnswer, sent: QueryDict) -> VisitorsAnswer:
    """With the answer to the question of the form; InputError where it cannot be."""
    key = str(sent.get("key", ""))
    if not key:
        return so_far
    said = told(key, ", ".join(map(str, sent.getlist("value"))))
    return replace(so_far, also={**so_far.also, key: said})


@require_http_methods(["GET", "HEAD", "POST"])
@answered_as_drawn
def ask(request: HttpRequest) -> HttpResponse:
    """The question, or its answer; a sentence and the form again where it cannot be used."""
    sent = sent_answer(request.POST)
    if request.method != "POST":
        return render(request, "answers/ask.html", _choices(sent))
    try:
        return _answered(request, sharpened(sent, request.POST))
    except InputError as error:
        said = words.render(error.said)
    if "key" in request.POST:
        with suppress(InputError):  # the taps themselves cannot be used either: they come again
            return _answered(request, sent, said)
    return render(request, "answers/ask.html", _choices(sent) | {"said": said}, status=422)


def _answered(request: HttpRequest, sent: VisitorsAnswer, said: str = "") -> HttpResponse:
    explained = _answer(sent, request.FILES.get("file"))
    template = "answers/red_flag.html" if explained.triage.stops else "answers/asked.html"
    shown = _shown(explained, sent) | {"own": actor_of(request).runner is not None, "said": said}
    return render(request, template, shown, status=422 if said else 200)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Take the answer along to an account that is about to be made."""
    text = str(request.POST.get("answer", ""))
    if opened(text) is None:
        return redirect("ask")
    response = redirect("account_signup")
    hand_in(response, text, secure=request.is_secure())
    return response


def _answer(sent: VisitorsAnswer, file: Upload | None) -> Explained:
    now, episode, run = timezone.now(), sent.episode, sent.run
    if file is None:
        return explain_described_run(run, episode, told=sent.told, now=now)
    return explain_uploaded_run(file.chunks(), episode, told=sent.told, now=now, described=run)


def _choices(sent: VisitorsAnswer) -> dict[str, Any]:
    named = [(muscle.value, words.render(name)) for muscle, name in NAMES.items()]
    return {
        "given": {**sent.taps, **sent.also},
        "muscles": [pair for pair in named if pair[0] != Muscle.SEVERAL],
        "several": Muscle.SEVERAL.value,
        "flags": [(flag.id, words.render(flag.text)) for flag in ONE_SCREEN],
    }


def _hidden(sent: VisitorsAnswer) -> list[tuple[str, str]]:
    """Everything told so far, as hidden fields of the next form."""
    return [*sent.taps.items(), *(("also", f"{n}={said}") for n, said in sent.also.items())]


def _shown(explained: Explained, sent: VisitorsAnswer) -> dict[str, Any]:
    open_ones = (q for q in explained.why.questions if q.id not in sent.unknown)
    question = next(open_ones, None)
    return answer_parts(explained, reverse("ask")) | {
        "carried": _hidden(sent),
        "question": question
        and {"text": words.render(question.text), "why": words.render(question.why)},
        "control": question and control(question.id),
        "sealed": sealed(sent),
        "visitor": True,
    }
