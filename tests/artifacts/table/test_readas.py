"""Tests of one column of new rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.readas import OtherKindError, read_as

NUMBER, BOOLEAN = Column("x", "number"), Column("x", "boolean")
NAMES = Column("x", "category", ("3", "a", "b"))
DAY, GERMAN = Column("x", "date", parts=("year",), order="ymd"), Column("x", "date", parts=("year",), order="dmy")


def read(wanted: Column, *values: Any, dtype: Any = None, **options: Any) -> tuple[list[Any], list[str]]:
    told, notes = read_as(pl.Series("x", values, dtype=dtype), wanted, **options)
    return told.to_list(), notes


@pytest.mark.parametrize(
    ("wanted", "values", "want"),
    [
        (NUMBER, ("1", "2,5"), [1, 2.5]),
        (NUMBER, (1, None), [1, None]),
        (NUMBER, (True, False), [1, 0]),
        (NUMBER, ("14:30", "NA"), [14.5, None]),
        (NUMBER, (None, None), [None, None]),
        (BOOLEAN, ("yes", "FALSE", None), [True, False, None]),
        (BOOLEAN, (1, 0), [True, False]),
        (BOOLEAN, (True, None), [True, None]),
        (NAMES, ("a", " b ", None), ["a", "b", None]),
        (NAMES, (3, 3), ["3", "3"]),
        (NAMES, (3.0, None), ["3", None]),
        (DAY, ("2011-01-02",), [datetime(2011, 1, 2)]),
        (DAY, (date(2011, 1, 2),), [datetime(2011, 1, 2)]),
        (GERMAN, ("1/2/11",), [datetime(2011, 2, 1)]),
        (DAY, (None,), [None]),
    ],
)
def test_each_kind(wanted: Column, values: tuple[Any, ...], want: list[Any]) -> None:
    assert read(wanted, *values) == (want, [])


@pytest.mark.parametrize(
    ("wanted", "values", "words"),
    [
        (NUMBER, ("abc",), "holds 'abc' in row 1"),
        (NUMBER, ("1", "x", "y"), "holds 'x' in row 2 and the like in 2 rows"),
        (NUMBER, (date(2011, 1, 2),), "holds '2011-01-02' in row 1"),
        (NUMBER, ([1],), "holds lists or bytes"),
        (BOOLEAN, ("2",), "holds '2'"),
        (DAY, ("soon",), "holds 'soon'"),
        (DAY, (5,), "holds '5'"),
        (GERMAN, ("1/13/11",), "holds '1/13/11'"),
    ],
)
def test_another_kind_is_told(wanted: Column, values: tuple[Any, ...], words: str) -> None:
    with pytest.raises(OtherKindError, match=words):
        read(wanted, *values)


def test_a_few_odd_values_are_missing_and_told() -> None:
    assert read(NUMBER, "1", "2", "x") == ([1, 2, None], ["'x' in row 3 taken as missing"])
    assert read(NUMBER, *"123456", "x", "y")[1] == ["'x' in row 7 and 1 more taken as missing"]
    assert "infinite" in read(NUMBER, 1.0, float("inf"))[1][0]


def test_new_names_are_missing_and_told() -> None:
    assert read(NAMES, "a", "z") == (["a", None], ["'z' (row 2) is new, and taken as missing"])
    assert read(NAMES, "z", "y", "z")[1] == ["2 words such as 'z' (row 1) are new, and taken as missing"]


def test_doubtful_dates_are_told() -> None:
    assert "could be either" in read(DAY, "1/2/11")[1][0]


def test_a_decimal_comma_is_likely_where_the_file_has_them() -> None:
    assert read(NUMBER, "1,234", comma=True)[0] == [1.234]
