"""What are *my* triggers: what one runner's own runs say of each exposure, and when they say
too little.

An odds ratio is told per *usual swing*: for a yes or no it is yes against no, for the rest
two standard deviations of what this runner's own runs had, so that 1.5 means the same for
heat as for hills. Few runners will ever have the thirty cramps it takes; until then nothing
is called a trigger, and what is shown leans on other runners' data and says so.

Studies say what is true of runners on average, and narrowly. Asked for what is a runner's
*own*, the same judgements are held wider, by how much runners differ (`personal`), on top of
the heavy tails of the fit: so a strong trigger of their own was named for 23 of 25 simulated
runners with some sixty cramps instead of 17 (`benchmarks/finding_triggers.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from uncramp.answer.forecast import TAIL
from uncramp.evidence.claim import Registry
from uncramp.exposure.catalogue import Exposure, Exposures, Kind
from uncramp.model.reference import EFFECTS, Effect
from uncramp.model.risk import Model
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

RAISES, LOWERS = np.log(1.25), np.log(0.8)  # log odds ratios that count as a link
SURE = 0.9
ENOUGH_CRAMPS = 30  # where the top trigger is found four times in five, if one stands out
FEWEST_TOLD = 8  # runs with a value, below which the runner's own swing is not known
LEARNT, MOVED = 0.9, 0.5  # of the sd held before: what is neither narrower nor elsewhere is prior
SWING = 2.0  # standard deviations
RUNNERS_DIFFER = 0.15  # sd of log odds ratios between runners, per sd of their runs; a judgement
MOST_WIDER = 1.0  # log odds per unit, where the runs hardly differ
N_QUANTILES = 2048
N_STEPS = 2001  # over an exposure's valid range


class Verdict(StrEnum):
    """What may be said of one exposure and one runner; the words of the JSON contract."""

    TRIGGER = "trigger"
    PROTECTOR = "protector"
    NO_LINK = "no_link"
    LEANING = "leaning"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One exposure's link with this runner's cramps.

    ``odds_ratio`` is the posterior median per usual swing, ``interval`` its middle 90 %, and
    ``swing`` that swing in the exposure's unit. ``probability`` is that of what the verdict
    says: of an odds ratio over 1.25 (or, where it points down, under 0.8), and for no link
    of one between the two. ``reason`` says why there is no verdict.
    """

    exposure: Exposure
    verdict: Verdict
    odds_ratio: float
    interval: tuple[float, float]
    probability: float
    swing: float
    reason: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Swing:
    """How far an exposure usually goes in this runner's runs: in z, and in its own unit."""

    against_reference: float
    value: float
    n_told: int


def personal(registry: Registry, exposures: Exposures) -> Registry:
    """The evidence as it bears on one runner: each effect wider by what runners differ in.

    ``RUNNERS_DIFFER`` was chosen among .15 and .25 (the low end of what the design's research
    assumed): it names as many true triggers and half as many wrong ones. A forecast does not
    use it: where triggers are ordinary it costs log loss.
    """
    factors = exposures.only(Kind.FACTOR)
    judged = dict(registry.judgements)
    for k, effect in enumerate(EFFECTS):
        spread = usual_swing(factors, k).against_reference / SWING
        if spread > 0:
            held = judged[effect.exposure]
            differ = min(RUNNERS_DIFFER / spread, MOST_WIDER)
            wider = {"sd": float(np.hypot(held.sd, differ))}
            judged[effect.exposure] = held.model_copy(update=wider)
    return replace(registry, judgements=judged)


def triggers(model: Model, exposures: Exposures) -> tuple[Trigger, ...]:
    """Every factor's link with this runner's cramps, the likeliest trigger first.

    `model` is fitted with the `personal` evidence.
    """
    factors = exposures.only(Kind.FACTOR)
    normal = _normals()
    found = [_trigger(model, factors, k, normal) for k in range(len(EFFECTS))]
    return likeliest_first(found)


def likeliest_first(found: Iterable[Trigger]) -> tuple[Trigger, ...]:
    """What raises the odds first, by how probable that is; then the rest."""
    return tuple(sorted(found, key=_place))


def _place(one: Trigger) -> tuple[bool, float]:
    raises = one.odds_ratio > 1 and one.verdict != Verdict.NO_LINK
    return not raises, -one.probability


