"""How a failure of ours is written down: where it happened and its kind, never its words.

The words of an error may hold what a runner told; frames and kinds are enough to mend it.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """A record with its frames and the kind of error."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802  logging's own name
        kind, _, frames = ei
        where = "".join(traceback.format_tb(frames, limit=-6))
        return f"{where}{kind.__name__ if kind else 'unknown'}"


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "wordless": {"()": Wordless, "format": "{levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "wordless"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "uncramp": {"handlers": ["stderr"], "level": "WARNING"},
    },
}
