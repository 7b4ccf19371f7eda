"""Red flags in a person's own words.

Free text only raises: a phrase adds the fact it names, nothing in a text ever takes one
away. So a denied phrase ("no swelling", "not short of breath") adds nothing and calms
nothing. The phrases are few and plain on purpose; the questions do the rest.

Every language is heard in every text: nobody says first which one they write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from uncramp.triage.english import ENGLISH
from uncramp.triage.facts import Facts
from uncramp.triage.german import GERMAN
from uncramp.triage.phrase import Phrase, Tongue

TONGUES = (ENGLISH, GERMAN)

_CLAUSES = re.compile(
    r"[.!?;\n]|\b(?:but|however|although|though|except|yet|because)\b"
    r"|\b(?:aber|jedoch|obwohl|trotzdem|dafuer|sondern|weil)\b"
    r"|,\s*(?=(?:and )?(?:i|my|the|it|there|today|now|since|then|also|this|he|she|his|her"
    r"|one|left|right|both)\b)"
    r"|,\s*(?=(?:und )?(?:ich|mein\w*|das|der|die|es|heute|jetzt|seit|dann|auch|er|sie|ein\w*"
    r"|link\w*|recht\w*|beide|mir)\b)"
    r"|\band (?=(?:i|my|the|it|now|today|then)\b)"
    r"|\bund (?=(?:ich|mein\w*|das|der|die|es|jetzt|heute|dann|mir)\b)"
)
_ANSWERED_NO = re.compile(r"\?\s*(?=(no|none|nope|never|nein|kein\w*|nie)\b)")
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"} | dict.fromkeys("’‘`´", "'"))
_LONGEST = 20_000  # characters looked at


def findings(text: str) -> dict[str, str]:
    """The facts that `text` names and does not deny, each with its first value."""
    found: dict[str, str] = {}
    for clause in _CLAUSES.split(plain(text)):
        for tongue in TONGUES:
            for phrase in _in_clause(clause, tongue):
                found.setdefault(phrase.fact, phrase.value)
    return found


def with_findings(facts: Facts) -> Facts:
    """The facts with those that the text adds; an answer that is a worry already stays."""
    calm = {None, "no", "none", "unknown"}
    added = {
        name: value
        for name, value in findings(facts.text or "").items()
        if getattr(facts, name) in calm
    }
    return facts.model_copy(update=added)


def plain(text: str) -> str:
    """The text as phrases are written: lower case, no umlauts, plain apostrophes."""
    return _ANSWERED_NO.sub(": ", text[:_LONGEST].lower().translate(_PLAIN))


def _in_clause(clause: str, tongue: Tongue) -> Iterator[Phrase]:
    if tongue.past.search(clause):
        return
    for phrase in tongue.phrases:
        found = re.search(phrase.words, clause, re.IGNORECASE)
        if found and not _denied(clause, tongue, *found.span()):
            yield phrase


def _denied(clause: str, tongue: Tongue, start: int, end: int) -> bool:
    return bool(tongue.denied.search(clause[:start]) or tongue.denied_after.match(clause[end:]))
