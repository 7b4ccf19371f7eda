"""Look at the clock, and tell whoever must be told of requests that nobody has answered.

It is called every minute and after every outage. What it does is written down together with
the letters it sends, so that twice is the same as once.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from uncramp.actions.duty import Duty
from uncramp.actions.promise import Asked, HouseClock, step_due, whom


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter to one of the helpers: how many wait, and until when the first may.

    It says nothing of who asked or what they wrote; the inbox does. ``key`` names it: a
    letter of the same key is never sent twice.
    """

    key: str
    to: str
    requests: tuple[int, ...]
    due: datetime
    step: int
    flagged: int


class Desk(Protocol):
    """Where requests lie, and where letters are handed in."""

    def together(self) -> AbstractContextManager[object]:
        """All that is written inside is written, or nothing of it is."""
        ...

    def look(self, now: datetime) -> HouseClock:
        """Note a look at the clock on the wall; the clock of the house after it."""
        ...

    def open_requests(self) -> Iterable[Asked]:
        """Requests that wait for an answer."""
        ...

    def escalated(self, key: int, step: int, at: datetime, told: tuple[str, ...]) -> None:
        """Note that a step was taken for a request, when, and who was told."""
        ...

    def post(self, notice: Notice) -> None:
        """Hand in a letter; nothing where one of its key was handed in before."""
        ...


def keep_promise(desk: Desk, duty: Duty, *, now: datetime) -> int:
    """Take every step that is due; how many requests were escalated.

    Where there is nobody to tell, no step is noted as taken: it stays due, and the request
    is late by its own times.
    """
    with desk.together():
        house = desk.look(now).at(now)
        due = [(asked, step) for asked in desk.open_requests() if (step := step_due(asked, house))]
        letters: dict[tuple[str, int], list[Asked]] = defaultdict(list)
        for asked, step in due:
            told = whom(duty, step, now)
            if told:
                desk.escalated(asked.key, step, house, told)
            for address in told:
                letters[address, step].append(asked)
        for notice in _notices(letters):
            desk.post(notice)
        return len({asked.key for about in letters.values() for asked in about})


def tell_at_once(desk: Desk, duty: Duty, asked: Asked, *, now: datetime) -> None:
    """Tell those on duty of a new request; of a red flag everybody, where nobody is."""
    told = duty.on_duty(now) or (duty.everybody if asked.flagged else ())
    for notice in _notices({(address, 0): [asked] for address in told}):
        desk.post(notice)


def _notices(letters: Mapping[tuple[str, int], list[Asked]]) -> Iterable[Notice]:
    for (address, step), about in letters.items():
        first = min(about, key=lambda asked: asked.due)
        keys = tuple(sorted(asked.key for asked in about))
        yield Notice(
            key=_name(address, step, keys),
            to=address,
            requests=keys,
            due=first.due,
            step=step,
            flagged=sum(asked.flagged for asked in about),
        )


def _name(address: str, step: int, keys: tuple[int, ...]) -> str:
    said = f"{address}|{step}|{','.join(map(str, keys))}"
    return f"step-{step}-{hashlib.sha256(said.encode()).hexdigest()[:24]}"
