"""What speaks for a factor and what against it, and how a sign reads: in sentences."""

from __future__ import annotations

from uncramp.evidence.claim import Certainty, Judgement, Registry
from uncramp.exposure.catalogue import Cell
from uncramp.terms.sentences import Amount, Sentence, sentence

FADED = 5.0  # % slower; less is how any run ends


def in_favour(cell: Cell, value: float) -> tuple[Sentence, ...]:
    """The measured contrast, or why it is believed without a measurement."""
    exposure = cell.exposure
    if exposure.name == "race":
        return (_raced(cell, value),)
    here = Amount(value, _shown(exposure.unit), exposure.digits)
    ordinary = Amount(cell.usual or 0.0, _shown(exposure.unit), exposure.digits)
    return (sentence("{here} here; usual is {usual}.", here=here, usual=ordinary),)


def _raced(cell: Cell, value: float) -> Sentence:
    if cell.value is None:
        chance = Amount(100 * value, "%")
        return sentence(
            "Not told; from the distance the chance of a race is {chance}. If it was none, this "
            "part falls away.",
            chance=chance,
        )
    if value:
        return sentence("You raced; most cramps that runners remember came in races.")
    return sentence("This was no race.")


def _shown(unit: str) -> str:
    return "" if unit == "1" else unit


def against(
    cell: Cell, share: float, judgement: Judgement, registry: Registry
) -> tuple[Sentence, ...]:
    """What makes the factor doubtful: no contrast, weak evidence, or studies that disagree."""
    found = []
    if cell.beyond and cell.value is not None:
        limit = Amount(cell.value, _shown(cell.exposure.unit), cell.exposure.digits)
        found.append(sentence("Beyond what was studied; counted as {limit}.", limit=limit))
    if abs(share) < 0.01:
        found.append(sentence("It was hardly different from usual."))
    if judgement.certainty == Certainty.VERY_LOW:
        found.append(sentence("The evidence for cramp itself is very thin."))
    disagree = [c for c in judgement.rests_on if registry.claims[c].direction == "no link"]
    if disagree:
        said = registry.claims[disagree[0]]
        found.append(sentence("A study disagrees: {says}", says=said.says))
    return tuple(found)


def reads_as(cell: Cell) -> Sentence:
    """How a sign reads, with its rival stories side by side."""
    assert cell.value is not None
    shown = Amount(abs(cell.value), _shown(cell.exposure.unit), cell.exposure.digits)
    if cell.exposure.name != "late_fade":
        return sentence("Soreness {value}: a sign of strained muscle, not a reason.", value=shown)
    if cell.value < -FADED:
        return sentence("You ran the last half hour {value} faster than before it.", value=shown)
    if cell.value < FADED:
        return sentence("You hardly slowed, so a late fade tells nothing here.")
    return sentence(
        "You slowed by {value}. Two stories fit: a tired, strained muscle, or a lack of fluid and "
        "salt. Studies favour the first; weighing yourself before and after would tell them apart.",
        value=shown,
    )
