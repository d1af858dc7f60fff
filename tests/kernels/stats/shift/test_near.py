"""The distance to the nearest of a reference."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.shift import near
from ninelives.kernels.stats.shift.near import nearest


@given(st.integers(2, 30), st.integers(1, 30), st.integers(1, 4), st.integers(0, 99))
def test_it_is_the_least_of_all_distances(old: int, new: int, wide: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    a, b = (draw.normal(size=(rows, wide)).astype(np.float32) for rows in (old, new))
    own, theirs = nearest(a, b)
    slow = [min(np.linalg.norm(a[i] - a[j]) for j in range(old) if j != i) for i in range(old)]
    assert own == pytest.approx(slow, abs=2e-3)
    assert theirs == pytest.approx([min(np.linalg.norm(row - other) for other in a) for row in b], abs=2e-3)


def test_of_a_long_reference_some_rows_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "MOST", 10)
    rows = np.arange(100, dtype=np.float32)[:, None]
    own, theirs = nearest(rows, rows)
    assert (len(own), len(theirs)) == (10, 100)
    assert own.min() >= 10


def test_what_is_missing_is_no_number() -> None:
    rows = np.array([[0.0, np.nan], [1.0, 2.0], [3.0, 4.0]], np.float32)
    assert np.isfinite(np.concatenate(nearest(rows, rows))).all()
