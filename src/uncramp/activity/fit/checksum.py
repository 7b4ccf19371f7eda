"""The checksum of a FIT file, at about the speed of reading it.

FIT ends with a CRC-16 whose polynomial is P = x^16 + x^15 + x^2 + 1. Byte by byte in
Python that costs more than everything else in a file. But P = (x + 1)(x^15 + x + 1), and
squaring is linear over GF(2), so x^(15·2^k) = x^(2^k) + 1 modulo the second factor for
every k: a message folds onto its own tail with a few wide exclusive-ors until 120 bytes
are left. The remainder modulo the first factor is the parity of all bits. Those two say
the remainder modulo P (the Chinese remainder theorem).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

REFLECTED: Final = 0xA001  # P without x^16, bits reversed, as the protocol writes it
TRINOMIAL: Final = 0xC001  # x^15 + x + 1, bits reversed in 16
SHORT: Final = 15  # words of 64 bits: 960 bits = 15 · 2^6


@cache
def _table() -> tuple[int, ...]:
    return tuple(_shifted(byte) for byte in range(256))


def _shifted(register: int) -> int:
    for _ in range(8):
        register = register >> 1 ^ (REFLECTED if register & 1 else 0)
    return register


def _byte_by_byte(data: bytes) -> int:
    table, register = _table(), 0
    for byte in data:
        register = register >> 8 ^ table[(register ^ byte) & 0xFF]
    return register


def _folded(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The last 15 words after the rest was folded onto them; overwrites `words`."""
    start, size = 0, words.size
    step = 1 << (size // SHORT).bit_length()
    while size > SHORT:
        if SHORT * step >= size:
            step >>= 1
            continue
        width = min(14 * step, size - SHORT * step)
        head = words[start : start + width].copy()
        words[start + 14 * step : start + 14 * step + width] ^= head
        words[start + SHORT * step : start + SHORT * step + width] ^= head
        start, size = start + width, size - width
    return words[start:]


def _odd(words: NDArray[np.uint64]) -> int:
    return int(np.bitwise_xor.reduce(words)).bit_count() & 1


def crc16(data: bytes | memoryview) -> int:
    """The FIT protocol's CRC-16 of `data` (reflected, from zero)."""
    if len(data) <= 8 * SHORT:
        return _byte_by_byte(bytes(data))
    padded = np.zeros(-(-len(data) // 8) * 8, np.uint8)  # zeros in front change no remainder
    padded[padded.size - len(data) :] = np.frombuffer(data, np.uint8)
    words = padded.view("<u8")
    parity = _odd(words)
    tail = _folded(words)
    register = _byte_by_byte(tail.tobytes())
    return register ^ (TRINOMIAL if _odd(tail) != parity else 0)
