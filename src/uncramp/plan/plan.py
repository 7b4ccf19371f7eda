"""The plan: lines from every room, within the limits, in the order of what they are worth.

Safety comes first and who else can help second. Then come the lines that lower the risk, by
what each buys against what it costs its runner. What is only good practice follows, says
so, and never leads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from uncramp.answer.forecast import Risk, risk
from uncramp.answer.shapley import chance
from uncramp.evidence.claim import Certainty
from uncramp.plan.ahead import Ahead
from uncramp.plan.build_up_lines import build_up_lines
from uncramp.plan.drink import drinking
from uncramp.plan.fuel import fuelling
from uncramp.plan.limits import FIRST, Limited, within_limits
from uncramp.plan.line import Line, LineKind
from uncramp.plan.pace import pace_cap, pacing
from uncramp.plan.prospect import Prospect, moving
from uncramp.plan.recovery import recovery_lines
from uncramp.plan.salt import is_advised, salt
from uncramp.plan.shoes import shoe_lines
from uncramp.plan.sweat_test import sweat_test
from uncramp.terms.columns import Column
from uncramp.terms.sentences import Sentence, sentence

MOST_LEADING = 5
GOOD_PRACTICE = "Good practice"
BEHIND = len(FIRST) + 1  # the rank of what never leads
WORTH_SAYING = 0.01  # of the risk; less is no reason to lead


@dataclass(frozen=True, slots=True)
class Plan:
    """``lines`` in order, of which the first ``leading`` lead; ``limits`` are those that acted."""

    risk_now: Risk
    risk_with_plan: Risk
    limited: Limited
    leading: int

    @property
    def lines(self) -> tuple[Line, ...]:
        """What to do, most worth first."""
        return self.limited.lines

    @property
    def limits(self) -> tuple[Sentence, ...]:
        """Which hard limits acted."""
        return self.limited.acted


def plan(prospect: Prospect, ahead: Ahead, more: Iterable[Line] = ()) -> Plan:
    """A plan for the run ahead.

    Parameters
    ----------
    more
        Lines that need what is not here: the exercise library, the last cramp's shares.
    """
    now = prospect.now
    lines = (*for_the_run(ahead), *for_the_weeks(ahead), *more)
    allowed = within_limits(lines, ahead)
    chances = chance(now.log_odds(now.here))
    rank = partial(_rank, risk=float(chances.mean()))
    valued = [
        _valued(worth, float(chances.mean()))
        for line in allowed.lines
        if (worth := _worth(prospect, ahead, line)) is not None
    ]
    limited = within_limits(valued, ahead).ordered(rank, also=allowed)
    usual = chance(now.log_odds(now.usual))
    best = _followed(prospect, ahead, limited.lines, chances)
    return Plan(
        risk(chances, usual, prospect.usual.source),
        risk(best, usual, prospect.usual.source),
        limited,
        sum(rank(line)[0] < BEHIND for line in limited.lines[:MOST_LEADING]),
    )


def _followed(prospect: Prospect, ahead: Ahead, lines: Iterable[Line], now: Column) -> Column:
    """Chances with every line followed that lowers the risk, alone and with the others."""
    counted = sorted(moving(lines), key=_gain)
    while counted:
        with_plan = prospect.chances(ahead, counted)
        if with_plan.mean() <= now.mean():
            return with_plan
        counted.pop()
    return now


def _gain(line: Line) -> float:
    return line.buys.change if line.buys else 0.0


def for_the_run(ahead: Ahead) -> Iterable[Line]:
    """What to drink, eat and how fast to go."""
    yield from pacing(ahead)
    yield from drinking(ahead)
    if is_advised(ahead):
        yield salt(ahead)
    yield from fuelling(ahead)


def for_the_weeks(ahead: Ahead) -> Iterable[Line]:
    """What to do around the run: how far, in which shoes, what afterwards."""
    history, run = ahead.history, ahead.run
    yield from build_up_lines(history, run, ahead.weeks)
    yield from shoe_lines(history, run)
    yield from recovery_lines(history, run)
    yield from sweat_test(ahead)


def _is_first(line: Line) -> bool:
    return line.kind in FIRST


def has_evidence(line: Line, risk: float) -> bool:
    """Whether a line lowers the risk by more than a trace, and studies of cramp say so."""
    if line.certainty == Certainty.VERY_LOW or line.buys is None:
        return False
    return line.buys.change <= -WORTH_SAYING * risk


def _worth(prospect: Prospect, ahead: Ahead, line: Line) -> Line | None:
    """The line with what it buys; None for slowing down that buys nothing.

    To be longer on one's feet for no less effort above ability is in vain, unless this
    runner's cramps have a place on the course, of which the model knows nothing.
    """
    bought = prospect.bought(ahead, line)
    if line.kind is not LineKind.PACE or bought is None or bought.change < 0:
        return replace(line, buys=bought)
    return replace(line, buys=None) if pace_cap(ahead).onset is not None else None


def _valued(line: Line, risk: float) -> Line:
    """A line that nothing speaks for, or that buys next to nothing, says so."""
    if _is_first(line) or has_evidence(line, risk) or GOOD_PRACTICE in str(line.because):
        return line
    if line.certainty == Certainty.VERY_LOW:
        said = sentence("{reason} Good practice, no evidence for cramp.", reason=line.because)
    else:
        said = sentence(
            "{reason} Good practice; against cramp it counts for little or nothing here.",
            reason=line.because,
        )
    return replace(line, because=said)


def _rank(line: Line, risk: float) -> tuple[int, float]:
    """Safety, who can help, what lowers the risk, good practice; the most for the least first."""
    if _is_first(line):
        return FIRST.index(line.kind), 0.0
    change = min(_gain(line), 0.0)
    return (len(FIRST) if has_evidence(line, risk) else BEHIND), change / line.effort
