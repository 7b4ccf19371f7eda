"""FIT files put together message by message, and damaged, for what our writer never writes."""

from __future__ import annotations

import struct
import time

import numpy as np
from fitdecode.utils import compute_crc

from uncramp.activity.fit import read
from uncramp.terms.errors import InputError

CODES = {0x00: "B", 0x01: "b", 0x02: "B", 0x0D: "B", 0x83: "h", 0x84: "H", 0x85: "i", 0x86: "I",
         0x88: "f"}  # fmt: skip
TIME = (253, 0x86)
START = 1_100_000_000  # on FIT's clock: November 2024


class Message:
    """A kind of message: its definition, and messages of it."""

    def __init__(self, local, number, fields, *, developer=(), big=False):
        """`fields` are (number, base type) or (number, base type, count)."""
        self.local, self.number, self.developer, self.big = local, number, developer, big
        self.fields = [(*f, 1)[:3] for f in fields]
        self.order = ">" if big else "<"

    def definition(self):
        head = struct.pack("BBB", 0x40 | (0x20 if self.developer else 0) | self.local, 0, self.big)
        number = struct.pack(self.order + "H", self.number)
        return head + number + self._fields() + self._developer()

    def _fields(self):
        triples = [bytes((n, self._size(base, count), base)) for n, base, count in self.fields]
        return bytes((len(triples),)) + b"".join(triples)

    def _developer(self):
        if not self.developer:
            return b""
        triples = [bytes((n, self._size(base, 1), 0)) for n, base in self.developer]
        return bytes((len(triples),)) + b"".join(triples)

    @staticmethod
    def _size(base, count):
        return count if base == 0x07 else count * struct.calcsize(CODES[base])

    def data(self, *values, header=None):
        """One message; text as bytes, arrays as tuples."""
        out = bytes((self.local if header is None else header,))
        kinds = [f[1] for f in self.fields] + [base for _, base in self.developer]
        for base, value in zip(kinds, values, strict=True):
            if isinstance(value, bytes):
                out += value
            else:
                many = value if isinstance(value, tuple) else (value,)
                out += struct.pack(f"{self.order}{len(many)}{CODES[base]}", *many)
        return out

    def __call__(self, *rows):
        """The definition and a message for each row."""
        return self.definition() + b"".join(self.data(*row) for row in rows)


def fit_file(*parts, header=14, size=None, header_crc=None, crc=None):
    """A whole file with right checksums, but for what is named."""
    body = b"".join(parts)
    head = struct.pack("<BBHI4s", header, 0x20, 2195, len(body) if size is None else size, b".FIT")
    if header == 14:
        head += struct.pack("<H", compute_crc(head) if header_crc is None else header_crc)
    whole = head + body
    return whole + struct.pack("<H", compute_crc(whole) if crc is None else crc)


FILE_ID = Message(0, 0, [(0, 0x00), (1, 0x84), (2, 0x84)])
ACTIVITY_FILE = FILE_ID((4, 1, 3113))


def records(fields, rows, *, local=1, big=False, start=START):
    """Records one second apart, each row being the values after the time."""
    kind = Message(local, 20, [TIME, *fields], big=big)
    return kind(*((start + i, *row) for i, row in enumerate(rows)))


def session(start, *, sport=1, sub_sport=0, local=2):
    kind = Message(local, 18, [TIME, (2, 0x86), (5, 0x00), (6, 0x00)])
    return kind((start + 3600, start, sport, sub_sport))


def mutated(data, rng):
    """Bits flipped, bytes lost, slipped in, zeroed, swapped or cut, one to eight times."""
    out = bytearray(data)
    for _ in range(rng.integers(1, 9)):
        if not out:
            break
        at, length = int(rng.integers(0, len(out))), int(rng.integers(1, 64))
        kind = rng.integers(0, 6)
        if kind == 0:
            out[at] ^= 1 << int(rng.integers(0, 8))
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = rng.bytes(length)
        elif kind == 3:
            out[at : at + length] = bytes(len(out[at : at + length]))
        elif kind == 4:
            out[at : at + length] = rng.bytes(len(out[at : at + length]))
        elif len(out) > 200:
            del out[max(at, 100) :]
    return bytes(out)


def assert_survived(data):
    """Salvaged, with rising time and told damage, or refused with a sentence; never slow."""
    begun = time.perf_counter()
    try:
        found = read(data)
    except InputError:
        found = ()
    assert time.perf_counter() - begun < 10
    for activity in found:
        columns = activity.columns
        assert len(columns) >= 2
        assert np.isnan(columns.time).all() or (np.diff(columns.time) > 0).all()
        assert all(getattr(columns, name).size == len(columns) for name in columns.__slots__)
        assert all(str(x) for x in (*activity.dropped, *activity.notes))
