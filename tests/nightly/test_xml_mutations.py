"""A hundred thousand damaged TCX and GPX files: a sentence or what is whole, never a hang."""

from __future__ import annotations

import random
import resource
import time

import numpy as np
import pytest

from uncramp.activity import file
from uncramp.terms.errors import InputError
from xml_samples import activity, gpx, lap, real_files, steady, tcx, track

OWN = 90_000  # mutations of files of our own
REAL = 10_000  # of real ones, which are a hundred times longer
SEED = 20_261_122


def flipped(data, rng):
    for _ in range(rng.choice((1, 1, 3, 30))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def cut(data, rng):
    del data[rng.randrange(len(data)) :]


def holed(data, rng):
    at, size = rng.randrange(len(data)), rng.choice((1, 40, 512, 4096))
    data[at : at + size] = bytes(len(data[at : at + size]))


def missing(data, rng):
    at = rng.randrange(len(data))
    del data[at : at + rng.choice((1, 10, 300, 5000))]


def repeated(data, rng):
    at, size = rng.randrange(len(data)), rng.choice((1, 10, 300, 5000))
    data[at:at] = data[at : at + size] * rng.choice((1, 2, 20))


def moved(data, rng):
    at, to = rng.randrange(len(data)), rng.randrange(len(data))
    piece = data[at : at + 400]
    del data[at : at + 400]
    data[to:to] = piece


def strange(data, rng):
    words = (
        b"< > & </ <!-- --> <![CDATA[ ]]> <!DOCTYPE nan inf 1e999 - \xff\xfe &#0; &x; <?".split()
    )
    at = rng.randrange(len(data))
    data[at:at] = rng.choice(words)


MUTATIONS = (flipped, cut, holed, missing, repeated, moved, strange)


def survives(original, rng):
    """Whether anything was read of a mutated copy; fails on a hang or a clock that falls."""
    data = bytearray(original)
    for _ in range(rng.choice((1, 1, 2, 5))):
        if data:
            rng.choice(MUTATIONS)(data, rng)
    began = time.process_time()
    try:
        found = file.read(bytes(data))
    except InputError as refused:
        assert str(refused)  # noqa: PT017 - anything but an InputError fails the test
        found = ()
    assert time.process_time() - began < 10
    for run in found:
        known = np.isfinite(run.columns.time)
        assert np.all(np.diff(run.columns.time[known]) > 0)
        assert all(map(str, (*run.notes, *run.dropped)))
        file.why_not_a_run(run)
    return bool(found)


def own_files():
    points = [p | {"speed": 3.0, "cadence": 85.0} for p in steady(60)]
    laps = lap([points[:30]], timer=30) + lap([points[30:40], points[40:]], start=30, timer=30)
    return [tcx(activity(laps), activity(laps, sport="Biking")), gpx(track(points, points))]


def loop(files, count):
    rng = random.Random(SEED)
    read = sum(survives(rng.choice(files), rng) for _ in range(count))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000  # kB
    return read / count


@pytest.mark.nightly
def test_mutated_files_of_our_own_are_read_or_refused_in_words():
    assert loop(own_files(), OWN) > 0.8


@pytest.mark.nightly
def test_mutated_real_files_are_read_or_refused_in_words():
    files = [x.read_bytes() for x in real_files("tcx", "gpx") if x.stat().st_size < 400_000]
    assert loop(files, REAL) > 0.8
