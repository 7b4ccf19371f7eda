"""In which state the last cramp is, as far as the rules care."""

from __future__ import annotations

from collections.abc import Mapping

from uncramp.actions.assess_case import Facts, assess_case
from uncramp.actions.explain_last_cramp import last_cramp
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.web.policies.rules import State


def cramp_state(library: Library) -> State:
    """Whether there is a cramp, and what was told of its red flags."""
    try:
        kept = last_cramp(library)
    except InputError:
        return State.NO_CRAMP
    return told_of(kept)


def told_of(kept: KeptRun) -> State:
    """The same of the cramp of one run."""
    if kept.episode is None:
        return State.NO_CRAMP
    return told_by(kept.answers)


def told_by(answers: Mapping[str, str]) -> State:
    """The same of a cramp with these answers, tied to a run or not."""
    triage = assess_case(Facts.model_validate(dict(answers)))
    if triage.stops:
        return State.FLAGGED
    return State.ANSWERED if triage.list_answered else State.NOT_ASKED
