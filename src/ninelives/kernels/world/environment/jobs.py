"""What an environment calls, to be compiled ahead."""

from __future__ import annotations

import sys

import numpy as np

from ninelives.kernels.world.ahead import Call, Job, ready
from ninelives.kernels.world.drone.lanes import room
from ninelives.kernels.world.environment import loops
from ninelives.kernels.world.garden import Conditions, Flight, Garden, empty
from ninelives.kernels.world.task.begin import begin as begins
from ninelives.kernels.world.task.episode import episodes
from ninelives.kernels.world.task.ranges import Ranges
from ninelives.kernels.world.task.reward import nothing
from ninelives.kernels.world.task.sensors import OWN, TEACHER

_WHICH = np.ones(1, bool)


def fly() -> Call:
    """A step."""
    how, tiles = (1, True, True, np.zeros((1, 4))), room(1)
    return loops.fly, (0, 1, _WHICH, *how, tiles, *_state(), episodes(1), nothing(1))


def begin() -> Call:
    """An episode's beginning."""
    flight, garden, conditions = _state()
    return begins, (0, 1, _WHICH, Ranges().packed(), flight, garden, conditions, episodes(1))


def teacher() -> Call:
    """Everything that can be observed."""
    return loops.teachers, (0, 1, np.zeros((1, len(OWN) + len(TEACHER)), np.float32), *_state(), episodes(1))


def own() -> Call:
    """What a drone knows of itself."""
    return loops.owns, (0, 1, np.zeros((1, len(OWN)), np.float32), empty(Flight, 1))


def noses() -> Call:
    """Where the cameras point."""
    return loops.noses, (0, 1, np.zeros(1), empty(Flight, 1))


def jobs(observation: str) -> list[Job]:
    """All that an environment will call, the dearest first."""
    if observation == "state":
        return [fly, begin, teacher]
    from ninelives.kernels.world.camera import jobs as camera  # late: who observes the state waits for no camera

    return [camera.shade, fly, begin, camera.see, camera.record, own, noses]


def prepare(observation: str) -> None:
    """Compile what an environment will call, and tell a person who waits."""
    ready(jobs(observation), say=_told)


def _told(done: int, _: int) -> None:
    if not done and sys.stderr.isatty():
        print("ninelives: compiling the garden, once", file=sys.stderr)


def _state() -> tuple[Flight, Garden, Conditions]:
    return empty(Flight, 1), empty(Garden, 1), empty(Conditions, 1)
