"""Each exposure against a runner's own history, and missing where nothing is known."""

import numpy as np
import pytest

from histories import history, run
from uncramp.exposure.catalogue import BY_NAME, CATALOGUE, exposures
from uncramp.exposure.usual import usual


def last(runs, name, **runner):
    found = exposures(history(*runs, **runner))
    return found.value[-1, [e.name for e in CATALOGUE].index(name)]


def test_a_spike_is_against_the_longest_run_of_thirty_days():
    assert last([run(0, 30), run(5, 12), run(33, 24)], "distance_spike") == pytest.approx(2.0)


def test_the_first_run_of_all_has_no_spike():
    assert np.isnan(last([run(0, 30)], "distance_spike"))


def test_the_run_itself_is_not_its_own_history():
    assert np.isnan(last([run(0, 30)], "effort_above_ability"))


def test_running_as_fast_as_ones_best_over_that_time_is_no_extra_effort():
    bests = [["10 km", "50:00"]]
    assert last(
        [run(3, 10, 10_000 / 3000)], "effort_above_ability", recent_bests=bests
    ) == pytest.approx(0, abs=0.1)


def test_ten_percent_faster_than_ones_best_reads_ten():
    faster = 1.1 * 10_000 / 3000
    # at a tenth less time the best predicts a little more speed: Riegel's 1.06
    expected = 100 * (1.1 * 1.1 ** (1 / 1.06 - 1) - 1)
    assert last(
        [run(3, 10, faster)], "effort_above_ability", recent_bests=[["10 km", "50:00"]]
    ) == pytest.approx(expected, abs=0.1)


def test_few_earlier_runs_leave_a_wide_error():
    k = [e.name for e in CATALOGUE].index("effort_above_ability")
    few = exposures(history(run(0, 8), run(3, 8)))
    many = exposures(history(*(run(day, 8) for day in range(60))))
    assert few.sd[-1, k] > 1.5 * many.sd[-1, k]


def test_old_bests_are_forgotten():
    assert np.isnan(last([run(0, 10, 4.0), run(200, 10)], "effort_above_ability"))


def test_a_told_temperature_beats_the_watch_on_the_arm():
    hot = run(0, 10, check_in={"temperature": 8}, temperature=31.0)
    assert last([hot], "heat") < 2


def test_heat_is_against_what_the_runner_is_used_to():
    summer = [run(day, 8, check_in={"temperature": 28, "humidity": 60}) for day in range(0, 28, 4)]
    used = last([*summer, run(28, 8, check_in={"temperature": 28, "humidity": 60})], "heat")
    fresh = last([run(28, 8, check_in={"temperature": 28, "humidity": 60})], "heat")
    assert used == pytest.approx(0, abs=0.1)
    assert fresh > 12


def test_a_cold_day_is_not_hot_for_somebody_used_to_frost():
    winter = [run(day, 8, check_in={"temperature": -8}) for day in range(0, 28, 4)]
    assert last([*winter, run(28, 8, check_in={"temperature": 4})], "heat") <= 0


@pytest.mark.parametrize(
    ("km", "chance"), [(21.1, 0.9), (42.2, 0.9), (10.0, 0.3), (7.3, 0.03), (80, 0.9)]
)
def test_a_race_untold_is_likely_by_its_distance(km, chance):
    found = exposures(history(run(0, km)))
    assert np.isnan(found.value[0, 0])
    assert found.expected[0, 0] == chance


def test_values_outside_the_valid_range_are_clamped():
    assert last([run(0, 1), run(1, 40)], "distance_spike") == BY_NAME["distance_spike"].valid[1]


def test_the_first_runs_do_not_make_usual_jump():
    short = [run(day, 5, check_in={"race": False}) for day in range(4)]
    k = [e.name for e in CATALOGUE].index("duration")
    values = [usual(exposures(history(*short[:n], run(9, 20))), n).values[k] for n in range(5)]
    steps = np.abs(np.diff(values))
    assert steps.max() < 0.1
    assert values[-1] < values[0]


def test_usual_says_whose_it_is():
    many = [run(day, 8) for day in range(20)]
    assert usual(exposures(history(*many, run(30, 8))), 20).source == "own"
    assert usual(exposures(history(*many[:3], run(30, 8))), 3).source == "mixed"
    assert usual(exposures(history(run(30, 8))), 0).source == "typical"


def test_races_are_not_part_of_the_ordinary_run():
    raced = [run(day, 42.2, check_in={"race": True}) for day in range(10)]
    found = usual(exposures(history(*raced, run(30, 8))), 10)
    assert found.values[0] == 0
    assert found.n_own == 0


def test_a_run_without_a_clock_comes_last():
    found = history(run(None, 5), run(0, 9), run(3, 7))
    assert [r.summary.distance for r in found.runs] == [9000, 7000, 5000]


def test_every_missing_exposure_says_what_it_needs():
    bare = run(0, 5, distance=None, moving_time=None, graded_distance=None)
    found = exposures(history(bare))
    for cell in found.cells(0, usual(found, 0).values):
        assert (cell.value is None) == (cell.missing is not None), cell.exposure.name
        assert cell.missing is None or len(str(cell.missing)) > 20


def test_every_row_of_the_catalogue_has_a_unit_and_a_source():
    for exposure in CATALOGUE:
        assert exposure.unit
        assert exposure.source.startswith("doi:10.")
        assert exposure.valid[0] < exposure.valid[1]
