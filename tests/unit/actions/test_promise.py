"""The promise of twelve hours: its steps, its clock, its measure, and a whole year of it."""

import random
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from uncramp.actions.duty import Duty, Shift
from uncramp.actions.keep_promise import keep_promise, tell_at_once
from uncramp.actions.promise import (
    PROMISED,
    STEPS,
    TICK,
    Asked,
    Fate,
    HouseClock,
    fate,
    kept,
    measured,
    promise,
    step_due,
    whom,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
ANN, BOB, CHIEF = "ann@example.org", "bob@example.org", "chief@example.org"


def shift(who=ANN, begins=time(8), ends=time(20), weekdays=(0, 1, 2, 3, 4)):
    return Shift(
        name=who.partition("@")[0],
        address=who,
        weekdays=weekdays,
        begins=begins,
        ends=ends,
        zone="Europe/Berlin",
    )


DUTY = Duty((shift(),), staff=(BOB,), named=(CHIEF,))


class MemoryDesk:
    """Requests and letters in memory."""

    def __init__(self, *requests):
        self.clock, self.waiting = HouseClock(), []
        self.requests = {}
        for asked in requests:
            self.add(asked)
        self.letters = {}
        self.steps = []

    def add(self, asked):
        self.requests[asked.key] = asked
        self.waiting.append(asked.key)

    def together(self):
        return nullcontext()

    def look(self, now):
        self.clock = self.clock.looked(now)
        return self.clock

    def open_requests(self):
        self.waiting = [key for key in self.waiting if self.requests[key].waits]
        return [self.requests[key] for key in self.waiting]

    def escalated(self, key, step, at, told):
        asked = self.requests[key]
        self.steps.append((key, step, at, told))
        self.requests[key] = replace(asked, told=step, escalated=asked.escalated or at)

    def post(self, notice):
        self.letters.setdefault(notice.key, notice)


def test_more_people_are_told_with_every_step():
    desk, told = MemoryDesk(Asked(1, NOW)), []
    for hours in (5.9, 6, 7, 10, 11, 11.5, 12.5):
        keep_promise(desk, DUTY, now=NOW + hours * HOUR)
        told.append((hours, [step[1] for step in desk.steps]))
    assert told == [
        (5.9, []), (6, [1]), (7, [1]), (10, [1, 2]), (11, [1, 2]), (11.5, [1, 2, 3]),
        (12.5, [1, 2, 3]),
    ]  # fmt: skip
    assert [step[3] for step in desk.steps] == [(ANN,), (ANN, BOB), (ANN, BOB, CHIEF)]


def test_steps_that_were_slept_through_become_one():
    desk = MemoryDesk(Asked(1, NOW))
    assert keep_promise(desk, DUTY, now=NOW + 30 * HOUR) == 1
    assert [step[1] for step in desk.steps] == [3]
    assert len(desk.letters) == 3
    assert keep_promise(desk, DUTY, now=NOW + 31 * HOUR) == 0


def test_ten_requests_are_one_letter_to_each():
    desk = MemoryDesk(*(Asked(key, NOW + key * timedelta(seconds=1)) for key in range(10)))
    keep_promise(desk, DUTY, now=NOW + 6.5 * HOUR)
    (letter,) = desk.letters.values()
    assert (letter.to, len(letter.requests)) == (ANN, 10)
    assert letter.due == NOW + PROMISED


def test_an_answered_or_closed_request_is_left_alone():
    answered = Asked(1, NOW, answered=NOW + HOUR)
    desk = MemoryDesk(answered, Asked(2, NOW, closed=NOW + HOUR))
    assert keep_promise(desk, DUTY, now=NOW + 13 * HOUR) == 0
    assert step_due(answered, NOW + 13 * HOUR) == 0


def test_where_there_is_nobody_to_tell_it_does_not_count_as_told():
    desk = MemoryDesk(Asked(1, NOW))
    assert keep_promise(desk, Duty(), now=NOW + 7 * HOUR) == 0
    assert desk.requests[1].escalated is None
    assert keep_promise(desk, DUTY, now=NOW + 13 * HOUR) == 1  # once there is somebody
    assert not kept(desk.requests[1], NOW + 13 * HOUR)


def test_the_first_step_goes_to_everybody_where_nobody_is_on_duty():
    saturday = NOW + 5 * 24 * HOUR
    assert whom(DUTY, 1, saturday) == (ANN, BOB)
    assert whom(DUTY, 1, NOW) == (ANN,)


def test_a_red_flag_is_told_to_everybody_at_night_and_an_ordinary_request_to_nobody():
    night = NOW.replace(hour=2)
    desk = MemoryDesk()
    tell_at_once(desk, DUTY, Asked(1, night), now=night)
    assert desk.letters == {}
    tell_at_once(desk, DUTY, Asked(2, night, flagged=True), now=night)
    tell_at_once(desk, DUTY, Asked(2, night, flagged=True), now=night)
    assert sorted(letter.to for letter in desk.letters.values()) == [ANN, BOB]
    assert {letter.flagged for letter in desk.letters.values()} == {1}


@pytest.mark.parametrize(
    ("answered", "closed", "after", "became"),
    [
        (None, None, 11, Fate.WAITING),
        (None, None, 13, Fate.LATE),
        (11, None, 13, Fate.ANSWERED),
        (12, None, 13, Fate.ANSWERED),
        (12.1, None, 13, Fate.LATE),
        (None, 3, 13, Fate.CLOSED),
        (None, 12.5, 13, Fate.LATE),
        (13, 14, 15, Fate.LATE),
    ],
)
def test_what_became_of_a_request(answered, closed, after, became):
    asked = Asked(
        1,
        NOW,
        answered=None if answered is None else NOW + answered * HOUR,
        closed=None if closed is None else NOW + closed * HOUR,
    )
    assert fate(asked, NOW + after * HOUR) is became


def test_the_measure_counts_what_was_missed_as_missed():
    later = NOW + 100 * HOUR
    every = [
        Asked(1, NOW, answered=NOW + 2 * HOUR),
        Asked(2, NOW, answered=NOW + 4 * HOUR),
        Asked(3, NOW, answered=NOW + 20 * HOUR, escalated=NOW + 6 * HOUR),
        Asked(4, NOW),
        Asked(5, NOW, closed=NOW + HOUR),
        Asked(6, later - HOUR),
        Asked(7, NOW, promised=False),
    ]
    found = measured(every, later)
    assert (found.in_time, found.late, found.escalated, found.missed) == (2, 2, 1, 1)
    assert (found.closed, found.waiting, found.unpromised) == (1, 1, 1)
    assert found.rate == 0.5
    assert found.half_within == 4 * HOUR
    assert measured([], NOW).rate is None


def test_the_promise_weakens_by_itself():
    ticking = HouseClock(NOW)
    assert promise(DUTY, ticking, NOW).holds
    friday = datetime(2026, 11, 27, 21, tzinfo=UTC)
    weak = promise(DUTY, HouseClock(friday), friday)
    assert not weak.holds
    assert weak.next.begins == datetime(2026, 11, 30, 7, tzinfo=UTC)
    assert weak.zone == "Europe/Berlin"
    thursday = friday - 24 * HOUR
    assert promise(DUTY, HouseClock(thursday), thursday).holds  # Friday morning is near enough
    just_before_the_end = datetime(2026, 11, 27, 18, 45, tzinfo=UTC)  # 19:45 in Berlin
    assert not promise(DUTY, HouseClock(just_before_the_end), just_before_the_end).holds
    nobody = promise(Duty(staff=(BOB,)), ticking, NOW)
    assert (nobody.holds, nobody.next) == (False, None)


def test_no_promise_is_made_while_the_clock_stands_still():
    assert not promise(DUTY, HouseClock(), NOW).holds
    assert promise(DUTY, HouseClock(NOW - 9 * TICK), NOW).holds
    stopped = promise(DUTY, HouseClock(NOW - 11 * TICK), NOW)
    assert (stopped.holds, stopped.next) == (False, None)


def test_the_clock_of_the_house_never_goes_back():
    clock, house = HouseClock(), []
    for wall in (0, 1, 2, -2880, -2879, -2878, 10, 11, 9):
        clock = clock.looked(NOW + wall * TICK)
        house.append(clock.at(NOW + wall * TICK))
    assert house == sorted(house)
    assert house[5] - house[0] == 5 * TICK  # every look was one minute after the one before
    assert clock.at(NOW - 48 * HOUR) == house[-1]  # between two looks it stands


def outages(dice):
    """Stretches in which the whole machine is down: mostly short, twice for days."""
    begins = [
        datetime(2026, 1, 2, tzinfo=UTC) + dice.random() * timedelta(days=360) for _ in "x" * 12
    ]
    lengths = [dice.uniform(0.1, 5) * HOUR for _ in range(10)] + [30 * HOUR, 60 * HOUR]
    return [(begin, begin + length) for begin, length in zip(begins, lengths, strict=True)]


class Year:
    """One year on a machine whose true time only this test knows."""

    EVERY = timedelta(minutes=10)

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.down = outages(self.dice)
        self.desk, self.true = MemoryDesk(), {}
        self.jumps = sorted(
            (self.running(), hours * HOUR) for hours in (-48, -48, -2, -1 / 60, 1 / 60, 3, 48, 48)
        )
        soon_down = [begin - HOUR for begin, _ in self.down[-2:]]
        soon_put_back = [at - HOUR for at, jump in self.jumps if jump < -HOUR for _ in range(5)]
        ordinary = [self.running() for _ in range(400)]
        self.arrivals = sorted(ordinary + soon_down + soon_put_back)
        self.duty = Duty(
            (shift(), shift(BOB, time(20), time(2), weekdays=(0, 2, 4))),
            holidays=frozenset({date(2026, 4, 3), date(2026, 12, 25), date(2026, 12, 26)}),
            named=(CHIEF,),
        )

    def running(self):
        """An instant at which the machine runs, and does so for two looks after it."""
        while True:
            at = datetime(2026, 1, 1, tzinfo=UTC) + self.dice.random() * timedelta(days=364)
            if not any(b - 2 * self.EVERY <= at <= e for b, e in self.down):
                return at

    def wall(self, true):
        return true + sum((jump for at, jump in self.jumps if at <= true), timedelta())

    def is_down(self, true):
        return any(begin <= true < end for begin, end in self.down)

    def lived(self):
        """The requests, with the true times of what became of them."""
        true, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 3, tzinfo=UTC)
        arrivals, answers = list(self.arrivals), []
        while true < end:
            if not self.is_down(true):
                while arrivals and arrivals[0] <= true:
                    self.arrive(arrivals.pop(0), true, answers)
                for due in [a for a in answers if a[0] <= true]:
                    answers.remove(due)
                    self.answer(due[1], true)
                before = len(self.desk.steps)
                keep_promise(self.desk, self.duty, now=self.wall(true))
                for key, *_ in self.desk.steps[before:]:
                    self.true[key].setdefault("told", true)
            true += self.EVERY
        return self.true

    def arrive(self, came, true, answers):
        key = len(self.true)
        house = self.desk.clock.at(self.wall(true))
        self.desk.add(Asked(key, house))
        self.true[key] = {"came": true}
        if self.dice.random() < 0.85:  # the rest is never answered
            answers.append((true + self.dice.expovariate(1 / 7) * HOUR, key))

    def answer(self, key, true):
        asked = self.desk.requests[key]
        house = self.desk.clock.at(self.wall(true))
        self.desk.requests[key] = replace(asked, answered=house)
        self.true[key]["answered"] = true

    def down_within(self, begin, end):
        return any(b < end and e > begin for b, e in self.down)


