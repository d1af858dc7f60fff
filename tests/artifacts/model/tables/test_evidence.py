"""The rows that a model keeps, where its classes are not those of the table."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.model.tables.evidence import reference, rows
from ninelives.artifacts.table import Table
from tests.rows import rows as generated


def test_classes_stand_in_the_order_that_is_given() -> None:
    table = Table.of(generated(40).drop("price"), target="fit")
    p = np.tile([0.2, 0.5, 0.3], (40, 1))
    held = rows(table, p, None, table.envelope(), list(table.conditions()), ["yes", "no", "maybe"])
    assert held.columns[-3:] == ["p_yes", "p_no", "p_maybe"]
    assert held["p_no"].to_list() == [0.5] * 40
    assert held["truth"].to_list() == table.labels


def test_the_reference_is_spread_over_all_rows() -> None:
    table = Table.of(generated(40).drop("price"), target="fit")
    held = rows(table, np.full((40, 2), 0.5), None, table.envelope(), list(table.conditions()))
    x = np.arange(80, dtype=np.float32).reshape(40, 2)
    np.testing.assert_array_equal(reference(held, x)["features"].to_numpy(), x)
