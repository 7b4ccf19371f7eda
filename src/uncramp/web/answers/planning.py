"""What a form tells of the next run, over what is known of who fills it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from uncramp.actions.assess_case import Facts
from uncramp.actions.forecast_run import Forecast, PlannedRun, forecast_run
from uncramp.actions.move_levers import Levers, levers
from uncramp.actions.plan_next_run import Circumstances, Planned, plan_next_run
from uncramp.actions.red_flags_of import standing_flag, stands
from uncramp.actions.see_shoes import SeenShoe, see_shoes
from uncramp.actions.told import Told, told
from uncramp.actions.told_run import COURSE, told_run
from uncramp.store.library import Library, MemoryLibrary
from uncramp.terms.errors import InputError
from uncramp.web.drawing import control
from uncramp.web.drawing.asked_units import pace_understood
from uncramp.web.memory.standing import standing
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary

ABOUT = ("mass", "sex", "cramped_before")  # the runner, asked of who is not known yet
ON_THE_DAY = (
    "temperature", "humidity", "race", "fluid", "drink_sodium", "carbohydrate", "shoe_drop",
    "shoe_distance", "warm_up", "sleep",
)  # fmt: skip
LISTS = ("conditions", "medicines")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """A run that somebody plans: everything a forecast and a plan of it need."""

    run: PlannedRun
    told: Told
    library: Library
    starts_at: datetime | None

    @classmethod
    def of(cls, given: QueryDict, actor: Actor) -> Asked:
        """What was sent, over what is kept; InputError where it cannot be used."""
        library = library_of(actor)
        heard = told_of(given, library).over(library.runner())
        flagged = replace(heard, facts=_flagged(library, actor) or heard.facts)
        return cls(told_run(_course(given)), flagged, library, _start(str(given.get("start", ""))))

    def forecast(self) -> Forecast:
        """The risk, exactly as ``uncramp risk`` works it out."""
        return forecast_run(self.run, library=self.library, told=self.told, now=self._when)

    def plan(self) -> Planned:
        """The plan, exactly as ``uncramp plan`` makes it."""
        around = Circumstances(starts_at=self.starts_at)
        return plan_next_run(
            self.run, library=self.library, told=self.told, now=timezone.now(), around=around
        )

    def levers(self) -> Levers:
        """What can still be changed."""
        return levers(self.run, library=self.library, told=self.told, now=self._when)

    @property
    def _when(self) -> datetime:
        return self.starts_at or timezone.now()


def _course(given: QueryDict) -> dict[str, str]:
    """The run's own fields, as they are read in our units."""
    one = {name: str(given[name]) for name in (*COURSE, "pace") if name in given}
    asked = {
        name: control.told(name, text, PlannedRun) for name, text in one.items() if name in COURSE
    }
    return asked | {"pace": pace_understood(one.get("pace", ""))}


def library_of(actor: Actor) -> Library:
    """The library as it stands; an empty one of a visitor."""
    return MemoryLibrary() if actor.runner is None else standing(actor).library


def _flagged(library: Library, actor: Actor) -> Facts | None:
    """What was told of a red flag that nobody has looked at: it stops a plan as well."""
    told = [kept.answers for kept in reversed(library.kept_runs()) if kept.answers]
    if actor.runner is not None:
        entry = standing_flag(library=RowLibrary(actor), now=timezone.now())
        told += [entry.answers] if entry else []
    flagged = next((answers for answers in told if stands(answers)), None)
    return None if flagged is None else Facts.model_validate(dict(flagged))


def told_of(given: QueryDict, library: Library) -> Told:
    """Conditions and medicines count as answered only where something is ticked."""
    runner: dict[str, Any] = {}
    for name in LISTS:
        ticked = [str(one) for one in given.getlist(name)]
        if ticked:
            runner[name] = [one for one in ticked if one != NONE]
    asked = (*ABOUT, *ON_THE_DAY)
    heard = {name: str(given[name]) for name in asked if _said(given, name)}
    pairs = [f"{name}={control.told(name, text)}" for name, text in heard.items()]
    return told([*_of_the_shoes(given, library), *pairs], runner=runner)


def shoes_in_use(library: Library) -> list[SeenShoe]:
    """The pairs that may be worn on the day."""
    seen = see_shoes(library=library, now=timezone.now()) if library.shoes() else ()
    return [one for one in seen if not one.shoe.retired]


def _of_the_shoes(given: QueryDict, library: Library) -> Iterator[str]:
    """What a pair of the shelf tells; a slider that was moved goes before it."""
    chosen = str(given.get("shoe", ""))
    for one in shoes_in_use(library) if chosen else ():
        if one.shoe.token == chosen:
            yield f"shoe_distance={one.distance:.1f}"
            if one.shoe.drop is not None:
                yield f"shoe_drop={one.shoe.drop}"


def _said(given: Mapping[str, Any], name: str) -> bool:
    return bool(str(given.get(name, "")).strip())


def _start(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise InputError.of("start: {text} is no day and time.", text=text[:40]) from None
