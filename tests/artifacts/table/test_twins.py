"""Tests of rows that are one."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table.twins import Twins, expected, scenes_of, twins

ROW = st.tuples(
    st.none() | st.sampled_from([0.5, 1.5]), st.none() | st.sampled_from(["a", "b"]), st.none() | st.booleans()
)


def frame(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"x": pl.Float64, "c": pl.Enum(["a", "b"]), "b": pl.Boolean}, orient="row")


@given(st.lists(ROW, max_size=30))
def test_the_same_rows_have_the_first_ones_number(rows: list[tuple[Any, ...]]) -> None:
    found = twins(frame(rows))
    want = [at if row == (None, None, None) else rows.index(row) for at, row in enumerate(rows)]
    assert found.group.tolist() == want
    assert found.rows == sum(first != at for at, first in enumerate(want))


def test_two_rows_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pl.DataFrame, "hash_rows", lambda self, **_: pl.Series([7] * self.height))
    assert twins(frame([(0.5, "a", True), (1.5, "a", True), (0.5, "a", True)])).group.tolist() == [0, 1, 0]


def test_rows_with_another_answer_are_counted() -> None:
    rows = [(0.5, "a", True)] * 3 + [(1.5, "b", False)] * 2 + [(0.5, "b", None)]
    found = twins(frame(rows), pl.Series(["x", "y", "x", "z", "z", "x"]))
    assert (found.rows, found.torn) == (3, 3)


def test_a_column_called_row_is_no_trouble() -> None:
    assert twins(pl.DataFrame({"row": [1, 1], "0": [2, 2]})).group.tolist() == [0, 0]


def test_nothing_is_the_same_in_no_columns() -> None:
    assert twins(pl.DataFrame()).rows == 0


def test_a_coarse_table_has_twins_by_chance_and_a_fine_one_has_not() -> None:
    draw = np.random.default_rng(0)
    coarse = pl.DataFrame({name: draw.integers(0, 3, 500) for name in "abc"})
    fine = pl.DataFrame({name: draw.normal(size=500) for name in "abc"})
    assert twins(coarse).chance
    doubled = pl.concat([fine, fine])
    found = twins(doubled)
    assert (found.chance, found.rows) == (False, 500)


def test_how_many_are_expected() -> None:
    assert expected(pl.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 1, 2]}), 9) == pytest.approx(8 / 4)


def test_scenes_join_twins_and_what_the_table_says() -> None:
    found = Twins(np.array([0, 1, 0, 3, 4]), rows=1)
    assert scenes_of(found).tolist() == [0, 1, 0, 3, 4]
    assert scenes_of(found, pl.Series(["p", "q", None, "p", "r"])).tolist() == [0, 1, 0, 0, 4]


def test_chance_twins_are_scenes_of_their_own() -> None:
    found = Twins(np.array([0, 0, 0]), rows=2, chance=True)
    assert scenes_of(found).tolist() == [0, 1, 2]
    assert scenes_of(found, pl.Series(["p", "p", "q"])).tolist() == [0, 0, 2]
