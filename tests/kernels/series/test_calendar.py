"""What the calendar tells of a step."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.series import calendar, regular, years_seen
from ninelives.kernels.series.clock import to_local
from tests.kernels.series.test_clock import VIENNA

HOURS = np.datetime64("2026-03-27", "s") + (np.arange(96) * 3600).astype("timedelta64[s]")  # a Friday


def test_hours_know_the_time_of_the_day_and_the_weekend() -> None:
    told = calendar(regular(HOURS), 0, 120, (24, 168))
    assert told.sizes.tolist() == [24, 7]
    assert told.phases[:30, 0].tolist() == [*range(24), *range(6)]
    assert told.phases[::24, 1].tolist() == [4, 5, 6, 0, 1]
    assert told.weekend[::24, 0].tolist() == [0, 1, 1, 0, 0]


def test_hours_are_those_of_the_local_clock() -> None:
    told = calendar(regular(to_local(HOURS, VIENNA), zone="Europe/Vienna"), 0, 96)
    local = to_local(HOURS, VIENNA)
    assert told.phases[:, 0].tolist() == (local.astype("datetime64[h]").astype(int) % 24).tolist()


def test_quarters_of_an_hour_are_told_apart_and_minutes_are_not() -> None:
    quarter = regular(HOURS[0] + (np.arange(200) * 900).astype("timedelta64[s]"))
    minute = regular(HOURS[0] + (np.arange(200) * 60).astype("timedelta64[s]"))
    assert calendar(quarter, 0, 5).sizes.tolist() == [96, 7]
    assert calendar(minute, 0, 5).sizes.tolist() == [24, 7]


def test_days_know_their_month_once_two_years_were_seen() -> None:
    days = regular(np.arange("2024-01-01", "2026-12-01", dtype="datetime64[D]"))
    assert [years_seen(days, points) for points in (729, 730)] == [False, True]
    assert not years_seen(regular(np.arange("2020-01", "2026-01", dtype="datetime64[M]")), 60)
    assert calendar(days, 0, 9).sizes.tolist() == [7]
    told = calendar(days, 0, 60, years=True)
    assert told.sizes.tolist() == [7, 12]
    assert told.phases[[0, 31], 1].tolist() == [0, 1]


def test_a_season_that_no_clock_tells_is_a_round_of_its_own() -> None:
    numbers = regular(np.arange(50))
    told = calendar(numbers, 3, 4, (5, 700))
    assert (told.sizes.tolist(), told.phases[:, 0].tolist(), told.weekend.shape) == ([5], [3, 4, 0, 1], (4, 0))
    months = regular(np.arange("2020-01", "2023-01", dtype="datetime64[M]"))
    assert calendar(months, 0, 4, (12,)).sizes.tolist() == [12]
