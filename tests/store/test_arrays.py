"""Arrays come back as they were, however they lie in memory."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.store.arrays import pack, unpack

GRID = np.arange(24.0).reshape(2, 3, 4)


@pytest.mark.parametrize(
    "array",
    [GRID, GRID.T, np.moveaxis(GRID, 0, 1), np.asfortranarray(GRID), GRID[:, ::-1, 1:3], GRID[0, 0, 0], GRID[:0]],
)
def test_an_array_comes_back_whatever_its_order_in_memory(array: np.ndarray) -> None:
    back = unpack(pack({"it": array}))["it"]
    assert (back.shape, back.dtype) == (np.shape(array), np.asarray(array).dtype)
    np.testing.assert_array_equal(back, array)


def test_the_same_numbers_are_the_same_bytes() -> None:
    assert pack({"it": GRID.T}) == pack({"it": GRID.T.copy()})
