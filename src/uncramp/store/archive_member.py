"""One member of a ZIP, unpacked with its bytes counted as they come.

Nothing is ever written under a member's own name, and a damaged member still gives what
was whole of it.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from uncramp.store.archive_directory import data_offset
from uncramp.store.archive_limits import FREE, LARGEST_RATIO, MIB
from uncramp.store.archive_names import why_dangerous
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

PIECE: Final = 1 << 16  # bytes
ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
KNOWN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def why_refused(entry: zipfile.ZipInfo, largest: int) -> Sentence | None:
    """Why an entry is not unpacked, as far as its header tells; None where it may be."""
    if dangerous := why_dangerous(entry.orig_filename):
        return dangerous
    if stat.S_ISLNK(entry.external_attr >> 16):
        return sentence("it is a link to another file, not a recording")
    return _why_not_unpacked(entry) or _why_not_its_size(entry, largest)


def _why_not_unpacked(entry: zipfile.ZipInfo) -> Sentence | None:
    if entry.flag_bits & ENCRYPTED:
        return sentence("it is locked with a password. Unpack it and import what is in it")
    if entry.compress_type not in KNOWN:
        return sentence("it is packed in an unusual way. Unpack the archive and import the folder")
    return None


def _why_not_its_size(entry: zipfile.ZipInfo, largest: int) -> Sentence | None:
    if entry.file_size > largest:
        return _too_large(largest)
    if _too_dense(entry.file_size, entry.compress_size):
        return _dense()
    return None


def unpack(file: IO[bytes], entry: zipfile.ZipInfo, *, largest: int) -> tuple[bytes, bool]:
    """The bytes of a member, and whether they are what was packed.

    Raises InputError where they are more than `largest`, or far more than was packed.
    """
    out = bytearray()
    try:
        for piece in pieces(file, entry, largest=largest):
            out += piece
    except zlib.error:
        return bytes(out), False
    return bytes(out), zlib.crc32(out) == entry.CRC and len(out) == entry.file_size


def pieces(file: IO[bytes], entry: zipfile.ZipInfo, *, largest: int) -> Iterator[bytes]:
    """The same bytes piece by piece, for what is too large to hold; zlib.error at damage."""
    if refused := why_refused(entry, largest):
        raise InputError(refused)
    done = 0
    for piece in _raw(file, entry):
        done += len(piece)
        if done > largest:
            raise InputError(_too_large(largest))
        if _too_dense(done, entry.compress_size):
            raise InputError(_dense())
        yield piece


def _raw(file: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(data_offset(file, entry))
    left = entry.compress_size
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while left and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield piece
            continue
        while piece and not unpacker.eof:
            yield unpacker.decompress(piece, MIB)
            piece = unpacker.unconsumed_tail


def _too_dense(size: int, packed: int) -> bool:
    return size > FREE and size > LARGEST_RATIO * packed


def _too_large(largest: int) -> Sentence:
    return sentence("it unpacks to more than {most} MB: no recording does", most=largest // MIB)


def _dense() -> Sentence:
    return sentence(
        "it unpacks to more than {ratio} times its size: no recording does", ratio=LARGEST_RATIO
    )
