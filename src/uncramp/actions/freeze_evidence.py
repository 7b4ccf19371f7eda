"""Freeze the evidence as it stands under a name, so that answers can be made of it."""

from __future__ import annotations

from datetime import date

from uncramp.actions.check_evidence import amiss
from uncramp.evidence.edition import Edition
from uncramp.store.workbench import freeze, unreadable, workbench
from uncramp.terms.errors import InputError


def freeze_evidence(name: str, *, says: str, on: date) -> Edition:
    """Freeze a new edition.

    Raises
    ------
    InputError
        Where the evidence does not hold, or the name is taken or out of order.
    """
    for fault in (*unreadable(), *amiss(workbench())):
        raise InputError(fault)
    return freeze(name, says, on)
