"""Why no trial is offered that only counts cramps: how often one would end with an answer.

    ./dev bench benchmarks/trying_yes_or_no.py

Half of the runs with, half without; a look every 8 runs from 16; success where the chance of a
benefit is over .95, given up where that of a risk ratio under .8 is below .10. Log odds of a
cramp without are N(truth, 1), those of the effect N(0, .6). Beside each number stands that of
the design's research, section 6, simulated by somebody else; its baseline spread is not on
record, so up to .06 apart is agreement.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself sets it

import numpy as np

TRIALS = 4000
LOOKS = (*range(16, 201, 8), 200)
MOST = (40, 100, 200)  # runs
KNOWN = {  # chance of a cramp, risk ratio: P(success) within 40, 100 and 200 runs
    (0.05, 0.5): (0.00, 0.00, 0.04),
    (0.05, 0.25): (0.00, 0.00, 0.10),
    (0.10, 0.5): (0.00, 0.04, 0.23),
    (0.10, 0.25): (0.00, 0.09, 0.54),
    (0.20, 0.5): (0.01, 0.24, 0.58),
    (0.20, 0.25): (0.03, 0.59, 0.95),
    (0.40, 0.5): (0.15, 0.64, 0.93),
    (0.40, 0.25): (0.47, 0.96, 1.00),
    (0.05, 1.0): (0.01, 0.04, 0.01),
    (0.10, 1.0): (0.01, 0.04, 0.02),
    (0.20, 1.0): (0.01, 0.04, 0.05),
    (0.40, 1.0): (0.01, 0.04, 0.06),
}
STEPS = np.linspace(-4, 4, 61)  # sd, of the grid over baseline and effect


def believed(risk, per_side):
    """P(benefit) and P(risk ratio < .8) after each pair of counts, (without, with)."""
    baseline, effect = np.log(risk / (1 - risk)) + STEPS, 0.6 * STEPS
    without = 1 / (1 + np.exp(-baseline))
    with_ = 1 / (1 + np.exp(-(baseline[:, None] + effect)))
    prior = np.exp(-(STEPS[:, None] ** 2 + STEPS**2) / 2)
    counts = np.arange(per_side + 1)
    one = likelihood(counts, per_side, without)
    other = likelihood(counts, per_side, with_) * prior
    whole = np.einsum("ia,jab->ij", one, other, optimize=True)
    benefit = (effect < 0) + 0.5 * (effect == 0)
    helps = np.einsum("ia,jab,b->ij", one, other, benefit, optimize=True)
    halved = with_ / without[:, None] < 0.8
    worth = np.einsum("ia,jab,ab->ij", one, other, halved, optimize=True)
    return helps / whole, worth / whole


def likelihood(counts, of, chance):
    shape = (-1, *(1,) * chance.ndim)
    counts = counts.reshape(shape)
    return np.exp(counts * np.log(chance) + (of - counts) * np.log1p(-chance))


def successes(risk, ratio, tables, generator):
    """The share of trials that had succeeded within each of `MOST` runs."""
    without = (generator.random((TRIALS, 100)) < risk).cumsum(axis=1)
    with_ = (generator.random((TRIALS, 100)) < risk * ratio).cumsum(axis=1)
    going, won, found = np.ones(TRIALS, dtype=bool), np.zeros(TRIALS, dtype=bool), {}
    for n in LOOKS:
        helps, worth = tables[n]
        seen = without[:, n // 2 - 1], with_[:, n // 2 - 1]
        won |= going & (helps[seen] > 0.95)
        going &= (helps[seen] <= 0.95) & (worth[seen] >= 0.10)
        found[n] = won.mean()
    return [found[max(n for n in found if n <= most)] for most in MOST]


if __name__ == "__main__":
    generator = np.random.default_rng(1)
    print("P(success), here (research), within     40 runs       100 runs       200 runs")
    for risk in (0.05, 0.10, 0.20, 0.40):
        tables = {n: believed(risk, n // 2) for n in LOOKS}
        for ratio in (0.5, 0.25, 1.0):
            found = successes(risk, ratio, tables, generator)
            pairs = zip(found, KNOWN[risk, ratio], strict=True)
            limit = "<=" if ratio == 1 else ""
            shown = "  ".join(f"{a:.2f} ({limit}{b:.2f})".rjust(13) for a, b in pairs)
            name = "false success" if ratio == 1 else f"risk ratio {ratio}"
            print(f"a cramp in {100 * risk:.0f} %, {name}".ljust(36) + shown)
