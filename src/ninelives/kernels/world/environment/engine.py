"""Many rescues at once, as arrays: what both environments are a skin of."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ninelives.errors import NinelivesError
from ninelives.kernels.world.drone.lanes import room
from ninelives.kernels.world.environment import loops
from ninelives.kernels.world.garden import Conditions, Doubles, Flight, Floats, Garden, empty
from ninelives.kernels.world.task.begin import begin
from ninelives.kernels.world.task.episode import CRASHED, RESCUED, TIMED_OUT, Episode, episodes
from ninelives.kernels.world.task.ranges import AIRS, Ranges
from ninelives.kernels.world.task.reward import Flags, Step, nothing
from ninelives.kernels.world.task.rules import TICK
from ninelives.kernels.world.task.sensors import OWN, TEACHER
from ninelives.kernels.world.workers import LEAST, over

MOST = 1 << 20  # worlds
WORTH = 1024  # worlds that are worth waking a thread for a tick: for as long as half a millisecond of it


class Engine:
    """So many worlds, each at some moment of an episode.

    Args:
        worlds: how many, 1 to 1,048,576.
        ranges: of the conditions.
        threads: that step them at most; None: all that are available. No number depends on it.

    Raises:
        NinelivesError: an impossible number of worlds or threads.
    """

    def __init__(self, worlds: int, ranges: Ranges, *, threads: int | None = None) -> None:
        if isinstance(worlds, bool) or not isinstance(worlds, int) or not 1 <= worlds <= MOST:
            raise NinelivesError(f"num_envs must lie in 1 to {MOST:,}, got {worlds!r}", fix="num_envs=16")
        if threads is not None and (isinstance(threads, bool) or not isinstance(threads, int) or threads < 1):
            raise NinelivesError(
                f"threads must be a whole number >= 1, or None for all, got {threads!r}", fix="threads=1"
            )
        self.worlds, self.ranges, self.threads = worlds, ranges, threads
        self.flight, self.garden = empty(Flight, worlds), empty(Garden, worlds)
        self.conditions = empty(Conditions, worlds)
        self.episode: Episode = episodes(worlds)
        self._tiles = room(worlds)

    def seed(self, seeds: npt.NDArray[np.uint64], which: Flags) -> None:
        """Give worlds other seeds; their next episode is the first of that seed."""
        self.episode.seed[which] = seeds[which]
        self.episode.number[which] = -1

    def begin(self, which: Flags, ranges: Ranges | None = None) -> None:
        """Begin the next episode of some worlds.

        Args:
            which: shape ``(worlds,)``.
            ranges: of their conditions, this once.
        """
        self.episode.number[which] += 1
        packed = (ranges or self.ranges).packed()
        self._over(begin, which, packed, self.flight, self.garden, self.conditions, self.episode)

    def step(self, commands: Doubles, which: Flags, *, ticks: int, piloted: bool) -> Step:
        """Fly some worlds on, each until its episode ends.

        Args:
            commands: of each world, shape ``(worlds, 4)``.
            which: those that fly, shape ``(worlds,)``.
            ticks: of 20 ms, >= 1.
            piloted: whether commands are velocities.

        Returns:
            What happened, nothing where a world did not fly.
        """
        made = nothing(self.worlds)
        how = ticks, piloted, AIRS.index(self.ranges.air) == 1
        state = self.flight, self.garden, self.conditions, self.episode
        least = max(WORTH // ticks, LEAST)
        self._over(loops.fly, which, *how, commands, self._tiles, *state, made, least=least)
        return made

    def ended(self) -> tuple[Flags, Flags]:
        """Which worlds' episodes have ended, and which were cut off by the time limit: shape ``(worlds,)`` each."""
        outcome = self.episode.outcome
        return (outcome == RESCUED) | (outcome == CRASHED), outcome == TIMED_OUT

    def score(self) -> dict[str, npt.NDArray[Any]]:
        """What was wanted, of the episode so far: arrays of shape ``(worlds,)``. No reward, and no position."""
        count = self.episode
        return {
            "rescued": count.outcome == RESCUED,
            "crashed": count.outcome == CRASHED,
            "timed_out": count.outcome == TIMED_OUT,
            "touches": count.touches.copy(),
            "seconds": count.ticks * TICK,
            "energy": count.energy.copy(),
        }

    def envelope(self) -> dict[str, npt.NDArray[Any]]:
        """The conditions of each episode, as the envelope has them: arrays of shape ``(worlds,)``."""
        held = self.conditions
        told = {name: getattr(held, name).copy() for name in ("hour", "wind", "gusts", "fog", "lamp")}
        return {"date": np.datetime64(0, "D") + held.day, **told}

    def sensors(self, seen: Floats) -> Floats:
        """What the drones know of themselves, written into ``seen``, shape ``(worlds, len(OWN))``."""
        self._over(loops.owns, seen, self.flight)
        return seen

    def everything(self, seen: Floats) -> Floats:
        """What a teacher sees, written into ``seen``, shape ``(worlds, len(OWN) + len(TEACHER))``."""
        self._over(loops.teachers, seen, self.flight, self.garden, self.conditions, self.episode)
        return seen

    def pictures(self, size: int, *, samples: int = 1) -> npt.NDArray[np.uint8]:
        """What each drone's camera records now: ``(worlds, size, size, 3)``.

        Args:
            size: of a side, px.
            samples: rays a pixel, across and down: 1 for agents, more for people.
        """
        from ninelives.kernels.world.camera import cast, views  # late: who observes the state waits for no camera

        made, flight, count = np.empty((self.worlds, size, size, 3), np.uint8), self.flight, self.episode
        time, world = np.asarray(count.ticks * TICK, np.float64), np.arange(self.worlds)
        if self.ranges.camera == "gimbal":
            noses = np.empty(self.worlds)
            self._over(loops.noses, noses, flight)
            cameras = views.drone(flight.position, noses, time, world)
        else:
            cameras = views.fixed(flight.position, flight.attitude, time, world)
        cast.pictures(
            made, cameras, self.garden, self.conditions, count.noise, count.ticks, samples=samples, threads=self.threads
        )
        return made

    def _over(self, kernel: Any, *arguments: Any, least: int | None = None) -> None:
        over(kernel, self.worlds, *arguments, threads=self.threads, least=least or WORTH)


WIDTH = {"own": len(OWN), "everything": len(OWN) + len(TEACHER)}
