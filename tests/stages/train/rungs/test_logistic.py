"""The rotated problem has the answer of the plain one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from ninelives.kernels.nets.rungs import softmax
from ninelives.stages.train.rungs.logistic import solve


def problem(rows: int, columns: int, classes: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    y = np.concatenate([np.arange(classes), draw.integers(0, classes, rows - classes)])
    return draw.normal(size=(rows, columns)) + y[:, None] * 0.3, y


def plain(x: np.ndarray, y: np.ndarray, c: float, new: np.ndarray) -> np.ndarray:
    """scikit-learn on the problem as it is."""
    return LogisticRegression(C=c, max_iter=5000, tol=1e-7).fit(x, y).predict_proba(new)


@pytest.mark.filterwarnings("ignore:lbfgs failed")  # the plain solver, at so small a tolerance
@settings(max_examples=25)
@given(
    st.integers(8, 30), st.sampled_from([3, 8, 60]), st.integers(2, 4), st.sampled_from([0.01, 1.0]), st.integers(0, 99)
)
def test_it_equals_scikit_learn_on_the_problem_as_it_is(
    rows: int, columns: int, classes: int, c: float, seed: int
) -> None:
    x, y = problem(rows, columns, classes, seed)
    new = np.random.default_rng(seed + 1).normal(size=(20, columns))
    weights, bias = solve(x, y, classes, c=c)
    assert weights.shape == (columns, classes)
    np.testing.assert_allclose(softmax(new @ weights + bias), plain(x, y, c, new), atol=1e-3)


@pytest.mark.parametrize("columns", [4, 50])
def test_an_absent_class_changes_nothing_for_the_others(columns: int) -> None:
    x, y = problem(20, columns, 2, 3)
    p = softmax(x @ (found := solve(x, y * 2, 4, c=1.0))[0] + found[1])
    np.testing.assert_allclose(p[:, [0, 2]], plain(x, y, 1.0, x), atol=1e-3)
    assert (p[:, [1, 3]] < 1e-6).all()


def test_one_class_alone_is_certain() -> None:
    weights, bias = solve(np.ones((3, 2)), np.full(3, 1), 3, c=1.0)
    assert softmax(np.zeros((1, 2)) @ weights + bias).argmax() == 1


@pytest.mark.parametrize("columns", [3, 40])
def test_rows_of_nothing_but_zeros_are_judged_by_the_prior(columns: int) -> None:
    weights, bias = solve(np.zeros((6, columns)), np.array([0, 0, 0, 0, 1, 1]), 2, c=1.0)
    assert np.abs(weights).max() < 1e-9
    np.testing.assert_allclose(softmax(bias[None]), [[2 / 3, 1 / 3]], atol=1e-3)
