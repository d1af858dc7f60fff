"""What drives gusts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest, norm, uniform

from ninelives.kernels.world.chance import Stream, bits
from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.wind.kicks import FIRST, kicks, start


@compiled
def drawn(out: np.ndarray, bells: np.ndarray) -> None:
    for place in range(len(out)):
        out[place, 0], out[place, 1], out[place, 2] = kicks(np.uint64(7), place)
        bells[place] = start(np.uint64(place), place % 5)


def test_they_are_even_independent_and_of_variance_one() -> None:
    out, bells = np.empty((50_000, 3)), np.empty(50_000)
    drawn(out, bells)
    np.testing.assert_allclose(out.mean(axis=0), 0, atol=4 / np.sqrt(50_000))
    np.testing.assert_allclose(out.var(axis=0), 1, atol=0.02)
    for axis in range(3):
        assert kstest(out[:, axis], uniform(-np.sqrt(3), 2 * np.sqrt(3)).cdf).pvalue > 1e-3
    cross = np.corrcoef(np.column_stack([out[1:], out[:-1]]).T) - np.eye(6)
    assert np.abs(cross).max() < 5 / np.sqrt(50_000)
    assert kstest(bells, norm.cdf).pvalue > 1e-3


def test_they_are_the_draws_of_their_stream() -> None:
    word = int(bits(np.uint64(3), np.uint64(Stream.GUST), 11))
    want = [(((word >> low) % 2**21 + 0.5) / 2**21 - 0.5) * np.sqrt(12) for low in (0, 21, 42)]
    assert kicks(np.uint64(3), 11) == pytest.approx(want, abs=1e-12)
    assert FIRST > 2 * 60 * 50 * 1000
