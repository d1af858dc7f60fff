"""Tests of JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.sheets.jsonl import column, read_jsonl
from ninelives.errors import NinelivesError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "t.jsonl"


def read(path: Path, content: str | bytes) -> dict[str, list[Any]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_jsonl(path).frame().to_dict(as_series=False)


def test_keys_are_columns(table: Path) -> None:
    assert read(table, '{"a": 1, "b": "x"}\n\n{"a": 2.5, "c": true}\n') == {
        "a": [1.0, 2.5],
        "b": ["x", None],
        "c": [None, True],
    }


def test_a_byte_order_mark_is_no_letter(table: Path) -> None:
    assert read(table, '\ufeff{"a": 1}\n') == {"a": [1]}


def test_values_of_several_kinds_are_text(table: Path) -> None:
    assert read(table, '{"a": true, "b": 1}\n{"a": 7, "b": "x"}\n') == {"a": ["true", "7"], "b": ["1", "x"]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "has no rows"),
        ("\n\n", "has no rows"),
        ("{}\n", "has no rows"),
        ('{"a": 1, "a": 2}\n', "has two columns named 'a'"),
        ('{"a": 1}\n{"a": 2\n{"a": 3}\n', "line 2: there should be"),
        ('{"a": 1}\n[1, 2]\n', "line 2: it is no object in braces"),
        ('{"a": 1}\n7\n', "line 2: it is no object in braces"),
        ('{"a": 1}x\n', "line 1: extra data"),
        ('{"a": ' + "[" * 20_000 + "\n", "line 1: "),
        (b'{"a": "\xff"}\n', "line 1: it is not UTF-8"),
        ('{"a": 1', "line 1: "),
    ],
)
def test_a_broken_line_is_named(content: str | bytes, words: str, table: Path) -> None:
    with pytest.raises(NinelivesError, match=rf"the table '.*' .*{words}") as error:
        read(table, content)
    assert error.value.fix


def test_all_broken_lines_are_told(table: Path) -> None:
    with pytest.raises(NinelivesError, match=r"line 2: .*, line 4: .*, line 5: .* and 2 more lines"):
        read(table, '{"a": 1}\n{\n{"a": 2}\nx\ny\nz\n{]\n')


@given(
    rows=st.lists(
        st.fixed_dictionaries({"n": st.none() | st.floats(allow_nan=False), "s": st.none() | st.text()}), min_size=1
    )
)
def test_what_was_written_is_read(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("t") / "t.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert read_jsonl(path).frame().rows(named=True) == rows


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None], pl.Int64),
        ([1, 2.5], pl.Float64),
        ([True, None], pl.Boolean),
        (["x", None], pl.String),
        ([1, "x"], pl.String),
        ([True, 1], pl.String),
        ([10**50, 1], pl.String),
        ([None], pl.Null),
    ],
)
def test_python_values_as_a_column(values: list[Any], kind: Any) -> None:
    assert column("x", values).dtype == kind


def test_lists_stay_lists() -> None:
    assert column("x", [[1], "y"]).dtype == pl.String
    assert column("x", [[1], None]).dtype.is_nested()
