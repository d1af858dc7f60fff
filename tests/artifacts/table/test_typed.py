"""Tests of what a column holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.typed import MOST, Typed, typed


def read(*values: Any, dtype: Any = None, **options: Any) -> Typed:
    return typed(pl.Series("x", values, dtype=dtype), **options)


def listed(found: Typed) -> list[Any]:
    assert found.values is not None
    return found.values.to_list()


@pytest.mark.parametrize(
    ("values", "kind", "want"),
    [
        (("1", "2.5", None), "number", [1, 2.5, None]),
        (("1", "NA", ""), "number", [1, None, None]),
        (("1,5", "2"), "number", [1.5, 2]),
        (("yes", "no", "NA"), "boolean", [True, False, None]),
        (("red", " red ", "blue"), "category", ["red", "red", "blue"]),
        (("007", "012"), "category", ["007", "012"]),
        (("12345678901234567", "1"), "category", ["12345678901234567", "1"]),
        (("2011-01-02", "NA"), "date", [datetime(2011, 1, 2), None]),
        (("20110102", "20110103"), "date", [datetime(2011, 1, 2), datetime(2011, 1, 3)]),
        (("20119902", "20110103"), "number", [20119902, 20110103]),
        (("14:30", "9:00"), "number", [14.5, 9]),
        ((1, 2, None), "number", [1, 2, None]),
        ((True, False), "boolean", [True, False]),
        ((date(2011, 1, 2),), "date", [datetime(2011, 1, 2)]),
        ((time(14, 30),), "number", [14.5]),
        ((timedelta(seconds=90),), "number", [90]),
    ],
)
def test_each_kind(values: tuple[Any, ...], kind: str, want: list[Any]) -> None:
    found = read(*values)
    assert found.column is not None
    assert (found.column.kind, listed(found)) == (kind, want)
    assert found.column.missing == want.count(None)


def test_a_moment_with_a_zone_is_its_own_clock() -> None:
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    found = typed(pl.Series("x", [moment]).dt.convert_time_zone("Europe/Vienna"))
    assert listed(found) == [datetime(2026, 7, 1, 14)]


def test_a_categorical_column_is_taken_at_its_word() -> None:
    found = read("1", "2", dtype=pl.Categorical)
    assert found.column is not None
    assert found.column.categories == ("1", "2")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((None, None), "it is empty"),
        (("", "NA"), "it is empty"),
        (([1], [2]), "it holds lists or bytes"),
        ((b"x",), "it holds lists or bytes"),
        ((float("nan"), float("inf")), "it holds no finite number"),
        (("inf", "inf"), "it holds no finite number"),
    ],
)
def test_what_nothing_can_be_learned_from(values: tuple[Any, ...], why: str) -> None:
    found = read(*values)
    assert found.left_out.startswith(why)
    assert found.values is None


def test_free_text_is_left_out() -> None:
    found = typed(pl.Series("x", [f"word {n}" for n in range(MOST + 1)]))
    assert found.left_out == "it has 10,001 different names: free text is not learned from"


def test_few_words_among_numbers_are_missing_and_the_first_is_named() -> None:
    found = read(*["5"] * 20, "abc", "6", "?")
    assert found.column is not None
    assert (found.column.kind, found.column.missing) == ("number", 2)
    assert found.notes == ["2 values are no number and taken as missing ('abc' first in row 21)"]
    assert read(*["5"] * 20, "abc").notes == ["1 value is no number and taken as missing ('abc' in row 21)"]


def test_half_numbers_half_words_are_names_and_told() -> None:
    found = read("5", "6", "abc", "7")
    assert found.column is not None
    assert found.column.kind == "category"
    assert found.notes == ["numbers ('5' first in row 1) and words ('abc' first in row 3) are mixed; read as names"]


def test_words_that_look_a_little_like_numbers_are_not_worth_a_word() -> None:
    assert read("13R", "20R", "20", "18A").notes == []


def test_a_few_impossible_days_are_missing_and_the_first_is_named() -> None:
    found = read(*["2011-01-01"] * 20, "2011-02-30", "soon")
    assert found.column is not None
    assert (found.column.kind, found.column.missing) == ("date", 2)
    assert found.notes == ["2 values are no date and taken as missing ('2011-02-30' first in row 21)"]


def test_dates_of_two_orders_are_names_and_told() -> None:
    found = read("13/1/11", "1/13/11", "14/1/11", "1/14/11")
    assert found.column is not None
    assert found.column.kind == "category"
    assert "two orders of day and month" in found.notes[0]


def test_what_was_written_for_nothing_is_told() -> None:
    assert read("1", "NA", "NA", "", "N/A").notes == ["'NA' in 2 rows and 'N/A' in 1 row read as missing"]


def test_many_numbers_with_gaps_are_read_without_a_look_at_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ninelives.artifacts.table.typed.Words", None)
    found = read("1.5", " NA", "NA", "2.5", "", None, comma=True)
    assert listed(found) == [1.5, None, None, 2.5, None, None]
    assert found.notes == ["'NA' in 2 rows read as missing"]
    assert read("1.234", "5.678", comma=True).column == Column(
        "x", "number", reading="points are decimal points (1.234 is no thousand)"
    )


def test_names_that_differ_in_case_are_told() -> None:
    assert read("male", "Male", "female").notes == ["'Male' and 'male' are two names"]


def test_endless_numbers_are_missing_and_told() -> None:
    assert read("1", "1e999", "-inf").notes == ["2 infinite or too large values taken as missing (the first in row 2)"]


def test_the_order_that_the_user_says_reaches_the_dates() -> None:
    assert listed(read("1/2/11", order="dmy")) == [datetime(2011, 2, 1)]


def test_a_decimal_comma_that_is_likely_reaches_the_numbers() -> None:
    assert listed(read("1,234", "5,678", comma=True)) == [1.234, 5.678]


@given(
    st.lists(st.none() | st.text(max_size=6) | st.integers().map(str) | st.floats().map(str), min_size=1, max_size=30)
)
def test_any_text_is_a_column_or_left_out(values: list[str | None]) -> None:
    found = read(*values, dtype=pl.String)
    assert (found.values is None) == bool(found.left_out)
    if found.values is not None and found.column is not None:
        assert len(found.values) == len(values)
        assert found.column.missing == found.values.null_count() < len(values)
        if found.column.kind == "number":
            assert np.isfinite(found.values.drop_nulls().to_numpy()).all()
        if found.column.kind == "category":
            assert list(found.column.categories) == sorted(set(found.values.drop_nulls().to_list()))
