"""Tests of frames that are in memory already."""

from __future__ import annotations

from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from ninelives.artifacts.sheets.frames import read_frame
from ninelives.errors import NinelivesError


class Column:
    """As much of a pandas column as is asked of one."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        raise TypeError("values of several types")

    def tolist(self) -> list[Any]:
        return self._values


class Frame:
    """As much of a pandas frame as is asked of one."""

    def __init__(self, columns: list[tuple[Any, list[Any]]]) -> None:
        self.columns = [name for name, _ in columns]
        self._values = [Column(values) for _, values in columns]
        self.iloc = self

    def __getitem__(self, at: tuple[slice, int]) -> Column:
        return self._values[at[1]]


def columns(data: Any) -> dict[str, list[Any]]:
    return read_frame(data).frame().to_dict(as_series=False)


def test_any_frame_is_read() -> None:
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", None]})
    want = frame.to_dict(as_series=False)
    for data in (frame, frame.lazy(), frame.to_arrow(), frame.to_arrow().to_batches()[0]):
        assert columns(data) == want


def test_a_pandas_frame_is_read_column_by_column() -> None:
    nan = float("nan")
    data = Frame([("a", [1, nan]), (7, ["x", nan]), ("mixed", [1, "x"])])
    assert columns(data) == {"a": [1, None], "7": ["x", None], "mixed": ["1", "x"]}


def test_two_columns_of_one_name_are_refused() -> None:
    for data in (Frame([("a", [1]), ("a", [2])]), pa.table([[1], [2]], names=["a", "a"])):
        with pytest.raises(NinelivesError, match="the frame has two columns named 'a'"):
            read_frame(data)


def test_the_numbers_of_pandas_rows_are_no_column() -> None:
    assert columns(pa.table({"a": [1], "__index_level_0__": [0]})) == {"a": [1]}


@pytest.mark.parametrize("data", [3, None, [1, 2], object()])
def test_what_is_no_frame_is_told(data: Any) -> None:
    with pytest.raises(NinelivesError, match="a table is a path or a frame, and this is"):
        read_frame(data)


@pytest.mark.parametrize("data", [pl.DataFrame(), pl.DataFrame({"a": []})])
def test_a_frame_without_rows_is_told(data: pl.DataFrame) -> None:
    with pytest.raises(NinelivesError, match="the frame has no rows"):
        read_frame(data)
