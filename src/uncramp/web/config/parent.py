"""A child that ends with the process that started it, however that one ended."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Final

EVERY: Final = 0.5  # s


def with_parent(parent: int, end: Callable[[], None]) -> None:
    """Call `end` once `parent` is gone: killed with -9 it tells nobody, but its children are
    adopted by another process.
    """
    threading.Thread(target=_follow, args=(parent, end), daemon=True).start()


def _follow(parent: int, end: Callable[[], None]) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    end()
