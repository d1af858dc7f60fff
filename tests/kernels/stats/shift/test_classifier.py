"""The classifier's area under the curve: scikit-learn's for its scores, fitted without the rows that it judges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from ninelives.kernels.stats.shift import Units
from ninelives.kernels.stats.shift.classifier import FOLDS, _area, area, judgements, whitened


@given(st.integers(0, 99), st.integers(2, 20), st.integers(2, 20))
def test_the_area_is_scikit_learns_ties_too(seed: int, n: int, m: int) -> None:
    draw = np.random.default_rng(seed)
    score = draw.integers(-3, 4, (4, n + m)).astype(np.float32)
    reference = np.arange(n + m) < n
    found = _area(score, np.tile(reference, (4, 1)))
    for row, value in zip(score, found, strict=True):
        assert value == pytest.approx(roc_auc_score(~reference, row))


def test_every_relabelling_is_a_fit_written_as_a_loop() -> None:
    draw = np.random.default_rng(0)
    units = Units.scenes(np.arange(20) // 2, np.arange(16) // 2)
    rows = draw.normal(size=(36, 3)).astype(np.float32)
    labels = units.relabelled(4, 0)
    wide = whitened(rows)
    seen = np.zeros(36, int)
    for held, judged in judgements(wide, units, labels, 3):
        seen[held] += 1
        rest = ~np.isin(units.of, units.of[held])
        for label, scored in zip(labels[:, units.of], judged, strict=True):
            one, two = wide[rest & label].mean(axis=0), wide[rest & ~label].mean(axis=0)
            np.testing.assert_allclose(scored, (wide[held] - (one + two) / 2) @ (two - one), rtol=1e-3, atol=1e-4)
    assert (seen == 1).all()


def test_means_and_spreads_that_differ_are_seen() -> None:
    draw = np.random.default_rng(0)
    units = Units.scenes(np.arange(200), np.arange(200))
    labels = units.relabelled(99, 0)
    for new in (draw.normal(0.5, 1, (200, 4)), draw.normal(0, 1.6, (200, 4))):
        found = area(np.concatenate([draw.normal(size=(200, 4)), new]).astype(np.float32), units, labels, 0)
        assert found[0] > found[1:].max() > 0.5
    assert found[1:].mean() == pytest.approx(0.5, abs=0.02)


def test_few_units_and_rows_that_never_vary() -> None:
    units = Units.scenes([0], [1])
    assert FOLDS > 2
    found = area(np.ones((2, 3), np.float32), units, units.relabelled(5, 0), 0)
    assert found.tolist() == [0.5, 0.5]
