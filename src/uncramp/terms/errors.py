"""Every error a person may meet; each is a sentence that tells them what to do."""

from __future__ import annotations

from uncramp.terms.sentences import Sentence, sentence


class UncrampError(Exception):
    """Something went wrong that we can say in words; `exit_status` is the terminal's."""

    exit_status = 1

    def __init__(self, said: Sentence) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return str(self.said)


class InputError(UncrampError):
    """What was given cannot be used: the message names what, where, and what to do."""

    exit_status = 2

    @classmethod
    def of(cls, msgid: str, /, **parts: object) -> InputError:
        """Raise-ready error from a message and its parts."""
        return cls(sentence(msgid, **parts))
