"""Times as people write them, on an even grid or refused by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.kernels.series import onto, regular
from ninelives.kernels.series.clock import to_local
from tests.kernels.series.test_clock import VIENNA

DAY = np.datetime64("2026-10-20", "s")


def hours(count: int) -> np.ndarray:
    return np.asarray(DAY + (np.arange(count) * 3600).astype("timedelta64[s]"))


@given(st.sets(st.integers(0, 60), min_size=3, max_size=61), st.sampled_from([1, 60, 3600, 86_400]))
def test_values_come_to_lie_where_their_times_are(kept: set[int], step: int) -> None:
    steps = sorted(kept | set(range(40)))
    times = DAY + (np.array(steps) * step).astype("timedelta64[s]")
    grid = regular(times)
    laid = grid.laid(np.array(steps, float))
    assert (grid.step, grid.unit) == (step, "s")
    assert [at for at in range(len(laid)) if not np.isnan(laid[at])] == steps
    assert laid[steps].tolist() == steps
    assert (grid.times(0, len(laid))[steps] == times).all()


def test_months_are_one_step_each_whatever_their_days() -> None:
    first = np.arange("2020-01", "2023-01", dtype="datetime64[M]")
    last = (first + 1).astype("datetime64[D]") - 1
    for times in (first, last, first.astype("datetime64[D]") + 14):
        grid = regular(times)
        assert (grid.unit, grid.step, grid.place.tolist()) == ("M", 1, list(range(36)))
    assert regular(first[::3]).step == 3
    assert grid.times(36, 2).tolist() == np.arange("2023-01", "2023-03", dtype="datetime64[M]").tolist()


def test_a_month_that_is_missing_is_a_gap() -> None:
    times = np.delete(np.arange("2020-01", "2022-01", dtype="datetime64[M]"), 5)
    assert np.flatnonzero(np.isnan(regular(times).laid(np.ones(23)))).tolist() == [5]


def test_numbers_are_times_too() -> None:
    grid = regular(np.array([10, 12, 14, 18]))
    assert (grid.unit, grid.step, grid.place.tolist()) == ("", 2, [0, 1, 2, 4])
    assert grid.times(4, 2).tolist() == [18, 20]


def test_numbers_that_rounding_parts_have_one_step() -> None:
    for step in (0.1, 7e-7, 1e9 / 3):
        times = np.arange(40) * step + 5 * step
        assert {regular(times[begin:]).step for begin in range(20)} == {regular(times).step}
        assert regular(times).place.tolist() == list(range(40))


def test_times_a_little_beside_the_grid_are_moved_and_it_is_said() -> None:
    times = hours(20) + np.array([0, 7] * 10, "timedelta64[s]")
    grid = regular(np.concatenate([hours(40)[:20], times + np.timedelta64(72_000, "s")]))
    assert grid.place.tolist() == list(range(40))
    assert "10 times" in grid.notes[0]


@pytest.mark.parametrize("zone", ["", "Europe/Vienna"])
def test_days_of_23_and_25_hours_are_no_fault(zone: str) -> None:
    for start in ("2026-03-27", "2026-10-23"):
        utc = np.datetime64(start, "s") + (np.arange(96) * 3600).astype("timedelta64[s]")
        grid = regular(to_local(utc, VIENNA), zone=zone)
        laid = grid.laid(np.arange(96.0))
        if zone:
            assert laid.tolist() == list(range(96))
            assert (grid.times(0, 96) == to_local(utc, VIENNA)).all()
        elif start == "2026-03-27":
            assert np.isnan(laid).sum() == 1
        else:
            assert len(laid) == 95
            assert "an hour occurs twice, at 2026-10-25 02:00" in grid.notes[0]
            assert {each for each in laid.tolist() if each != int(each)} == {50.5} or not np.isnan(laid).any()


@given(st.sets(st.integers(0, 80), min_size=3), st.integers(0, 60), st.sampled_from(["", "Europe/Vienna"]))
def test_later_times_lie_where_they_would_have_lain_had_they_come_at_once(kept: set[int], cut: int, zone: str) -> None:
    utc = np.datetime64("2026-10-23", "s") + (np.arange(141) * 3600).astype("timedelta64[s]")
    times = to_local(utc, VIENNA) if zone else utc
    grid = regular(times[: 60 + cut], zone=zone)
    later = np.array(sorted(kept)) + 50
    assert onto(grid, times[later]).tolist() == later.tolist()
    assert regular(times, zone=zone).place[later].tolist() == later.tolist()


def test_months_and_numbers_are_gone_on_from_too() -> None:
    grid = regular(np.arange("2020-01", "2022-01", dtype="datetime64[M]"))
    assert onto(grid, np.array(["2019-12-01", "2022-03-15"], "datetime64[D]")).tolist() == [-1, 26]
    assert onto(regular(np.arange(10.0, 30, 2)), np.array([30, 34])).tolist() == [10, 12]
    averaged = regular(hours(48), step=86_400)
    assert onto(averaged, hours(96)[70:75], averaged=True).tolist() == [2, 2, 3, 3, 3]
    for wrong, says in (([30, 30], "twice"), ([31, 35], "beside"), ([34, 30], "goes back")):
        with pytest.raises(NinelivesError, match=says):
            onto(regular(np.arange(10.0, 30, 2)), np.array(wrong, float))


def test_local_days_stay_days_where_clocks_change() -> None:
    grid = regular(np.arange("2026-10-01", "2026-11-10", dtype="datetime64[D]"), zone="Europe/Vienna")
    assert (grid.step, grid.zone, grid.notes) == (86_400, "", ())


def test_a_told_step_averages_what_lies_within_it() -> None:
    times = DAY + np.array([10, 50, 3700, 3800, 11_000], "timedelta64[s]")
    grid = regular(times, step=3600)
    assert grid.laid(np.array([1.0, 3, 5, 7, 9]))[[0, 1, 3]].tolist() == [2, 6, 9]
    assert np.isnan(grid.laid(np.ones(5))[2])


def refused(times: np.ndarray, **options: str) -> str:
    with pytest.raises(NinelivesError) as error:
        regular(times, name="'a'", **options)  # type: ignore[arg-type]
    assert error.value.fix
    return error.value.message


def test_time_that_goes_back_is_told_by_its_row() -> None:
    assert "time goes back of 'a' in row 4" in refused(hours(6)[[0, 1, 2, 1, 4, 5]])


def test_a_time_that_occurs_twice_is_told_by_its_row() -> None:
    days = np.arange("2026-01-01", "2026-01-09", dtype="datetime64[D]")
    message = refused(days[[0, 1, 2, 2, 3, 3]])
    assert "2026-01-03" in message
    assert "row 4; 2 such rows" in message


def test_missing_times_and_single_points_are_told() -> None:
    assert "1 times of 'a' are missing, the first in row 2" in refused(np.array(["2026-01-01", "NaT"], "datetime64[D]"))
    assert "missing" in refused(np.array([1.0, np.inf]))
    assert "needs two points" in refused(hours(1))


def test_times_on_no_even_grid_are_told() -> None:
    draw = np.random.default_rng(0)
    assert "no even grid" in refused(DAY + np.cumsum(draw.integers(100, 9000, 50)).astype("timedelta64[s]"))
    assert "most steps have no value" in refused(np.array([0.0, 1, 2, 3, 900, 901]))


def test_a_time_that_clocks_never_showed_is_told() -> None:
    times = np.array(["2026-03-29T01:00", "2026-03-29T02:00", "2026-03-29T03:00"], "datetime64[s]")
    assert "never shown by clocks in Europe/Vienna" in refused(times, zone="Europe/Vienna")
