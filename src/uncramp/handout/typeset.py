"""Typst sets a page: texts reach its template as JSON, so that they are printed and never run.

Only the fonts inside typst are used, and templates import no package: nothing is fetched, and
a page is the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Literal


def typeset(template: str, given: Mapping[str, object], made_at: datetime) -> bytes:
    """The PDF of a template of this room, tagged for screen readers (PDF/UA-1).

    A letter that typst's fonts lack is drawn as a box, without the claim to PDF/UA.
    """
    import typst

    told, instant = json.dumps(given), made_at.astimezone(UTC).replace(microsecond=0)
    try:
        return _set(template, told, instant, "ua-1")
    except typst.TypstError:  # a letter without a glyph, which PDF/UA forbids
        return _set(template, told, instant, "1.7")


def _set(template: str, told: str, instant: datetime, standard: Literal["ua-1", "1.7"]) -> bytes:
    import typst

    made = typst.compile(
        _source(template),
        sys_inputs={"given": told},
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[standard],
        timestamp=instant,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _source(template: str) -> bytes:
    return (files("uncramp.handout") / template).read_bytes()
