"""What is told of many runs, as JSON documents: triggers, and a trial of one's own."""

from __future__ import annotations

from dataclasses import asdict

from uncramp.actions.documents import Document, texts
from uncramp.actions.find_triggers import Found
from uncramp.actions.offer_experiment import Experiment
from uncramp.answer.triggers import Trigger
from uncramp.experiment.offer import yes_or_no_is_futile
from uncramp.store.words import render


def triggers_document(found: Found) -> Document:
    """What ``uncramp triggers --json`` prints."""
    return {
        "edition": asdict(found.editions),
        "cramps": found.n_cramps,
        "night_cramps": found.n_at_night,
        "answered_runs": found.n_answered,
        "says": render(found.headline),
        "triggers": [_trigger(trigger) for trigger in found.triggers],
        "notes": texts(found.notes),
    }


def experiment_document(found: Experiment) -> Document:
    """What ``uncramp experiment --json`` prints."""
    made, why = found.offer, yes_or_no_is_futile(found.offer)
    return {
        "edition": asdict(found.editions),
        "exposure": made.exposure,
        "offered": made.is_offered,
        "refused": render(made.refused) if made.refused else None,
        "runs": made.n_runs,
        "risk": made.risk,
        "power": [asdict(power) for power in made.powers],
        "counting_cramps": {"power": made.yes_or_no, "says": render(why) if why else None},
        "with": render(found.sides.with_it) if found.sides else None,
        "without": render(found.sides.without) if found.sides else None,
        "always": texts(found.always),
        "looks": [asdict(look) | {"verdict": look.verdict.value} for look in found.looks],
        "next": {"run": found.next_run, "with": found.next_with} if found.next_run else None,
    }


def _trigger(trigger: Trigger) -> Document:
    return {
        "exposure": trigger.exposure.name,
        "label": render(trigger.exposure.label),
        "verdict": trigger.verdict.value,
        "odds_ratio": trigger.odds_ratio,
        "interval": list(trigger.interval),
        "probability": trigger.probability,
        "swing": trigger.swing,
        "unit": trigger.exposure.unit,
        "reason": render(trigger.reason) if trigger.reason else None,
    }
