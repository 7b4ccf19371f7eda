"""What a person reads: first what to do, then why it matters here, then when to come sooner.

Each sentence either advises or forbids, never both, so that neither can be misread.
"""

from __future__ import annotations

from collections.abc import Iterable

from uncramp.terms.sentences import Sentence, sentence
from uncramp.triage.level import Level
from uncramp.triage.rule import Rule

LEAD = {
    Level.NOT_ASSESSED: (
        sentence("Before any answer: does one of these apply to you? Say so, or say none of "
                 "these."),
    ),
    Level.SELF_CARE: (
        sentence("Nothing you told us asks for a doctor today; this looks like something to "
                 "manage at home."),
        sentence("For an ordinary cramp: gently stretch the muscle and hold it until it lets go."),
        sentence("For a sore or pulled muscle: reduce the load, rest from running until walking "
                 "is easy, then build up step by step."),
    ),
    Level.SEE_CLINICIAN: (
        sentence("Book an appointment with a GP, sports doctor or physiotherapist in the next "
                 "days."),
    ),
    Level.URGENT_TODAY: (
        sentence("Have this checked by a doctor today, the same day: your practice, an "
                 "out-of-hours service or an urgent clinic."),
        sentence("Do not run until you were seen."),
    ),
    Level.EMERGENCY: (
        sentence("This is an emergency: call the emergency number now (112, 911 or 999), or have "
                 "someone take you to an emergency department."),
    ),
}  # fmt: skip

SAFETY_NET = {
    Level.NOT_ASSESSED: (),
    Level.SELF_CARE: (
        sentence(
            "When to seek help: see a GP if cramps are frequent, get worse, spoil your sleep, or "
            "do not settle within two weeks."
        ),
        sentence(
            "Swelling, warmth or redness of one leg, dark urine, weakness or fever means: seek "
            "help the same day."
        ),
        sentence(
            "Breathlessness, chest pain, confusion or collapse means: call the emergency number."
        ),
    ),
    Level.SEE_CLINICIAN: (
        sentence(
            "Swelling, warmth or redness of one leg, dark urine or fever means: be seen the same "
            "day."
        ),
        sentence(
            "Breathlessness, chest pain, confusion or collapse means: call the emergency number."
        ),
    ),
    Level.URGENT_TODAY: (
        sentence(
            "If you get breathless, have chest pain, feel confused, faint, or a foot turns cold "
            "or numb, call the emergency number."
        ),
    ),
    Level.EMERGENCY: (),
}

_CHECKED_TODAY = (
    sentence("Something went wrong on our side while we looked at your answers."),
    sentence("To be safe, have it checked today by a doctor: we cannot say that it is harmless."),
    sentence(
        "Chest pain, breathlessness, confusion, collapse, dark urine or a cold or numb foot means "
        "emergency: call the emergency number."
    ),
)

WENT_WRONG = _CHECKED_TODAY[0]


def message(level: Level, rules: Iterable[Rule]) -> Sentence:
    """The whole text for `level`, with the advice of the `rules` that set it, each said once."""
    advice = (said for rule in rules for said in rule.advice)
    return together((*LEAD[level], *advice, *SAFETY_NET[level]))


def together(sentences: Iterable[Sentence]) -> Sentence:
    """Several sentences as one, in order and without repeats; its parts are the sentences."""
    unique = {said.msgid: said for said in sentences}
    parts = {f"said_{number}": said for number, said in enumerate(unique.values(), start=1)}
    return Sentence(" ".join(f"{{{name}}}" for name in parts), parts)


def checked_today() -> Sentence:
    """The text where triage itself failed: never an answer, never an all-clear."""
    return together(_CHECKED_TODAY)
