"""Tests of columns that are the target itself."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table import values
from ninelives.artifacts.table.leaks.copies import copy_of
from ninelives.artifacts.table.leaks.leak import Leak

DRAW = np.random.default_rng(0)
CLASSES = pl.Series("y", DRAW.choice(["cat", "dog", "owl"], 200))
NUMBERS = pl.Series("y", DRAW.normal(size=200) * 100)


def find(column: pl.Series, target: pl.Series, columns: int = 20) -> Leak | None:
    if column.dtype == pl.String:
        told, _ = values.category(column, "x")
    elif column.dtype == pl.Boolean:
        told, _ = values.boolean(column, "x")
    else:
        told, *_ = values.number(column, "x")
    answers = values.category(target, "y")[0] if target.dtype == pl.String else target.cast(pl.Float64)
    return copy_of(told, answers, columns=columns)


def test_the_same_once_more() -> None:
    found = find(CLASSES, CLASSES)
    assert found is not None
    assert (found.kind, found.words) == ("copy", "'x' is 'y' once more")


@given(st.permutations(["1", "zwei", "trois"]))
def test_any_renaming_is_found(names: list[str]) -> None:
    found = find(CLASSES.replace_strict(dict(zip(["cat", "dog", "owl"], names, strict=True))), CLASSES)
    assert found is not None
    assert "is 'y' under other names (" in found.words


def test_a_renaming_with_gaps_is_found_and_one_that_is_mostly_gaps_is_not() -> None:
    holes = pl.Series(DRAW.random(200) < 0.3)
    assert find(CLASSES.set(holes, None), CLASSES) is not None
    most = pl.Series(DRAW.random(200) < 0.7)
    assert find(CLASSES.set(most, None), CLASSES) is None


def test_numbers_and_yes_rename_classes_too() -> None:
    two = pl.Series(DRAW.choice(["no", "yes"], 100))
    found = find(two == "yes", two.replace_strict({"no": "0", "yes": "1"}))
    assert found is not None
    assert "yes is 1" in found.words
    assert find(two.replace_strict({"no": 0, "yes": 1}), two) is not None


def test_one_row_that_differs_is_no_copy() -> None:
    other = CLASSES.to_list()
    other[7] = "cat" if other[7] != "cat" else "dog"
    assert find(pl.Series(other), CLASSES) is None


def test_so_few_rows_are_a_coincidence() -> None:
    assert find(CLASSES.head(8), CLASSES.head(8)) is None


@pytest.mark.parametrize(("slope", "offset"), [(1, 0), (1.8, 32), (-2, 5), (1e-9, 1e6), (1e9, 0)])
def test_another_unit_is_found(slope: float, offset: float) -> None:
    found = find(NUMBERS, NUMBERS * slope + offset)
    assert found is not None
    assert found.evidence["slope"] == pytest.approx(slope)
    assert ("once more" in found.words) == (slope == 1)


def test_a_bent_copy_is_found_up_and_down() -> None:
    for bent in (NUMBERS**3, -(NUMBERS / 100).exp()):
        found = find(bent, NUMBERS)
        assert found is not None
        assert "in the same order as 'y', all of them" in found.words


def test_nearly_the_same_order_is_no_copy() -> None:
    other = NUMBERS.to_list()
    other[3], other[4] = other[4], other[3]
    assert find(pl.Series(other), NUMBERS) is None
    assert find(NUMBERS + pl.Series(DRAW.normal(size=200)), NUMBERS) is None


def test_a_few_values_in_one_order_are_a_coincidence() -> None:
    assert find(pl.Series([1.0, 2.0, 9.0] * 30), pl.Series([1.0, 2.0, 3.0] * 30).cast(pl.Float64)) is None


def test_words_for_each_number_are_found() -> None:
    few = pl.Series(DRAW.choice([1.5, 2.5, 3.5], 100))
    assert find(few.replace_strict({1.5: "low", 2.5: "mid", 3.5: "high"}), few) is not None


def test_numbers_at_the_ends_of_what_floats_hold_are_no_trouble() -> None:
    huge = pl.Series([1e38, -1e38, 1e-300, 0.0] * 10)
    assert copy_of(huge, pl.Series("y", [1.0, 2.0, 3.0, 4.0] * 10), columns=1) is None
