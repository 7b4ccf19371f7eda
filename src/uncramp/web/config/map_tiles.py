"""Whose pieces of map may lie under a route: nobody's, unless who runs the server names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NUMBERS: Final = ("{z}", "{x}", "{y}")
EXAMPLE: Final = "https://tiles.example.org/{z}/{x}/{y}.png"
CREDITED: Final = "© OpenStreetMap contributors, openstreetmap.org/copyright"
HOST: Final = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
REST: Final = re.compile(r"/[\w.~%/?&=+@:!()$*-]*", re.ASCII)
"""What follows the host; no semicolon or comma, which end a line of a browser's policy."""
LONGEST_CREDIT: Final = 200


@dataclass(frozen=True, slots=True)
class MapTiles:
    """A server of map tiles; ``origin`` is scheme, host and port, ``credit`` whose map it is."""

    template: str
    origin: str
    host: str
    credit: str

    def address(self, zoom: int, column: int, row: int) -> str:
        """Where one tile is."""
        address = self.template
        for name, number in zip(NUMBERS, (zoom, column, row), strict=True):
            address = address.replace(name, str(number))
        return address


def map_tiles(template: str, credit: str, address: str = "") -> MapTiles | None:
    """None where nothing was said; `address` is this server's own, as people reach it."""
    template, credit = template.strip(), credit.strip()
    if not template:
        return None
    if said := next(_faults(template, address), ""):
        # Not what was said: it may hold a key or a password.
        raise ImproperlyConfigured(f"UNCRAMP_MAP_TILES {said}, like {EXAMPLE}.")
    if not credit or len(credit) > LONGEST_CREDIT or not credit.isprintable():
        raise ImproperlyConfigured(
            "UNCRAMP_MAP_CREDIT must say in one line of plain text whose map it is that "
            f"UNCRAMP_MAP_TILES names, in the words its terms ask for, like {CREDITED!r}."
        )
    parts = urlsplit(template)
    origin = f"{parts.scheme}://{parts.netloc}"
    return MapTiles(template, origin, parts.netloc, credit)


def _faults(template: str, address: str) -> Iterator[str]:
    """What keeps an address from being used, the plainest first."""
    scheme, _, rest = template.partition("://")
    host, slash, path = rest.partition("/")
    if "{s}" in template:
        yield "must name one host, because {s} for several is not supported"
    if scheme not in {"https", "http"}:
        yield "must begin with https://, or with http:// in a network of your own"
    if scheme == "http" and address.startswith("https://"):
        yield "must begin with https://, because UNCRAMP_ADDRESS does"
    if "@" in host:
        yield "must hold no user name and no password, because every browser is told it"
    if not _is_host(host):
        yield "must name its host in small letters, digits, dots and hyphens"
    if any(template.count(name) != 1 or name not in path for name in NUMBERS):
        yield "must hold {z}, {x} and {y} once each, after the host"
    for name in NUMBERS:
        path = path.replace(name, "0")
    if not REST.fullmatch(slash + path):
        yield "may hold letters, digits and . _ ~ % / ? & = + @ : ! ( ) $ * - after its host"


def _is_host(host: str) -> bool:
    """Neither a star, which would allow more than one, nor what a policy cannot name."""
    if not HOST.fullmatch(host):
        return False
    port = host.partition(":")[2]
    return ".." not in host and (not port or 0 < int(port) < 65536)
