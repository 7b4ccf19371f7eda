"""What the sandbox's child does with one uploaded run: reads and summarises it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from uncramp.actions.read_runs import runs_in
from uncramp.exposure.summary import summarise
from uncramp.store import codec
from uncramp.store.spoken import write_sentence

WORK = "uncramp.actions.upload_work:UploadWork"


class UploadWork:
    """The latest run of a file, as a summary up to `until` seconds.

    Parameters
    ----------
    setting : ``now``
    """

    def __init__(self, setting: dict[str, Any]) -> None:
        self._now = datetime.fromisoformat(setting["now"])

    def __call__(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        activity = runs_in(Path(task["path"]).read_bytes(), now=self._now)[-1]
        return {
            "summary": codec.write(summarise(activity, until=task["until"])),
            "notes": [write_sentence(said) for said in activity.notes],
            "dropped": [write_sentence(said) for said in activity.dropped],
        }, b""
