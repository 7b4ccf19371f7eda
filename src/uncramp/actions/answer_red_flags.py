"""Answer the one-screen list for the last cramp: kept with it until the person was seen.

A red flag that was told stays in front of every answer about its cramp. No later "none of
these" takes it back; only saying that a clinician has looked at it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from uncramp.actions.answer_cramp_flags import NONE, SEEN, answer_cramp_flags, facts_told
from uncramp.actions.assess_case import Facts, assess_case
from uncramp.actions.explain_last_cramp import last_cramp
from uncramp.store.library import KeptRun, Library

__all__ = ["NONE", "SEEN", "answer_red_flags"]


def answer_red_flags(answered: str, *, library: Library, of: KeptRun | None = None) -> None:
    """Keep one answer: an item of the list by its id, `NONE` of them, or that they were `SEEN`.

    Parameters
    ----------
    of
        The run whose cramp it is about, as the library keeps it; the last cramp's if None.

    Raises
    ------
    InputError
        For a word that is none of these, or where no cramp is kept.
    """
    kept = last_cramp(library) if of is None else of
    if kept.logged:
        return answer_cramp_flags(answered, kept.logged.tokens, library=library)
    if answered == SEEN:
        return _keep(kept, {}, library)
    told = dict(kept.answers)
    if assess_case(Facts.model_validate(told)).stops and answered == NONE:
        return None
    return _keep(kept, {**told, **facts_told(answered)}, library)


def _keep(kept: KeptRun, answers: Mapping[str, str], library: Library) -> None:
    """On the recordings themselves: what is shown may be the best of two."""
    behind = {merge.behind for merge in library.merges() if merge.leading == kept.place}
    for recording in library.recordings():
        if recording.place == kept.place:
            library.replace_run(replace(recording, answers=answers))
        elif recording.place in behind and recording.answers:  # they moved to the leading one
            library.replace_run(replace(recording, answers={}))
