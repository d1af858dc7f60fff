"""Directions of largest variance: those of scikit-learn, and the same for a row alone as among others."""

from __future__ import annotations

import numpy as np
from sklearn.decomposition import PCA

from ninelives.stages.audit.watch.directions import Directions


def test_they_are_those_of_scikit_learn() -> None:
    draw = np.random.default_rng(0)
    rows = draw.normal(size=(300, 3)) @ draw.normal(size=(3, 6))
    spread = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    found, peer = Directions.of(rows, 3), PCA(3, svd_solver="full").fit(spread)
    np.testing.assert_allclose(np.abs((found.axes * peer.components_).sum(axis=1)), 1, atol=1e-9)
    np.testing.assert_allclose(np.abs(found.along(rows)), np.abs(peer.transform(spread)), atol=1e-8)


def test_no_more_than_there_are() -> None:
    line = np.linspace(0, 1, 50)[:, None] * [1.0, 2.0, 0.0]
    assert Directions.of(line, 4).axes.shape == (1, 3)
    assert Directions.of(np.zeros((20, 3)), 4).axes.shape == (0, 3)


def test_a_row_alone_lies_where_it_lies_among_others() -> None:
    rows = np.random.default_rng(1).normal(size=(50, 40))
    rows[3, 5] = np.nan
    found = Directions.of(rows, 5)
    assert np.isfinite(found.along(rows)).all()
    assert (found.along(rows[3:4]) == found.along(rows)[3]).all()
