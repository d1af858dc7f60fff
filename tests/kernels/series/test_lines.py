"""Rows of a table as series; what cannot be read is told by name."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.series import check_known, lines

DAYS = np.arange("2026-01-01", "2026-03-02", dtype="datetime64[D]")
VALUES = np.arange(60.0)


def refused(times: np.ndarray, values: np.ndarray, **options: object) -> str:
    with pytest.raises(NinelivesError) as error:
        lines(times, values, **options)  # type: ignore[arg-type]
    assert error.value.fix
    return error.value.message


def test_one_series_is_as_it_was_given() -> None:
    (line,) = lines(DAYS.astype(str), VALUES)
    assert (line.name, line.first, line.notes, line.unit) == ("", 0, (), 1)
    assert line.values.tolist() == VALUES.tolist()


def test_gaps_are_counted_and_ends_without_values_are_cut() -> None:
    values = VALUES.copy()
    values[[0, 10, 11, 30, 58, 59]] = np.nan
    (line,) = lines(np.delete(DAYS, 20), np.delete(values, 20))
    assert len(line.values) == 57
    assert line.grid.times(0, 1)[0] == DAYS[1]
    assert line.notes == ("4 of 57 steps have no value, in 3 gaps: filled to learn from, and never judged on",)


def test_several_series_lie_on_one_grid() -> None:
    times, by = np.concatenate([DAYS[:40], DAYS[10:50]]), np.repeat(["b", "a"], 40)
    one, other = lines(times, np.concatenate([VALUES[:40], VALUES[:40]]), by=by)
    assert [(line.name, line.first, line.end) for line in (one, other)] == [("a", 10, 50), ("b", 0, 40)]


def test_series_of_different_steps_are_refused() -> None:
    times = np.concatenate([DAYS[:20], DAYS[:40:2]])
    assert "different steps: 2 days, a day" in refused(times, np.zeros(40), by=np.repeat(["a", "b"], 20))


def test_all_series_that_cannot_be_read_are_told() -> None:
    times = np.concatenate([DAYS[[0, 1, 1, 2]], DAYS[[2, 1, 3, 4]]])
    message = refused(times, np.zeros(8), by=np.repeat(["a", "b"], 4))
    assert "of 'a' occurs twice" in message
    assert "time goes back of 'b'" in message


def test_time_that_runs_backwards_throughout_is_turned_round() -> None:
    (line,) = lines(DAYS[::-1], VALUES[::-1])
    assert line.values.tolist() == VALUES.tolist()
    assert "backwards throughout" in line.notes[0]


def test_values_that_are_infinite_or_words_are_told() -> None:
    values = VALUES.copy()
    values[[7, 9]] = np.inf, -np.inf
    assert "2 values are infinite, the first in row 8" in refused(DAYS, values)
    assert "words" in refused(DAYS[:2], np.array(["a", "b"]))


def test_times_that_are_no_times_are_told() -> None:
    assert "times cannot be read" in refused(np.array(["yesterday", "today"]), np.zeros(2))
    assert "60 times and 59 values" in refused(DAYS, VALUES[1:])


def test_one_point_is_too_few() -> None:
    assert "there is no row" in refused(DAYS[:0], VALUES[:0])
    assert "two points" in refused(DAYS[:1], VALUES[:1])
    assert "two values at least, got 1" in refused(DAYS[:3], np.array([np.nan, 1, np.nan]))


def test_very_large_values_are_told_in_a_larger_unit() -> None:
    (line,) = lines(DAYS, 3e13 + VALUES)
    assert line.unit == 1e5
    assert line.values * line.unit == pytest.approx(3e13 + VALUES)


def test_what_is_known_beforehand_must_reach_over_the_horizon() -> None:
    values = np.concatenate([VALUES[:55], np.full(5, np.nan)])
    (line,) = lines(DAYS, values, known={"holiday": DAYS.astype(int) % 2})
    assert (len(line.values), len(line.known)) == (55, 60)
    check_known([line], 5)
    with pytest.raises(NinelivesError, match="told of 5 steps after the last value, and 7 are foreseen") as error:
        check_known([line], 7)
    assert error.value.fix == "add 2 rows with the target left empty"
    assert "'holiday' is not one finite number a row" in refused(DAYS, VALUES, known={"holiday": np.full(60, np.inf)})


def test_what_was_last_known_holds_where_it_is_not_told() -> None:
    flag = np.where(np.arange(60) == 30, np.nan, np.arange(60) // 10)
    (line,) = lines(DAYS, VALUES, known={"flag": flag})
    assert line.known[28:32, 0].tolist() == [2, 2, 2, 3]


def test_a_past_knows_nothing_after_its_points() -> None:
    values = VALUES.copy()
    values[20:30] = np.nan
    (line,) = lines(DAYS, values, known={"flag": np.arange(60.0)})
    past = line.past(25, 7, (7,))
    assert past.values.max() <= 19
    assert len(past.values) == 25
    assert past.known.shape == (32, 2)
    assert past.known[:, 1].tolist() == list(range(32))
