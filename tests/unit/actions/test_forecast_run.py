"""A forecast hears the library as it was told, and how bad this runner's cramps are."""

import pytest

from histories import run
from recording import NOW
from uncramp.actions.forecast_run import PlannedRun, forecast_run
from uncramp.actions.told import Told
from uncramp.history.episode import Episode
from uncramp.store.kept import KeptRun
from uncramp.store.library import MemoryLibrary

HALF = PlannedRun(distance=21.1, time=6600)


def forecast(*severities, times=1):
    library = MemoryLibrary()
    for i, severity in enumerate(severities * times):
        told = Episode(muscle="calf", onset="during", severity=severity)
        library.keep_run(KeptRun(f"{i:064}", 0, run(7 * i, 15), told))
    return forecast_run(HALF, library=library, told=Told(), now=NOW)


def test_without_cramps_of_ones_own_a_fifth_would_slow_or_stop():
    found = forecast()
    assert (found.slow_or_stop.of_cramps, found.slow_or_stop.own_cramps) == (0.2, 0)
    assert found.slow_or_stop.probability == pytest.approx(found.why.risk.probability / 5)
    low, high = found.slow_or_stop.interval
    assert low < found.slow_or_stop.probability < high


def test_a_runner_whose_cramps_stop_them_is_told_so():
    mild, bad = (forecast(severity, times=6) for severity in (3, 9))
    assert mild.why.risk == bad.why.risk
    assert mild.slow_or_stop.of_cramps == pytest.approx(2 / 16)
    assert bad.slow_or_stop.of_cramps == pytest.approx(8 / 16)
    assert bad.slow_or_stop.own_cramps == 6


def test_own_cramps_narrow_what_is_said_of_them():
    def width(found):
        low, high = found.slow_or_stop.interval
        return (high - low) / found.slow_or_stop.probability

    assert width(forecast(3, 3, 3, 3, 8, times=12)) < width(forecast())


def test_cramps_that_a_library_keeps_raise_the_risk_and_twinges_do_not():
    cramps, twinges, none = forecast(5, times=4), forecast(1, times=4), forecast()
    assert cramps.why.risk.probability > none.why.risk.probability
    assert twinges.why.risk.probability < none.why.risk.probability
    assert twinges.slow_or_stop.own_cramps == 0
