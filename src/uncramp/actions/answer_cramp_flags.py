"""Answer the one-screen list for entries of the cramp log: kept with each, and told to its run.

A flag that was told stays until a clinician has looked at it; no later "none of these" takes
it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from uncramp.actions.assess_case import NONE_OF_THESE_FACTS, ONE_SCREEN
from uncramp.actions.red_flags_of import stands
from uncramp.actions.take_back_cramp import entry_of
from uncramp.actions.tie_cramps import tie_cramp
from uncramp.store.library import Library
from uncramp.terms.errors import InputError

NONE: Final = "none"
SEEN: Final = "seen"


def answer_cramp_flags(answered: str, tokens: Iterable[str], *, library: Library) -> None:
    """Keep one answer: an item of the list by its id, `NONE` of them, or that they were `SEEN`.

    Raises
    ------
    InputError
        For a word that is none of these, or a cramp that is not in the log.
    """
    facts = facts_told(answered)
    with library.together():
        for token in tokens:
            known = entry_of(token, library)
            answers = _answers(known.answers, answered, facts)
            entry = known.model_copy(update={"answers": answers})
            library.keep_cramp(entry)
            tie_cramp(entry, was=known, library=library)


def facts_told(answered: str) -> Mapping[str, str]:
    """What an answer to the list tells triage; empty for `SEEN`, InputError for no such answer."""
    if answered == SEEN:
        return {}
    if answered == NONE:
        return NONE_OF_THESE_FACTS
    flag = next((flag for flag in ONE_SCREEN if flag.id == answered), None)
    if flag is None:
        raise InputError.of("{word} is not on the list.", word=answered[:40])
    return flag.sets


def _answers(known: Mapping[str, str], answered: str, facts: Mapping[str, str]) -> dict[str, str]:
    if answered == SEEN:
        return {}
    if answered == NONE and stands(known):
        return dict(known)
    return {**known, **facts}
