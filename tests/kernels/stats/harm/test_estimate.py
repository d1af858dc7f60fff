"""The estimate covers what it promised to, under shifts that its assumption allows and some that it does not."""

import numpy as np
import pytest
from scipy.stats import binom

from ninelives.kernels.stats.harm import estimate, strength

DRAWS = 15


def world(draw: np.random.Generator, n: int, moved: float, hidden: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """What was said, shape (n, 1), and losses that lean on it, and on something that nobody said."""
    said = draw.normal(moved, 1, size=(n, 1))
    line = -2 + said[:, 0] + hidden * draw.normal(moved, 1, size=n)
    return said, (draw.random(n) < 1 / (1 + np.exp(-line))) * 1.0


@pytest.mark.parametrize(("moved", "share"), [(0.0, True), (1.0, True), (0.0, False), (0.5, False)])
def test_it_covers(moved: float, share: bool) -> None:
    held = 0
    for seed in range(DRAWS):
        draw = np.random.default_rng(seed)
        (old, lost), (new, truth) = world(draw, 300, 0), world(draw, 300, moved)
        if not share:
            lost, truth = draw.exponential(np.exp(old[:, 0] / 2)), draw.exponential(np.exp(new[:, 0] / 2))
        found = estimate(old, lost, new, (np.arange(300), np.arange(300)), share=share, seed=seed)
        held += abs(found.value - truth.mean()) <= 1.96 * found.error
    assert held >= binom.ppf(0.01, DRAWS, 0.95)


def test_a_column_that_nobody_said_widens_it() -> None:
    draw = np.random.default_rng(1)
    said, other = draw.normal(size=(2, 600, 1))
    lost = (draw.random(600) < 1 / (1 + np.exp(2 - 2 * other[:, 0]))) * 1.0
    both, new = (np.arange(600), np.arange(600)), draw.normal(size=(600, 1))
    plain = estimate(said, lost, new, both, share=True)
    beside = estimate(said, lost, new, both, [(other, 1.0)], share=True)
    assert beside.value == plain.value
    assert beside.error > 1.5 * plain.error


def test_the_same_rows_are_no_change() -> None:
    draw = np.random.default_rng(2)
    old, lost = world(draw, 200, 0)
    found = estimate(old, lost, old, (np.arange(200), np.arange(200)), share=True)
    assert found.more == pytest.approx(0, abs=1e-12)
    assert found.value == pytest.approx(lost.mean(), rel=1e-3)


def test_few_scenes_say_that_no_shift_was_tried() -> None:
    old, lost = world(np.random.default_rng(3), 30, 0)
    assert np.isnan(estimate(old, lost, old, (np.arange(30), np.arange(30)), share=True).shifted)


def test_how_far_is_told_in_deviations() -> None:
    draw = np.random.default_rng(4)
    old = draw.normal(size=(5000, 2))
    assert strength(old, old + np.array([0, 0.5])) == pytest.approx(0.5, abs=0.05)
    assert strength(old, old + 100) == pytest.approx(2, abs=0.01)
    assert strength(np.ones((5, 1)), np.ones((5, 1))) == 0.0


def test_what_does_not_fit_is_refused() -> None:
    old, lost = np.zeros((5, 2)), np.zeros(5)
    for new in (np.zeros((0, 2)), np.zeros((3, 1))):
        with pytest.raises(ValueError, match="do not fit"):
            estimate(old, lost, new, (np.arange(5), np.arange(len(new))), share=True)
