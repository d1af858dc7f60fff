"""Rows that a date orders: drawn at random their neighbours in time stand on both sides of every split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ninelives.artifacts.table.column import DATE

if TYPE_CHECKING:
    from ninelives.artifacts.table import Table

TOLD: Final = (
    "the rows are in the order of '{}', and each is judged by fits that know its neighbours in time: what comes later "
    "may be harder than these figures say"
)
FEWEST: Final = 20  # different moments, below which an order is no sign of anything


def in_order(table: Table) -> list[str]:
    """What a person should hear of it; nothing where no date goes up, or down, from row to row."""
    for column in table.columns:
        if column.kind != DATE:
            continue
        known = table.frame.get_column(column.name).drop_nulls()
        if known.n_unique() >= FEWEST and (known.is_sorted() or known.is_sorted(descending=True)):
            return [TOLD.format(column.name)]
    return []
