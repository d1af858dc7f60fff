"""Tests of dates as people write them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table.dates import Dates, dates
from ninelives.artifacts.table.words import Words


def read(*words: str | None, order: str = "") -> Dates:
    found = dates(Words.of(pl.Series("x", words, dtype=pl.String)), order)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("2011-01-02", datetime(2011, 1, 2)),
        ("2011/1/2", datetime(2011, 1, 2)),
        ("2011-01-02T03:04:05", datetime(2011, 1, 2, 3, 4, 5)),
        ("2011-01-02 03:04", datetime(2011, 1, 2, 3, 4)),
        ("2011-01-02 03:04:05.678+02:00", datetime(2011, 1, 2, 3, 4, 5)),
        ("2011-01-02T03:04:05Z", datetime(2011, 1, 2, 3, 4, 5)),
        ("20110102", datetime(2011, 1, 2)),
        ("20110102T030405", datetime(2011, 1, 2, 3, 4, 5)),
        ("31.1.2011", datetime(2011, 1, 31)),
        ("31/01/11", datetime(2011, 1, 31)),
        ("1/31/70 3:04 PM", datetime(1970, 1, 31, 15, 4)),
        ("1/31/2011 12:30 am", datetime(2011, 1, 31, 0, 30)),
        ("2 Jan 2011", datetime(2011, 1, 2)),
        ("02-JAN-11", datetime(2011, 1, 2)),
        ("January 2, 2011", datetime(2011, 1, 2)),
    ],
)
def test_every_way_of_writing(word: str, want: datetime) -> None:
    assert read(word).values.to_list() == [want]


@pytest.mark.parametrize(
    "word", ["2011-02-30", "2011-13-01", "31/31/2011", "2 Foo 2011", "2011-01-01 25:00", "1/1/2011 13:00 PM"]
)
def test_what_the_calendar_lacks_is_none(word: str) -> None:
    assert read(word, "2011-01-01").values[0] is None


@pytest.mark.parametrize("words", [("abc",), ("12",), ("1-2",), (None,), ("12345678",), ("2A30",)])
def test_what_is_no_date(words: tuple[str | None, ...]) -> None:
    assert dates(Words.of(pl.Series("x", words, dtype=pl.String))) is None


def test_a_day_over_twelve_decides_and_is_named() -> None:
    found = read("1/2/11", "13/1/11")
    assert (found.order, found.doubt) == ("dmy", "")
    assert found.values[0] == datetime(2011, 2, 1)
    assert "day/month/year, since '13/1/11' in row 2 has a day over 12" in found.reading
    assert "11 is 2011" in found.reading
    found = read("1/2/11", "1/13/11")
    assert (found.order, found.values[0]) == ("mdy", datetime(2011, 1, 2))


def test_where_nothing_decides_it_is_said_with_the_other_way() -> None:
    found = read("1/2/11", "3/4/11")
    assert found.order == "mdy"
    assert "'1/2/11' in row 1 could be either; --dates dmy reads it the other way" in found.doubt
    points = read("1.2.2011")
    assert points.order == "dmy"
    assert "--dates mdy" in points.doubt


def test_what_the_user_says_is_taken_and_what_cannot_be_that_is_named() -> None:
    found = read("1/2/11", "1/13/11", order="dmy")
    assert found.values.to_list() == [datetime(2011, 2, 1), None]
    assert "'1/13/11' in row 2 cannot be that" in found.doubt
    assert read("1/2/11", order="mdy").doubt == ""


def test_two_orders_in_one_column_are_told() -> None:
    found = read("13/1/11", "1/13/11", "14/1/11")
    assert "two orders of day and month: '13/1/11' in row 1, '1/13/11' in row 2" in found.doubt
    assert found.values.null_count() == 1


def test_zones_of_one_kind_are_said_and_mixed_ones_doubted() -> None:
    assert "zone +02:00" in read("2011-01-01 10:00+02:00", "2011-01-02 10:00+0200").reading
    mixed = read("2011-01-01 10:00+01:00", "2011-07-01 10:00Z")
    assert "zones are mixed (+00:00, +01:00; +01:00 first in row 1)" in mixed.doubt
    assert mixed.values.to_list() == [datetime(2011, 1, 1, 10), datetime(2011, 7, 1, 10)]
    assert "some none ('2011-07-01 10:00' in row 2)" in read("2011-01-01 10:00Z", "2011-07-01 10:00").doubt


def test_a_clock_is_known_by_word() -> None:
    assert read("2011-01-01", "2011-01-01 10:00").clock.tolist() == [False, True]


MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2099, 1, 1)).map(lambda moment: moment.replace(microsecond=0))


@given(st.lists(MOMENTS, min_size=1, unique=True))
def test_a_moment_is_the_same_in_every_way_of_writing(moments: list[datetime]) -> None:
    for way in ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y%m%dT%H%M%S", "%d %B %Y %H:%M:%S", "%d/%m/%Y %I:%M:%S %p"):
        words = [moment.strftime(way) for moment in moments]
        assert read(*words, order="dmy").values.to_list() == moments, way


@pytest.mark.data
def test_the_days_of_the_bicycles(data: Path) -> None:
    words = Words.of(pl.read_csv(data / "tabular" / "bike_hour.csv").get_column("dteday"))
    found = dates(words)
    assert found is not None
    assert found.order == "mdy"
    assert "'1/13/11' in row 278 has a day over 12" in found.reading
    assert (found.values.min(), found.values.max()) == (datetime(2011, 1, 1), datetime(2012, 12, 31))
    assert found.values.null_count() == 0
