"""The evidence at a terminal: claims, a forest plot, what is held, and what an edition moves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from uncramp.cli.forest import Row, forest
from uncramp.store.words import render

if TYPE_CHECKING:
    from rich.console import Console

    from uncramp.actions.compare_editions import Change, Compared
    from uncramp.actions.look_up_evidence import Claim, Effect, Shown

HALF_OF_90 = 1.645  # normal quantile
LARGEST_RATIO = 2.0  # log odds; beyond it a prior is no ratio a person can picture
BASE = "15 in 100"  # `look_up_evidence.BASE`, in words


def shown_document(shown: Shown) -> dict[str, Any]:
    """What ``uncramp evidence show --json`` prints."""
    held = shown.judgement
    return {
        "exposure": shown.exposure,
        "claims": [claim.model_dump(mode="json") for claim in shown.claims],
        "pooled": [
            {"claims": list(one.claims), "per": one.per, "log_odds": one.pooled.mean}
            | {"error": one.pooled.error, "between": one.pooled.between}
            for one in shown.together
        ],
        "judgement": held.model_dump(mode="json") if held else None,
        "article": [said.id.partition("/")[2] for said in shown.article],
    }


def show_evidence(shown: Shown) -> None:
    """Claims side by side, the plot, the prior, and what it moves."""
    from rich.console import Console

    console = Console(highlight=False)
    label = f" ({render(shown.label)})" if shown.label else ""
    console.print(f"{shown.exposure}{label}", style="bold")
    for claim in shown.claims:
        _claim(console, claim)
    rows = forest(_rows(shown))
    for row in ["", *rows] if rows else []:
        console.print(row, soft_wrap=True, markup=False)
    _held(console, shown)
    for said in shown.article:
        console.print(f"\nOften heard: {said.says} Studies: {said.verdict_in_full}")


def _claim(console: Console, claim: Claim) -> None:
    source, effect = claim.source, claim.effect
    console.print(f"\n{claim.says}")
    if effect.value is not None:
        console.print(f"  {effect.measure} {_number(effect)}, {effect.per}")
    console.print(
        f"  {claim.study.design}, {claim.study.population}, n = {claim.study.n or 'untold'}; "
        f"{source.authors} {source.year or ''}; {source.doi or source.url} "
        f"({source.read_from}); certainty {claim.certainty.value}: {claim.because}"
        f"{' By analogy only.' if claim.by_analogy else ''}",
        style="dim",
    )


def _number(effect: Effect) -> str:
    if effect.low is None or effect.high is None:
        return f"{effect.value:g}"
    return f"{effect.value:g} ({effect.low:g} to {effect.high:g})"


def _rows(shown: Shown) -> list[Row]:
    """Every printed ratio; where studies repeat, what they say together; and what is held."""
    rows = [
        Row(claim.id.split("/")[1], effect.value, effect.low, effect.high)
        for claim in shown.claims
        if (effect := claim.effect).value and effect.measure.endswith("ratio")
    ]
    rows += [_ratio("pooled, per run", one.pooled.mean, one.pooled.error) for one in shown.together]
    held = shown.judgement
    if rows and held and abs(held.mean) < LARGEST_RATIO:
        rows.append(_ratio("held, in its own unit", held.mean, held.sd))
    return rows


def _ratio(name: str, mean: float, sd: float) -> Row:
    low, value, high = (math.exp(mean + k * sd) for k in (-HALF_OF_90, 0, HALF_OF_90))
    return Row(name, value, low, high, "◆")


def _held(console: Console, shown: Shown) -> None:
    held = shown.judgement
    if held is None:
        return
    console.print(f"\nHeld before hearing a runner: {held.mean:+g} (sd {held.sd:g}) {held.per}")
    if held.claimed is not None:
        console.print(f"  {held.made} from claims that together say {held.claimed:+g}")
    if abs(held.mean) < LARGEST_RATIO and shown.moves is not None:
        row = _ratio("", held.mean, held.sd)
        console.print(f"  as a ratio of odds {row.value:.2f} ({row.low:.2f} to {row.high:.2f})")
        console.print(f"  a risk of {BASE} becomes about {100 * shown.moves:.0f} in 100")
    console.print(f"  certainty {held.certainty.value}: {held.because}")


def compared_document(compared: Compared) -> dict[str, Any]:
    """What ``uncramp evidence diff --json`` prints."""
    return {
        "before": compared.before,
        "after": compared.after,
        "judgements": [
            {
                "exposure": one.exposure,
                "before": _prior(one.before),
                "after": _prior(one.after),
            }
            for one in compared.judgements
        ],
        "answers": [_change(change) for change in compared.changes],
    }


def _prior(held: Any) -> dict[str, float] | None:
    return {"mean": held.mean, "sd": held.sd} if held else None


def _change(change: Change) -> dict[str, Any]:
    parts = [{"exposure": n, "before": b, "after": a} for n, b, a in change.shares]
    return {
        "scenario": change.scenario,
        "before": change.before,
        "after": change.after,
        "moved": change.moved,
        "shares": parts,
    }


def show_compared(compared: Compared) -> None:
    """What is held differently, and whose answers move."""
    from rich.console import Console

    console = Console(highlight=False)
    console.print(f"Edition {compared.before} against {compared.after}", style="bold")
    for one in compared.judgements:
        console.print(f"  {one.exposure}: {_prior_said(one.before)} → {_prior_said(one.after)}")
    seen = [change for change in compared.changes if change.moved]
    console.print(f"\n{len(seen)} of {len(compared.changes)} answers move.")
    for change in seen:
        console.print(
            f"  {change.scenario}: {_hundred(change.before)} → {_hundred(change.after)}"
            f" in 100 ({100 * (change.after / change.before - 1):+.0f} %)"
        )
        for name, before, after in change.shares:
            console.print(f"    {name}: share {before:.0%} → {after:.0%}")


def _prior_said(held: Any) -> str:
    return f"{held.mean:+g} (sd {held.sd:g})" if held else "not held"


def _hundred(risk: float) -> str:
    return f"{100 * risk:.2g}" if risk < 0.01 else f"{100 * risk:.1f}"
