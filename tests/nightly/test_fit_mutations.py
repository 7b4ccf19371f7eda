"""A hundred thousand damaged files: salvaged or refused, quickly and in little memory."""

import resource

import numpy as np
import pytest

from fit_bytes import (
    ACTIVITY_FILE,
    START,
    Message,
    assert_survived,
    fit_file,
    mutated,
    records,
    session,
)
from recording import recorded
from uncramp.activity import fit_writer

FILES = 100_000
LARGEST = 150_000  # bytes; damage is as good in a short file
MEMORY = 400  # MiB that the process may grow by


def own_files():
    rows = [(150 + i % 9,) for i in range(300)]
    run = recorded(np.full(300, 3.0), heart_rate=150.0, altitude=400.0)
    return [
        fit_writer.write(run),
        fit_writer.write(run) * 3,
        fit_file(ACTIVITY_FILE, records([(3, 0x02)], rows, big=True), session(START)),
        fit_file(Message(1, 20, [(3, 0x02)])(*rows)),
    ]


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(20))
def test_mutated_files_are_salvaged_or_refused(seed, request):
    files = own_files() + [x for x in real(request) if len(x) <= LARGEST]
    rng = np.random.default_rng(1000 + seed)
    before = peak()
    for i in range(FILES // 20):
        assert_survived(mutated(files[i % len(files)], rng))
    assert peak() - before < MEMORY


def real(request):
    try:
        return [path.read_bytes() for path in request.getfixturevalue("real_fit_files")]
    except pytest.skip.Exception as absent:
        print(f"own files only: {absent}")  # noqa: T201
        return []


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
