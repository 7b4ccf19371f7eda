"""Files made to hurt whoever opens them. Each is small here; some are not once opened."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import numpy as np

from recording import recorded
from uncramp.activity import fit_writer

GPX = b'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>%s</trkseg></trk></gpx>'
TCX = b'<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">%s</TrainingCenterDatabase>'


def good_run(day: int = 0, minutes: int = 12) -> bytes:
    """A small FIT file of an ordinary run; another one each day."""
    from datetime import timedelta

    from recording import NOW

    speed = 3 + 0.2 * np.sin(np.arange(60 * minutes) / (40 + day))
    return fit_writer.write(
        recorded(speed, started_at=NOW - timedelta(days=9 + day), heart_rate=150.0)
    )


def zipped(members, *, method=zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of (name or ZipInfo, bytes) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def entry(name="a.fit", **changes) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for key, value in changes.items():
        setattr(info, key, value)
    return info


def renamed(archive: bytes, old: bytes, new: bytes) -> bytes:
    """Another name of the same length, in both places where a ZIP keeps it."""
    assert len(old) == len(new)
    return archive.replace(old, new)


def listed(archive: bytes, at: int, form: str, value: int) -> bytes:
    """One number in the first entry of the list at the end changed."""
    place = archive.index(b"PK\x01\x02") + at
    out = bytearray(archive)
    struct.pack_into(form, out, place, value)
    return bytes(out)


def closing(archive: bytes, at: int, form: str, value: int) -> bytes:
    """One number in the closing record changed."""
    out = bytearray(archive)
    struct.pack_into(form, out, archive.rindex(b"PK\x05\x06") + at, value)
    return bytes(out)


def overlapping(times=500) -> bytes:
    """One packed stretch of zeros, listed many times."""
    one = zipped([("000.fit", bytes(1 << 20))])
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    body, line = one[:at], one[at:end]
    lines = b"".join(line.replace(b"000.fit", b"%03d.fit" % i) for i in range(times))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, times, times, len(lines), at, 0)
    return body + lines + tail


def one_inside_the_other() -> bytes:
    """A stored member whose bytes are themselves a listed member."""
    inner = zipped([("b.fit", bytes(5000))], method=zipfile.ZIP_STORED)
    whole = bytearray(zipped([("a.fit", inner)], method=zipfile.ZIP_STORED))
    at = whole.rindex(b"PK\x01\x02")
    line = bytearray(whole[at : whole.rindex(b"PK\x05\x06")])
    struct.pack_into("<I", line, 42, 30 + len("a.fit"))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(line), at, 0)
    return bytes(whole[: at + len(line)]) + bytes(line) + tail


def quine_like(depth=6) -> bytes:
    data = zipped([("x.fit", bytes(1000))])
    for level in range(depth):
        data = zipped([(f"{level}.zip", data)])
    return data


ORDINARY = zipped([("a.fit", b"not a fit file at all" * 40)])


def archives() -> dict[str, bytes]:
    """ZIPs that hurt as ZIPs; none of them holds a run."""
    link = entry("link.fit", external_attr=(0o120777 << 16))
    return {
        "bytes listed 500 times": overlapping(),
        "one member inside another": one_inside_the_other(),
        "archives within archives within archives": quine_like(),
        "zeros, 1:1000": zipped([("zeros.fit", bytes(30 << 20))]),
        "zeros beyond the largest": zipped([("zeros.fit", bytes(60 << 20))]),
        "zeros that call themselves small": listed(
            zipped([("a.fit", bytes(30 << 20))]), 24, "<I", 1000
        ),
        "a member that calls itself 4 GB": listed(ORDINARY, 24, "<I", 0xFFFFFFFE),
        "packed bytes beyond the end": listed(ORDINARY, 20, "<I", 0x7FFFFFFF),
        "a member that begins beyond the end": listed(ORDINARY, 42, "<I", 0x7FFFFFFF),
        "a member that begins in the list": listed(ORDINARY, 42, "<I", len(ORDINARY) - 30),
        "no local header": ORDINARY.replace(b"PK\x03\x04", b"PK\x03\x07"),
        "a list that calls itself 4 GB": closing(ORDINARY, 12, "<I", 0xFFFFFFF0),
        "a list that stands nowhere": closing(ORDINARY, 16, "<I", 0xFFFFFFF0),
        "60,000 entries promised": closing(closing(ORDINARY, 10, "<H", 60_000), 8, "<H", 60_000),
        "250,000 entries": many_entries(),
        "a wide list of 2^60 entries": wide(1 << 60, 100),
        "a wide list of 2^60 bytes": wide(1, 1 << 60),
        "several disks": closing(ORDINARY, 4, "<H", 7),
        "cut off": ORDINARY[:-30],
        "only the beginning": ORDINARY[:40],
        "only the end": ORDINARY[-22:],
        "an empty ZIP": zipped([]),
        "a password": listed(ORDINARY, 8, "<H", 0x1),
        "strong encryption": listed(ORDINARY, 8, "<H", 0x41),
        "a hidden directory": listed(ORDINARY, 8, "<H", 0x2001),
        "packed by bzip2": zipped([("a.fit", bytes(1 << 20))], method=zipfile.ZIP_BZIP2),
        "packed by LZMA": zipped([("a.fit", bytes(1 << 20))], method=zipfile.ZIP_LZMA),
        "packed by method 99": listed(ORDINARY, 10, "<H", 99),
        "a symlink": zipped([(link, b"/etc/passwd")]),
        "up and away": zipped([("../../../../tmp/a.fit", b"x")]),
        "up and away, backwards": zipped([("..\\..\\a.fit", b"x")]),
        "from the root": zipped([("/etc/a.fit", b"x")]),
        "from a drive": zipped([("C:/a.fit", b"x")]),
        "from another computer": zipped([("\\\\server\\share\\a.fit", b"x")]),
        "a NUL in the name": renamed(zipped([("aXb.fit", b"x")]), b"aXb.fit", b"a\0b.fit"),
        "a name that turns around": zipped([("a\u202egpj.fit", b"x")]),
        "a name with a bell": zipped([("a\x07.fit", b"x")]),
        "a name that clears the screen": zipped([("\x1b[2J.fit", b"x")]),
        "a name of 60,000 letters": zipped([("a" * 60_000 + ".fit", b"x")]),
        "wrong packed bytes": broken_deflate(),
        "an archive within, a bomb": zipped([("b.zip", zipped([("a.fit", bytes(60 << 20))]))]),
        "an archive within, dense": zipped([("b.zip", bytes(60 << 20))]),
        "an archive within, cut off": zipped([("b.zip", ORDINARY[:-9])]),
    }


def many_entries() -> bytes:
    """A quarter of a million empty members."""
    at = 0
    local, central = [], []
    for i in range(250_000):
        name = b"%06d.fit" % i
        local.append(struct.pack("<4s5H3I2H", b"PK\x03\x04", *[0] * 8, len(name), 0) + name)
        head = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *[0] * 9, len(name), *[0] * 5, at)
        central.append(head + name)
        at += len(local[-1])
    list_ = b"".join(central)
    wide_end = struct.pack(
        "<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 250_000, 250_000, len(list_), at
    )
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at + len(list_), 1)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"".join(local) + list_ + wide_end + locator + end


def wide(entries: int, length: int) -> bytes:
    at = ORDINARY.rindex(b"PK\x05\x06")
    end = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, length, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return ORDINARY[:at] + end + locator + closing(ORDINARY, 10, "<H", 0xFFFF)[at:]


def broken_deflate() -> bytes:
    out = bytearray(ORDINARY)
    for place in range(40, 60):
        out[place] ^= 0xFF
    return bytes(out)


def gzips() -> dict[str, bytes]:
    """gzips that hurt; to be called .fit.gz or .tcx.gz."""
    bomb = gzip.compress(bytes(60 << 20))
    return {
        "zeros": bomb,
        "zeros in many members": gzip.compress(bytes(1 << 20)) * 80,
        "a gzip in a gzip": gzip.compress(gzip.compress(b"x" * 1000)),
        "a gzip of a ZIP": gzip.compress(overlapping(20)),
        "only a header": bomb[:10],
        "a name without an end": b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * 100_000,
        "an endless extra field": b"\x1f\x8b\x08\x04" + bytes(6) + b"\xff\xff" + b"a" * 100,
        "noise": b"\x1f\x8b\x08\x00" + bytes(6) + bytes(range(256)) * 40,
    }


def texts() -> dict[str, bytes]:
    """GPX and TCX that hurt."""
    laughs = "".join(
        f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha" * 10}">' for i in range(10)
    )
    quadratic = f'<!DOCTYPE g [<!ENTITY a "{"a" * 50_000}">]>'.encode()
    outside = b'<!DOCTYPE g [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    point = b'<trkpt lat="47" lon="8"><ele>1</ele></trkpt>'
    return {
        "a billion laughs": f"<!DOCTYPE g [{laughs}]>".encode() + GPX % b"&l9;",
        "quadratic growth": quadratic + GPX % (b"&a;" * 20_000),
        "an entity from the disk": outside + GPX % b"&a;",
        "an entity from the network": outside.replace(b"file:///etc/passwd", b"http://localhost:1/")
        + GPX % b"&a;",
        "a parameter entity": b'<!DOCTYPE g [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>'
        + GPX % b"",
        "a DOCTYPE and nothing else": b"<!DOCTYPE gpx>" + GPX % point,
        "a DOCTYPE in UTF-16": (
            "<!DOCTYPE gpx [<!ENTITY a 'b'>]>" + (GPX % b"&a;").decode()
        ).encode("utf-16"),
        "a DOCTYPE after a long comment": b"<!--"
        + b"-x" * 60_000
        + b"--><!DOCTYPE gpx>"
        + GPX % point,
        "200,000 elements deep": GPX % (b"<a>" * 200_000),
        "200,000 elements deep, TCX": TCX % (b"<a>" * 200_000),
        "one attribute of 12 MB": GPX % (b'<trkpt lat="' + b"1" * (12 << 20) + b'"/>'),
        "one text of 30 MB": GPX % (b"<name>" + b"a" * (30 << 20) + b"</name>"),
        "one comment of 30 MB": GPX % (b"<!--" + b"a" * (30 << 20) + b"-->"),
        "one CDATA of 30 MB": GPX % (b"<name><![CDATA[" + b"a" * (30 << 20) + b"]]></name>"),
        "100,000 attributes": GPX
        % (b"<trkpt " + b" ".join(b'a%d="1"' % i for i in range(100_000)) + b"/>"),
        "100,000 namespaces": GPX
        % (b"<trkpt " + b" ".join(b'xmlns:a%d="u"' % i for i in range(100_000)) + b"/>"),
        "letters that are none": GPX % b"\xff\xfe\xfa\x80",
        "an element name of 2 MB": GPX % (b"<" + b"a" * (2 << 20) + b"/>"),
        "numbers beyond numbers": GPX
        % b'<trkpt lat="1e999" lon="-1e999"><ele>nan</ele><time>99999-01-01T00:00:00Z</time></trkpt>',
        "a million digits": GPX % (b'<trkpt lat="' + b"9" * 1_000_000 + b'" lon="8"/>'),
        "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>' + GPX % b"",
        "an encoding that does not exist": b'<?xml version="1.0" encoding="x-evil"?>' + GPX % b"",
    }


def fit(body: bytes, *, size: int | None = None, head: int = 14) -> bytes:
    """Bytes with a FIT header; the sum at the end is wrong."""
    length = len(body) if size is None else size
    start = bytes((head, 0x20)) + struct.pack("<HI", 2195, length) + b".FIT"
    return start + bytes(max(0, head - 12)) + body + bytes(2)


def definition(local: int, number: int, *fields: tuple[int, int, int]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
    return head + b"".join(bytes(field) for field in fields)


def fits() -> dict[str, bytes]:
    """FIT files that hurt."""
    record = definition(0, 20, (253, 4, 134), (3, 1, 2))
    tiny = b"\x00" + struct.pack("<IB", 1_000_000_000, 100)
    all_large = definition(0, 20, *[(i, 255, 7) for i in range(255)])
    return {
        "4 GB by its header": fit(record + tiny, size=0xFFFFFFFF),
        "a header of 255 bytes": fit(record, head=255),
        "fields without size": fit(
            definition(0, 20, *[(i, 0, 2) for i in range(255)]) + bytes(100)
        ),
        "255 fields of 255 bytes": fit(all_large + bytes(200_000)),
        "a message never defined": fit(b"\x05" * 10_000),
        "definitions without end": fit(record * 20_000),
        "a definition cut off": fit(definition(0, 20, *[(1, 1, 2)] * 255)[:50]),
        "two million records": fit(record + tiny * 2_000_000),
        "100,000 files in one": fit(b"") * 100_000,
        "a file in a file in a file": fit(fit(fit(fit(b"")))),
        "developer fields of nothing": fit(
            struct.pack("<BBBHB", 0x60, 0, 0, 20, 0)
            + b"\xff"
            + b"\x00\xff\x00" * 255
            + bytes(70_000)
        ),
        "ones": fit(b"\xff" * 300_000),
        "compressed times": fit(record + b"\x80" * 100_000),
        "a string without end": fit(definition(0, 0, (8, 255, 7)) + b"\x00" + b"a" * 255),
        "nothing but a header": fit(b"")[:14],
        "half a header": fit(b"")[:7],
    }


def disguises() -> dict[str, bytes]:
    """Other files under the name of a run, or two files in one."""
    return {
        "a web page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        "a program": b"\x7fELF\x02\x01\x01" + bytes(1000),
        "a script": b"#!/bin/sh\nrm -rf ~\n",
        "a formula": b"=cmd|' /C calc'!A0,1,2\n=1+1,2,3\n",
        "a PDF that is also GPX": b"%PDF-1.7\n" + GPX % b"<!--x-->",
        "a picture that is also a ZIP": b"GIF89a" + bytes(20) + ORDINARY,
        "a pickle": b"\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
        "zeros": bytes(1 << 20),
        "nothing": b"",
        "noise": zlib.compress(bytes(range(256)) * 100) * 100,
    }
