"""Tests of new rows, read as a model learned to read them."""

from __future__ import annotations

import polars as pl
import pytest

from ninelives.artifacts.sheets import read_frame
from ninelives.artifacts.table.coding import Coding
from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.guided import guided
from ninelives.errors import NinelivesError

CODING = Coding((Column("size", "number"), Column("kind", "category", ("a", "b"))))


def test_columns_come_in_the_order_of_the_model() -> None:
    frame, notes = guided(read_frame(pl.DataFrame({"kind": ["b"], "size": ["1,5"]})), CODING)
    assert frame.columns == ["size", "kind"]
    assert frame.row(0) == (1.5, "b")
    assert notes == []


def test_further_columns_are_told() -> None:
    sheet = read_frame(pl.DataFrame({"kind": ["b"], "size": [1], "more": [1]}))
    assert guided(sheet, CODING)[1] == ["the column 'more' was not learned from"]
    sheet = read_frame(pl.DataFrame({"kind": ["b"], "size": [1], "more": [1], "most": [2]}))
    assert guided(sheet, CODING)[1] == ["2 columns were not learned from: 'more', 'most'"]


def test_what_is_odd_is_told_with_its_column() -> None:
    assert guided(read_frame(pl.DataFrame({"kind": ["z"], "size": [1]})), CODING)[1] == [
        "'kind': 'z' (row 1) is new, and taken as missing"
    ]


def test_all_that_is_missing_or_wrong_is_told() -> None:
    with pytest.raises(NinelivesError) as error:
        guided(read_frame(pl.DataFrame({"Kind": ["a"], "sizes": [1]})), CODING)
    assert error.value.message == "the frame has no column 'size', 'kind'"
    assert error.value.fix == "did you mean 'sizes' for 'size', 'Kind' for 'kind' ?"
    with pytest.raises(
        NinelivesError, match="in the frame 'size' should hold numbers, and holds 'x' in row 1"
    ) as error:
        guided(read_frame(pl.DataFrame({"kind": ["a"], "size": ["x"]})), CODING)
    assert error.value.fix == "give the columns that the model learned from"
