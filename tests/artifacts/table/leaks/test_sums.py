"""Tests of a number that is the sum of its columns."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.table.leaks.sums import sum_of

DRAW = np.random.default_rng(0)
A, B, C = (pl.Series(name, DRAW.integers(0, 500, 300).astype(float)) for name in "abc")


def test_a_sum_is_found_with_its_parts() -> None:
    found = sum_of([A, B, C], (A + B).alias("y"))
    assert found is not None
    assert found.words == (
        "'y' is a sum of 'a' and 'b', exactly: leave out what is known only afterwards, --ignore a,b"
    )
    assert sum_of([A, B, C], (2.5 * A - B / 3 + 7).alias("y")) is not None


def test_rows_with_gaps_have_no_say() -> None:
    holes = A.set(pl.Series(DRAW.random(300) < 0.5), None)
    assert sum_of([holes, B], (A + B).alias("y")) is not None


def test_nearly_a_sum_is_none() -> None:
    assert sum_of([A, B], (A + B + pl.Series(DRAW.normal(size=300))).alias("y")) is None
    assert sum_of([A, B], (A * B).alias("y")) is None
    assert sum_of([A, B], A.alias("y")) is None  # a copy, and no sum
    assert sum_of([A], A) is None
    assert sum_of([A.head(20), B.head(20)], (A + B).head(20)) is None
    assert sum_of([A, B], pl.Series("y", [3.0] * 300)) is None


def test_a_column_without_a_difference_is_no_trouble() -> None:
    constant = pl.Series("k", [5.0] * 300)
    found = sum_of([constant, A, B], (A + B).alias("y"))
    assert found is not None
    assert "'k'" not in found.words


def test_one_row_that_is_off_among_many_is_enough() -> None:
    many = pl.Series("m", DRAW.normal(size=20_000))
    more = pl.Series("n", DRAW.normal(size=20_000))
    assert sum_of([many, more], (many + more).alias("y")) is not None
    off = (many + more).scatter([123], [7.0]).alias("y")
    assert sum_of([many, more], off) is None
