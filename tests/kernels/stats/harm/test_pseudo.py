"""Pseudo-shifts: nothing beyond chance where the promise holds, much where it does not."""

import numpy as np
import pytest

from ninelives.kernels.stats.harm import off_by, tilted


def sample(seed: int, hidden: float, n: int = 600) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What was said, losses, and a column that was not said and that the loss leans on by ``hidden``."""
    draw = np.random.default_rng(seed)
    said, other = draw.normal(size=(n, 1)), draw.normal(size=(n, 1))
    line = -1 + said[:, 0] + hidden * other[:, 0]
    return said, (draw.random(n) < 1 / (1 + np.exp(-line))) * 1.0, other


def test_a_promise_that_holds_is_off_by_chance_alone() -> None:
    told = []
    for seed in range(12):
        said, lost, other = sample(seed, 0.0)
        told.append(off_by(said, lost, np.arange(600), ((other, 1.0),), share=True, seed=seed))
    assert np.median(told) < 0.02**2


def test_what_nobody_said_is_seen() -> None:
    said, lost, other = sample(1, 1.5)
    seen = off_by(said, lost, np.arange(600), ((other, 1.0),), share=True, seed=1)
    assert seen > 0.05**2
    assert seen > 2 * off_by(said, lost, np.arange(600), ((said, 1.0),), share=True, seed=1)


def test_without_a_shift_there_is_little_to_see() -> None:
    said, lost, other = sample(2, 1.5)
    assert off_by(said, lost, np.arange(600), ((other, 0.0),), share=True, seed=1) < 0.02**2


def test_too_few_scenes_are_no_trial() -> None:
    said, lost, other = sample(3, 0.0)
    assert np.isnan(off_by(said, lost, np.arange(600) // 20, ((other, 1.0),), share=True, seed=1))


@pytest.mark.parametrize("strength", [0.0, 0.5, 2.0, 100.0])
def test_a_tilt_leaves_enough(strength: float) -> None:
    line = np.random.default_rng(0).normal(size=100)
    weight = tilted(line, strength)
    assert weight.sum() == pytest.approx(1)
    assert 1 / np.square(weight).sum() >= 10
    assert weight @ line >= line.mean() - 1e-12


def test_a_tilt_by_hand() -> None:
    weight = tilted(np.linspace(-1, 1, 50), 1.0)
    want = np.exp(np.linspace(-1, 1, 50))
    np.testing.assert_allclose(weight, want / want.sum())
