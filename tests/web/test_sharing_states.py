"""How sharing stands: every step from every stage, whoever takes it and whenever."""

import datetime as dt
import itertools

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from recording import NOW
from uncramp.store import codec

DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def _django(sample):
    """The policies package asks Django's settings as it is imported."""


def states():
    from uncramp.web.policies import sharing_states

    return sharing_states


def grant(**more):
    known = {"helper": "Dr Moser", "runner": "Anna", "profession": "doctor", "what": ["runs"]}
    return states().Grant(**known | more)


def at(stage, now=NOW, **more):
    """A sharing that was brought to this stage a moment ago."""
    of = states()
    return of.Sharing(grant=grant(**more), stage=stage, steps=((stage, now),))


LEADS_ON = {
    ("invited", "accept", "helper"): "accepted",
    ("invited", "decline", "helper"): "declined",
    ("invited", "end", "runner"): "ended",
    ("accepted", "confirm", "runner"): "confirmed",
    ("accepted", "decline", "runner"): "declined",
    ("accepted", "end", "runner"): "ended",
    ("accepted", "end", "helper"): "ended",
    ("confirmed", "end", "runner"): "ended",
    ("confirmed", "end", "helper"): "ended",
}
STAGES = ("invited", "accepted", "confirmed", "ended", "expired", "declined")
STEPS = ("accept", "decline", "confirm", "end")


@pytest.mark.parametrize(
    ("stage", "step", "by"), [*itertools.product(STAGES, STEPS, ("runner", "helper"))]
)
def test_a_step_leads_where_the_table_says_or_nowhere(stage, step, by):
    of = states()
    after = at(of.Stage(stage)).after(of.Step(step), of.Party(by), NOW)
    assert (after.stage.value if after else None) == LEADS_ON.get((stage, step, by))


@pytest.mark.parametrize("stage", STAGES)
def test_only_a_confirmed_sharing_opens_anything(stage):
    of = states()
    opened = at(of.Stage(stage)).opens(frozenset(of.What), NOW)
    assert opened == (frozenset({of.What.RUNS}) if stage == "confirmed" else frozenset())


def test_nothing_opens_that_was_not_granted():
    of = states()
    assert at(of.Stage.CONFIRMED).opens(frozenset({of.What.MAP, of.What.TRIAGE}), NOW) == set()


@pytest.mark.parametrize("stage", ["invited", "accepted"])
def test_an_invitation_and_an_acceptance_run_out_after_two_weeks(stage):
    of = states()
    waits = at(of.Stage(stage))
    assert waits.standing(NOW + 13.9 * DAY).value == stage
    assert waits.standing(NOW + 14 * DAY) is of.Stage.EXPIRED
    assert waits.after(of.Step.ACCEPT, of.Party.HELPER, NOW + 14 * DAY) is None


def test_sharing_ends_after_its_last_day_with_nothing_running():
    of = states()
    shares = at(of.Stage.CONFIRMED, until=NOW.date() + DAY)
    assert shares.opens(frozenset(of.What), NOW + DAY)
    assert not shares.opens(frozenset(of.What), NOW + 2 * DAY)
    assert at(of.Stage.CONFIRMED).opens(frozenset(of.What), NOW + 4000 * DAY)


class SharingMachine(RuleBasedStateMachine):
    """Anybody does anything at any time; what was seen stays within what both agreed to."""

    def __init__(self):
        super().__init__()
        self.of, self.now = states(), NOW
        self.sharing = self.of.invited(grant(until=NOW.date() + 30 * DAY), NOW)
        self.done = set()
        self.ever_over = False

    @rule(step=st.sampled_from(STEPS), by=st.sampled_from(("runner", "helper")))
    def take(self, step, by):
        before = self.sharing.standing(self.now)
        after = self.sharing.after(self.of.Step(step), self.of.Party(by), self.now)
        if after is None:
            return
        assert LEADS_ON[before.value, step, by] == after.stage.value
        self.sharing = after
        self.done.add((step, by))

    @rule(days=st.floats(0, 20))
    def wait(self, days):
        self.now += days * DAY

    @precondition(lambda self: not self.sharing.stage.is_over)
    @rule(what=st.sets(st.sampled_from(["runs", "cramps", "map", "triage"])))
    def change(self, what):
        changed = grant(what=list(what), until=self.sharing.grant.until)
        self.sharing = self.sharing.model_copy(update={"grant": changed})

    @invariant()
    def nothing_opens_unless_both_agreed_and_nobody_ended_it(self):
        opened = self.sharing.opens(frozenset(self.of.What), self.now)
        assert opened <= self.sharing.grant.what
        if opened:
            assert {("accept", "helper"), ("confirm", "runner")} <= self.done
            assert not {step for step, _ in self.done} & {"end", "decline"}
            assert self.now.date() <= NOW.date() + 30 * DAY

    @invariant()
    def what_is_over_stays_over(self):
        over = self.sharing.standing(self.now).is_over
        assert over or not self.ever_over
        self.ever_over = over

    @invariant()
    def it_survives_the_row(self):
        assert codec.read(self.of.Sharing, codec.write(self.sharing)) == self.sharing


TestSharingMachine = SharingMachine.TestCase
TestSharingMachine.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)
