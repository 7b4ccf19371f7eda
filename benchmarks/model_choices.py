"""Which way of learning forecasts best, and finds triggers, in worlds where its form is wrong.

    ./dev run python benchmarks/model_choices.py [--runners 60]

Every way is a function (prior, rows, cramped) -> forecast; a new one is one line in `WAYS`.
Numbers are log loss a run in thousandths over the year ahead, in expectation under the true
chances, less that of the truth itself: 0 cannot be beaten. The second table asks how often the
strongest trigger of an idiosyncratic runner is ranked first, and among the first three.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself sets it
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import numpy as np

import known_truth as kt
from uncramp.model.posterior import posterior
from uncramp.model.prior import prior
from uncramp.model.worlds import World
from uncramp.store.registry import registry

CELLS = [("1", 60, 1, (1, 1)), ("3", 100, 3, (2, 4)), ("10", 333, 10, (7, 14)),
         ("30", 1000, 30, (20, 45))]  # fmt: skip
WAYS = {
    "prior only": kt.prior_only,
    "base rate": kt.base_rate_only,
    "personal": kt.personal,
    "heavy tails": kt.heavy_tailed,
    "zero-centred": kt.zero_centred,
    "unregularised": kt.unregularised,
}


def people(before, world, cell, n):
    _, runs, cramps, between = cell
    generator = np.random.default_rng(60 + runs + between[0])
    return kt.with_cramps(generator, before, runs, cramps, between=between, n=n, world=world)


def losses(told) -> str:
    generator = np.random.default_rng(1)
    truth = np.array([kt.log_loss(r.after(m).chance, r.after(m).chance) for _, r, m in told])
    found = {name: kt.forecasts(way(generator), told) for name, way in WAYS.items()}
    over = {name: 1000 * (f.loss - truth).mean() for name, f in found.items()}
    gap = found["heavy tails"].loss - found["personal"].loss
    error = 1000 * gap.std() / np.sqrt(len(told))
    shown = "".join(f"{value:>14.2f}" for value in over.values())
    return shown + f"{1000 * gap.mean():>+12.2f} ± {error:.2f}"


def rankings(told) -> str:
    """Of each way: how often the strongest trigger is first, and in the first three."""
    hits = {"personal": [], "heavy tails": [], "zero-centred": []}
    for field, runner, m in told:
        rows, cramped = runner.rows[:m], runner.cramped[:m]
        heavy = kt.widened(field, rows, cramped)
        blank, average = kt.zero_centred_prior(field, rows)
        found = {
            "personal": posterior(field, rows, cramped),
            "heavy tails": posterior(heavy, rows, cramped),
            "zero-centred": posterior(blank, rows - average, cramped),
        }
        strongest = runner.truth.triggers[0]
        for name, one in found.items():
            order = kt.ranked(one, rows)
            hits[name].append((order[0] == strongest, strongest in order[:3]))
    return "".join(
        f"{np.mean(hit, axis=0)[0]:>10.2f} ({np.mean(hit, axis=0)[1]:.2f})" for hit in hits.values()
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runners", type=int, default=60)
    n = parser.parse_args().runners
    before = prior(registry())
    print(
        f"evidence {registry().edition}; {n} runners a row; thousandths of log loss over the truth"
    )
    print(f"{'world':<15}{'cramps':>7}" + "".join(f"{name:>14}" for name in WAYS)
          + "   heavy less personal")  # fmt: skip
    own = {}
    for world in World:
        for cell in CELLS:
            told = people(before, world, cell, n)
            print(f"{world:<15}{cell[0]:>7}" + losses(told), flush=True)
            if world == World.IDIOSYNCRATIC:
                own[cell[0]] = rankings(told)
    print("\nThe strongest own trigger first (in the first three)")
    print(f"{'cramps':<8}{'personal':>17}{'heavy tails':>17}{'zero-centred':>17}")
    for cramps, found in own.items():
        print(f"{cramps:<8}{found}")


if __name__ == "__main__":
    main()
