"""Tests of columns that have a type already."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.table import values


def test_numbers_are_finite_or_missing() -> None:
    told, column, notes = values.number(pl.Series([1.0, float("nan"), float("inf"), -1e39, None]), "x")
    assert told.to_list() == [1, None, None, None, None]
    assert (column.kind, column.missing) == ("number", 4)
    assert notes == ["2 infinite or too large values taken as missing (the first in row 3)"]
    assert values.number(pl.Series([float("inf")]), "x")[2] == [
        "an infinite or too large value taken as missing (the first in row 1)"
    ]


def test_names_are_sorted() -> None:
    told, column = values.category(pl.Series(["b", None, "a", "b"]), "x")
    assert column.categories == ("a", "b")
    assert told.to_physical().to_list() == [1, None, 0, 1]
    assert values.enumerated(pl.Series(["a", "z"]), column.categories).to_list() == ["a", None]


def test_yes_and_no_are_kept() -> None:
    told, column = values.boolean(pl.Series([True, None]), "x")
    assert (told.to_list(), column.missing) == ([True, None], 1)


def test_a_day_has_no_hour() -> None:
    told, column = values.date(pl.Series([date(2026, 1, 2)]), "x", clock=False)
    assert told.to_list() == [datetime(2026, 1, 2)]
    assert "hour" not in column.parts
    assert "hour" in values.date(told, "x", clock=True)[1].parts


@pytest.mark.parametrize(
    ("column", "want"),
    [
        (pl.Series([1, None]), ["1", None]),
        (pl.Series([1.0, 2.5, None]), ["1", "2.5", None]),
        (pl.Series([True, False, None]), ["true", "false", None]),
        (pl.Series(["a"], dtype=pl.Categorical), ["a"]),
    ],
)
def test_anything_as_a_name(column: pl.Series, want: list[Any]) -> None:
    assert values.text_of(column).to_list() == want
