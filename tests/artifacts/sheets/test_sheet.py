"""Tests of sheets."""

from __future__ import annotations

import polars as pl
import pyarrow as pa
import pytest

from ninelives.artifacts.sheets.sheet import Sheet, close_to, listed, refuse_twins
from ninelives.errors import NinelivesError


def test_a_column_is_taken_once() -> None:
    sheet = Sheet("it", {"a": pa.chunked_array([["x"], ["y"]]), "b": pl.Series("other", [1, 2])}, 2)
    assert sheet.column("a").to_list() == sheet.take("a").to_list() == ["x", "y"]
    assert sheet.names == ["b"]
    assert sheet.frame().to_dict(as_series=False) == {"b": [1, 2]}
    assert sheet.names == []


def test_names_are_listed_shortly() -> None:
    assert listed(["a", "b"]) == "'a', 'b'"
    assert listed([str(n) for n in range(50)], 2) == "'0', '1', …"


def test_two_columns_of_one_name_are_refused() -> None:
    refuse_twins("it", ["a", "A"])
    with pytest.raises(NinelivesError, match="it has two columns named 'a', 'c'"):
        refuse_twins("it", ["a", "b", "a", "c", "c"])


@pytest.mark.parametrize(("name", "meant"), [("survivd", "Survived"), ("SURVIVED", "Survived"), ("zebra", None)])
def test_what_may_have_been_meant(name: str, meant: str | None) -> None:
    assert close_to(name, ["Survived", "Sex", "Age"]) == meant
