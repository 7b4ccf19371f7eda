"""What a runner may put to the coin, by name and in words."""

from __future__ import annotations

from uncramp.experiment.allowed import MAY_BE_TRIED
from uncramp.exposure.catalogue import BY_NAME
from uncramp.terms.sentences import Sentence


def trials_offered() -> tuple[tuple[str, Sentence], ...]:
    """Every exposure that may be tried, with its label."""
    return tuple((name, BY_NAME[name].label) for name in MAY_BE_TRIED)
