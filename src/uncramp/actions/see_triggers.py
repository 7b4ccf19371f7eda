"""See one's own triggers: each verdict, the cramps it rests on, and what more would decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncramp.actions.find_triggers import Found, find_triggers
from uncramp.actions.told import Told
from uncramp.actions.told_episodes import ToldEpisodes
from uncramp.answer.triggers import ENOUGH_CRAMPS, FEWEST_TOLD, Trigger, Verdict
from uncramp.experiment.allowed import MAY_BE_TRIED
from uncramp.exposure.catalogue import CATALOGUE, exposures
from uncramp.history.history import History
from uncramp.history.run import Label
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library, history_of
from uncramp.terms.sentences import Sentence, sentence

__all__ = ["SeenTrigger", "SeenTriggers", "Trigger", "see_triggers"]

DECIDED = (Verdict.TRIGGER, Verdict.PROTECTOR, Verdict.NO_LINK)


@dataclass(frozen=True, slots=True)
class SeenTrigger:
    """One exposure's verdict; ``cramps`` that it rests on are those where it was known.

    ``may_be_tried`` is that a trial of one's own could be offered for it.
    """

    trigger: Trigger
    cramps: int
    runs: int
    decides: Sentence | None
    may_be_tried: bool


@dataclass(frozen=True, slots=True)
class SeenTriggers:
    """What was found, line by line; ``leading`` is how many of the lines lead."""

    found: Found
    lines: tuple[SeenTrigger, ...]
    leading: int

    @property
    def decides(self) -> Sentence | None:
        """What would decide all of them; None where there are cramps enough."""
        if not _too_few(self.found):
            return None
        return sentence(
            "Answered runs decide it, clean ones too. A verdict takes {least} cramps, and nobody "
            "should wish for them: until then the plan goes by what holds for runners in general.",
            least=ENOUGH_CRAMPS,
        )


def see_triggers(*, library: Library) -> SeenTriggers | None:
    """Everything the runs of a library say of their runner's triggers; None without a run.

    Raises
    ------
    InputError
        Where the runner is too young for an answer.
    """
    kept = library.kept_runs()
    if not kept:
        return None
    nothing_told = ToldEpisodes((), ())
    found = find_triggers(nothing_told, library=library, told=Told(library.runner()))
    cramps, runs = _known(kept, history_of(library))
    shown = {one.exposure.name for one in found.shown}
    order = sorted(found.triggers, key=lambda one: one.exposure.name not in shown)
    lines = tuple(
        SeenTrigger(
            one,
            cramps[one.exposure.name],
            runs[one.exposure.name],
            _decides(one, found, runs[one.exposure.name]),
            one.exposure.name in MAY_BE_TRIED,
        )
        for one in order
    )
    return SeenTriggers(found, lines, len(shown))


def _known(kept: Sequence[KeptRun], history: History) -> tuple[dict[str, int], dict[str, int]]:
    """Cramped and answered runs in which each exposure is known, by its name.

    A cramp counts only for what can touch its muscle.
    """
    found = exposures(history)
    cramped = np.array([run.label is Label.YES for run in history.runs], dtype=bool)
    answered = cramped | np.array([run.label is Label.NO for run in history.runs], dtype=bool)
    known = np.isfinite(found.value)
    behind = (known & cramped[:, None] & _touched(kept)).sum(axis=0)
    of_runs = (known & answered[:, None]).sum(axis=0)
    names = [exposure.name for exposure in found.catalogue]
    return (
        dict(zip(names, behind.tolist(), strict=True)),
        dict(zip(names, of_runs.tolist(), strict=True)),
    )


def _touched(kept: Sequence[KeptRun]) -> np.ndarray:
    """(n_runs, n_exposures) of bool: what can have to do with the cramp of each run."""
    return np.array(
        [
            [one.episode is None or exposure.touches(one.episode.muscle) for exposure in CATALOGUE]
            for one in kept
        ],
        dtype=bool,
    )


def _decides(one: Trigger, found: Found, known: int) -> Sentence | None:
    """What more of this would decide it; None where it is decided, or only cramps would."""
    if one.verdict in DECIDED:
        return None
    if known < FEWEST_TOLD and one.exposure.question is not None:
        return sentence(
            "Tell it after each run: it is known of {known} answered runs, and takes {least}.",
            known=known,
            least=FEWEST_TOLD,
        )
    if _too_few(found):
        return None
    if one.exposure.name in MAY_BE_TRIED:
        return sentence("A trial of your own could decide it.")
    return sentence("More runs that differ in it, each answered, would decide it.")


def _too_few(found: Found) -> bool:
    return found.n_cramps - found.n_at_night < ENOUGH_CRAMPS
