"""A runner's own trials: offered with their power, begun, told run by run, stopped honestly."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from uncramp.actions.offer_experiment import Asked, Experiment, offer_experiment
from uncramp.actions.pattern_documents import experiment_document
from uncramp.actions.run_trial import (
    GRADES,
    Trial,
    begin_trial,
    follow_trial,
    is_over,
    stopped,
    tell_result,
)
from uncramp.actions.told import Told
from uncramp.actions.trials_offered import trials_offered
from uncramp.store import codec, words
from uncramp.terms.errors import InputError
from uncramp.web.answers.models import TrialRow
from uncramp.web.memory.standing import Standing, standing
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.models import RunnerRow

AT_ONCE = 16  # trials in memory
VERDICTS: Final[dict[str, str | Promise]] = {
    "go_on": _("Too early to say: go on."),
    "helps": _("It helps you. The trial stops here."),
    "futile": _("No use going on: it would most likely show nothing."),
    "not_shown": _("Over, and no help was shown."),
}
GRADE_WORDS: Final[dict[str, str | Promise]] = {
    "none": _("Nothing"),
    "tight": _("Tight"),
    "twinge": _("A twinge"),
    "cramp": _("A cramp"),
}


@require_safe
@permitted(Action.RUN_EXPERIMENT)
def experiments(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What may be tried, the offer or the refusal for one of it, and the trials so far."""
    shown: dict[str, Any] = {
        "may_be_tried": [(name, words.render(label)) for name, label in trials_offered()],
        "asked": request.GET.get("exposure", ""),
        "runs": request.GET.get("runs", ""),
        "risk": request.GET.get("risk", ""),
        "trials": [_listed(row) for row in _rows(actor).order_by("-begun_at")],
    }
    status = 200
    if shown["asked"]:
        try:
            shown["offer"] = _offer(actor, _asked(request, "power"))
        except InputError as error:
            shown["said"], status = words.render(error.said), 422
    return render(request, "answers/experiments.html", shown, status=status)


@require_POST
@permitted(Action.RUN_EXPERIMENT)
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a trial that is offered; its coin is thrown now and told run by run."""
    now = timezone.now()
    try:
        trial = begin_trial(
            _asked(request, secrets.token_hex(16)), library=standing(actor).library, now=now
        )
    except InputError as error:
        shown = {"said": words.render(error.said)}
        return render(request, "answers/nothing.html", shown, status=422)
    runner = RunnerRow.objects.for_actor(actor).get()
    row = runner.trials.create(begun_at=now, value=codec.write(trial))
    return redirect("trial", row.pk)


@require_safe
@permitted(Action.RUN_EXPERIMENT)
def trial(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """One trial: what to do on the next run, and what was seen so far."""
    return render(request, "answers/trial.html", _shown(actor, key))


@require_POST
@permitted(Action.RUN_EXPERIMENT)
def tell(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Tell how the next run of a trial ended, or stop it."""
    row, still = _row(actor, key), standing(actor)
    held = codec.read(Trial, row.value)
    try:
        if request.POST.get("stop"):
            after = stopped(held)
        else:
            after = tell_result(held, str(request.POST.get("grade", "")), followed(still, held))
    except InputError as error:
        shown = _shown(actor, key) | {"said": words.render(error.said)}
        return render(request, "answers/trial.html", shown, status=422)
    row.value = codec.write(after)
    if row.ended_at is None and is_over(after, followed(still, after)):
        row.ended_at = timezone.now()
    row.save(update_fields=["value", "ended_at"])
    return redirect("trial", key)


@lru_cache(maxsize=AT_ONCE)
def followed(held: Standing, trial: Trial) -> Experiment:
    """How a trial stands; worked out once, since its power is simulated anew each time."""
    return follow_trial(trial, library=held.library, now=timezone.now())


def _asked(request: HttpRequest, coin: str) -> Asked:
    """From the form; a risk is told as so many of 100 runs."""
    given = request.POST if request.method == "POST" else request.GET
    runs, risk = str(given.get("runs", "")).strip(), str(given.get("risk", "")).strip()
    try:
        chance = float(risk.removesuffix("%").replace(",", ".")) / 100 if risk else None
        return Asked(str(given.get("exposure", "")), coin, int(runs) if runs else None, chance)
    except ValueError:
        raise InputError.of("Runs and risk are numbers, such as 40 and 20.") from None


def _offer(actor: Actor, asked: Asked) -> dict[str, Any]:
    library = standing(actor).library
    told = Told(library.runner())
    made = offer_experiment(asked, library=library, told=told, now=timezone.now())
    return experiment_document(made)


def _rows(actor: Actor) -> Any:
    return TrialRow.objects.for_actor(actor)


def _row(actor: Actor, key: int) -> TrialRow:
    row = _rows(actor).filter(pk=key).first()
    if row is None:
        raise Http404
    found: TrialRow = row
    return found


def _listed(row: TrialRow) -> dict[str, Any]:
    held = codec.read(Trial, row.value)
    labels = dict(trials_offered())
    return {
        "key": row.pk,
        "label": words.render(labels[held.exposure]),
        "begun_at": row.begun_at,
        "ended_at": row.ended_at,
        "done": len(held.results),
        "of": held.n_runs,
    }


def _shown(actor: Actor, key: int) -> dict[str, Any]:
    row = _row(actor, key)
    held = codec.read(Trial, row.value)
    document = experiment_document(followed(standing(actor), held))
    looks = [look | {"says": VERDICTS[look["verdict"]]} for look in document["looks"]]
    return _listed(row) | {
        "trial": document,
        "looks": looks,
        "next": None if row.ended_at else document["next"],
        "stopped_early": held.stopped_early,
        "grades": [(name, GRADE_WORDS[name]) for name in GRADES],
        "results": [GRADE_WORDS[name] for name in held.results],
    }
