"""What speaks for a factor and what against it, and how a sign reads: in sentences."""

from __future__ import annotations

from uncramp.evidence.claim import Certainty, Judgement, Registry
from uncramp.exposure.catalogue import Cell
from uncramp.terms.sentences import Amount, Sentence, sentence

FADED = 5.0  # % slower; less is how any run ends
DRIFTED = 5.0  # %; less is how any heart drifts
UNEVEN = 2.0  # points of balance; less is how any stride wanders
GAINED = 0.2  # % of body mass; less no scale can tell

IN_WORDS = {
    "distance_spike": sentence("{here} times your longest run of the 30 days; usual is {usual}."),
    "weekly_build": sentence("A week {here} times the four before; usual is {usual}."),
    "descent": sentence("{here} downhill, steep ones counted double at most; usual is {usual}."),
    "effort_above_ability": sentence("{here} above your ability; usual is {usual}."),
    "surges": sentence("{here} above your critical speed; usual is {usual}."),
    "recovery": sentence("{here} after the last hard run; usual is {usual}."),
    "days_since_last_cramp": sentence("{here} since a cramp, counted up to 7; usual is {usual}."),
    "abrupt_stop": sentence(
        "From 0, eased off, to 1, stopped at full speed: {here} here; usual is {usual}."
    ),
    "heat": sentence("{here} WBGT beyond what you are used to; usual is {usual}."),
    "fluid_deficit": sentence("{here} of body mass lost as water; usual is {usual}."),
    "sodium_deficit": sentence("{here} of sodium not replaced; usual is {usual}."),
    "carbohydrate_before_gap": sentence(
        "{here} short of 1 g/kg in the 1 to 4 h before; usual is {usual}."
    ),
    "carbohydrate_gap": sentence("{here} short of what is recommended; usual is {usual}."),
    "drop_change": sentence("{here} less heel-to-toe drop than you are used to; usual is {usual}."),
    "new_shoes": sentence("From 0, run in, to 1, never worn: {here} here; usual is {usual}."),
    "forefoot_load": sentence(
        "From 0, the heel, to 1, the forefoot: {here} here; usual is {usual}."
    ),
    "step_rate_change": sentence(
        "{here} more steps a minute than you take at that speed; usual is {usual}."
    ),
    "strength_training": sentence("{here}; usual is {usual}."),
    "sleep_short": sentence("{here} short of 7 hours; usual is {usual}."),
}
LESS = {  # where the value is below 0, said of its size
    "effort_above_ability": sentence("{here} below your ability; usual is {usual}."),
    "heat": sentence("{here} WBGT less than you are used to; usual is {usual}."),
    "fluid_deficit": sentence("{here} of body mass gained as water; usual is {usual}."),
    "sodium_deficit": sentence("{here} of sodium more than was lost; usual is {usual}."),
    "drop_change": sentence("{here} more heel-to-toe drop than you are used to; usual is {usual}."),
    "step_rate_change": sentence(
        "{here} fewer steps a minute than you take at that speed; usual is {usual}."
    ),
}
YES = {
    "sudden_movement": sentence("You said that it began with a sudden movement."),
    "recent_illness": sentence("You said that you were ill in the week before."),
}
NO = {
    "sudden_movement": sentence("You said that no sudden movement came before it."),
    "recent_illness": sentence("You said that you had not been ill."),
}


def in_favour(cell: Cell, value: float) -> tuple[Sentence, ...]:
    """The measured contrast, or why it is believed without a measurement; then how it was made."""
    said = _contrast(cell, value)
    return (said, cell.note) if cell.note else (said,)


def _contrast(cell: Cell, value: float) -> Sentence:
    exposure = cell.exposure
    if exposure.name == "race":
        return _raced(cell, value)
    if exposure.name in YES:
        return (YES if value >= 0.5 else NO)[exposure.name]
    less = value < 0 and exposure.name in LESS
    here = Amount(abs(value) if less else value, _shown(exposure.unit), exposure.digits)
    ordinary = Amount(cell.usual or 0.0, _shown(exposure.unit), exposure.digits)
    said = (LESS if less else IN_WORDS).get(exposure.name)
    if said is not None:
        return Sentence(said.msgid, {"here": here, "usual": ordinary})
    return sentence("{here} here; usual is {usual}.", here=here, usual=ordinary)


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
    reading = {
        "late_fade": _late_fade,
        "heart_rate_drift": _heart_rate_drift,
        "balance_drift": _balance_drift,
        "symptom_quality": _symptom_quality,
        "over_drinking": _over_drinking,
    }.get(cell.exposure.name, _soreness)
    return reading(cell.value, shown)


def _late_fade(value: float, shown: Amount) -> Sentence:
    if value < -FADED:
        return sentence("You ran the last half hour {value} faster than before it.", value=shown)
    if value < FADED:
        return sentence("You hardly slowed, so a late fade tells nothing here.")
    return sentence(
        "You slowed by {value}. Two stories fit: a tired, strained muscle, or a lack of fluid and "
        "salt. Studies favour the first; weighing yourself before and after would tell them apart.",
        value=shown,
    )


def _heart_rate_drift(value: float, shown: Amount) -> Sentence:
    if value < DRIFTED:
        return sentence("Your heart rate kept with your pace.")
    return sentence(
        "Each stretch cost {value} more heartbeats in the second half: tired, hot or dry, it does "
        "not say which.",
        value=shown,
    )


def _balance_drift(value: float, shown: Amount) -> Sentence:
    if value < UNEVEN:
        return sentence("You ran as evenly on both feet at the end as before.")
    return sentence(
        "Late on, {value} of the time on the ground moved to the other foot: a muscle may have "
        "been spared by then.",
        value=shown,
    )


def _symptom_quality(value: float, shown: Amount) -> Sentence:
    if not value:
        return sentence("You felt no flickering, twitching, tightness or pulsating.")
    return sentence(
        "Of flickering, twitching, tightness and pulsating you felt {count}: they go with a tired "
        "muscle whose nerves are too ready to fire.",
        count=Amount(value),
    )


def _over_drinking(value: float, shown: Amount) -> Sentence:
    if value < GAINED:
        return sentence("You did not drink more than you lost.")
    return sentence(
        "You drank {value} of your body mass more than you lost. That does not help against cramp "
        "and can be dangerous: drink less. With a headache, vomiting or confusion get help at "
        "once.",
        value=shown,
    )


def _soreness(value: float, shown: Amount) -> Sentence:
    return sentence("Soreness {value}: a sign of strained muscle, not a reason.", value=shown)
