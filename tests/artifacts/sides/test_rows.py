"""Rows of a table as a side."""

from __future__ import annotations

import polars as pl

from ninelives.artifacts.sides import rows
from ninelives.artifacts.table import Coding, Table

FRAME = pl.DataFrame(
    {
        "when": [f"2024-01-{day:02} {hour:02}:00" for day in range(1, 13) for hour in (6, 18)],
        "size": [float(at % 7) if at % 5 else None for at in range(24)],
        "kind": ["oak", "ash", None] * 8,
        "wet": ["yes", "no"] * 12,
    }
)


def side() -> tuple[Table, Coding, rows.Side]:
    table = Table.of(FRAME)
    coding = Coding.of(table)
    return table, coding, rows.of_table(table, ["kind"], coding, None)


def test_columns_come_back_as_the_user_knows_them() -> None:
    _, _, found = side()
    assert found.inputs["kind"].to_list() == FRAME["kind"].to_list()
    assert found.inputs["size"].to_list() == FRAME["size"].to_list()
    assert set(found.inputs["wet"].to_list()) == {"yes", "no"}


def test_time_only_grows_so_it_orders_and_is_not_compared() -> None:
    _, coding, found = side()
    assert rows.time_of(coding)
    assert not {*rows.time_of(coding)} & {*found.inputs.columns}
    assert found.moments is not None
    steps = found.moments[1:] - found.moments[:-1]
    assert (abs(steps - 43_200) < 300).all()


def test_a_row_without_its_date_leaves_no_order() -> None:
    lost = FRAME.with_columns(when=pl.Series([None, *FRAME["when"][1:]]))
    table = Table.of(lost)
    assert rows.of_table(table, [], Coding.of(table), None).moments is None
