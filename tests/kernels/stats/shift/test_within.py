"""Only the shares of strata have changed, or what they look like too."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.stats import binomial_less
from ninelives.kernels.stats.shift import same_within


def sample(seed: int, night: float, rows: int, *, by: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Outputs, which are lower by night; ``by`` moves those of the night."""
    draw = np.random.default_rng(seed)
    dark = (draw.random(rows) < night).astype(np.int64)
    return (draw.normal(size=rows) - dark * (2 + by))[:, None], dark


def test_other_shares_of_the_same_strata_are_taken_for_another_world_no_more_often_than_promised() -> None:
    wrong = 0
    for seed in range(100):
        old, new = sample(2 * seed, 0.2, 80), sample(2 * seed + 1, 0.7, 60)
        wrong += same_within(old[0], new[0], (old[1], new[1]), draws=39, seed=seed) <= 0.05
    assert binomial_less(100 - wrong, 100, 0.95) > 0.01


def test_a_stratum_that_looks_otherwise_is_found() -> None:
    old, new = sample(0, 0.5, 200), sample(1, 0.5, 200, by=1.0)
    assert same_within(old[0], new[0], (old[1], new[1])) == pytest.approx(1 / 200)


def test_scenes_change_places_whole() -> None:
    draw = np.random.default_rng(0)
    burst = np.repeat(draw.normal(size=12), 20)[:, None]  # six scenes of twenty photos on either side
    strata, scenes = np.zeros(120, int), np.repeat(np.arange(6), 20)
    alone = same_within(burst[:120], burst[120:], (strata, strata))
    together = same_within(burst[:120], burst[120:], (strata, strata), (scenes, scenes))
    assert alone <= 0.05 < together


def test_nothing_in_common_tells_nothing_and_shapes_must_fit() -> None:
    assert same_within([[1.0]], [[2.0]], ([0], [1])) == 1
    with pytest.raises(ValueError, match="do not fit their strata"):
        same_within([[1.0]], [[2.0]], ([0, 1], [1]))
