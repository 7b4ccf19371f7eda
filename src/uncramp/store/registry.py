"""The evidence files that ship with the software, read into one value."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from uncramp.evidence.claim import (
    ArticleClaim,
    Claim,
    Judgement,
    MuscleShares,
    Registry,
)


@cache
def registry() -> Registry:
    """Every claim and judgement; the edition is a digest of all the files."""
    digest = hashlib.sha256()
    claims, judgements, article, muscles = {}, {}, {}, None
    for name, text in _entries(files("uncramp.evidence") / "registry"):
        digest.update(text.encode())
        entry: dict[str, Any] = tomllib.loads(text)
        if name.startswith("article/"):
            article[name.removeprefix("article/")] = ArticleClaim(id=name, **entry)
        elif name == "muscle/shares":
            muscles = MuscleShares(**entry)
        elif name.endswith("/judgement"):
            judgements[entry["exposure"]] = Judgement(id=name, **entry)
        else:
            claims[name] = Claim(id=name, **entry)
    assert muscles is not None
    return Registry(digest.hexdigest()[:12], claims, judgements, article, muscles)


def _entries(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Pairs of "exposure/author-year" and the file's text, in the order of the names."""
    for exposure in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for file in sorted(exposure.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                text = file.read_text(encoding="utf-8")
                yield f"{exposure.name}/{file.name.removesuffix('.toml')}", text
