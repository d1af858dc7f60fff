"""The scripted pilot: in small what ``prove/expert.py`` shows in full."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.task import expert
from ninelives.kernels.world.task.ranges import Ranges


def flown(engine: Engine, decisions: int = 300) -> Engine:
    """All worlds of an engine, each until its episode ends."""
    for _ in range(decisions):
        terminated, truncated = engine.ended()
        flying = ~(terminated | truncated)
        if not flying.any():
            break
        engine.step(expert.commands(engine.flight, engine.garden), flying, ticks=10, piloted=True)
    return engine


def begun(worlds: int, ranges: Ranges, seed: int = 0) -> Engine:
    engine, everyone = Engine(worlds, ranges), np.ones(worlds, bool)
    engine.seed(np.arange(seed, seed + worlds, dtype=np.uint64), everyone)
    engine.begin(everyone)
    return engine


@pytest.mark.parametrize("wind", [(0, 1), (4, 7)])
def test_it_rescues_whatever_the_wind(wind: tuple[float, float]) -> None:
    score = flown(begun(200, Ranges(wind=wind))).score()
    assert score["rescued"].mean() >= 0.97  # 1 of 200 by chance at 99.5 %; fewer than 194 would be 1 in 10^4 at 99 %
    assert score["seconds"].mean() < 30


def test_its_ways_follow_each_other_and_it_always_circles_to_the_left() -> None:
    engine = begun(60, Ranges(wind=0))
    ways: list[list[int]] = [[] for _ in range(60)]
    around = np.zeros(60)
    for _ in range(300):
        terminated, truncated = engine.ended()
        flying = ~(terminated | truncated)
        if not flying.any():
            break
        for world in np.flatnonzero(flying):
            way = expert.mode(engine.flight, engine.garden, world)
            if not ways[world] or ways[world][-1] != way:
                ways[world].append(way)
        x, y = engine.flight.position[:, 0], engine.flight.position[:, 1]
        before = np.arctan2(y, x)
        searching = flying & np.array([way[-1] == expert.SEARCHING for way in ways])
        engine.step(expert.commands(engine.flight, engine.garden), flying, ticks=10, piloted=True)
        turned = np.angle(
            np.exp(1j * (np.arctan2(engine.flight.position[:, 1], engine.flight.position[:, 0]) - before))
        )
        around += np.where(searching, turned, 0)
    in_order = ([0, 1, 2, 3], [1, 2, 3])
    assert all(way in in_order for way in ways)
    assert (around > -0.05).all()
    assert around.max() < 2 * np.pi
