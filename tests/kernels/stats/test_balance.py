"""Weights reach the means that are wanted, and change as little else as can be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from ninelives.kernels.stats.balance import balanced


@given(st.integers(0, 1000), st.integers(1, 6))
def test_weighted_means_are_those_wanted(seed: int, columns: int) -> None:
    draw = np.random.default_rng(seed)
    rows = draw.normal(size=(200, columns))
    target = rows[draw.permutation(200)[:60]].mean(axis=0)
    weight = balanced(rows, target)
    assert weight.min() > 0
    assert weight.sum() == pytest.approx(1)
    assert weight @ rows == pytest.approx(target, abs=0.01)


def test_means_that_are_there_already_ask_for_nothing() -> None:
    rows = np.random.default_rng(0).normal(size=(50, 3))
    base = np.random.default_rng(1).uniform(1, 3, 50)
    wanted = base / base.sum()
    assert balanced(rows, wanted @ rows, base) == pytest.approx(wanted, abs=1e-6)


def test_they_are_the_weights_of_largest_entropy() -> None:
    rows = np.random.default_rng(2).normal(size=(12, 2))
    target = np.array([0.2, -0.1])
    reaches = [{"type": "eq", "fun": lambda w: w @ rows - target}, {"type": "eq", "fun": lambda w: w.sum() - 1}]
    peer = minimize(
        lambda w: (w * np.log(w)).sum(), np.full(12, 1 / 12), bounds=[(1e-9, 1)] * 12, constraints=reaches, tol=1e-12
    )
    assert balanced(rows, target) == pytest.approx(peer.x, abs=1e-3)


def test_means_out_of_reach_leave_the_weights_finite() -> None:
    weight = balanced(np.random.default_rng(3).normal(size=(30, 2)), np.array([50.0, 0.0]))
    assert np.isfinite(weight).all()
    assert weight.sum() == pytest.approx(1)
