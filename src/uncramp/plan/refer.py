"""Whom to see when cramps come back: a coach, a physiotherapist, a dietitian, a doctor.

The source article asks for a serious look at cramps that come "more than once in a blue moon".
Here that is 3 cramped runs in 12 months or 2 in 30 days. The reason: about one runner in five
ever reports a cramp in years of running (19 % of 15,778, Schwellnus 2018,
doi:10.1097/JSM.0000000000000456), so three in one year is far from the ordinary; in a season of
rugby league only a fifth of those who cramped did so four times or more (Dooley 2014). Where
exactly the line runs is a judgement, on the early side: one talk too many costs less than one
too few. Red flags are no matter of this module; triage goes before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from uncramp.evidence.claim import Certainty
from uncramp.history.episode import Episode
from uncramp.history.history import History
from uncramp.history.run import Label, Run
from uncramp.history.runner import Medicine, Runner
from uncramp.plan.line import Line, LineKind
from uncramp.terms.muscles import Muscle, Onset
from uncramp.terms.sentences import Sentence, sentence

IN_A_YEAR, YEAR = 3, 365  # cramped runs, days
IN_A_MONTH, MONTH = 2, 30
EXPLAINS = 0.1  # of the risk; roots that carry less together explain nothing
SECOND = 0.15  # of the risk; a second person is named from here on
COUNTED = {"0": 0, "1": 1, "2-3": 3, "4-9": 4, "10+": 10}  # a range counts as it may be worst


class Root(StrEnum):
    """Where what a cramp is linked with comes from, and so who can help."""

    TRAINING = "training"
    GAIT_AND_INJURY = "gait and injury"
    FUEL_AND_SWEAT = "fuel and sweat"
    HEALTH = "health"


ROOT_OF: Mapping[str, Root] = {
    **dict.fromkeys(
        ("effort_above_ability", "surges", "race", "duration", "descent", "distance_spike",
         "weekly_build", "recovery", "days_since_last_cramp", "warm_up", "cool_down",
         "abrupt_stop", "years_running"),
        Root.TRAINING,
    ),
    **dict.fromkeys(
        ("drop_change", "new_shoes", "forefoot_load", "step_rate_change", "sudden_movement",
         "stretching", "strength_training", "injury_last_12_months", "calf_strain_history",
         "low_back_pain"),
        Root.GAIT_AND_INJURY,
    ),
    **dict.fromkeys(
        ("fluid_deficit", "sodium_deficit", "carbohydrate_before_gap", "carbohydrate_gap",
         "heat", "over_drinking"),
        Root.FUEL_AND_SWEAT,
    ),
    **dict.fromkeys(
        ("chronic_diseases", "regular_medicine", "recent_illness", "sleep_short"), Root.HEALTH
    ),
}  # fmt: skip
"""Sex, age, family and earlier cramps have no root: nobody can change them."""

DO: Mapping[Root, Sentence] = {
    Root.TRAINING: sentence("Talk to a running coach about pace, load and how you build up."),
    Root.GAIT_AND_INJURY: sentence(
        "See a physiotherapist about old injuries, strength and how you run."
    ),
    Root.FUEL_AND_SWEAT: sentence("See a sports dietitian about eating, drinking and sweat."),
    Root.HEALTH: sentence(
        "See a doctor about the cramps, with a list of your medicines and conditions."
    ),
}
CLAIMS: Mapping[Root, tuple[str, ...]] = {
    Root.TRAINING: ("effort_above_ability/schwellnus-2011", "cool_down/miller-2022"),
    Root.GAIT_AND_INJURY: ("injury_last_12_months/schwellnus-2018", "cool_down/miller-2022"),
    Root.FUEL_AND_SWEAT: ("cool_down/miller-2022",),
    Root.HEALTH: ("chronic_diseases/de-jager-2022", "regular_medicine/schwellnus-2018"),
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Cramped runs known in the 12 months and the 30 days up to an instant."""

    in_a_year: int
    in_a_month: int

    @property
    def needs_a_look(self) -> bool:
        """Whether it is more than once in a blue moon."""
        return self.in_a_year >= IN_A_YEAR or self.in_a_month >= IN_A_MONTH


def recurrence(history: History, run: Run) -> Recurrence:
    """Count the cramped runs up to `run`, itself among them; what was told can only add."""
    days = list(_days_since_cramps(history, run))
    told = COUNTED.get(history.runner.cramped_runs_last_year or "0", 0)
    in_a_year = sum(day <= YEAR for day in days)
    return Recurrence(max(in_a_year, told), sum(day <= MONTH for day in days))


