"""How long the parts of an answer take, and how exact the shares are.

    ./dev bench benchmarks/attributing.py

Medians. Bars: research on inference, section 9.
"""

from __future__ import annotations

import os
import statistics
import time
from functools import partial

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself sets it

import numpy as np

from uncramp.answer.question import gain, settled_by
from uncramp.answer.shapley import by_counting, by_integral, chance, shapley
from uncramp.model.draws import N_DRAWS, Draws


def median(call, times=15):
    """Milliseconds, the median of `times` calls."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def row(name, value, unit, bar):
    verdict = "" if bar is None else "pass" if value <= bar else "FAIL"
    shown = "" if bar is None else f"bar {bar:g}"
    print(f"{name:<64}{value:>10.3g} {unit:<4} {shown:<10} {verdict}")


def shapley_values():
    generator = np.random.default_rng(1)
    for n in (8, 12, 16, 20):
        usual, contrast = generator.normal(-4, 1, 1), generator.normal(0.3, 0.7, (n, 1))
        found = by_integral(usual, contrast)
        row(
            f"Shapley of {n} factors, one draw",
            median(partial(by_integral, usual, contrast)),
            "ms",
            5,
        )
        if n <= 16:
            apart = np.abs(found - by_counting(usual, contrast)).max()
            row("   against every subset", float(apart), "", 1e-9)
        added = chance(usual + contrast.sum(axis=0)) - chance(usual)
        row(
            "   sum of the shares against the risk",
            float(np.abs(found.sum(axis=0) - added).max()),
            "",
            1e-9,
        )
    usual = generator.normal(-4, 1, N_DRAWS)
    contrast = generator.normal(0.3, 0.7, (20, N_DRAWS))
    row(
        "Shapley of 20 factors, 1,024 draws",
        median(lambda: shapley(usual, contrast), 5),
        "ms",
        None,
    )


def questions():
    generator = np.random.default_rng(2)
    k = 30
    drawn = Draws(
        generator.normal(-4, 1, N_DRAWS),
        generator.normal(0.2, 0.3, (N_DRAWS, k)),
        generator.normal(0, 1, (N_DRAWS, k)),
        np.zeros((N_DRAWS, k)),
    )

    def ranked():
        doubt = drawn.log_odds(drawn.here).var()
        gains = [gain(float(part), float(doubt)) for part in settled_by(drawn, np.zeros(k))]
        return np.argsort(gains)

    row("30 questions ranked", median(ranked), "ms", 50)


if __name__ == "__main__":
    shapley_values()
    questions()
