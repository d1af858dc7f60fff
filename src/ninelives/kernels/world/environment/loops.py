"""The loops over all worlds that an engine calls."""

from __future__ import annotations

from ninelives.kernels.world.compiled import kernel, whole
from ninelives.kernels.world.drone.control import pilot
from ninelives.kernels.world.drone.lanes import HIT, LANES, WHO, ask
from ninelives.kernels.world.drone.step import fly_asked
from ninelives.kernels.world.garden import Conditions, Doubles, Flight, Floats, Garden
from ninelives.kernels.world.task.episode import FLYING, Episode
from ninelives.kernels.world.task.reward import Flags, Step, after, before
from ninelives.kernels.world.task.rules import judge
from ninelives.kernels.world.task.sensors import own, teacher, yaw
from ninelives.kernels.world.wind.blow import blow
from ninelives.kernels.world.workers import LEAST

NONE = whole(0)


@kernel
def fly(
    start: int,
    stop: int,
    which: Flags,
    ticks: int,
    piloted: bool,
    dryden: bool,
    commands: Doubles,
    tiles: Doubles,
    flight: Flight,
    garden: Garden,
    conditions: Conditions,
    episode: Episode,
    made: Step,
) -> None:
    """Fly the worlds of [start, stop) that ``which`` marks on, each until its episode ends; see ``Engine.step``."""
    tile = tiles[start // LEAST]
    for first in range(start, stop, LANES):
        last = min(first + LANES, stop)
        for i in range(first, last):
            before(made, flight, episode, i)
        for _ in range(ticks):
            flying = NONE
            for i in range(first, last):
                if which[i] and episode.outcome[i] == FLYING:
                    thrust, wx, wy, wz = commands[i, 0], commands[i, 1], commands[i, 2], commands[i, 3]
                    if piloted:
                        thrust, wx, wy, wz = pilot(flight, i, thrust, wx, wy, wz)
                    wind = blow(flight, conditions, i, episode.drawn[i], episode.ticks[i], dryden)
                    ask(tile, flying, i, thrust, (wx, wy, wz), wind, flight.aboard[i])
                    flying += 1
            fly_asked(tile, flight, garden, flying)
            for lane in range(flying):
                judge(flight, garden, episode, int(tile[WHO + lane]), tile[HIT + lane])
        for i in range(first, last):
            after(made, flight, garden, episode, i, which[i])


@kernel
def noses(start: int, stop: int, azimuths: Doubles, flight: Flight) -> None:
    """Azimuth of each nose, rad."""
    for i in range(start, stop):
        azimuths[i] = yaw(flight, i)


@kernel
def owns(start: int, stop: int, seen: Floats, flight: Flight) -> None:
    """What each drone knows of itself."""
    for i in range(start, stop):
        own(seen, flight, i)


@kernel
def teachers(
    start: int, stop: int, seen: Floats, flight: Flight, garden: Garden, conditions: Conditions, episode: Episode
) -> None:
    """Everything that there is to see."""
    for i in range(start, stop):
        teacher(seen, flight, garden, conditions, episode, i)
