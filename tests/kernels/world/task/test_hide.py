"""Half-hidden cats."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.task.hide import RADIUS
from ninelives.kernels.world.task.ranges import Ranges


def begun(**told: object) -> Engine:
    engine, everyone = Engine(400, Ranges.of(told)), np.ones(400, bool)
    engine.seed(np.arange(400, dtype=np.uint64), everyone)
    engine.begin(everyone)
    return engine


def covered(engine: Engine) -> np.ndarray:
    """The share of the cat's body, as a ball, that a leaf hides from its outside: by rays."""
    out = np.stack([np.cos(engine.garden.outside), np.sin(engine.garden.outside), np.zeros(400)], 1)
    across = np.stack([-out[:, 1], out[:, 0], out[:, 2]], 1)
    hits = np.zeros(400)
    grid = [(a, b) for a in np.linspace(-0.15, 0.15, 9) for b in np.linspace(-0.15, 0.15, 9)]
    for a, b in grid:
        start = engine.garden.cat + a * across + np.array([0, 0, b])
        middle = engine.garden.leaves[:, :3, -1] - start
        along = (middle * out).sum(1)
        hits += ((middle**2).sum(1) - along**2 < engine.garden.leaves[:, 3, -1] ** 2) & (along > 0)
    return hits / len(grid)


def test_so_many_cats_are_half_hidden() -> None:
    some = covered(begun(hidden=0.5))
    assert abs((some > 0.3).mean() - 0.5) < 0.1
    assert some.max() < 0.75
    assert (covered(begun(hidden=0)) < 0.05).mean() > 0.95
    assert (covered(begun(hidden=1)) > 0.3).all()


def test_a_bare_tree_hides_nothing() -> None:
    engine = begun(hidden=1, dates="2026-01-15")
    assert not engine.garden.leaves[:, 3].any()
    assert (begun(hidden=1).garden.leaves[:, 3, -1] == np.float32(RADIUS)).all()
