"""What recorded it, in words."""

from __future__ import annotations

import numpy as np

from uncramp.activity.fit.messages import places_of, table, text
from uncramp.activity.fit.profile import (
    DEVICE_FIELDS,
    DEVICE_PRODUCT_NAME,
    FILE_ID_FIELDS,
    FILE_PRODUCT_NAME,
    MAKERS,
)
from uncramp.activity.fit.walk import Layout


def device_name(data: bytes, files: list[Layout], devices: list[Layout]) -> str:
    """Maker and product of what wrote the file, as far as told; "" where nothing is."""
    said = table(data, files, FILE_ID_FIELDS)
    if len(said):
        name = _name(said.column("maker")[0], said.column("product")[0])
        return _joined(name, _first_text(data, files, FILE_PRODUCT_NAME))
    parts = table(data, devices, DEVICE_FIELDS)
    own = np.flatnonzero(parts.column("index") == 0)
    if not own.size:
        return ""
    name = _name(parts.column("maker")[own[0]], parts.column("product")[own[0]])
    return _joined(name, _first_text(data, devices, DEVICE_PRODUCT_NAME))


def _first_text(data: bytes, layouts: list[Layout], number: int) -> str:
    first = (text(data, x, int(places_of(x)[0]), number) for x in layouts)
    return next((x for x in first if x), "")


def _name(maker: float, product: float) -> tuple[str, str]:
    known = MAKERS.get(int(maker), "") if np.isfinite(maker) else ""
    return known, str(int(product)) if known and product > 0 else ""


def _joined(name: tuple[str, str], product_name: str) -> str:
    maker, number = name
    if product_name.casefold().startswith(maker.casefold()):
        return product_name or f"{maker} {number}".strip()
    return f"{maker} {product_name or number}".strip()