def referrals(
    history: History, run: Run, *, episodes: Sequence[Episode] = (), shares: Mapping[str, float]
) -> tuple[Line, ...]:
    """Whom to see, the likeliest help first; empty while cramps are rare and explained.

    Parameters
    ----------
    episodes
        What is told of the cramps of `run`.
    shares
        Of the last cramp's risk, by exposure; empty where no cramp was looked at.
    """
    found = recurrence(history, run)
    cramped = bool(episodes) or found.in_a_year > 0
    if cramped and Medicine.NEW_IN_8_WEEKS in (history.runner.medicines or ()):
        return (_new_medicine(),)
    weights = _weights(shares)
    explained = max(weights.values(), default=0.0) >= EXPLAINS
    if not (found.needs_a_look or (cramped and shares and not explained)):
        return ()
    of_health = _is_of_health(weights, history.runner, episodes)
    roots = _roots(weights, of_health=of_health)
    first = _reason(roots[0], found, of_health=of_health)
    return (_line(roots[0], first), *(_line(root, LINKED[root]) for root in roots[1:]))


def _days_since_cramps(history: History, run: Run) -> Iterator[float]:
    end = run.summary.started_at
    for known in history.runs[: history.place_of(run) + 1]:
        start = known.summary.started_at
        if known.label is Label.YES and start is not None and end is not None:
            yield (end - start).total_seconds() / 86_400


def _weights(shares: Mapping[str, float]) -> dict[Root, float]:
    """What each root carries of the risk; what protects takes nothing away."""
    weights: dict[Root, float] = {}
    for name, share in shares.items():
        if name in ROOT_OF and share > 0:
            root = ROOT_OF[name]
            weights[root] = weights.get(root, 0.0) + share
    return weights


def _roots(weights: Mapping[Root, float], *, of_health: bool) -> tuple[Root, ...]:
    """A doctor first where health speaks or nothing does, then at most two by their weight."""
    ranked = sorted(weights, key=lambda root: -weights[root])
    named = [
        root
        for place, root in enumerate(ranked)
        if weights[root] >= (EXPLAINS if place == 0 else SECOND) and root is not Root.HEALTH
    ][:2]
    return (Root.HEALTH, *named) if of_health or not named else tuple(named)


def _is_of_health(
    weights: Mapping[Root, float], runner: Runner, episodes: Sequence[Episode]
) -> bool:
    """Disease, medicine, or cramps that an overworked muscle does not explain."""
    told = (runner.conditions, runner.medicines, runner.chronic_diseases, runner.regular_medicine)
    odd = {Muscle.SEVERAL, Muscle.ARMS, Muscle.TRUNK}
    elsewhere = any(e.muscle in odd or e.onset is Onset.NIGHT for e in episodes)
    return any(told) or elsewhere or weights.get(Root.HEALTH, 0.0) >= SECOND


def _new_medicine() -> Line:
    return Line(
        LineKind.REFER,
        do=sentence(
            "Ask the doctor or pharmacist who gave you the new medicine about the cramps; do not "
            "stop it on your own."
        ),
        because=sentence(
            "You cramped, and a medicine is new in the last 8 weeks. Runners who take medicines "
            "report cramps more often."
        ),
        certainty=Certainty.LOW,
        when=sentence("this week, before the next hard run"),
        claims=CLAIMS[Root.HEALTH],
        effort=1,
    )


def _line(root: Root, because: Sentence) -> Line:
    return Line(
        LineKind.REFER,
        do=DO[root],
        because=because,
        certainty=Certainty.LOW if root is Root.HEALTH else Certainty.VERY_LOW,
        when=sentence("in the next weeks; take this plan along"),
        claims=CLAIMS[root],
        effort=4,
    )


def _reason(root: Root, found: Recurrence, *, of_health: bool) -> Sentence:
    if not found.needs_a_look:
        return sentence(
            "Nothing special about the run explains this cramp, and that alone deserves a look."
        )
    return sentence(
        "You cramped on {year} runs in 12 months, {month} of them in the last 30 days as far as "
        "is known; {most} in 12 months or {recent} in 30 days is more than once in a blue moon. "
        "{why}",
        year=found.in_a_year,
        month=found.in_a_month,
        most=IN_A_YEAR,
        recent=IN_A_MONTH,
        why=UNEXPLAINED if root is Root.HEALTH and not of_health else LINKED[root],
    )


UNEXPLAINED = sentence(
    "What is known of your runs does not say why, and a doctor can look further."
)
LINKED: Mapping[Root, Sentence] = {
    Root.TRAINING: sentence("The cramps are linked with how you train and race."),
    Root.GAIT_AND_INJURY: sentence("The cramps are linked with shoes, gait or old injuries."),
    Root.FUEL_AND_SWEAT: sentence("The cramps are linked with heat, fluid, salt or fuel."),
    Root.HEALTH: sentence("Conditions, medicines or unusual cramps belong in a doctor's hands."),
}