def _trigger(model: Model, factors: Exposures, k: int, normal: Column) -> Trigger:
    swing = usual_swing(factors, k)
    log_ratio = _quantiles(model, 1 + k, normal) * swing.against_reference
    raises, lowers = float((log_ratio > RAISES).mean()), float((log_ratio < LOWERS).mean())
    median = float(np.median(log_ratio))
    linked = raises if median > 0 else lowers
    between = 1 - raises - lowers
    reason = _says_too_little(model, k, swing)
    verdict = Verdict.NOT_ENOUGH_DATA if reason else _verdict(model, median, linked, between)
    low, high = np.exp(np.percentile(log_ratio, [TAIL, 100 - TAIL]))
    return Trigger(
        exposure=factors.catalogue[k],
        verdict=verdict,
        odds_ratio=float(np.exp(median)),
        interval=(float(low), float(high)),
        probability=between if verdict == Verdict.NO_LINK else linked,
        swing=swing.value,
        reason=reason or (_NEITHER if verdict == Verdict.NOT_ENOUGH_DATA else None),
    )


_NEITHER = sentence("Your runs so far fit with a link and with none.")


def _verdict(model: Model, median: float, linked: float, between: float) -> Verdict:
    if between > SURE:
        return Verdict.NO_LINK
    if linked <= SURE:
        return Verdict.NOT_ENOUGH_DATA
    if model.posterior.n_cramps < ENOUGH_CRAMPS:
        return Verdict.LEANING
    return Verdict.TRIGGER if median > 0 else Verdict.PROTECTOR


def _says_too_little(model: Model, k: int, swing: Swing) -> Sentence | None:
    """Why this runner's own runs cannot have told anything of exposure `k`, if so."""
    if not model.posterior.n_cramps:
        return sentence("No cramp is known of yet; this is what other runners' data say.")
    if swing.n_told < FEWEST_TOLD:
        return sentence(
            "Known of {n} of your runs only; this is what other runners' data say.",
            n=swing.n_told,
        )
    if swing.value == 0:
        return sentence("It was the same in all your runs, so they cannot tell.")
    if model.yields:
        return sentence("Other runners' data forecast your runs better than your own so far.")
    if not _has_learnt(model, 1 + k):
        return sentence("Your runs say little about it; this is what other runners' data say.")
    return None


def _has_learnt(model: Model, k: int) -> bool:
    """Whether hearing the runs narrowed effect `k`, or moved it."""
    before, after = (np.sqrt(m.covariance[k, k]) for m in (model.prior, model.posterior))
    moved = abs(model.posterior.mean[k] - model.prior.mean[k])
    return bool(after <= LEARNT * before or moved >= MOVED * before)


def usual_swing(factors: Exposures, k: int) -> Swing:
    """The swing of factor `k` over the runs that have it; a typical runner's where too few do."""
    told = factors.value[np.isfinite(factors.value[:, k]), k]
    effect, n_told = EFFECTS[k], int(told.size)
    if n_told < FEWEST_TOLD:
        told = _typical(factors, k)
    if np.isin(told, (0.0, 1.0)).all():  # yes or no; all alike is no swing
        return Swing(float(np.ptp(told)), float(np.ptp(told)), n_told)
    z, counted = effect.against_reference(told), _counted(factors.catalogue[k], effect, told)
    return Swing(float(SWING * z.std()), float(SWING * counted.std()), n_told)


def _counted(exposure: Exposure, effect: Effect, told: Column) -> Column:
    """The values as far as they count: slower than one's ability is no more than at it."""
    grid = np.linspace(*exposure.valid, N_STEPS)
    moves = np.flatnonzero(np.diff(effect.against_reference(grid)))
    low, high = grid[[moves[0], moves[-1] + 1]] if moves.size else exposure.valid
    return np.asarray(np.clip(told, low, high))


def _typical(factors: Exposures, k: int) -> Column:
    """Two values a standard deviation to either side of what runs like these have."""
    if EFFECTS[k].binary or not factors.value.shape[0]:
        return np.array([0.0, 1.0])
    mean, sd = factors.expected[:, k].mean(), factors.expected_sd[:, k].mean()
    low, high = factors.catalogue[k].valid
    return np.asarray(np.clip([mean - sd, mean + sd], low, high))


def _quantiles(model: Model, k: int, normal: Column) -> Column:
    """Effect `k` of the posterior, with its skew, at the quantiles of `normal`, (n,)."""
    sd, skew = np.sqrt(model.posterior.covariance[k, k]), model.posterior.skew[k]
    found: Column = model.posterior.mean[k] + sd * (normal + skew * (normal**2 - 1) / 6)
    return found


def _normals() -> Column:
    """A standard normal at evenly spaced quantiles, (N_QUANTILES,)."""
    quantile = NormalDist().inv_cdf
    return np.array([quantile((i + 0.5) / N_QUANTILES) for i in range(N_QUANTILES)])
