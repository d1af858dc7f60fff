"""What is counted of each episode."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.task.episode import CRASHED, FLYING, RESCUED, TIMED_OUT, episodes


def test_nothing_is_counted_yet() -> None:
    made = episodes(4)
    assert all(part.shape == (4,) and not part.any() for part in made)
    assert made.seed.dtype == made.drawn.dtype == np.uint64
    assert len({FLYING, RESCUED, CRASHED, TIMED_OUT}) == 4
