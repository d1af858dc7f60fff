"""Times in whatever form people have them: local seconds and the hour of the day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch import clock

MOMENT = datetime(2026, 7, 1, 14, 30)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)))
def test_a_time_comes_back_as_it_was_written(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert clock.written(clock.seconds(moment)) == moment.isoformat()
    assert clock.seconds(moment.isoformat()) == clock.seconds(moment)


def test_the_local_clock_counts_and_not_the_zone() -> None:
    zoned = MOMENT.replace(tzinfo=timezone(timedelta(hours=2)))
    assert clock.seconds(zoned) == clock.seconds(MOMENT) == clock.seconds("2026-07-01T14:30:00+02:00")


@pytest.mark.parametrize(
    "told",
    [
        [MOMENT],
        ["2026-07-01 14:30:00"],
        np.array([MOMENT], "datetime64[us]"),
        pl.Series([MOMENT]),
        np.array([clock.seconds(MOMENT)]),
    ],
)
def test_columns_of_times_hold_the_same(told: object) -> None:
    at = clock.all_seconds(told)  # type: ignore[arg-type]
    assert at.tolist() == [clock.seconds(MOMENT)]
    assert clock.contexts(clock.of_day(at)).tolist() == [14]


def test_what_is_missing_is_nowhere_in_the_day() -> None:
    at = clock.all_seconds([None, "", "2026-07-01T23:59:59"])
    assert clock.contexts(clock.of_day(at)).tolist() == [24, 24, 23]
    assert clock.written(float("nan")) is None


def test_days_without_a_clock_have_no_hours() -> None:
    at = clock.all_seconds([date(2026, 7, 1), date(2026, 7, 2)])
    assert (clock.contexts(clock.of_day(at)) == clock.HOURS).all()


@pytest.mark.parametrize("value", ["noon", True, [], {}])
def test_what_is_no_time_is_refused(value: object) -> None:
    with pytest.raises(NinelivesError, match="is no time"):
        clock.seconds(value)
