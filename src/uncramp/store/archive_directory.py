"""The list at the end of a ZIP, checked before it is believed.

A ZIP of 35 kB can list the same bytes a thousand times and unpack to gigabytes, and older
Pythons believe it. So the list's own size is checked before it is read, and every entry
must have its own stretch of the file.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from typing import IO, Final

from uncramp.store.archive_limits import GIB, LARGEST_DIRECTORY
from uncramp.terms.errors import InputError

END: Final = b"PK\x05\x06"
END_64: Final = b"PK\x06\x06"
END_SIZE: Final = 22  # bytes, without the comment
COMMENT: Final = 1 << 16  # bytes, the longest
LOCAL: Final = struct.Struct("<4s22xHH")  # magic, then the lengths of name and extra


def directory(file: IO[bytes], *, largest: int, most: int) -> list[zipfile.ZipInfo]:
    """Every entry of the ZIP in `file`, in its order.

    Raises InputError for what is no whole ZIP, is larger than `largest` bytes, lists more
    than `most` entries, or lists bytes twice.
    """
    size = file.seek(0, 2)
    if size > largest:
        raise InputError.of(
            "The archive is larger than {most} GB. Unpack it and import the folder.",
            most=largest // GIB,
        )
    _check_end(file, size, most)
    try:
        with zipfile.ZipFile(file) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise _damaged() from None
    if len(found) > most:
        raise _too_many(len(found), most)
    _check_overlaps(file, found, size)
    return found


def _check_end(file: IO[bytes], size: int, most: int) -> None:
    """The closing record: how many entries, and how long the list is, before it is read."""
    tail_at = max(0, size - END_SIZE - COMMENT - 56 - 20)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise _damaged()
    count, length = struct.unpack_from("<HI", tail, at + 10)
    wide = tail.rfind(END_64, 0, at)
    if wide >= 0 and len(tail) - wide >= 48:
        count, length = struct.unpack_from("<QQ", tail, wide + 32)
    if count > most:
        raise _too_many(count, most)
    if length > min(size, LARGEST_DIRECTORY):
        raise _damaged()


def _check_overlaps(file: IO[bytes], found: Iterable[zipfile.ZipInfo], size: int) -> None:
    """Each entry begins after the one before it has ended."""
    ended = 0
    for entry in sorted(found, key=lambda x: x.header_offset):
        if entry.header_offset < ended:
            raise InputError.of(
                "The archive lists the same bytes more than once, which only a hostile file "
                "does. Download the export again."
            )
        ended = data_offset(file, entry) + entry.compress_size
        if ended > size:
            raise _damaged()


def data_offset(file: IO[bytes], entry: zipfile.ZipInfo) -> int:
    """Where the packed bytes of `entry` begin."""
    file.seek(entry.header_offset)
    head = file.read(LOCAL.size)
    if len(head) < LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise _damaged()
    _, name, extra = LOCAL.unpack(head)
    return entry.header_offset + LOCAL.size + int(name) + int(extra)


def _damaged() -> InputError:
    return InputError.of(
        "This is no whole ZIP archive: its list of contents is missing or wrong, as after a "
        "download that was cut off. Download it again."
    )


def _too_many(count: int, most: int) -> InputError:
    return InputError.of(
        "The archive lists {count} files; up to {most} are read. Unpack it and import the "
        "folders in it one by one.",
        count=count,
        most=most,
    )
