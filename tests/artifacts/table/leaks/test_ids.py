"""Tests of columns that name a row."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.table import values
from ninelives.artifacts.table.leaks.ids import id_of
from ninelives.artifacts.table.leaks.leak import Leak

DRAW = np.random.default_rng(0)
MIXED = [float(n) for n in DRAW.permutation(1000)[:200] * 1000 + 17]


def words(*texts: str) -> Leak | None:
    return id_of(*values.category(pl.Series(texts), "x"))


def amounts(*told: float | None, name: str = "x") -> Leak | None:
    return id_of(*values.number(pl.Series(name, told, dtype=pl.Float64), name)[:2])


@pytest.mark.parametrize(
    ("numbers", "name", "told"),
    [
        (range(1, 31), "x", "counts the rows (1 to 30)"),
        (range(30, 0, -1), "x", "counts the rows"),
        (range(0, 300, 10), "x", "counts the rows"),
        ([3, 1, 2, *range(4, 31)], "x", "counts the rows"),
        ([n + n // 7 for n in range(30)], "x", "counts the rows"),
        (MIXED, "customer_id", "another number in each of 200 rows, and named like a key"),
        (MIXED, "CustomerID", "named like a key"),
        ([*MIXED, MIXED[0]], "id", "another number in nearly every one of 201 rows"),
        ([*range(1, 31), None], "x", "counts the rows (1 to 30)"),
    ],
)
def test_numbers_that_name_rows(numbers: list[float], name: str, told: str) -> None:
    found = amounts(*numbers, name=name)
    assert found is not None
    assert (found.kind, found.column) == ("id", name)
    assert told in found.words


@pytest.mark.parametrize(
    ("numbers", "name"),
    [
        (MIXED, "price"),
        (MIXED, "paid"),
        (range(1990, 2020), "year"),
        ([1, 2, 3], "id"),
        ([0.5 * n for n in range(31)], "id"),
        ([1, 2] * 30, "id"),
        ([7] * 30, "id"),
        ([n * n for n in range(30)], "x"),
    ],
)
def test_numbers_that_do_not(numbers: list[float], name: str) -> None:
    assert amounts(*numbers, name=name) is None


def test_words_that_hardly_repeat() -> None:
    every = [f"person {n}" for n in range(100)]
    found = words(*every)
    assert found is not None
    assert "is another word in each of 100 rows: an id or free text" in found.words
    assert found.evidence == {"values": 100, "rows": 100}
    assert "in nearly every row (97 in 100)" in str(words(*every[:97], *every[:3]))
    assert "has 70 different words in 100 rows" in str(words(*every[:70], *every[:30]))


def test_words_that_do() -> None:
    assert words(*[f"w{n}" for n in range(19)]) is None
    assert words(*[f"w{n % 50}" for n in range(100)]) is None
    assert words(*[f"w{n % 30}" for n in range(50)]) is None
