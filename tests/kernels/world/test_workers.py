"""A kernel over blocks of worlds."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.workers import available, over


@pytest.mark.parametrize("worlds", [0, 1, 63, 64, 129, 1000])
@pytest.mark.parametrize("threads", [None, 1, 2, 5])
def test_every_world_is_in_one_block(worlds: int, threads: int | None) -> None:
    seen = np.zeros(worlds, int)

    def kernel(start: int, stop: int, by: int) -> None:
        seen[start:stop] += by

    over(kernel, worlds, 3, threads=threads)
    assert (seen == 3).all()
    assert available() >= 1


def test_a_block_that_fails_is_told() -> None:
    def kernel(start: int, stop: int) -> None:
        if stop == 200:
            raise ValueError("the last block")

    with pytest.raises(ValueError, match="the last block"):
        over(kernel, 200, threads=2)
