"""The air that a drone meets."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.garden import Conditions, Doubles, Flight
from ninelives.kernels.world.wind import dryden, story
from ninelives.kernels.world.wind.profile import along, share


@inlined
def blow(
    flight: Flight, conditions: Conditions, i: int, seed: np.uint64, time: int, hard: bool
) -> tuple[float, float, float]:
    """Velocity of the air where the drone is, m/s, world, for the tick ``time``: the mean and the gust, which moves on.

    Args:
        flight: ``gust`` and ``gust_memory`` are written.
        conditions: wind, where from, gusts.
        i: the world.
        seed: of its episode.
        time: the tick, from 0: each has draws of its own.
        hard: Dryden's gusts; else those of the story.
    """
    position, velocity, gust, memory = flight.position, flight.velocity, flight.gust, flight.gust_memory
    wind, wind_from, gusts = conditions.wind[i], conditions.wind_from[i], conditions.gusts[i]
    return _blow(position, velocity, gust, memory, wind, wind_from, gusts, i, seed, time, hard)


@inlined
def begin(flight: Flight, conditions: Conditions, i: int, seed: np.uint64, hard: bool) -> None:
    """The gust that an episode begins with, as if it had blown for ever; after position and conditions are set."""
    wind = conditions.wind[i]
    if hard:
        way = along(conditions.wind_from[i])
        dryden.first(flight.gust, flight.gust_memory, i, way, flight.position[i, 2], wind, seed)
    else:
        story.first(flight.gust, i, conditions.gusts[i] * wind, seed)


@compiled
def _blow(
    position: Doubles,
    velocity: Doubles,
    gust: Doubles,
    memory: Doubles,
    wind: float,
    wind_from: float,
    gusts: float,
    i: int,
    seed: np.uint64,
    time: int,
    hard: bool,
) -> tuple[float, float, float]:
    z, (ahead, aside) = position[i, 2], along(wind_from)
    mean = wind * share(z)
    if hard:
        x, y = velocity[i, 0] - mean * ahead, velocity[i, 1] - mean * aside
        speed = math.sqrt(x * x + y * y + velocity[i, 2] * velocity[i, 2])
        dryden.dryden(gust, memory, i, (ahead, aside), z, wind, speed, seed, time)
    else:
        story.story(gust, i, gusts * wind, seed, time)
    return mean * ahead + gust[i, 0], mean * aside + gust[i, 1], gust[i, 2]
