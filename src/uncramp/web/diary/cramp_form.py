"""The form of the cramp log: what it shows, and what a sent one tells."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uncramp.actions.draw_run import draw_run
from uncramp.actions.explain_kept_run import recording_of
from uncramp.actions.log_cramp import Tap
from uncramp.actions.told import read
from uncramp.history.check_in import Symptom
from uncramp.history.cramp import CrampEntry, Relief
from uncramp.history.grade import Grade
from uncramp.store.kept import KeptRun
from uncramp.terms.errors import InputError
from uncramp.web.diary import runs
from uncramp.web.diary.cramp_runs import latest_key
from uncramp.web.drawing.body_map import body_map
from uncramp.web.drawing.body_parts import part_told
from uncramp.web.drawing.chart import PACE, chart
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.opening import shelf_of

STILL: Final = timedelta(hours=24)  # after its end a run is the one that is meant
APART: Final = "apart"  # an onset: of no run
TOLD: Final = ("token", "at", "muscle", "side", "minute", "grade")
LATER: Final = ("duration", "sudden_movement", "hard_then_let_go")
MANY: Final = ("felt", "helped")
NOT_SENT: Final = "asked"  # hidden fields that name what a form could have told

GRADES: Final[dict[Grade, str | Promise]] = {
    Grade.TWINGE: _("A twinge: it nearly cramped"),
    Grade.CARRIED_ON: _("It cramped, and I carried on"),
    Grade.SLOWED: _("I had to slow down"),
    Grade.STOPPED: _("I had to stop"),
}
FELT: Final[dict[Symptom, str | Promise]] = {
    Symptom.FLICKER: _("Flickering under the skin"),
    Symptom.TWITCH: _("Twitching"),
    Symptom.TIGHTNESS: _("Tightness"),
    Symptom.PULSATING: _("Pulsating"),
}
HELPED: Final[dict[Relief, str | Promise]] = {
    Relief.STRETCHING: _("Stretching it"),
    Relief.MASSAGE: _("Massage"),
    Relief.WALKING: _("Walking"),
    Relief.RESTING: _("Resting"),
    Relief.DRINKING: _("Drinking"),
    Relief.SALT: _("Something salty"),
    Relief.NOTHING: _("Nothing; it let go by itself"),
}


@dataclass(frozen=True, slots=True)
class Against:
    """The run a cramp is told against, as the form draws it."""

    key: int
    kept: KeptRun
    path: str = ""

    @property
    def started_at(self) -> datetime | None:
        return self.kept.run.summary.started_at

    @property
    def minutes(self) -> int:
        return max(round(self.kept.run.summary.duration / 60), 1)


def against(actor: Actor, key: str, now: datetime) -> Against | None:
    """The run of that key; without one the latest, where it ended within a day of `now`."""
    if key == "none":
        return None
    at = int(key) if key.isascii() and key.isdigit() else latest_key(actor, now)
    kept = runs.one(actor, at) if at else None
    if at is None or kept is None or kept.set_aside_at or kept.run.summary.started_at is None:
        return None
    if not key and now - _end(kept) > STILL:
        return None
    return Against(at, kept, _path(kept, actor, now))


def _end(kept: KeptRun) -> datetime:
    summary = kept.run.summary
    assert summary.started_at is not None
    return summary.started_at + timedelta(seconds=summary.duration)


def _path(kept: KeptRun, actor: Actor, now: datetime) -> str:
    """The pace over the run; the slider alone serves where its file cannot be read."""
    try:
        activity = recording_of(kept, shelf_of(settings.DATA, actor), now=now)
    except InputError:
        return ""
    found = chart(draw_run(activity) if activity else None, (PACE,))
    return found.lines[0].path if found else ""


def new_token() -> str:
    """A name for a log that is about to begin."""
    return str(uuid.uuid4())


def tap(sent: QueryDict, token: str | None = None) -> Tap:
    """What the form tells, of the cramp of that token; InputError where a value cannot be.

    A field that was left empty tells nothing, but where the form says it was asked: there
    emptiness takes back what was told.
    """
    said: dict[str, Any] = {name: sent[name] for name in TOLD if sent.get(name)}
    if token:
        said["token"] = token
    if sent.get("muscle"):
        said["part"] = part_told(sent)
    if onset := sent.get("onset"):
        said |= (
            {"apart": True, "onset": None} if onset == APART else {"apart": False, "onset": onset}
        )
    if began := sent.get("began_at"):
        said["began_at"] = _instant(began)
    for name in sent.getlist(NOT_SENT):
        if name in LATER:
            said[name] = sent.get(name) or None
        elif name in MANY:
            said[name] = sent.getlist(name) or None
    return read(Tap, said)


def _instant(written: str) -> datetime:
    """A time as a browser's own control writes it, in the zone of who reads."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise InputError.of("began_at: {text} is no day and time.", text=written[:40]) from None
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def log_form(actor: Actor, of: Against | None, given: dict[str, Any]) -> dict[str, Any]:
    """What the page of the four taps shows; `given` is what was told already."""
    return {
        "token": given.get("token") or new_token(),
        "against": of,
        "body": body_map(RowLibrary(actor).runner().sex, chosen=given),
        "given": given,
        "grades": GRADES.items(),
        "now": timezone.now(),
    }


def given_of(entry: CrampEntry) -> dict[str, Any]:
    """What an entry would have sent."""
    cramp, episode = entry.cramp, entry.cramp.episode
    onset = APART if cramp.apart else episode.onset and episode.onset.value
    return {
        "token": entry.token,
        "muscle": episode.muscle,
        "part": cramp.part,
        "side": episode.side,
        "onset": onset,
        "minute": None if episode.minute is None else round(episode.minute),
        "grade": episode.grade,
    }
