from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.edges import add


@given(st.integers(0, 50), st.integers(2, 40), st.integers(2, 40))
def test_the_sums_are_those_of_the_laplacian_written_out(seed, height, width):
    grey = np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)
    wide = np.pad(grey.astype(int), 1, mode="reflect")
    edges = wide[1:-1, :-2] + wide[1:-1, 2:] + wide[:-2, 1:-1] + wide[2:, 1:-1] - 4 * wide[1:-1, 1:-1]
    sums = np.ones(3, np.int64)
    add(grey, sums)
    assert sums.tolist() == [1 + grey.sum(dtype=int), 1 + edges.sum(), 1 + (edges**2).sum()]


def test_the_largest_sums_fit():
    chequered = np.indices((160, 160)).sum(axis=0).astype(np.uint8) % 2 * 255
    sums = np.zeros(3, np.int64)
    add(chequered, sums)
    assert sums[2] == 160 * 160 * 1020**2
