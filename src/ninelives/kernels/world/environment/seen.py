"""What is observed: the picture and the drone's own sensors, or everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from gymnasium import spaces

from ninelives.errors import NinelivesError
from ninelives.kernels.world.environment.engine import WIDTH, Engine
from ninelives.kernels.world.environment.told import chosen
from ninelives.kernels.world.task.sensors import OWN, TEACHER

OBSERVATIONS = ("camera", "state")
SIZES = (8, 1024)  # px


class Seen:
    """What is observed of an engine's worlds.

    Args:
        engine: whose worlds.
        observation: ``camera`` or ``state``.
        size: of a picture, px.

    Raises:
        NinelivesError: there is no such observation, or no such size.
    """

    def __init__(self, engine: Engine, observation: str, size: int) -> None:
        self._engine, self._size = engine, size
        self._camera = chosen("observation", observation, OBSERVATIONS) == "camera"
        if isinstance(size, bool) or not isinstance(size, int) or not SIZES[0] <= size <= SIZES[1]:
            raise NinelivesError(f"size must lie in {SIZES[0]} to {SIZES[1]} px, got {size!r}", fix="size=64")
        self.space: spaces.Dict | spaces.Box = _numbers(OWN | TEACHER)
        if self._camera:
            picture = spaces.Box(0, 255, (size, size, 3), np.uint8)
            self.space = spaces.Dict({"picture": picture, "sensors": _numbers(OWN)})

    def all(self) -> Any:
        """Of each world: arrays of their own, ``(worlds, ...)``."""
        if not self._camera:
            return self._engine.everything(np.empty((self._engine.worlds, WIDTH["everything"]), np.float32))
        sensors = self._engine.sensors(np.empty((self._engine.worlds, WIDTH["own"]), np.float32))
        return {"picture": self._engine.pictures(self._size), "sensors": sensors}

    def one(self) -> Any:
        """Of the first world alone."""
        made = self.all()
        return {name: part[0] for name, part in made.items()} if self._camera else made[0]


def _numbers(told: Mapping[str, tuple[float, float]]) -> spaces.Box:
    low, high = np.array(list(told.values()), np.float32).T
    slack = np.float32(1e-6) * np.maximum(np.abs(low), np.abs(high))  # a sine in single precision may be above 1
    return spaces.Box(low - slack, high + slack, dtype=np.float32)
