"""Explain a cramp in a run that was never recorded: what a visitor without a watch asks."""

from __future__ import annotations

from datetime import datetime

from uncramp.actions.assess_case import assess_case
from uncramp.actions.described_run import DescribedRun, guessed, knowing_the_kind, summary_of
from uncramp.actions.editions import editions
from uncramp.actions.explain_episode import Explained, as_told, dice, explain_run
from uncramp.actions.told import Told
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Run


def explain_described_run(
    described: DescribedRun, episode: Episode, *, told: Told, now: datetime
) -> Explained:
    """Explain the cramp of a run that somebody describes, with nothing kept of them.

    Raises
    ------
    InputError
        Where the runner is too young for an answer.
    """
    triage = assess_case(told.facts)
    able = told.for_an_answer()
    check_in = knowing_the_kind(able.check_in, described)
    run = Run(summary_of(described, now), check_in, check_in_after_cramp=True)
    seed = (described.model_dump_json() + episode.model_dump_json()).encode()
    answer = explain_run(run, History.of(able.runner, ()), episode, dice(seed))
    said = answer.silenced() if triage.stops else answer
    notes = (*guessed(described), *as_told(run, episode))
    return Explained(editions(), triage, episode, said, notes=notes)
