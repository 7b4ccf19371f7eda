"""Keep a plan as it was made: its lines, its card, and the files to take along.

What a plan says would change with every new run; what was promised must not, or no run could
be compared with it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uncramp.actions.compare_with_plan import compare_with_plan
from uncramp.actions.plan_calendar import plan_calendar
from uncramp.actions.plan_document import plan_document
from uncramp.actions.plan_next_run import Planned
from uncramp.actions.plan_sheet import page
from uncramp.actions.plan_watch import plan_watch
from uncramp.handout.sheet import Sheet, sheet
from uncramp.plan.compare import Kept
from uncramp.store.given import GivenFile
from uncramp.store.kept import KeptRun
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError

__all__ = ["Kept", "KeptPlan", "Sheet", "keep_plan", "planned_and_run"]


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan that was kept: ``document`` is what ``uncramp plan --json`` prints.

    ``calendar`` is empty where no start was set; ``watch`` is a FIT workout in base 64.
    """

    made_at: datetime
    starts_at: datetime | None
    document: Mapping[str, Any]
    card: Sheet
    calendar: str
    watch: str

    @property
    def workout(self) -> bytes:
        """The file for the watch."""
        return base64.b64decode(self.watch)

    @property
    def printed(self) -> bytes:
        """One page of PDF."""
        return sheet(self.card, made_at=self.made_at)


def keep_plan(planned: Planned, *, starts_at: datetime | None, made_at: datetime) -> KeptPlan:
    """The plan with everything made of it.

    Raises
    ------
    InputError
        Where there is no plan: a red flag, or an error while planning.
    """
    if planned.plan is None:
        raise InputError.of("There is no plan to keep.")
    calendar = plan_calendar(planned, starts_at=starts_at, made_at=made_at) if starts_at else b""
    return KeptPlan(
        made_at,
        starts_at,
        plan_document(planned),
        page(planned),
        calendar.decode(),
        base64.b64encode(plan_watch(planned, made_at=made_at)).decode(),
    )


def planned_and_run(
    plan: KeptPlan, ran: KeptRun, *, shelf: Shelf, now: datetime
) -> tuple[Kept, ...]:
    """What became of each line of a plan in the run it was made for."""
    earlier = GivenFile("plan", json.dumps(plan.document).encode())
    recording = None
    if shelf.has(ran.digest):
        recording = GivenFile("run", shelf.get(ran.digest))
    return compare_with_plan(earlier, ran.as_told.check_in, ran=recording, now=now)
