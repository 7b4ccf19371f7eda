"""Answers as the JSON documents of the contract: the same for the terminal and the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from uncramp.actions.assess_case import Triage
from uncramp.actions.explain_episode import Explained
from uncramp.actions.forecast_run import Forecast
from uncramp.actions.list_exposures import Listed
from uncramp.answer.forecast import Risk
from uncramp.answer.question import Question
from uncramp.answer.why import Factor, Sign, Unknown, Why
from uncramp.evidence.claim import ArticleClaim
from uncramp.exposure.catalogue import Cell
from uncramp.store.words import render
from uncramp.terms.sentences import Sentence

Document = dict[str, Any]


def why_document(explained: Explained) -> Document:
    """What ``uncramp why --json`` prints."""
    answer = explained.why
    return {
        "edition": asdict(explained.editions),
        "triage": triage_document(explained.triage),
        "risk": _risk(answer.risk),
        **_parts(answer),
        "dropped": texts(explained.dropped),
        "notes": texts((*answer.notes, *explained.notes)),
        "article": [_article(claim) for claim in answer.article],
    }


def risk_document(forecast: Forecast) -> Document:
    """What ``uncramp risk --json`` prints."""
    answer = forecast.why
    parts = _parts(answer)
    return {
        "edition": asdict(forecast.editions),
        "triage": triage_document(forecast.triage),
        "risk": _risk(answer.risk),
        "factors": parts["factors"],
        "background": parts["background"],
        "unknown": parts["unknown"],
        "by_muscle": {
            muscle.value: {"probability": part.probability, "interval": list(part.interval)}
            for muscle, part in forecast.by_muscle.items()
        },
        "sweat": asdict(forecast.sweat),
        "mass_change_percent": asdict(forecast.mass_change),
        "slow_or_stop": asdict(forecast.slow_or_stop)
        | {"interval": list(forecast.slow_or_stop.interval)},
        "notes": texts(answer.notes),
    }


def exposures_document(listed: Listed) -> Document:
    """What ``uncramp exposures --json`` prints."""
    summary = listed.summary.model_dump(mode="json", exclude={"best_efforts", "hours"})
    return {"run": summary, "exposures": [_cell(cell) for cell in listed.cells]}


def triage_document(triage: Triage) -> Document:
    """The member ``triage`` of every answer."""
    return {
        "level": triage.level.value,
        "reasons": texts(triage.reasons),
        "message": render(triage.message),
        "asks": [render(ask.text) for ask in triage.asks],
    }


def texts(said: Iterable[Sentence]) -> list[str]:
    """Sentences in English."""
    return [render(sentence) for sentence in said]


def _parts(answer: Why) -> Document:
    return {
        "factors": [_factor(factor) for factor in answer.factors],
        "background": answer.background,
        "signs": [_sign(sign) for sign in answer.signs],
        "unknown": [_unknown(unknown) for unknown in answer.unknown],
        "next_question": _question(answer.next_question),
    }


def _risk(risk: Risk) -> Document:
    return asdict(risk) | {"interval": list(risk.interval)}


def _factor(factor: Factor) -> Document:
    return {
        "exposure": factor.exposure.name,
        "label": render(factor.exposure.label),
        "group": factor.exposure.group.value if factor.exposure.group else None,
        "value": factor.value,
        "unit": factor.exposure.unit,
        "usual": factor.usual,
        "told": factor.told,
        "share": factor.share,
        "share_interval": list(factor.share_interval),
        "but_for": factor.but_for,
        "ranks_first": factor.ranks_first,
        "for": texts(factor.reasons_for),
        "against": texts(factor.reasons_against),
        "claims": list(factor.claims),
        "certainty": factor.certainty.value,
    }


def _sign(sign: Sign) -> Document:
    exposure = sign.exposure
    read = render(sign.reads_as)
    return {"exposure": exposure.name, "value": sign.value, "unit": exposure.unit, "reads_as": read}


def _unknown(unknown: Unknown) -> Document:
    return {"exposure": unknown.exposure, "reason": render(unknown.reason)}


def _question(question: Question | None) -> Document | None:
    if question is None:
        return None
    return {
        "id": question.id,
        "text": render(question.text),
        "why": render(question.why),
        "gain": question.gain,
    }


def _article(claim: ArticleClaim) -> Document:
    named = claim.id.removeprefix("article/")
    return {
        "claim": named,
        "says": claim.says,
        "studies": claim.studies,
        "verdict": claim.verdict,
        "in_full": claim.verdict_in_full,
        "rests_on": list(claim.rests_on),
    }


def _cell(cell: Cell) -> Document:
    return {
        "name": cell.exposure.name,
        "label": render(cell.exposure.label),
        "kind": cell.exposure.kind.value,
        "value": cell.value,
        "sd": cell.sd,
        "unit": cell.exposure.unit,
        "usual": cell.usual,
        "source": cell.exposure.source,
        "missing": render(cell.missing) if cell.missing else None,
        "note": render(cell.note) if cell.note else None,
    }
