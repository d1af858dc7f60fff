"""What one column does to what is said, against a loop and a peer."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.partial import BLOCK, dependence, sway


def judge(x: np.ndarray) -> np.ndarray:
    """Two outputs, with an interaction."""
    return np.stack([x[:, 0] * x[:, 1] + np.nan_to_num(x[:, 2]), np.sin(x[:, 2])], axis=1)


def slowly(x: np.ndarray, column: int, values: np.ndarray) -> np.ndarray:
    told = []
    for value in values:
        said = []
        for row in x:
            other = row.copy()
            other[column] = value
            said.append(judge(other[None])[0])
        told.append(np.mean(said, axis=0))
    return np.array(told)


@given(st.integers(1, 30), st.integers(0, 2), st.integers(1, 7), st.integers(0, 9))
def test_it_is_the_mean_written_as_a_loop(rows: int, column: int, values: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    x, grid = draw.normal(size=(rows, 3)), draw.normal(size=values)
    np.testing.assert_allclose(dependence(judge, x, column, grid), slowly(x, column, grid), atol=1e-12)


def test_blocks_change_nothing() -> None:
    x, grid = np.random.default_rng(0).normal(size=(BLOCK // 4, 3)), np.linspace(-1, 1, 7)
    whole = np.array([judge(np.column_stack([np.full(len(x), at), x[:, 1:]])).mean(axis=0) for at in grid])
    np.testing.assert_allclose(dependence(judge, x, 0, grid), whole, atol=1e-12)


def test_it_is_that_of_scikit_learn() -> None:
    from sklearn.inspection import partial_dependence
    from sklearn.linear_model import LinearRegression

    draw = np.random.default_rng(1)
    x = draw.normal(size=(50, 3))
    model = LinearRegression().fit(x, x @ [1, 2, 3])
    peer = partial_dependence(model, x, [1], grid_resolution=5, kind="average")
    ours = dependence(lambda rows: model.predict(rows)[:, None], x, 1, peer["grid_values"][0])
    np.testing.assert_allclose(ours[:, 0], peer["average"][0], atol=1e-9)


def test_a_column_that_says_nothing_sways_nothing() -> None:
    x = np.random.default_rng(2).normal(size=(200, 4))
    moved = sway(judge, x, np.arange(4), seed=0)
    assert moved[3] == 0
    assert (moved[:3] > 0.1).all()
