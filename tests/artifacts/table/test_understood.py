"""Tests of all columns of a sheet."""

from __future__ import annotations

import polars as pl

from ninelives.artifacts.sheets import read_frame
from ninelives.artifacts.table.understood import grouped, understood


def test_columns_by_kind_with_what_is_said_of_them() -> None:
    frame = pl.DataFrame({"a": ["1", "x"] * 20, "b": [1, 2] * 20, "c": [None] * 40, "d": ["1/2/11", "1/13/11"] * 20})
    sheet, told = read_frame(frame), list[tuple[str, int, int | None]]()
    found = understood(sheet, pl.Series([True] * 40), progress=lambda *words: told.append(words))
    assert [(column.name, column.kind) for column in found.columns] == [
        ("a", "category"),
        ("b", "number"),
        ("d", "date"),
    ]
    assert [note.split(":")[0] for note in found.notes] == ["'a'", "'d'", "'c'"]
    assert found.notes[-1] == "'c': it is empty; left out"
    assert told[-1] == ("columns", 4, 4)
    assert sheet.names == []


def test_a_column_without_a_difference_among_the_usable_rows_is_left_out() -> None:
    frame = pl.DataFrame({"a": [1, 1, 2], "b": ["x", None, "x"], "c": [None, None, 1], "d": [7, 7, 7]})
    found = understood(read_frame(frame), pl.Series([True, True, False]))
    assert [column.name for column in found.columns] == ["b"]
    assert found.notes == ["'a', 'd': it has one value only; left out", "'c': it is empty; left out"]


def test_what_is_true_of_many_columns_is_said_once() -> None:
    assert grouped([(f"c{n}", "it is empty") for n in range(10)]) == [
        "'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7' and 2 more: it is empty"
    ]
