"""gzip, as Strava packs every file of an export, with a limit on what it may unpack to.

A gzip of 50 kB can hold 50 MB of zeros, and several can stand one after the other, so what
comes out is counted while it comes. One cut short still gives what was whole.
"""

from __future__ import annotations

import zlib
from types import ModuleType
from typing import Final

from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

GZIP: Final = b"\x1f\x8b"
HEADER: Final = 10  # bytes, without the parts that the flags announce
HEADER_SUM, EXTRA, NAME, COMMENT = 2, 4, 8, 16  # the flags
TRAILER: Final = 8  # bytes: checksum and size
PIECE: Final = 1 << 12  # bytes, in; so much may be lost at a damaged place
MOST: Final = 256 << 20  # bytes, out
FREE: Final = 1 << 20  # bytes, out, up to which the ratio does not matter
LARGEST_RATIO: Final = 200  # a TCX of one repeated point packs to about a fiftieth


def is_gzip(data: bytes) -> bool:
    return data[:2] == GZIP


def unpacked(data: bytes) -> tuple[bytes, Sentence | None]:
    """What is in a gzip, all members of it, and what was wrong with it, if anything.

    Raises InputError where it would unpack to more than 256 MiB, or to more than 200 times
    its size beyond the first MiB.
    """
    packer = _packer()
    out, at, whole = bytearray(), 0, True
    try:
        while data[at : at + 2] == GZIP and whole:
            begin = len(out)
            at = _member(packer, data, _after_header(data, at), out)
            said = data[at : at + TRAILER]
            whole = said[:4] == packer.crc32(memoryview(out)[begin:]).to_bytes(4, "little")
            at += TRAILER
    except (packer.error, EOFError):
        whole = False
    return bytes(out), None if whole else _damaged(len(out))


def _packer() -> ModuleType:
    """The faster of two: isal takes half the time; zlib is there where isal has no wheel."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib
    module: ModuleType = isal_zlib
    return module


def _after_header(data: bytes, at: int) -> int:
    """Where the packed bytes of a member begin (RFC 1952, 2.3)."""
    flags, after = data[at + 3 : at + 4], at + HEADER
    if not flags:
        raise EOFError
    if flags[0] & EXTRA:
        after += 2 + int.from_bytes(data[after : after + 2], "little")
    for text in (NAME, COMMENT):
        if flags[0] & text:
            after = data.find(b"\0", after) + 1 or len(data)
    return after + (2 if flags[0] & HEADER_SUM else 0)


def _member(packer: ModuleType, data: bytes, at: int, out: bytearray) -> int:
    """Unpack one member into `out`; where its packed bytes end.

    Without zlib's own handling of header and checksum, which would keep back what is whole.
    """
    unpacker = packer.decompressobj(-zlib.MAX_WBITS)
    while not unpacker.eof:
        piece = data[at : at + PIECE]
        if not piece:
            raise EOFError
        at += len(piece)
        while piece and not unpacker.eof:
            out += unpacker.decompress(piece, FREE)
            _within_limits(len(out), len(data))
            piece = unpacker.unconsumed_tail
    return at - len(unpacker.unused_data)


def _within_limits(size: int, packed: int) -> None:
    if size > MOST or size > max(FREE, LARGEST_RATIO * packed):
        raise InputError.of(
            "This gzip unpacks to more than {most} MB or {ratio} times its size: no watch file "
            "does. Export the run again from the watch or its app.",
            most=MOST >> 20,
            ratio=LARGEST_RATIO,
        )


def _damaged(size: int) -> Sentence:
    return sentence(
        "The gzip around this file is damaged or cut off; the first {size} bytes of what was "
        "in it were read.",
        size=size,
    )
