"""Least squares on the spread-out columns."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from ninelives.kernels.nets.rungs.tables import Columns
from ninelives.stages.train.tables.rungs import TableLesson, linear
from ninelives.stages.train.tables.rungs.linear import Moments
from tests.stages.train.tables.rungs.lessons import lesson


def test_it_is_the_ridge_of_scikit_learn_on_the_same_features() -> None:
    told = lesson("numbers")
    z = Columns.learn(told.x, told.categories).expand(told.x)
    peer = Ridge(alpha=linear.PENALTY).fit(z, (told.y - told.y.mean()) / told.y.std())
    rung = linear.fit(told)
    np.testing.assert_allclose(rung.machine.inner.weights[:, 0], peer.coef_, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(rung.predict(told.x), peer.predict(z) * told.y.std() + told.y.mean(), rtol=1e-9)


def test_a_line_is_found() -> None:
    x = np.linspace(-5, 5, 400, dtype=np.float32)[:, None]
    rung = linear.fit(TableLesson(x, 7 + 3 * x[:, 0].astype(float), np.zeros(1, int)))
    np.testing.assert_allclose(rung.predict(np.float32([[0], [1]])), [7, 10], atol=0.05)


def test_blocks_of_rows_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lesson("numbers")
    want = linear.fit(told).predict(told.x)
    monkeypatch.setattr(linear, "BLOCK", 7)
    np.testing.assert_allclose(linear.fit(told).predict(told.x), want, rtol=1e-9)


def test_moments_of_some_rows_are_those_of_all_less_the_others() -> None:
    z, y = np.random.default_rng(0).normal(size=(30, 4)), np.arange(30.0)
    some = np.arange(30) % 3 == 0
    whole, part, rest = (Moments.of(np.asarray, z[of], y[of], 4) for of in (slice(None), some, ~some))
    weights, constant = (whole - part).solved(0.5)
    want, other = rest.solved(0.5)
    np.testing.assert_allclose([*weights, constant], [*want, other])


def test_a_number_that_never_varies_has_the_unit_one() -> None:
    middle, unit = linear.scale(np.full(5, 3.0))
    assert (float(middle), float(unit)) == (3, 1)
