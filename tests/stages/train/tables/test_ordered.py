"""Rows that a date orders."""

from __future__ import annotations

import datetime as dt

import polars as pl

import ninelives as nl
from ninelives.artifacts.table import Table
from ninelives.stages.train.tables.ordered import FEWEST, in_order
from tests.rows import rows


def dated(days: list[int]) -> pl.DataFrame:
    first = dt.datetime(2020, 1, 1, 12)
    return rows(len(days)).with_columns(at=pl.Series([first + dt.timedelta(days=day) for day in days]))


def test_rows_in_the_order_of_a_date_are_told() -> None:
    for days in (list(range(60)), list(range(60))[::-1], [day // 2 for day in range(60)]):
        told = in_order(Table.of(dated(days), target="fit"))
        assert told
        assert "the rows are in the order of 'at'" in told[0]
    model = nl.train(dated(list(range(60))), target="fit", rungs="majority")
    assert any("in the order of 'at'" in note for note in model.facts["notes"])


def test_rows_in_no_order_or_of_few_moments_are_not() -> None:
    assert in_order(Table.of(dated([*range(1, 60), 0]), target="fit")) == []
    assert in_order(Table.of(dated([at * (FEWEST - 1) // 60 for at in range(60)]), target="fit")) == []
    assert in_order(Table.of(rows(60), target="fit")) == []
