"""Runs ahead, for tests of the plan: made by hand, or any there can be."""

from __future__ import annotations

from hypothesis import strategies as st

from histories import DAY_ZERO, run
from modelling import modelled
from uncramp.history.check_in import CheckIn
from uncramp.history.history import History
from uncramp.history.run import Run
from uncramp.history.runner import Condition, Medicine, Runner
from uncramp.plan.ahead import Ahead, ahead
from uncramp.plan.prospect import Prospect

DAY = 100  # of the planned run, since histories.DAY_ZERO
WELL = {"conditions": (), "medicines": ()}

__all__ = ["DAY", "DAY_ZERO", "WELL", "look", "looks", "prospect_of"]


def look(km=42.195, hours=4.0, *earlier, check_in=None, episodes=(), tried=(), **runner):
    """A planned run as the plan sees it; conditions and medicines are none unless told."""
    planned = run(DAY, km, 1000 * km / (3600 * hours), check_in=check_in)
    planned = Run(planned.summary.model_copy(update={"best_efforts": ()}), planned.check_in)
    history = History.of(Runner(**(WELL | runner)), (*earlier, planned))
    return ahead(history, planned, episodes=episodes, tried=tried)


def prospect_of(seen: Ahead) -> Prospect:
    """The same run with the draws of its risk."""
    found = modelled(seen.history, seen.history.place_of(seen.run))
    return Prospect(seen.history, seen.run, found.exposures, found.usual, found.draws)


def _some(strategy):
    return st.none() | strategy


def _among(kinds):
    return _some(st.lists(st.sampled_from(list(kinds)), max_size=3, unique=True).map(tuple))


_RUNNERS = st.fixed_dictionaries(
    {
        "mass": _some(st.floats(35, 160)),
        "height": _some(st.floats(140, 205)),
        "sex": st.sampled_from([None, "male", "female"]),
        "age": _some(st.floats(16, 90)),
        "conditions": _among(Condition) | st.just(()),
        "medicines": _among(Medicine) | st.just(()),
        "sweat_rate": _some(st.floats(0.1, 5)),
        "sweat_sodium": _some(st.floats(5, 150)),
        "acclimatised": st.sampled_from([None, True, False]),
        "usual_weekly_distance": _some(st.floats(0, 200)),
    }
)
_ANSWERS = st.fixed_dictionaries(
    {
        "temperature": _some(st.floats(-20, 50)),
        "humidity": _some(st.floats(0, 100)),
        "fluid": _some(st.floats(0, 20)),
        "drink_sodium": _some(st.floats(0, 3)),
        "carbohydrate": _some(st.floats(0, 800)),
        "mass_before": _some(st.floats(35, 160)),
        "mass_after": _some(st.floats(35, 160)),
        "race": st.sampled_from([None, True, False]),
    }
)


@st.composite
def looks(draw, *, runners=_RUNNERS, answers=_ANSWERS):
    """Any run ahead, of any runner, in any weather, after up to three runs of any kind."""
    earlier = [
        run(day, km, 2.8, check_in=draw(answers))
        for day, km in draw(st.lists(st.tuples(st.integers(50, 99), st.floats(3, 40)), max_size=3))
    ]
    km = draw(st.floats(0.4, 170))
    hours = km / draw(st.floats(3.0, 21.0))
    return look(
        km, hours, *earlier, check_in=CheckIn(**draw(answers)).model_dump(), **draw(runners)
    )
