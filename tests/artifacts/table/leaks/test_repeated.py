"""Tests of what is said of rows that are the same."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.table.leaks.repeated import repeated
from ninelives.artifacts.table.twins import Twins

GROUP = np.array([0, 0, 2])


def test_rows_that_repeat_are_told() -> None:
    assert repeated(Twins(GROUP), "y") is None
    one = repeated(Twins(GROUP, rows=1), "y")
    assert one is not None
    assert one.words == (
        "1 row repeats an earlier one in all columns that are learned from: "
        "rows that are the same form one scene, and are never on both sides of a split"
    )
    torn = repeated(Twins(GROUP, rows=12, torn=5), "y")
    assert torn is not None
    assert torn.words.startswith(
        "12 rows repeat an earlier one in all columns that are learned from (5 rows are the same"
    )
    assert torn.evidence == {"rows": 12, "torn": 5, "chance": 0}


def test_so_are_rows_that_repeat_by_chance() -> None:
    found = repeated(Twins(GROUP, rows=1, chance=True), None)
    assert found is not None
    assert "so coarse are the columns" in found.words
