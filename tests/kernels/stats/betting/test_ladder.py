"""Thresholds that keep ever less, against counts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.betting import ladder


@given(st.lists(st.floats(0, 1) | st.sampled_from([0.5, 0.9]), min_size=1, max_size=80), st.floats(0, 1))
def test_each_rung_of_a_ladder_keeps_at_most_its_share(had: list[float], loosest: float) -> None:
    own = np.array(had)
    steps, kept = ladder(own, loosest), (own >= loosest).sum()
    assert steps[0] == loosest
    assert (np.diff(steps) > 0).all()
    counts = [(own >= each).sum() for each in steps]
    assert sorted(set(counts), reverse=True) == counts
    assert all(count <= 0.75 * kept + 1e-9 for count in counts[1:])
    assert kept == 0 or counts[-1] > 0


def test_a_ladder_of_scores_without_ties_keeps_just_so_many() -> None:
    own = np.arange(1000) / 1000
    assert [(own >= each).sum() for each in ladder(own, 0.2)] == [800, 600, 400, 200]
    assert ladder(np.ones(50), 0.5).tolist() == [0.5]
