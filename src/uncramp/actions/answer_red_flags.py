"""Answer the one-screen list for the last cramp: kept with it until the person was seen.

A red flag that was told stays in front of every answer about its cramp. No later "none of
these" takes it back; only saying that a clinician has looked at it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from uncramp.actions.assess_case import NONE_OF_THESE_FACTS, ONE_SCREEN, Facts, assess_case
from uncramp.actions.explain_last_cramp import last_cramp
from uncramp.store.library import KeptRun, Library
from uncramp.terms.errors import InputError

NONE = "none"
SEEN = "seen"


def answer_red_flags(answered: str, *, library: Library) -> None:
    """Keep one answer: an item of the list by its id, `NONE` of them, or that they were `SEEN`.

    Raises
    ------
    InputError
        For a word that is none of these, or where no cramp is kept.
    """
    kept = last_cramp(library)
    if answered == SEEN:
        return _keep(kept, {}, library)
    told = dict(kept.answers)
    if assess_case(Facts.model_validate(told)).stops and answered == NONE:
        return None
    return _keep(kept, {**told, **_facts(answered)}, library)


def _facts(answered: str) -> Mapping[str, str]:
    if answered == NONE:
        return NONE_OF_THESE_FACTS
    flag = next((flag for flag in ONE_SCREEN if flag.id == answered), None)
    if flag is None:
        raise InputError.of("{word} is not on the list.", word=answered[:40])
    return flag.sets


def _keep(kept: KeptRun, answers: Mapping[str, str], library: Library) -> None:
    """On the recordings themselves: what is shown may be the best of two."""
    behind = {merge.behind for merge in library.merges() if merge.leading == kept.place}
    for recording in library.recordings():
        if recording.place == kept.place:
            library.replace_run(replace(recording, answers=answers))
        elif recording.place in behind and recording.answers:  # they moved to the leading one
            library.replace_run(replace(recording, answers={}))
