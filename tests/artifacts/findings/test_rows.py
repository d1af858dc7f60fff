"""The table of rows has one shape, whatever is known of them."""

from __future__ import annotations

from ninelives.artifacts.findings import ROWS
from ninelives.artifacts.findings.rows import framed, schema


def test_columns_have_their_names_and_types_even_without_rows() -> None:
    assert framed([], [], [], [], []).schema == schema()
    assert tuple(schema()) == ROWS


def test_what_nobody_knows_is_null() -> None:
    table = framed(["a"], [1.0], [None], [None], [None])
    assert table.row(0) == ("a", 1.0, None, None, None)
