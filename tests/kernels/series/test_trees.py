"""Trees from plain arrays, beside scikit-learn's own."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from ninelives.kernels.series.trees import Trees


@cache
def grown(seed: int, n: int = 120, columns: int = 3) -> tuple[HistGradientBoostingRegressor, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = np.round(draw.normal(size=(n, columns)), 2)
    y = x[:, 0] * (x[:, 1] > 0) + draw.normal(0, 0.1, n)
    found = HistGradientBoostingRegressor(max_iter=12, max_leaf_nodes=5, min_samples_leaf=5, early_stopping=False)
    with threadpool_limits(1):  # two threads wait for each other in every tree
        return found.fit(x, y), x


def exported(model: HistGradientBoostingRegressor) -> Trees:
    return Trees.of([each[0].nodes for each in model._predictors], float(np.ravel(model._baseline_prediction)[0]))


def test_they_answer_what_scikit_learn_answers() -> None:
    for seed in range(3):
        model, x = grown(seed)
        new = np.concatenate([x, np.random.default_rng(9).normal(0, 3, x.shape)])
        assert exported(model).sums(new) == pytest.approx(model.predict(new), abs=1e-12)


@given(st.lists(st.lists(st.floats(-5, 5), min_size=3, max_size=3), min_size=1, max_size=9))
def test_each_row_goes_its_way_as_in_a_loop(rows: list[list[float]]) -> None:
    trees = exported(grown(1)[0])
    for row, found in zip(rows, trees.sums(np.array(rows)), strict=True):
        total = float(trees.bias)
        for root in trees.root.tolist():
            node = root
            while trees.feature[node] >= 0:
                yes = row[trees.feature[node]] <= trees.threshold[node]
                node = trees.left[node] if yes else trees.right[node]
            total += trees.value[node]
        assert found == pytest.approx(total, abs=1e-12)


def test_no_tree_at_all_is_the_bias() -> None:
    assert Trees.of([], 2.5).sums(np.zeros((3, 2))).tolist() == [2.5] * 3


def test_what_is_grown_passes_its_own_check() -> None:
    exported(grown(0)[0]).check()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("left", lambda a: a * 0),  # back to the root, for ever
        ("right", lambda a: a + 10**6),
        ("left", lambda a: a - 10**6),
        ("root", lambda a: a - 1),
        ("root", lambda a: a + 10**6),
        ("value", lambda a: a[:-1]),
        ("threshold", lambda a: a[:, None]),
        ("feature", lambda a: a.astype(float)),
        ("bias", lambda _: np.zeros(2)),
    ],
)
def test_arrays_that_are_no_trees_are_refused(field: str, change) -> None:  # type: ignore[no-untyped-def]
    good = exported(grown(0)[0])
    parts = {name: getattr(good, name) for name in ("feature", "threshold", "left", "right", "value", "root", "bias")}
    with pytest.raises(ValueError, match=r"."):
        Trees(**parts | {field: change(parts[field])}).check()
