"""Drones, gardens and winds at random, for the tests of the garden's flight."""

from __future__ import annotations

from typing import Any

import numpy as np

from ninelives.kernels.world.drone import lanes
from ninelives.kernels.world.drone.batch import fly
from ninelives.kernels.world.drone.dynamics import advance
from ninelives.kernels.world.drone.reference.motion import State
from ninelives.kernels.world.garden import BRANCHES, LEAVES, Conditions, Flight, Garden, empty
from ninelives.kernels.world.workers import over


def flight(seed: int, worlds: int, spin: float = 2.0) -> Flight:
    """Drones anywhere near the tree, in any attitude."""
    draw, made = np.random.default_rng(seed), empty(Flight, worlds)
    made.position[:] = draw.uniform([-8, -8, 1], [8, 8, 8], (worlds, 3))
    made.velocity[:] = draw.normal(0, 2, (worlds, 3))
    made.attitude[:] = draw.normal(size=(worlds, 4))
    made.attitude[:] /= np.linalg.norm(made.attitude, axis=1, keepdims=True)
    made.rates[:] = draw.normal(0, spin, (worlds, 3))
    made.motors[:] = draw.uniform(0, 42, (worlds, 4))
    made.integral[:] = draw.normal(0, 1, (worlds, 3))
    made.gust[:], made.gust_memory[:] = draw.normal(0, 1, (2, worlds, 3))
    made.aboard[:] = draw.random(worlds) < 0.5
    return made


def garden(seed: int, worlds: int) -> Garden:
    """Branches and foliage anywhere; some are not there, and some branches are balls."""
    draw, made = np.random.default_rng(seed), empty(Garden, worlds)
    made.branches[:, :3] = draw.uniform([[-4], [-4], [0]], [[4], [4], [7]], (worlds, 3, BRANCHES))
    made.branches[:, 3:6] = made.branches[:, :3] + draw.normal(0, 1, (worlds, 3, BRANCHES))
    made.branches[:, 3:6, 3] = made.branches[:, :3, 3]
    made.branches[:, 6] = draw.uniform(0.02, 0.3, (worlds, BRANCHES)) * (draw.random((worlds, BRANCHES)) < 0.8)
    made.leaves[:, :3] = draw.uniform([[-4], [-4], [2]], [[4], [4], [7]], (worlds, 3, LEAVES))
    made.leaves[:, 3] = draw.uniform(0.4, 1.2, (worlds, LEAVES)) * (draw.random((worlds, LEAVES)) < 0.8)
    return made


def conditions(seed: int, worlds: int) -> Conditions:
    draw, made = np.random.default_rng(seed), empty(Conditions, worlds)
    made.wind[:], made.wind_from[:] = draw.uniform(0, 7, worlds), draw.uniform(0, 6.28, worlds)
    made.gusts[:] = 0.19
    return made


def copied(parts: Any) -> Any:
    """The same arrays, with bytes of their own."""
    return type(parts)(*(part.copy() for part in parts))


def state(of: Flight) -> State:
    return State(of.position, of.velocity, of.attitude, of.rates, of.motors)


def arrays(of: Flight) -> tuple[np.ndarray, ...]:
    """What a drone's motion is, as the kernels take it."""
    return of.position, of.velocity, of.attitude, of.rates, of.motors


def stepped(of: Flight, told: np.ndarray, wind: np.ndarray, *, steps: int = 1) -> None:
    """Physics steps through free air, with rotors that are told (worlds, 4) N, in a wind (worlds, 3) m/s."""
    s = np.zeros(lanes.SIZE)
    for first in range(0, len(told), lanes.LANES):
        worlds = range(first, min(first + lanes.LANES, len(told)))
        for lane, i in enumerate(worlds):
            lanes.ask(s, lane, i, 0.0, (0.0, 0.0, 0.0), tuple(wind[i]), bool(of.aboard[i]))
            lanes.load(s, lane, i, *arrays(of))
            s[lanes.TOLD + lane : lanes.TOLD + lane + 4 * lanes.LANES : lanes.LANES] = told[i]
        for _ in range(steps):
            advance(s)
        for lane, i in enumerate(worlds):
            lanes.store(s, lane, i, *arrays(of))


def flown(
    drones: Flight,
    trees: Garden,
    about: Conditions,
    asked: Any,
    count: int,
    *,
    seeds: Any = None,
    times: Any = None,
    velocities: bool = False,
    hard: bool = False,
    threads: int = 1,
) -> np.ndarray:
    """Fly so many control steps; the speeds at which something was touched, m/s."""
    worlds = len(drones.position)
    asked = np.ascontiguousarray(np.broadcast_to(np.asarray(asked, float), (worlds, 4)))
    seeds = np.arange(worlds, dtype=np.uint64) if seeds is None else seeds
    times = np.zeros(worlds, np.int64) if times is None else times.copy()
    touched = np.zeros(worlds)
    rest = (asked, np.empty_like(asked), seeds, times, count, velocities, hard, touched, lanes.room(worlds))
    over(fly, worlds, drones, trees, about, *rest, threads=threads)
    return touched
