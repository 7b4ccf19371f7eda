"""What more a personal model could do, and whether it pays: heavy tails, yielding, interactions.

    ./dev run python benchmarks/learning.py [--runners 80] [--odds 9]

Each row is a world and how many cramps its runners told of, over 333 answered runs; numbers
are log loss a run in thousandths, in expectation under the true chances over the year ahead.
Differences are to the product (heavy tails, no yielding, no interactions), each with a standard
error from runner to runner: below 0 the product would do better with that.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import numpy as np

import known_truth as kt
from uncramp.model import yielding
from uncramp.model.draws import effect_draws, stratified_normals
from uncramp.model.labels import Heard
from uncramp.model.posterior import Posterior, posterior
from uncramp.model.prior import prior
from uncramp.model.tails import with_heavy_tails
from uncramp.model.worlds import TOGETHER, World, product
from uncramp.store.registry import registry

RUNS, AHEAD = 333, 400
TOGETHER_SD = (0.06, 0.15)  # of an interaction whose size nobody knows; in worlds.TOGETHER's units
NORMALS = {}


def ahead(found: Posterior, rows):
    """The predictive mean of each run ahead."""
    k = found.mean.size
    if k not in NORMALS:
        NORMALS[k] = stratified_normals(np.random.default_rng(k), 512, k)
    return (1 / (1 + np.exp(-rows @ effect_draws(found, NORMALS[k]).T))).mean(axis=1)


def heard_of(rows, cramped):
    return Heard(rows, np.zeros(cramped.size), cramped, np.ones(cramped.size))


def own(field, rows, cramped):
    """The product without yielding."""
    found = posterior(with_heavy_tails(field, heard_of(rows, cramped)), rows, cramped)
    return lambda future: ahead(found, future)


def normal_tails(field, rows, cramped):
    found = posterior(field, rows, cramped)
    return lambda future: ahead(found, future)


def mixed(field, rows, cramped):
    """The product as it is: the prior keeps the weight it earned."""
    weight = yielding.personal_weight(field, heard_of(rows, cramped))
    WEIGHTS.append(weight)
    mine, others = own(field, rows, cramped), prior_only(field, rows, cramped)
    return lambda future: weight * mine(future) + (1 - weight) * others(future)


WEIGHTS: list[float] = []


def interacting(field, rows, cramped):
    def with_products(some):
        return np.c_[some, *(product(some, pair) for pair in TOGETHER)]

    k = field.mean.size
    covariance = np.zeros((k + 2, k + 2))
    covariance[:k, :k] = field.covariance
    covariance[[k, k + 1], [k, k + 1]] = np.square(TOGETHER_SD)
    wider = replace(field, mean=np.r_[field.mean, 0.0, 0.0], covariance=covariance)
    rows = with_products(rows)
    found = posterior(with_heavy_tails(wider, heard_of(rows, cramped)), rows, cramped)
    return lambda future: ahead(found, with_products(future))


def prior_only(field, rows, cramped):
    found = posterior(field, rows[:0], cramped[:0])
    return lambda future: ahead(found, future)


EXTRAS = {
    "normal tails": normal_tails,
    "yielding": mixed,
    "interactions": interacting,
    "prior only": prior_only,
}


def row(world, cramps, n):
    generator = np.random.default_rng([len(world.value), cramps])
    cell = kt.runners(generator, prior(registry()), RUNS, cramps, world=world, ahead=AHEAD)
    told = [(*next(cell), RUNS) for _ in range(n)]
    base = kt.forecasts(own, told)
    WEIGHTS.clear()
    print(f"{world.value:<15}{cramps:>3}{1000 * base.loss.mean():>9.1f}", end="")
    for extra in EXTRAS.values():
        off = 1000 * (kt.forecasts(extra, told).loss - base.loss)
        print(f"{off.mean():>10.2f} ±{off.std() / np.sqrt(n):>5.2f}", end="")
    weights = np.array(WEIGHTS)
    print(f"{np.median(weights):>9.3f}{(weights < 0.5).mean():>8.2f}", flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runners", type=int, default=80)
    options.add_argument("--odds", type=float, default=yielding.ODDS)
    given = options.parse_args()
    yielding.ODDS = given.odds
    names = "".join(f"{name:>17}" for name in EXTRAS)
    print(f"{'world':<15}{'c':>3}{'product':>9}{names}{'weight':>9}{'yields':>8}")
    for world in World:
        for cramps in (3, 10, 30):
            row(world, cramps, given.runners)


if __name__ == "__main__":
    main()
