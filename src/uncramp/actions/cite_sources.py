"""Cite what the catalogue of exposures rests on: who and when, and where to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from uncramp.store.registry import registry

DOI: Final = "doi:"
NOT_OF_CRAMP: Final[Mapping[str, str]] = {
    "10.1242/jeb.195.1.211": "Minetti, Ardigò & Saibene 1994",
    "10.1249/mss.0000000000000852": "Thomas, Erdman & Burke (ACSM) 2016",
    "10.1016/j.sleh.2014.12.010": "Hirshkowitz et al. (National Sleep Foundation) 2015",
}
"""Sources that say how something is measured, and make no claim of it for the evidence."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source as a person meets it; ``study`` is empty where only its address is known."""

    study: str
    printed: str
    address: str


def cite_source(source: str) -> CitedSource:
    """The source of one exposure, as its row of the catalogue has it."""
    if not source.startswith(DOI):
        return CitedSource("", source, "")
    doi = source.removeprefix(DOI)
    return CitedSource(_study(doi.lower()), source, f"https://doi.org/{doi}")


def _study(doi: str) -> str:
    claims = registry().claims.values()
    found = next((one.source for one in claims if (one.source.doi or "").lower() == doi), None)
    if found is None:
        return NOT_OF_CRAMP.get(doi, "")
    return f"{found.authors} {found.year}" if found.year else found.authors
