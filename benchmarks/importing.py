"""How long does a whole export take, how much memory, and how long does a second copy of it?

Archives of one-hour runs, one sample a second with places, heart rate, altitude, cadence and
temperature, packed as Strava packs them. Each import is a process of its own, measured from
outside: start, tables, reading, storing, summarising and all.

    ./dev run python benchmarks/importing.py            300 and 900 runs
    ./dev run python benchmarks/importing.py 300 3000   or others
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np
from made_runs import easy_run

SECONDS = 3600


def export(path: Path, runs: int, dice: np.random.Generator) -> None:
    """An archive in Strava's layout."""
    rows = ["Activity ID,Activity Date,Activity Name,Activity Type,Filename"]
    with zipfile.ZipFile(path, "w") as archive:
        for day in range(runs):
            name = f"activities/{day}.fit.gz"
            archive.writestr(name, gzip.compress(easy_run(day, SECONDS, dice), 6))
            rows.append(f"{day},date,Run,Run,{name}")
        archive.writestr("activities.csv", "\n".join(rows))


def imported(path: Path, library: Path) -> tuple[float, float]:
    """Seconds, and the peak memory in MB of the largest process."""
    begun = time.perf_counter()
    words = ["uncramp", "import", str(path), "--library", str(library), "--json"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, *(_resident(pid) for pid in _family(process.pid)))
        time.sleep(0.05)
    if process.returncode:
        raise SystemExit(process.stderr.read().decode() if process.stderr else "failed")
    return time.perf_counter() - begun, peak


def _family(pid: int) -> list[int]:
    """A process and everything it started."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM")), 0.0)


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or [300, 900]
    dice = np.random.default_rng(5)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    print("runs | import s | ms a run | peak MB | second copy s | times faster")
    with tempfile.TemporaryDirectory() as folder:
        for runs in counts:
            path, library = Path(folder) / f"{runs}.zip", Path(folder) / f"library{runs}"
            export(path, runs, dice)
            copy = path.with_name(f"{runs} (1).zip")
            copy.write_bytes(path.read_bytes())
            seconds, peak = imported(path, library)
            again, _ = imported(copy, library)
            each = 1000 * seconds / runs
            row = f"{seconds:8.1f} | {each:8.1f} | {peak:7.0f} | {again:13.2f}"
            print(f"{runs:4d} | {row} | {seconds / again:.1f}", flush=True)


if __name__ == "__main__":
    main()
