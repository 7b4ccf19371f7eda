"""How fast and in how much memory are FIT files read, beside the open readers there are?

Every row reads the same files from memory to its own result, in this one run, median of
five. Ours is all-in: records, laps, sessions, events, developer fields, checksum, one
clock, implausible readings out. fitfast.records is records alone, fitfast.parse all
messages as dicts. Files that a reader refuses are left out of its row and counted.
"""

from __future__ import annotations

import gc
import importlib.util
import io
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import fitdecode
import fitfast
import numpy as np

from uncramp.activity import fit_writer
from uncramp.activity.activity import Activity, Columns
from uncramp.activity.fit import read
from uncramp.terms.errors import InputError

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "activities" / "fit"
ROUNDS = 5
Reader = Callable[[bytes], object]


def hour(seconds: int = 3600) -> Activity:
    """An hour of all columns, a sample a second."""
    time_, rng = np.arange(float(seconds)), np.random.default_rng(1)
    noise = rng.random(seconds)
    columns = Columns.of(
        seconds,
        time=time_,
        distance=3 * time_,
        speed=3 + noise / 2,
        altitude=400 + noise,
        heart_rate=np.rint(150 + 5 * noise),
        step_rate=170 + 4 * noise,
        power=np.rint(250 + 20 * noise),
        temperature=np.full(seconds, 18.0),
        ground_contact_time=240 + 5 * noise,
        ground_contact_balance=50 + noise,
        vertical_oscillation=80 + 3 * noise,
        step_length=1000 + 20 * noise,
        latitude=47 + 2.7e-5 * time_,
        longitude=8 + 1e-5 * time_,
    )
    return Activity("running", "", datetime(2026, 5, 1, 7, tzinfo=UTC), columns)


def files() -> list[bytes]:
    real = [path.read_bytes() for path in sorted(REAL.glob("*.fit"))]
    if not real:
        print(f"shared/data is absent: twelve hours of our own instead of real files at {REAL}")
    return real or [fit_writer.write(hour())] * 12


def with_fitdecode(data: bytes) -> object:
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        return [
            {f.name: f.value for f in frame.fields}
            for frame in reader
            if frame.frame_type == fitdecode.FIT_FRAME_DATA
        ]


def readers() -> Iterator[tuple[str, Reader]]:
    yield "merely reading the bytes", lambda data: np.frombuffer(data, np.uint8).copy()
    yield "uncramp", read
    yield "fitfast.records", fitfast.records
    yield "fitfast.parse", fitfast.parse
    yield "fitdecode", with_fitdecode
    if importlib.util.find_spec("fitparse") is None:
        print("fitparse is not installed here; `./dev bench` installs it.")
        return
    import fitparse

    yield "fitparse", lambda data: [m.get_values() for m in fitparse.FitFile(data).messages]


def readable(reader: Reader, some: list[bytes]) -> list[bytes]:
    return [data for data in some if not fails(reader, data)]


def fails(reader: Reader, data: bytes) -> bool:
    try:
        reader(data)
    except (InputError, fitfast.FitDecodeError, fitdecode.FitError):
        return True
    return False


def seconds(reader: Reader, some: list[bytes]) -> tuple[float, float]:
    """Medians over the rounds for all files: the reader's and ours, turn by turn."""
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(once(reader, some))
        ours.append(once(read, some))
    return statistics.median(theirs), statistics.median(ours)


def once(reader: Reader, some: list[bytes]) -> float:
    gc.collect()
    begun = time.perf_counter()
    for data in some:
        reader(data)
    return time.perf_counter() - begun


def peak(reader: Reader, some: list[bytes]) -> float:
    """Most memory over any file beside the result, in sizes of that file; Rust's is not seen."""
    worst = 0.0
    for data in some:
        tracemalloc.start()
        result = reader(data)
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        worst = max(worst, (most - kept) / len(data))
        del result
    return worst


def count(some: list[bytes]) -> int:
    return sum(len(activity.columns) for data in some for activity in read(data))


def main() -> None:
    some = files()
    print(f"{len(some)} files, {sum(map(len, some)) / 1e6:.2f} MB, {count(some)} samples")
    print(
        f"{'reader':26}{'ms/MB':>9}{'µs/sample':>11}{'x ours':>9}{'extra/file':>11}{'refused':>9}"
    )
    large = [data for data in some if len(data) > 100_000]
    for name, reader in readers():
        mine = readable(reader, some)
        taken, ours = seconds(reader, mine)
        print(
            f"{name:26}{1e9 * taken / sum(map(len, mine)):9.3f}{1e6 * taken / count(mine):11.3f}"
            f"{taken / ours:9.2f}{peak(reader, large[:4]):11.1f}{len(some) - len(mine):9}"
        )
    whole = fit_writer.write(hour())
    run = hour()
    taken = statistics.median(once(lambda _: fit_writer.write(run), [b""]) for _ in range(ROUNDS))
    print(f"writing an hour of all columns ({len(whole)} bytes): {1e3 * taken:.2f} ms")


if __name__ == "__main__":
    sys.exit(main())
