"""Play a scenario: the same actions as anybody's question, and the document they answer with."""

from __future__ import annotations

import json
from contextlib import nullcontext

from uncramp.actions.documents import Document, risk_document, why_document
from uncramp.actions.explain_described_run import explain_described_run
from uncramp.actions.explain_episode import Explained, explain_episode
from uncramp.actions.find_triggers import Found, find_triggers
from uncramp.actions.forecast_run import Forecast, forecast_run
from uncramp.actions.pattern_documents import triggers_document
from uncramp.actions.scenario import Scenario
from uncramp.actions.told import Told, read, told
from uncramp.actions.told_episodes import ToldEpisodes, ToldRow
from uncramp.activity import fit_writer
from uncramp.history.run import Label
from uncramp.store.given import GivenFile
from uncramp.store.library import KeptRun, MemoryLibrary
from uncramp.store.registry import using
from uncramp.terms.errors import InputError

Answer = Explained | Forecast | Found


def scenario_in(given: GivenFile) -> Scenario:
    """Read a scenario from its JSON.

    Raises
    ------
    InputError
        Where it is no JSON object, or has a key or a value that cannot be.
    """
    try:
        document = json.loads(given.data)
    except ValueError as error:
        raise InputError.of(
            "{name} is no JSON document: {why}.", name=given.name, why=str(error)
        ) from None
    if not isinstance(document, dict):
        raise InputError.of("{name} must hold one JSON object.", name=given.name)
    return read(Scenario, document)


def play(scenario: Scenario) -> Answer:
    """Ask the question of a scenario, of the edition of the evidence that it names.

    Raises
    ------
    InputError
        Where the question lacks what it is asked of, or there is no such edition.
    """
    with using(scenario.edition) if scenario.edition else nullcontext():
        return _answer(scenario)


def _answer(scenario: Scenario) -> Answer:
    said = told(runner=scenario.runner, check_in=scenario.check_in, facts=scenario.facts)
    library = _library(scenario, said)
    if scenario.question == "triggers":
        return find_triggers(_rows(scenario), library=library, told=said)
    if scenario.question == "risk":
        planned = scenario.planned
        if planned is None:
            raise InputError.of("planned: a question of risk needs a planned run.")
        return forecast_run(planned, library=library, told=said, now=scenario.now)
    return _why(scenario, library, said)


def _why(scenario: Scenario, library: MemoryLibrary, said: Told) -> Explained:
    cramp, now = scenario.cramp, scenario.now
    if cramp is None:
        raise InputError.of("cramp: a question of why needs the cramp.")
    if scenario.described is not None:
        return explain_described_run(scenario.described, cramp, told=said, now=now)
    if scenario.run is None:
        raise InputError.of("run: a question of why needs the run it came with.")
    given = GivenFile("scenario.fit", fit_writer.write(scenario.run.activity()))
    return explain_episode(given, cramp, library=library, told=said, now=now)


def _library(scenario: Scenario, said: Told) -> MemoryLibrary:
    library = MemoryLibrary(said.runner)
    for i, kind in enumerate(scenario.earlier):
        for part, (run, cramp) in enumerate(kind.runs()):
            library.keep_run(KeptRun(f"scenario-{i}", part, run, cramp))
    return library


def _rows(scenario: Scenario) -> ToldEpisodes:
    """The table of cramps and clean runs that the earlier runs come to."""
    ended = [ended for kind in scenario.earlier for ended in kind.runs()]
    rows = (
        ToldRow(number, run.summary.started_at, whole_day=False, episode=cramp)
        for number, (run, cramp) in enumerate(ended, start=2)
        if run.summary.started_at and (cramp or run.label is not Label.UNKNOWN)
    )
    return ToldEpisodes(tuple(rows), ())


def answer_document(answer: Answer) -> Document:
    """What the command of that question would print."""
    if isinstance(answer, Found):
        return triggers_document(answer)
    return risk_document(answer) if isinstance(answer, Forecast) else why_document(answer)
