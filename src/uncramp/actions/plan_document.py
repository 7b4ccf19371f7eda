"""A plan as the JSON document of the contract."""

from __future__ import annotations

from dataclasses import asdict

from uncramp.actions.documents import Document, texts, triage_document
from uncramp.actions.plan_next_run import Planned
from uncramp.answer.forecast import Risk
from uncramp.plan.compare import Kept
from uncramp.plan.line import Buys, Line
from uncramp.store.words import render


def plan_document(planned: Planned) -> Document:
    """What ``uncramp plan --json`` prints; the first ``leading`` lines lead."""
    return {
        "edition": asdict(planned.editions),
        "triage": triage_document(planned.triage),
        "risk_now": _risk(planned.risk_now),
        "risk_with_plan": _risk(planned.risk_with_plan),
        "lines": [line_document(line) for line in planned.lines],
        "leading": planned.leading,
        "limits": texts(planned.limits),
        "sweat_test": texts(planned.sweat_test),
        "kept": [_kept(one) for one in planned.tried],
        "run": planned.run.model_dump(mode="json", exclude_none=True),
    }


def line_document(line: Line) -> Document:
    """One line; its amount is a number, ``[low, high]`` or null."""
    amount = list(line.amount) if isinstance(line.amount, tuple) else line.amount
    return {
        "kind": line.kind.value,
        "do": render(line.do),
        "amount": amount,
        "unit": line.unit,
        "when": render(line.when) if line.when else None,
        "because": render(line.because),
        "buys": _buys(line.buys),
        "certainty": line.certainty.value,
        "claims": list(line.claims),
    }


def _kept(one: Kept) -> Document:
    asked = one.asked.amount
    return {
        "kind": one.asked.kind.value,
        "planned": list(asked) if isinstance(asked, tuple) else asked,
        "actual": one.actual,
        "unit": one.asked.unit,
        "verdict": one.verdict.value,
        "says": render(one.says),
    }


def _buys(buys: Buys | None) -> Document | None:
    if buys is None:
        return None
    return {"change": buys.change, "interval": list(buys.interval)}


def _risk(risk: Risk) -> Document:
    return asdict(risk) | {"interval": list(risk.interval)}
