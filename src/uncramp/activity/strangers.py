"""Files that are no activity: what each of them is, and what to do instead.

Runners pick the wrong file more often than a broken one: the archive around it, a
screenshot, the page that asked them to log in.
"""

from __future__ import annotations

import re
from typing import Final

from uncramp.terms.sentences import Sentence, sentence

HEAD: Final = 1024  # bytes
APPLE_DOUBLE: Final = b"\x00\x05\x16\x07"
MAGIC: Final = {
    b"PK\x03\x04": "a ZIP archive",
    b"PK\x05\x06": "an empty ZIP archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image or a sound",
    b"SQLite format 3": "a database",
}
CONTAINERS: Final = (b"ftyp",)  # from byte 4: pictures and films of phones
HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
KML: Final = re.compile(rb"<(?:\w+:)?kml\b")
ROW: Final = re.compile(rb"[^\n,;\t]*(?:[,;\t][^\n,;\t]*)+")


def kind_by_magic(data: bytes) -> str | None:
    """What kind of file its first bytes say it is; None where they say nothing."""
    if data[4:8] in CONTAINERS:
        return "a photo or a film"
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)


def what_it_is(data: bytes) -> Sentence:
    """One sentence for the person who gave it."""
    if not data:
        return sentence("The file is empty. Export the run again from the watch or its app.")
    if data.startswith(APPLE_DOUBLE):
        return sentence(
            "This is a note macOS keeps beside a file, not the recording. Use the file whose "
            "name does not begin with “._”."
        )
    if not data.strip(b"\0"):
        return sentence(
            "The file holds nothing but zeros: the recording was never written or was lost. "
            "Export the run again from the watch or its app."
        )
    kind = kind_by_magic(data)
    if kind is not None and "archive" in kind:
        return _an_archive(kind)
    return _not_an_activity(kind or _kind_of_text(data[:HEAD]))


def _an_archive(kind: str) -> Sentence:
    return sentence(
        "This is {kind}, not a single run. Unpack it and choose a .fit, .tcx or .gpx file in it; "
        "a whole export from Strava or Garmin can be imported as it is.",
        kind=kind,
    )


def _kind_of_text(head: bytes) -> str | None:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if HTML.search(text):
        return "a web page (perhaps the one that asks you to log in)"
    if KML.search(text):
        return "a KML map"
    if text[:1] == b"<":
        return "an XML file of another kind"
    if text[:1] in (b"{", b"["):
        return "a JSON file"
    return _kind_of_table(text)


def _kind_of_table(text: bytes) -> str | None:
    first, *rest = text.splitlines()[:3] or [b""]
    if rest and ROW.fullmatch(first) and first.isascii():
        return "a table (CSV)"
    printable = bytes(range(32, 127)) + b"\t\r\n"
    return "a text" if text and not text.translate(None, printable) else None


def _not_an_activity(kind: str | None) -> Sentence:
    if kind is None:
        return sentence(
            "This is no FIT, TCX or GPX file. Export the run again from the watch or its app."
        )
    return sentence(
        "This is {kind}, not a recorded run. Export the run as FIT, TCX or GPX from the watch "
        "or its app.",
        kind=kind,
    )
