"""The trail of the evidence stays short, and no peak of it is lost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.audit.watch.trail import KEPT, Trail


@given(st.lists(st.integers(0, 900), min_size=1, max_size=6), st.integers(0, 99))
def test_it_keeps_the_peak_of_each_stretch_whatever_the_batches(sizes: list[int], seed: int) -> None:
    path, ends = np.random.default_rng(seed).normal(size=sum(sizes)), np.cumsum([0, *sizes]).tolist()
    trail = Trail()
    for a, b in pairwise(ends):
        trail.add(path[a:b], a + 1)
        trail = Trail.from_json(trail.to_json())
    assert len(trail.logs) < KEPT
    step = trail.step
    whole = len(path) // step
    assert trail.logs == [path[at * step : (at + 1) * step].max() for at in range(whole)]
    assert trail.open == (path[whole * step :].max() if len(path) % step else -np.inf)
