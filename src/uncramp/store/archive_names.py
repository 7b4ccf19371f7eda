"""Names inside archives: which are activities, which are dangerous, and how to show them."""

from __future__ import annotations

import re
from typing import Final

from uncramp.store.archive_limits import LONGEST_NAME
from uncramp.terms.sentences import Sentence, sentence

ACTIVITY: Final = re.compile(r"\.(fit|tcx|gpx)(\.gz)?$", re.IGNORECASE)
ARCHIVE: Final = re.compile(r"\.zip$", re.IGNORECASE)
BESIDE: Final = re.compile(r"(^|/)(__MACOSX/|\._)")  # notes that macOS keeps beside files
DRIVE: Final = re.compile(r"^[A-Za-z]:")
UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def is_activity(name: str) -> bool:
    """Whether the name is that of a FIT, TCX or GPX file, packed or not."""
    return bool(ACTIVITY.search(shown(name).rstrip(". "))) and not BESIDE.search(name)


def is_archive(name: str) -> bool:
    """Whether the name is that of a ZIP."""
    return bool(ARCHIVE.search(name)) and not BESIDE.search(name)


def shown(name: str) -> str:
    """The name as it may be put on a screen: nothing unseen, nothing that turns text around."""
    return UNSEEN.sub("�", name.encode(errors="replace").decode())[:LONGEST_NAME]


def why_dangerous(name: str) -> Sentence | None:
    """Why a name must not be trusted; None for an ordinary one."""
    path = name.replace("\\", "/")
    if len(name.encode(errors="replace")) > LONGEST_NAME:
        return sentence("its name is longer than {most} bytes", most=LONGEST_NAME)
    if UNSEEN.search(name):
        return sentence("its name holds characters that cannot be seen, which hide what it is")
    if path.startswith("/") or DRIVE.match(path) or ".." in path.split("/"):
        return sentence("its name points outside the archive")
    return None
