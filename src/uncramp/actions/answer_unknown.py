"""Answer what an explanation did not know: kept with its run, or with what is known of the runner.

What is told of a run after its cramp is marked as remembered: people look for reasons, and
memory obliges them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from uncramp.actions.tell_facts import tell_facts
from uncramp.actions.told import home_of, read
from uncramp.answer.why import Why
from uncramp.exposure.catalogue import BY_NAME
from uncramp.history.check_in import CheckIn
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence

TOGETHER = {  # answers that say nothing without one another
    "mass_after": ("mass_before", "mass_after"),
    "meal_carbohydrate": ("meal_carbohydrate", "meal_before"),
}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something nobody told that its runner can answer: the question, and the keys it fills.

    ``reason`` is why it is unknown; None for a fact of the runner.
    """

    text: Sentence
    keys: tuple[str, ...]
    reason: Sentence | None = None


def open_questions(answer: Why) -> tuple[OpenQuestion, ...]:
    """Every question whose answer could move this explanation, the most telling first."""
    of_the_run = {question.keys: question for question in _of_the_run(answer)}
    telling = (OpenQuestion(asked.text, _keys(asked.id)) for asked in answer.questions)
    found = {question.keys: question for question in (*telling, *of_the_run.values())}
    return tuple(of_the_run.get(keys, question) for keys, question in found.items())


def unanswerable(answer: Why) -> tuple[Sentence, ...]:
    """What stays unknown whatever its runner says: why each is missing."""
    return tuple(
        unknown.reason for unknown in answer.unknown if not BY_NAME[unknown.exposure].question_key
    )


def answer_unknown(given: Mapping[str, str], *, of: KeptRun, library: Library) -> None:
    """Keep answers by their keys; what is left empty stays unknown, and nothing else changes.

    Raises
    ------
    InputError
        For a key that does not exist, a value that cannot be, or where nothing was answered;
        nothing is kept then.
    """
    told = {name: said.strip() for name, said in given.items() if said.strip()}
    if not told:
        raise InputError.of("Nothing was answered, so nothing has changed.")
    homes = {name: home_of(name) for name in told}
    if "facts" in homes.values():
        raise InputError.of("Red flags are answered on their own list.")
    check_in = {name: said for name, said in told.items() if homes[name] == "check_in"}
    runner = {name: said for name, said in told.items() if homes[name] == "runner"}
    with library.together():
        if check_in:
            _remember(check_in, of, library)
        if runner:
            tell_facts(runner, library=library)


def _remember(told: Mapping[str, str], of: KeptRun, library: Library) -> None:
    """On the recording that leads: what is shown may be the best of two."""
    heard = read(CheckIn, told)
    answers = {name: getattr(heard, name) for name in told}
    after = bool(of.episode and of.episode.is_cramp)
    for recording in library.recordings():
        if recording.place == of.place:
            run = recording.run
            check_in = run.check_in.model_copy(update=answers)
            late = run.check_in_after_cramp or after
            told_of = replace(run, check_in=check_in, check_in_after_cramp=late)
            library.replace_run(replace(recording, run=told_of))


def _of_the_run(answer: Why) -> Iterator[OpenQuestion]:
    for unknown in answer.unknown:
        exposure = BY_NAME[unknown.exposure]
        if exposure.question is not None and exposure.question_key:
            yield OpenQuestion(exposure.question, _keys(exposure.question_key), unknown.reason)


def _keys(key: str) -> tuple[str, ...]:
    return TOGETHER.get(key, (key,))
