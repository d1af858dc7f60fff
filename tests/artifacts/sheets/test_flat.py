"""Tests of objects within a table."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.sheets import open_sheet
from ninelives.artifacts.sheets.flat import DEEPEST, flat
from ninelives.errors import NinelivesError


def test_objects_within_objects_become_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": {"b": 1, "c": {"d": "x"}}, "e": [1]}\n{"a": null}\n')
    found = open_sheet(path).frame().to_dict(as_series=False)
    assert found == {"a.b": [1, None], "a.c.d": ["x", None], "e": [[1], None]}


def test_a_name_that_is_there_already_is_refused() -> None:
    with pytest.raises(NinelivesError, match=r"it has two columns named 'a\.b'"):
        flat(pl.DataFrame({"a": [{"b": 1}], "a.b": [2]}), "it")


def test_a_frame_that_is_flat_stays_as_it_is() -> None:
    frame = pl.DataFrame({"a": [1], "b": [[1]]})
    assert flat(frame).equals(frame)


def test_there_is_an_end_to_it() -> None:
    inner: object = 1
    for _ in range(DEEPEST + 2):
        inner = {"a": inner}
    (column,) = flat(pl.DataFrame({"a": [inner]})).get_columns()
    assert column.name == ".".join("a" * (DEEPEST + 1))
