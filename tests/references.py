"""Reference posteriors: small data sets with what a long NUTS run found for them, as JSON.

Each file is complete in itself: prior, rows, cramps and result. So a change of the evidence or
of the simulator leaves them true, and the fast posterior can be judged without jax.

    ./dev run python tests/references.py      makes them anew, from today's evidence
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from uncramp.model.posterior import posterior
from uncramp.model.prior import Prior

FOLDER = Path(__file__).parent / "nightly" / "references"
CELLS = [(10, 1), (30, 2), (60, 1), (100, 5), (100, 30), (300, 4), (1000, 10)]
THOUSANDTHS = 1000  # rows are kept to three decimals, as whole numbers
CHAINS, DRAWS = 2, 40_000


@dataclass(frozen=True, eq=False)
class Reference:
    """One data set; ``mean``, ``sd``, ``low``, ``high`` (k,) are NUTS's, intercept first."""

    name: str
    prior: Prior
    rows: np.ndarray
    cramped: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    low: np.ndarray
    high: np.ndarray


def references() -> list[Reference]:
    return [_read(path) for path in sorted(FOLDER.glob("*.json"))]


def judged(prior, rows, cramped, *, draws=DRAWS, seed=1):
    """Mean, sd, 5 % and 95 % of a long NUTS run, (4, k), and its draws (chains, draws, k)."""
    from nuts import long_run

    near = posterior(prior, rows, cramped)
    drawn = long_run(
        prior, rows, cramped, centre=near.mean, covariance=near.covariance,
        n_draws=draws, chains=CHAINS, seed=seed,
    )  # fmt: skip
    every = drawn.reshape(-1, drawn.shape[-1])
    ends = np.percentile(every, [5, 95], axis=0)
    return np.stack([every.mean(axis=0), every.std(axis=0), *ends]), drawn


def _read(path: Path) -> Reference:
    kept = json.loads(path.read_text())
    spread, across = np.array(kept["prior_sd"]), np.array(kept["prior_with_intercept"])
    covariance = np.diag(spread**2)
    covariance[0], covariance[:, 0] = across, across
    packed = zlib.decompress(base64.b64decode(kept["rows"]))
    rows = np.frombuffer(packed, dtype="<i2").reshape(kept["runs"], -1) / THOUSANDTHS
    cramped = np.zeros(kept["runs"])
    cramped[kept["cramped"]] = 1
    prior = Prior(np.array(kept["prior_mean"]), covariance, np.zeros(0))
    result = (np.array(kept[part]) for part in ("mean", "sd", "low", "high"))
    return Reference(path.stem, prior, rows, cramped, *result)


def _write(name: str, prior: Prior, rows: np.ndarray, cramped: np.ndarray) -> None:
    whole = np.round(rows * THOUSANDTHS).astype("<i2")
    mean, sd, low, high = judged(prior, whole / THOUSANDTHS, cramped)[0].round(5).tolist()
    kept = {
        "made_by": f"blackjax NUTS, {CHAINS} chains of {DRAWS}, by tests/references.py",
        "runs": len(cramped),
        "cramped": np.flatnonzero(cramped).tolist(),
        "prior_mean": prior.mean.tolist(),
        "prior_sd": np.sqrt(np.diag(prior.covariance)).tolist(),
        "prior_with_intercept": prior.covariance[0].tolist(),
        "mean": mean, "sd": sd, "low": low, "high": high,
        "rows": base64.b64encode(zlib.compress(whole.tobytes(), 9)).decode(),
    }  # fmt: skip
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n")


def main() -> None:
    import known_truth
    from uncramp.model.prior import prior
    from uncramp.store.registry import registry

    for n, cramps in CELLS:
        cell = known_truth.runners(np.random.default_rng(n + cramps), prior(registry()), n, cramps)
        field, who = next((p, r) for p, r in cell if r.n_cramps == cramps)
        _write(f"{n}-runs-{cramps}-cramps", field, who.rows, who.cramped)


if __name__ == "__main__":
    main()
