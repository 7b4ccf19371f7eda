"""A count somebody remembers: "in the last 12 months I cramped on two or three runs".

It says much about how often this runner cramps and nothing about which runs, so it enters as
one observation over the whole window: a Poisson count whose mean is what the model expects
of those runs, times how often people remember. Told as a range, it is the chance of the range.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uncramp.terms.columns import Column

CAP = 30.0  # log odds; a chance is 1 there
REMEMBERED = 0.8  # of cramps within a year; a judgement
RANGES: dict[str, tuple[int, int | None]] = {
    "0": (0, 0),
    "1": (1, 1),
    "2-3": (2, 3),
    "4-9": (4, 9),
    "10+": (10, None),
}


@dataclass(frozen=True, slots=True, eq=False)
class Recall:
    """From `least` to `most` remembered cramps over the runs in ``rows`` (m, k).

    ``runs`` (m,) is how many runs each row stands for, ``offset`` (m,) is added to its log
    odds. ``most`` None is without end.
    """

    rows: np.ndarray
    offset: Column
    runs: Column
    least: int
    most: int | None

    @property
    def open_ended(self) -> bool:
        """Ten or more is so wide a range that what rests on it is rough."""
        return self.most is None

    def chance(self, at: np.ndarray) -> np.ndarray:
        """The chance of a cramp in each row, (..., m), for effects ``at`` (..., k)."""
        found: np.ndarray = 1 / (1 + np.exp(-(at @ self.rows.T + self.offset)))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """The term of a count at some effects: log chance, and how it moves.

    ``along`` (k,) is the gradient of the log expected count and ``bend`` (k, k) its second
    derivative; ``by`` are four derivatives of the term by the log expected count.
    """

    value: float
    along: Column
    bend: np.ndarray
    by: tuple[float, float, float, float]

    @property
    def slope(self) -> Column:
        """Gradient by the effects, (k,)."""
        return self.by[0] * self.along

    @property
    def safe_curve(self) -> np.ndarray:
        """Second derivative without the part that can be positive, (k, k)."""
        return self.by[1] * np.outer(self.along, self.along)

    @property
    def curve(self) -> np.ndarray:
        """Second derivative by the effects, (k, k)."""
        found: np.ndarray = self.safe_curve + self.by[0] * self.bend
        return found


def count(recall: Recall, at: Column) -> Count:
    """The term of `recall` at effects ``at`` (k,)."""
    p = recall.chance(at)
    expected = float((recall.runs * p).sum())
    pull = recall.runs * p * (1 - p) / expected
    along = recall.rows.T @ pull
    bend = (recall.rows.T * (pull * (1 - 2 * p))) @ recall.rows - np.outer(along, along)
    value, *by = range_terms(np.log(REMEMBERED * expected), recall.least, recall.most)
    return Count(value, along, bend, (by[0], by[1], by[2], by[3]))


def range_terms(
    log_mean: float, least: int, most: int | None
) -> tuple[float, float, float, float, float]:
    """Log P(least <= N <= most) for a Poisson N, and four derivatives by its log mean.

    The derivatives are the cumulants of N given that range, less the mean.
    """
    mean = float(np.exp(log_mean))
    top = most if most is not None else int(max(mean, least) + 12 * np.sqrt(max(mean, least)) + 40)
    n = np.arange(least, top + 1)
    factorial = np.r_[0.0, np.cumsum(np.log(np.arange(1, top + 1)))][least:]
    log_weight = n * log_mean - factorial
    highest = log_weight.max()
    weight = np.exp(log_weight - highest)
    total = weight.sum()
    weight /= total
    centre = float(weight @ n)
    second, third, fourth = (float(weight @ (n - centre) ** power) for power in (2, 3, 4))
    cumulants = (centre, second, third, fourth - 3 * second**2)
    return (float(highest + np.log(total) - mean), *(c - mean for c in cumulants))  # type: ignore[return-value]


def exact_log_chance(recall: Recall, at: np.ndarray) -> Column:
    """The log chance without Poisson's approximation, (s,), for effects ``at`` (s, k).

    Every run is a coin of its own, remembered or not. The chances of up to nine heads come
    from power sums by Newton's identities, which lose about three digits at worst.
    """
    log_odds = at.astype(np.float32) @ recall.rows.T.astype(np.float32)
    odds = np.exp(np.minimum(log_odds + recall.offset.astype(np.float32), CAP))
    forgotten = 1 + np.float32(1 - REMEMBERED) * odds  # over 1 + odds: no head from this coin
    log_none = np.log(forgotten / (1 + odds)) @ recall.runs
    last = recall.least - 1 if recall.most is None else recall.most
    heads = _elementary(REMEMBERED * odds / forgotten, recall.runs, last)
    if recall.most is None:
        return np.asarray(np.log(np.maximum(1 - np.exp(log_none) * heads.sum(axis=0), 1e-300)))
    return np.asarray(log_none + np.log(np.maximum(heads[recall.least :].sum(axis=0), 1e-300)))


def _elementary(odds: np.ndarray, runs: Column, last: int) -> np.ndarray:
    """Elementary symmetric sums of the odds, orders 0 to `last`, (last + 1, s)."""
    odds = odds.astype(float)
    powers, power = [], np.ones_like(odds)
    for _ in range(last):
        power *= odds
        powers.append(power @ runs)
    sums = [np.ones(odds.shape[0])]
    for order in range(1, last + 1):
        signed = ((-1) ** (i - 1) * sums[order - i] * powers[i - 1] for i in range(1, order + 1))
        sums.append(np.sum(list(signed), axis=0) / order)
    return np.maximum(np.stack(sums), 0.0)