@pytest.mark.parametrize("seed", [1, 2])
def test_in_a_year_of_outages_and_jumping_clocks_nobody_is_forgotten(seed, monkeypatch):
    """Answered or told of in time, or marked late where the machine itself was down."""
    from uncramp.actions import promise as module

    year = Year(seed)
    monkeypatch.setattr(module, "TICK", year.EVERY)
    lived = year.lived()
    end = year.desk.clock.at(year.wall(datetime(2027, 1, 3, tzinfo=UTC)))
    slack = year.EVERY
    missed = []
    for key, true in lived.items():
        asked = year.desk.requests[key]
        done = min(true.get("answered", end), true.get("told", end))
        in_time = done - true["came"] <= PROMISED + slack
        if not in_time:
            missed.append(key)
            assert year.down_within(true["came"], true["came"] + PROMISED + slack)
            assert not kept(asked, end), "missed, and not marked as missed"
        assert true.get("answered") or true.get("told"), "forgotten for ever"
        late = true.get("answered", end) - true["came"] > PROMISED + slack
        if late:  # what was late in truth is never counted as kept
            assert fate(asked, end) is Fate.LATE
    assert len(lived) == len(year.arrivals) > 400
    taken = [(key, step) for key, step, *_ in year.desk.steps]
    assert len(taken) == len(set(taken)), "a step was taken twice"
    assert {step for _, step in taken} == {1, 2, 3}
    assert missed, "no outage fell on a request: nothing was proven"
    assert measured(year.desk.requests.values(), end).missed >= len(missed)


def test_the_steps_leave_time_to_answer():
    assert list(STEPS) == sorted(STEPS)
    assert STEPS[-1] < PROMISED
