"""What a visitor told on the way to an answer: taps and further answers, as they were sent.

It travels in the form itself. Whoever makes an account afterwards may take it along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from uncramp.actions.assess_case import NONE_OF_THESE_FACTS, ONE_SCREEN
from uncramp.actions.described_run import DescribedRun
from uncramp.actions.told import Kind, Told, read, told
from uncramp.history.episode import Episode

TAPS = ("muscle", "side", "flag", "onset", "minute", "kind", "distance", "time", "text")
UNKNOWN = "unknown"  # "I don't know" is an answer, and is not asked again
NO_FLAG = "none"


@dataclass(frozen=True, slots=True)
class VisitorsAnswer:
    """The taps by name, and every further answer by its key, the latest."""

    taps: Mapping[str, str]
    also: Mapping[str, str]
    asked_at: datetime

    @property
    def unknown(self) -> frozenset[str]:
        """Keys that were asked and not answered."""
        return frozenset(name for name, said in self.also.items() if said.strip() in {"", UNKNOWN})

    @property
    def episode(self) -> Episode:
        """The cramp; InputError where no muscle was told."""
        return self._value(Episode)

    @property
    def run(self) -> DescribedRun:
        """The run as it was described."""
        return self._value(DescribedRun)

    @property
    def told(self) -> Told:
        """Everything told beside the cramp and its run; own words go to triage alone."""
        pairs = [f"{name}={said}" for name, said in self.also.items() if name not in self.unknown]
        text = self.taps.get("text", "").strip()
        return told(pairs, facts={**self.answers, **({"text": text} if text else {})})

    @property
    def answers(self) -> Mapping[str, str]:
        """What was told of red flags, by the facts of triage."""
        chosen = self.taps.get("flag", "")
        if chosen == NO_FLAG:
            return NONE_OF_THESE_FACTS
        flag = next((flag for flag in ONE_SCREEN if flag.id == chosen), None)
        return dict(flag.sets) if flag else {}

    def _value(self, kind: type[Kind]) -> Kind:
        """The taps that are keys of `kind`; what was not known is not told."""
        given = {name: said for name, said in self.taps.items() if name in kind.model_fields}
        return read(kind, {name: said for name, said in given.items() if said != UNKNOWN})
