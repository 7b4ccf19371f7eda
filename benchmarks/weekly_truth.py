"""How long does the weekly truth take, over sixty answered runs of a diary of fourteen months?"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from uncramp.actions.make_sample_runner import make_sample_runner
from uncramp.actions.weekly_truth import weekly_truth
from uncramp.store.library import MemoryLibrary
from uncramp.store.shelf import FolderShelf
from uncramp.store.words import render

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TIMES = 5


def main() -> None:
    library = MemoryLibrary()
    with tempfile.TemporaryDirectory() as folder:
        make_sample_runner(library=library, shelf=FolderShelf(Path(folder)), now=NOW)
    print(f"{'call':>6} {'seconds':>8}  what it says")
    for call in range(1, TIMES + 1):
        began = time.perf_counter()
        truth = weekly_truth(library=library, now=NOW)
        took = time.perf_counter() - began
        print(f"{call:>6} {took:>8.3f}  {render(truth.said) if truth else 'nothing yet'}")


if __name__ == "__main__":
    main()
