"""A cramp at night is explained by the nights of the library, never by itself."""

import hashlib

import numpy as np
import pytest

from histories import DAY_ZERO, run
from recording import NOW, recorded
from uncramp.actions.explain_episode import explain_episode
from uncramp.actions.forecast_run import PlannedRun, forecast_run
from uncramp.actions.plan_next_run import plan_next_run
from uncramp.actions.told import Told
from uncramp.activity import fit_writer
from uncramp.exposure.summary import summarise
from uncramp.history.episode import Episode
from uncramp.history.run import Label, Run
from uncramp.store.given import GivenFile
from uncramp.store.kept import KeptRun
from uncramp.store.library import MemoryLibrary
from uncramp.terms.muscles import Muscle, Onset

START = DAY_ZERO.replace(month=6)
ACTIVITY = recorded(np.full(3000, 3.0), started_at=START)
DATA = fit_writer.write(ACTIVITY)
NIGHT, DURING = (
    Episode(muscle=Muscle.CALF, onset=o, severity=5) for o in (Onset.NIGHT, Onset.DURING)
)


def explained(*kept, episode=NIGHT):
    library = MemoryLibrary()
    for one in kept:
        library.keep_run(one)
    given = GivenFile("run.fit", DATA)
    return explain_episode(given, episode, library=library, told=Told(), now=START).why.risk


def season(*, nights=(), asked=True, label=Label.NO, first_day=0):
    """Thirty answered runs, one every third day, some with a cramp in the night after."""
    for i in range(30):
        made = run(first_day + 3 * i, 8)
        end = made.summary.started_at if asked else None
        told = Run(made.summary, made.check_in, label)
        yield KeptRun(f"{i:064}", 0, told, NIGHT if i in nights else None, answered_at=end)


def test_the_run_that_is_asked_about_is_no_evidence_for_itself():
    itself = Run(summarise(ACTIVITY), label=Label.YES, night=Label.YES)
    kept = KeptRun(hashlib.sha256(DATA).hexdigest(), 0, itself, NIGHT, answered_at=START)
    for episode in (NIGHT, DURING):
        assert explained(*season(), kept, episode=episode) == explained(*season(), episode=episode)


def test_nights_with_a_cramp_make_another_likelier():
    none, two, many = (explained(*season(nights=n)) for n in ((), (5, 17), range(2, 28, 3)))
    assert none.probability < two.probability < many.probability


def test_nights_nobody_spoke_of_hold_it_down():
    heard, unheard = (explained(*season(nights=(5, 17), asked=a)) for a in (True, False))
    assert heard.probability < 0.7 * unheard.probability


def test_cramps_in_the_night_say_nothing_of_a_cramp_in_the_run():
    clean, at_night = (explained(*season(nights=n), episode=DURING) for n in ((), (5, 17)))
    assert at_night == clean


def test_cramps_in_the_run_say_nothing_of_the_nights():
    clean, cramped = (
        explained(*season(asked=False, label=label)) for label in (Label.NO, Label.YES)
    )
    assert cramped.probability == pytest.approx(clean.probability, rel=0.02)


AROUND = (START - DAY_ZERO).days - 45  # a season that begins before the run, and ends after it


def test_nobody_was_silent_about_the_run_that_is_asked_about_though_others_followed():
    told, untold = (
        explained(*season(first_day=AROUND, asked=asked), episode=DURING) for asked in (True, False)
    )
    assert told == untold, "all others are answered for, so sign-up makes no other run silent"


def test_nor_about_a_run_that_is_planned():
    planned = PlannedRun(distance=21.1, time=6600)

    def risks(asked):
        library = MemoryLibrary()
        for one in season(first_day=AROUND, asked=asked):
            library.keep_run(one)
        given = {"library": library, "told": Told(), "now": START}
        return forecast_run(planned, **given).why.risk, plan_next_run(planned, **given).risk_now

    assert risks(asked=True) == risks(asked=False)


def test_a_twinge_is_explained_and_called_a_twinge(run_file):
    def notes(severity):
        asked = Episode(muscle="calf", severity=severity)
        given = GivenFile("run.fit", run_file.read_bytes())
        answer = explain_episode(given, asked, library=MemoryLibrary(), told=Told(), now=NOW)
        return [str(note) for note in answer.notes]

    assert any("twinge" in note for note in notes(1))
    assert not any("twinge" in note for note in notes(6))
