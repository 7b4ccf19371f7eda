"""Any file a runner hands us: recognised by what is in it, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from uncramp.activity.activity import Activity
from uncramp.activity.running import is_run, why_not_a_run
from uncramp.activity.strangers import kind_by_magic, what_it_is
from uncramp.activity.unpacking import is_gzip, unpacked
from uncramp.terms.errors import InputError

__all__ = ["is_run", "read", "why_not_a_run"]

Reader = Callable[[bytes], tuple[Activity, ...]]

TCX: Final = b"TrainingCenterDatabase"
GPX: Final = b"gpx"
XML: Final = (TCX, GPX)
PAGES: Final = (b"html", b"HTML", b"kml")
POINTS: Final = {b"<Trackpoint": TCX, b"<trkpt": GPX}
BEFORE: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte order marks and blanks
HEAD: Final = 4096  # bytes in which the first element of an XML file begins
FIRST_ELEMENT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]\w*)")


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in a FIT, TCX or GPX file, plain or in a gzip, in file order.

    Raises InputError with a sentence that says what was given instead, and what to do,
    where it is none of these, hostile, or holds no activity. A damaged file gives what is
    whole; each activity's ``dropped`` tells the rest.
    """
    if not is_gzip(data):
        return _read(data)
    inside, damage = unpacked(data)
    if is_gzip(inside):
        raise InputError.of(
            "This is a gzip within a gzip. Unpack it once and choose the file inside."
        )
    activities = _read(inside)
    if damage is None:
        return activities
    return tuple(replace(x, dropped=(damage, *x.dropped)) for x in activities)


def _read(data: bytes) -> tuple[Activity, ...]:
    reader = _reader(data)
    if reader is None:
        raise InputError(what_it_is(data))
    return reader(data)


def _reader(data: bytes) -> Reader | None:
    """The reader for what the bytes are; None for what is no activity file."""
    if data[8:12] == b".FIT":
        from uncramp.activity import fit

        return fit.read
    first = _first_element(data)
    if first in XML or kind_by_magic(data) is not None or first in PAGES:
        return _xml_reader(first)
    # Neither whole nor anything else we know: perhaps the beginning is lost.
    return _xml_reader(next((root for point, root in POINTS.items() if point in data), b""))


def _xml_reader(root: bytes) -> Reader | None:
    if root == TCX:
        from uncramp.activity import tcx

        return tcx.read
    if root == GPX:
        from uncramp.activity import gpx

        return gpx.read
    return None


def _first_element(data: bytes) -> bytes:
    """The name of the first element, without its prefix; empty where it is no XML."""
    head = data[:HEAD].replace(b"\0", b"").lstrip(BEFORE)  # UTF-16 has a zero in each letter
    found = FIRST_ELEMENT.search(head) if head.startswith(b"<") else None
    return found[1] if found else b""
