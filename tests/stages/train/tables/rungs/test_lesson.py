"""What one fit is given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.stages.train.tables.rungs import MOST, TableLesson, learned
from tests.stages.train.tables.rungs.lessons import CATEGORIES, lesson, table

X, Y, NUMBER = table(6)
GOOD: dict[str, Any] = {"x": X, "y": Y, "categories": CATEGORIES, "names": ("a", "b", "c")}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"x": X.astype(float)}, "x must be float32"),
        ({"x": X[0]}, "x must be float32 of shape"),
        ({"y": Y[:3]}, "y must have an entry"),
        ({"x": X[:0], "y": Y[:0]}, "one row or more"),
        ({"x": np.zeros((6, 4097), np.float32), "categories": np.zeros(4097, int)}, "4,096 columns at most, got 4,097"),
        ({"categories": np.zeros(2, int)}, "categories must have an entry for each column"),
        ({"y": Y + 1}, "classes must be int64 from 0 to 2"),
        ({"y": Y.astype(float)}, "classes must be int64"),
        ({"y": NUMBER * np.nan, "names": ()}, "numbers to be learned must be float64"),
        ({"y": NUMBER * 1e30, "names": ()}, "within 1e"),
        ({"y": Y, "names": ()}, "must be float64"),
        ({"x": np.where(np.isnan(X), X, np.float32(np.inf))}, "column 0 holds infinity; column 1 holds infinity"),
        ({"x": X + np.float32(0.5)}, "column 2 must hold whole codes from 0 to 3"),
        ({"categories": np.array([0, 0, 2])}, "column 2 must hold whole codes from 0 to 1, got 0 to 3"),
    ],
)
def test_arrays_that_cannot_be_learned_from_are_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        TableLesson(**{**GOOD, **given})


def test_several_faults_are_told_together() -> None:
    with pytest.raises(ValueError, match=r"y must .*; categories must"):
        TableLesson(X, Y[:2], CATEGORIES[:1], ("a",))


def test_rows_are_drawn_by_the_seed_and_keep_their_order() -> None:
    told = TableLesson(X, NUMBER, CATEGORIES, scene=np.arange(6) // 2)
    few, same, other = told.drawn(3), told.drawn(3), TableLesson(X, NUMBER, CATEGORIES, seed=7).drawn(3)
    at = [NUMBER.tolist().index(value) for value in few.y]
    assert at == sorted(at)
    assert few.y.tolist() == same.y.tolist() != other.y.tolist()
    assert few.scenes.tolist() == [row // 2 for row in at]
    assert told.drawn(6) is told


@pytest.mark.parametrize(
    ("name", "rows", "columns", "classes", "many"),
    [
        ("rules", 10**6, 20, 3, 10**6),
        ("linear", 10**6, 20, 0, 2**26 // (20 * 34)),
        ("linear", 10**6, 2, 0, MOST["linear"]),
        ("kernel", 10**6, 20, 3, MOST["kernel"]),
        ("kernel", 10**6, 20, 100, 4_000),
        ("kernel", 10**6, 20, 10**5, 1_000),
        ("network", 100, 20, 3, 100),
        ("network", 10**6, 400, 3, 2**26 // (400 * 34)),
        ("network", 10**6, 20, 10**5, MOST["network"]),
        ("boosting", 10**6, 20, 0, 10**6),
        ("boosting", 10**6, 20, 2, 10**6),
        ("boosting", 800_000, 20, 3, 800_000),
        ("boosting", 10**6, 20, 10, 240_000),
        ("boosting", 10**6, 20, 100, 80_000),
    ],
)
def test_the_work_of_a_fit_is_bounded(name: str, rows: int, columns: int, classes: int, many: int) -> None:
    assert learned(name, rows, np.full(columns, 50), classes) == many


def test_the_order_of_the_columns_is_told_by_what_they_hold() -> None:
    told = lesson("classes")
    places = np.array([2, 0, 1])
    moved = TableLesson(told.x[:, places], told.y, told.categories[places], told.names)
    assert places[moved.order()].tolist() == told.order().tolist()
    assert TableLesson(X[:, :0], Y, CATEGORIES[:0], ("a", "b", "c")).order().tolist() == []
