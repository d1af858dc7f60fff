"""How an episode begins: its conditions, its oak, its cat, and the drone in the air."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.cat.place import place
from ninelives.kernels.world.chance import Stream, between, bits, uniform
from ninelives.kernels.world.compiled import compiled, kernel
from ninelives.kernels.world.drone.body import GRAVITY, MASS
from ninelives.kernels.world.garden import Conditions, Doubles, Flight, Garden
from ninelives.kernels.world.light.sky import DARK, LATITUDE, sun
from ninelives.kernels.world.oak.grow import grow
from ninelives.kernels.world.oak.season import dress
from ninelives.kernels.world.task.episode import FLYING, Episode
from ninelives.kernels.world.task.hide import hide
from ninelives.kernels.world.task.ranges import At
from ninelives.kernels.world.wind.blow import begin as blow_first

AWAY = (1.3, 4.5)  # m beyond the crown
UP = (1.2, 4.5)  # m above the ground

_HOUR, _HOURS, _DAY, _DAYS = int(At.HOUR), int(At.HOURS), int(At.DAY), int(At.DAYS)
_WIND, _WINDS, _GUSTS, _GUSTY = int(At.WIND), int(At.WINDS), int(At.GUSTS), int(At.GUSTY)
_FOG, _FOGS, _LAMP, _TREES, _YAW = int(At.FOG), int(At.FOGS), int(At.LAMP), int(At.TREES), int(At.YAW)
_AIR, _HIDDEN = int(At.AIR), int(At.HIDDEN)
_CONDITIONS, _SPAWN, _EPISODE, _OAK, _SENSOR = (
    int(stream) for stream in (Stream.CONDITIONS, Stream.SPAWN, Stream.EPISODE, Stream.OAK, Stream.SENSOR)
)


@kernel
def begin(
    start: int,
    stop: int,
    which: np.ndarray,
    ranges: Doubles,
    flight: Flight,
    garden: Garden,
    conditions: Conditions,
    episode: Episode,
) -> None:
    """Begin the episode ``episode.number`` of every world in [start, stop) that ``which`` marks."""
    for i in range(start, stop):
        if which[i]:
            episode.drawn[i] = bits(episode.seed[i], _EPISODE, episode.number[i])
            episode.noise[i] = bits(episode.drawn[i], _SENSOR, 0)
            _forget(episode, i)
            draw(conditions, ranges, episode.drawn[i], i)
            grow(tree(int(ranges[_TREES]), episode.drawn[i]), garden, i)
            dress(conditions.day[i], garden, i)
            place(episode.drawn[i], garden, i)
            hide(episode.drawn[i], garden, ranges[_HIDDEN], i)
            spawn(flight, garden, ranges[_YAW], episode.drawn[i], i)
            blow_first(flight, conditions, i, episode.drawn[i], ranges[_AIR] == 1)


@compiled
def tree(which: int, seed: np.uint64) -> np.uint64:
    """The seed of an episode's tree, as ``oak.sets.tree`` gives it: of the set ``which``, its number drawn."""
    return np.uint64(3) * (bits(seed, _OAK, 0) >> np.uint64(2)) + np.uint64(which)


@compiled
def _forget(episode: Episode, i: int) -> None:
    episode.outcome[i] = FLYING
    episode.ticks[i] = 0
    episode.air[i] = 0
    episode.near[i] = 0
    episode.aboard[i] = 0
    episode.touching[i] = False
    episode.touches[i] = 0
    episode.energy[i] = 0


@compiled
def draw(conditions: Conditions, ranges: Doubles, seed: np.uint64, i: int) -> None:
    """Draw the conditions of world ``i`` from their ranges, each evenly."""
    conditions.hour[i] = between(ranges[_HOUR], ranges[_HOUR] + ranges[_HOURS], seed, _CONDITIONS, 0) % 24
    conditions.day[i] = int(ranges[_DAY]) + int(ranges[_DAYS] * uniform(seed, _CONDITIONS, 1))
    conditions.wind[i] = between(ranges[_WIND], ranges[_WIND] + ranges[_WINDS], seed, _CONDITIONS, 2)
    conditions.wind_from[i] = between(-math.pi, math.pi, seed, _CONDITIONS, 3)
    conditions.gusts[i] = between(ranges[_GUSTS], ranges[_GUSTS] + ranges[_GUSTY], seed, _CONDITIONS, 4)
    conditions.fog[i] = between(ranges[_FOG], ranges[_FOG] + ranges[_FOGS], seed, _CONDITIONS, 5)
    dark = sun(float(conditions.day[i]), conditions.hour[i], LATITUDE, 0.0)[2] < DARK
    conditions.lamp[i] = ranges[_LAMP] == 1 or (ranges[_LAMP] == 0 and dark)


@compiled
def spawn(flight: Flight, garden: Garden, yaw: float, seed: np.uint64, i: int) -> None:
    """Put drone ``i`` into the air outside the crown, at rest and level, its nose within ``yaw`` rad of the trunk."""
    around = between(-math.pi, math.pi, seed, _SPAWN, 0)
    radius = garden.crown[i] + between(AWAY[0], AWAY[1], seed, _SPAWN, 1)
    flight.position[i, 0] = radius * math.cos(around)
    flight.position[i, 1] = radius * math.sin(around)
    flight.position[i, 2] = between(UP[0], UP[1], seed, _SPAWN, 2)
    nose = around + math.pi + between(-yaw, yaw, seed, _SPAWN, 3)
    flight.attitude[i, 0] = math.cos(nose / 2)
    flight.attitude[i, 1] = 0
    flight.attitude[i, 2] = 0
    flight.attitude[i, 3] = math.sin(nose / 2)
    for axis in range(3):
        flight.velocity[i, axis] = 0
        flight.rates[i, axis] = 0
        flight.integral[i, axis] = 0
        flight.gust[i, axis] = 0
        flight.gust_memory[i, axis] = 0
    for motor in range(4):
        flight.motors[i, motor] = MASS * GRAVITY / 4
    flight.near[i, 0] = math.inf
    flight.aboard[i] = False
