"""Whatever is logged, changed, deleted, brought back and imported, in whatever order: the runs
say what the log says, in memory and in rows alike."""

import datetime as dt
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from databases import new_runner
from histories import DAY_ZERO, run
from uncramp.actions.log_cramp import Tap, log_cramp
from uncramp.actions.take_back_cramp import bring_back_cramp, remove_cramp, undo_cramp
from uncramp.actions.tie_cramps import tie_cramps
from uncramp.history.run import Label
from uncramp.store.library import KeptRun, MemoryLibrary

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = DAY_ZERO + 30 * DAY
LASTING = dt.timedelta(seconds=10_000 / 3)
STARTS = (0.0, 0.1, 0.25, 1.0, 3.0)  # days
TOKENS = st.integers(1, 3)
GRADES = st.sampled_from(["twinge", "had to stop"])


def token(number):
    return str(UUID(int=number))


class Log(RuleBasedStateMachine):
    """The model: of each cramp its last two states, and whether it is deleted."""

    def libraries(self):
        raise NotImplementedError

    @initialize()
    def begin(self):
        self.kept = self.libraries()
        self.days, self.now, self.before, self.deleted = set(), {}, {}, set()
        self.taps = []

    def everywhere(self, act):
        for library in self.kept:
            act(library)

    @rule(
        number=TOKENS,
        minutes=st.integers(-60, 4 * 24 * 60),
        muscle=st.sampled_from(["calf", "foot"]),
        grade=GRADES,
        night=st.booleans(),
    )
    def log(self, number, minutes, muscle, grade, night):
        at = DAY_ZERO + minutes * MINUTE
        told = {"muscle": muscle, "grade": grade, "began_at": at}
        tap = Tap(
            token=token(number),
            at=NOW + len(self.taps) * MINUTE,
            onset="night" if night else "after",
            **told,
        )
        self.taps.append(tap)
        self.everywhere(lambda library: log_cramp(tap, library=library, now=NOW + DAY))
        state = (at, muscle, grade, night)
        if number not in self.now:
            self.now[number] = state
        elif self.now[number] != state:
            self.before[number], self.now[number] = self.now[number], state

    @rule(at=st.integers(0, 20))
    def send_a_tap_again(self, at):
        if self.taps:
            tap = self.taps[at % len(self.taps)]
            self.everywhere(lambda library: log_cramp(tap, library=library, now=NOW + 2 * DAY))

    @rule(number=TOKENS)
    def undo(self, number):
        if number in self.now:
            self.everywhere(lambda library: undo_cramp(token(number), library=library))
            self.now[number] = self.before.pop(number, self.now[number])

    @rule(number=TOKENS)
    def delete(self, number):
        if number in self.now:
            self.everywhere(lambda lib: remove_cramp(token(number), library=lib, now=NOW))
            self.deleted.add(number)

    @rule(number=TOKENS)
    def bring_back(self, number):
        if number in self.now:
            self.everywhere(lambda library: bring_back_cramp(token(number), library=library))
            self.deleted.discard(number)

    @rule(day=st.sampled_from(STARTS))
    def import_a_run(self, day):
        self.days.add(day)
        digest = "abcde"[STARTS.index(day)] * 64

        def act(library):
            library.keep_run(KeptRun(digest, 0, run(day, 10)))
            tie_cramps(library=library)

        self.everywhere(act)

    def tied(self, day):
        """The cramps of a run, by the rule as people say it."""
        found = set()
        for number in self.now.keys() - self.deleted:
            at, _, _, night = self.now[number]
            begun = [d for d in self.days if DAY_ZERO + d * DAY <= at]
            late = at - (DAY_ZERO + day * DAY) - LASTING
            if begun and max(begun) == day and late <= (DAY if night else 6 * HOUR):
                found.add(number)
        return found

    @invariant()
    def the_runs_say_what_the_log_says(self):
        for library in self.kept:
            for kept in library.kept_runs():
                day = (kept.run.summary.started_at - DAY_ZERO) / DAY
                self.check(kept, self.tied(round(day, 6)))

    def check(self, kept, numbers):
        cramps = [self.now[n] for n in numbers if self.now[n][2] != "twinge"]
        told = kept.as_told
        assert set(kept.logged.tokens if kept.logged else ()) == {token(n) for n in numbers}
        assert (kept.episode is None) is (not numbers)
        assert (kept.answered_at is None) is (not numbers)
        awake = any(not night for *_, night in cramps)
        assert told.label is (Label.YES if awake else Label.NO if numbers else Label.UNKNOWN)
        nights = any(night for *_, night in cramps)
        assert told.night is (Label.YES if nights else Label.UNKNOWN)

    @invariant()
    def every_library_says_the_same(self):
        first, *others = ((lib.cramps(), lib.recordings()) for lib in self.kept)
        for other in others:
            assert [list(part) for part in other] == [list(part) for part in first]


class InMemory(Log):
    def libraries(self):
        return [MemoryLibrary()]


class InRows(Log):
    def libraries(self):
        from uncramp.web.rows.library import RowLibrary

        return [MemoryLibrary(), RowLibrary(new_runner())]


InMemory.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestInMemory = InMemory.TestCase


@pytest.mark.usefixtures("sample")
@pytest.mark.database
def test_in_rows_as_in_memory():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        InRows,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
