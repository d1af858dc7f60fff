"""Which rows are judged together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.train.tables import task as module
from ninelives.stages.train.tables.task import TableTask, folds_of, parts
from tests.stages.train.tables.tasks import task


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), min_size=8, max_size=60), st.integers(0, 5))
def test_a_scene_lies_in_one_fold(rows: list[tuple[int, int]], seed: int) -> None:
    scene, y = (np.array(column) for column in zip(*rows, strict=True))
    if len(np.unique(scene)) < 2:
        return
    for target, names in ((y, ("a", "b", "c")), (y * 1.5, ())):
        told = TableTask(np.zeros((len(y), 0), np.float32), target, np.zeros(0, int), scene, names)
        fold = folds_of(told, 5, seed)
        assert all(len(np.unique(fold[scene == one])) == 1 for one in scene)
        assert len(np.unique(fold)) == min(5, len(np.unique(scene)))


def test_large_and_small_numbers_are_in_every_fold() -> None:
    told = task("numbers", 500)
    fold = folds_of(told, 5, 0)
    for one in range(5):
        assert 0.17 < (fold[told.y < np.quantile(told.y, 0.1)] == one).mean() < 0.23
        assert 0.17 < (fold[told.y > np.quantile(told.y, 0.9)] == one).mean() < 0.23


def test_a_number_that_never_varies_can_be_parted() -> None:
    told = TableTask(np.zeros((20, 0), np.float32), np.full(20, 3.0), np.zeros(0, int), np.arange(20))
    assert np.bincount(folds_of(told, 5, 0)).tolist() == [4] * 5


def test_named_rows_may_come_in_any_order() -> None:
    told = task("classes", 60)
    order = np.random.default_rng(0).permutation(60)
    items = [f"{row:03d}" for row in range(60)]
    one = folds_of(TableTask(told.x, told.y, told.categories, told.scene, told.names, items), 5, 0)
    moved = [told.x[order], told.y[order], told.categories, told.scene[order], told.names, [items[at] for at in order]]
    assert folds_of(TableTask(*moved), 5, 0).tolist() == one[order].tolist()


def test_a_single_scene_cannot_be_judged() -> None:
    told = task("classes", 20, each=20)
    with pytest.raises(ValueError, match="number of scenes"):
        folds_of(told, 5, 0)


def test_of_a_long_table_one_fold_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    fold = np.arange(20) % 4
    assert [part.sum() for part in parts(fold)] == [5] * 4
    assert (sum(part.astype(int) for part in parts(fold)) == 1).all()
    monkeypatch.setattr(module, "WHOLE", 19)
    (only,) = parts(fold)
    assert only.tolist() == (fold == 0).tolist()
