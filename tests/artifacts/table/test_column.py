"""Tests of what a column can be."""

from __future__ import annotations

from ninelives.artifacts.table.column import KINDS, ORDERS, PARTS, Column


def test_a_column_without_more_is_plain() -> None:
    column = Column("a", "number")
    assert (column.categories, column.parts, column.order, column.reading, column.missing) == ((), (), "", "", 0)
    assert column.kind in KINDS
    assert column.order in ORDERS
    assert len(set(PARTS)) == len(PARTS)
