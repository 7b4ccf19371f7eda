"""What the core says to a person, before it is put into anybody's language.

A `Sentence` is a message and the quantities that fill it. The core never joins
strings: `store.words` looks the message up in a language, converts the quantities to
the reader's units, and only then makes text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, to be shown with `digits` decimals.

    A ``bare`` one is written without its unit, which another amount beside it shows: the lower
    end of a range.
    """

    number: float
    unit: str = ""
    digits: int = 0
    bare: bool = False

    def __str__(self) -> str:
        shown = f"{self.number:.{self.digits}f}"
        if self.bare:
            return shown
        gap = "" if self.unit in ("", "%") else " "
        return f"{shown}{gap}{self.unit}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One message to a person; `msgid` is English with named places in braces."""

    msgid: str
    parts: Mapping[str, object] = field(default_factory=dict)

    def fill(self, template: str) -> str:
        """Put the parts into `template`, the message in some language."""
        return template.format(**self.parts)

    def __str__(self) -> str:
        return self.fill(self.msgid)


def sentence(msgid: str, /, **parts: object) -> Sentence:
    """Make a `Sentence`; message extraction looks for calls of this name."""
    return Sentence(msgid, parts)
