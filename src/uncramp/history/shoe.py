"""A pair of shoes on the shelf: what it is, and how far it had come before it was kept here."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from uncramp.history.answers import Value
from uncramp.history.cramp import Token
from uncramp.terms.quantities import Drop, Kilometres


class Shoe(Value):
    """One pair."""

    token: Token
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    drop: Drop | None = None
    first_worn: date | None = None
    worn_before: Kilometres = 0.0
    """Run in them before any run that names them."""
    retired: bool = False
