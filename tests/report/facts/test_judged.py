"""Right and wrong in numbers."""

from __future__ import annotations

from ninelives.report.charts import Sureness
from ninelives.report.facts.judged import sureness, table


def test_a_table_holds_what_was_counted_and_nothing_where_nothing_was() -> None:
    assert table(3, [[0, 0, 5], [0, 2, 1], [2, 2, 7]]) == ((5, 0, 1), (0, 0, 0), (0, 0, 7))
    assert table(3, []) == ()


def test_sureness_keeps_each_part() -> None:
    row = {"says": 0.9, "right": 0.8, "items": 10, "interval": [0.5, 0.95]}
    assert sureness([row]) == (Sureness(0.9, 0.8, 10, (0.5, 0.95)),)
