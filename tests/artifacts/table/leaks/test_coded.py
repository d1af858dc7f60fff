"""Tests of columns as small whole numbers."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table.leaks.coded import Coded, canonical, chance_of, names_of, table

CODES = st.lists(st.integers(-3, 5), min_size=1, max_size=30)


@given(CODES)
def test_values_are_numbered_by_their_first_row(codes: list[int]) -> None:
    order = list(dict.fromkeys(codes))
    assert canonical(np.array(codes)).tolist() == [order.index(code) for code in codes]


@given(CODES)
def test_a_column_under_other_names_has_the_same_codes(codes: list[int]) -> None:
    renamed = pl.Series([f"name {-7 * code}" for code in codes])
    assert np.array_equal(Coded.of(pl.Series(codes)).code, Coded.of(renamed).code)


def test_what_is_missing_is_a_value() -> None:
    found = Coded.of(pl.Series(["a", None, "a", None]))
    assert (found.code.tolist(), found.known.tolist(), found.count) == ([0, 1, 0, 1], [True, False, True, False], 2)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1))
def test_pairs_are_counted(pairs: list[tuple[int, int]]) -> None:
    one, two = np.array(pairs).T
    found = table(one, two)
    assert found.sum() == len(pairs)
    for a, b in product(range(found.shape[0]), range(found.shape[1])):
        assert found[a, b] == pairs.count((a, b))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any), min_size=1, max_size=5))
def test_the_chance_of_constant_groups_is_the_product_written_as_a_loop(counts: list[tuple[int, int]]) -> None:
    total, shares = 0.0, [sum(column) / sum(map(sum, counts)) for column in zip(*counts, strict=True)]
    for group in counts:
        total += math.log(sum(share ** sum(group) for share in shares))
    assert chance_of(np.array(counts)) == pytest.approx(total, abs=1e-9)


def test_names_of_an_enum() -> None:
    assert names_of(pl.Series(["b"], dtype=pl.Enum(["a", "b"]))) == ["a", "b"]
