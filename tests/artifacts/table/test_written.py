"""Tests of the parts of a written date."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from ninelives.artifacts.table.written import FIELDS, MONTHS, moments, parts_of


def parts(*words: str | None) -> pl.DataFrame:
    return parts_of(pl.Series(words, dtype=pl.String))


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("2011-01-02", {"year": "2011", "month": "01", "day": "02"}),
        ("1/2/11", {"first": "1", "second": "2", "year": "11"}),
        ("2-Jan-2011", {"day": "2", "name": "Jan", "year": "2011"}),
        ("Jan 2, 2011", {"name": "Jan", "day": "2", "year": "2011"}),
        ("20110102T0304", {"year": "2011", "month": "01", "day": "02", "clock": "0304"}),
        ("2011-01-02 3:04 PM", {"year": "2011", "month": "01", "day": "02", "clock": "3:04", "half": "PM"}),
        (
            "2011-01-02T03:04:05.6+02:00",
            {"year": "2011", "month": "01", "day": "02", "clock": "03:04:05", "zone": "+02:00"},
        ),
        ("no date 1", {}),
        (None, {}),
    ],
)
def test_the_parts_of_each_way(word: str | None, want: dict[str, str]) -> None:
    (row,) = parts(word).rows(named=True)
    assert tuple(row) == FIELDS
    assert {name: part for name, part in row.items() if part is not None} == want


def test_words_of_several_ways_have_their_own_parts() -> None:
    assert parts("1/2/11", "2011-01-02", None)["year"].to_list() == ["11", "2011", None]


def test_the_order_is_that_of_the_numbers_alone() -> None:
    told = parts("1/2/11", "2011-01-02", "3 Feb 2011")
    assert moments(told, "dmy").to_list() == [datetime(2011, 2, 1), datetime(2011, 1, 2), datetime(2011, 2, 3)]
    assert moments(told, "mdy").to_list() == [datetime(2011, 1, 2), datetime(2011, 1, 2), datetime(2011, 2, 3)]


@pytest.mark.parametrize(("year", "want"), [("68", 2068), ("69", 1969), ("00", 2000), ("99", 1999)])
def test_years_of_two_digits(year: str, want: int) -> None:
    assert moments(parts(f"1/1/{year}"), "dmy")[0].year == want


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_name(number: int) -> None:
    assert moments(parts(f"1 {MONTHS[number - 1].upper()} 2011"), "dmy").to_list() == [datetime(2011, number, 1)]


@pytest.mark.parametrize(
    ("clock", "hour"), [("12:00 AM", 0), ("12:00 PM", 12), ("1:00 pm", 13), ("11:59 p.m.", 23), ("0:30 PM", None)]
)
def test_hours_of_half_a_day(clock: str, hour: int | None) -> None:
    found = moments(parts(f"2011-01-02 {clock}"), "dmy")[0]
    assert (None if found is None else found.hour) == hour
