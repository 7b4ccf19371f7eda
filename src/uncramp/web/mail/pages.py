"""The mail of this installation, for its owner: what waits, what is gone, what went wrong."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from uncramp.web.mail.models import MailRow, State
from uncramp.web.mail.outbox import send_again
from uncramp.web.mail.setting import wire
from uncramp.web.policies.doors import permitted
from uncramp.web.policies.rules import Action
from uncramp.web.rows.actor import Actor

SHOWN = 100  # mails on the page


@require_safe
@permitted(Action.KEEP_MAIL)
def mails(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The latest mails, and those that need somebody first."""
    wrong = (State.FAILED, State.UNSURE)
    shown = {
        "wrong": MailRow.objects.filter(state__in=wrong).order_by("-pk")[:SHOWN],
        "others": MailRow.objects.exclude(state__in=wrong).order_by("-pk")[:SHOWN],
        "in_a_folder": wire().keeps_text,
    }
    return render(request, "mail/mails.html", shown)


@require_safe
@permitted(Action.KEEP_MAIL)
def one_mail(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """One mail; its text as long as it is here."""
    mail = MailRow.objects.filter(pk=key).first()
    if mail is None:
        raise Http404
    return render(request, "mail/mail.html", {"mail": mail, "in_a_folder": wire().keeps_text})


@require_POST
@permitted(Action.KEEP_MAIL)
def again(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """Send once more what failed, or what nobody knows of."""
    if not send_again(key, timezone.now()):
        raise Http404
    return redirect("mails")
