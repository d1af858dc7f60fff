"""The three ways to fly, and what is asked of an action."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from gymnasium import spaces

from ninelives.errors import NinelivesError
from ninelives.kernels.world.drone.body import STRONGEST
from ninelives.kernels.world.drone.control import ACROSS, CLIMB, TURN
from ninelives.kernels.world.garden import Doubles

MOVES = ("hover", "ahead", "back", "left", "right", "up", "down", "turn left", "turn right")
_DIRECTIONS = np.array(
    [
        (0, 0, 0, 0),
        (1, 0, 0, 0),
        (-1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, -1, 0, 0),
        (0, 0, 1, 0),
        (0, 0, -1, 0),
        (0, 0, 0, 1),
        (0, 0, 0, -1),
    ],
    float,
)
MOST = np.array([ACROSS, ACROSS, CLIMB, TURN])  # m/s and rad/s
HOVER = np.array([2 * STRONGEST, 0, 0, 0])  # N: a thrust of 0 is half of what all rotors have
RATES = np.array([2 * STRONGEST, 6, 6, 2])  # N, and rad/s that a full stick asks for, as flight controllers are set up


@dataclass(frozen=True, slots=True)
class Action:
    """One way to fly.

    Attributes:
        name: of it.
        space: of one world's action.
        ticks: of 20 ms for one decision.
        piloted: whether the on-board controller flies velocities; else thrust and body rates are flown as they come.
    """

    name: str
    space: spaces.Box | spaces.Discrete
    ticks: int
    piloted: bool

    def commands(self, actions: Any, worlds: int | None) -> Doubles:
        """What the drones are told: m/s in the yaw frame and rad/s; or N, and rad/s in the body frame.

        Args:
            actions: of each world, shape ``(worlds, 4)`` or ``(worlds,)``, NumPy or torch; clipped to the space.
            worlds: how many; None: one, without the first axis.

        Returns:
            Shape ``(worlds, 4)``.

        Raises:
            NinelivesError: another shape or kind of number, or a number that is none.
        """
        made = self._read(actions, worlds)
        if self.name == "moves":
            told: Doubles = _DIRECTIONS[made.reshape(-1)] * MOST
            return told
        four: Doubles = made.reshape(-1, 4).astype(np.float64)
        np.minimum(np.maximum(four, -1, out=four), 1, out=four)
        scale, rest = _scales(self.name, len(four))
        four *= scale
        four += rest
        return four

    def actions(self, commands: Doubles) -> npt.NDArray[np.float32]:
        """The actions that would have told the drones this: the other way round, of ``velocity`` alone.

        Args:
            commands: m/s in the yaw frame and rad/s, such as an expert's, shape ``(worlds, 4)``.
        """
        return np.asarray(np.clip(commands / MOST, -1, 1), np.float32)

    def _read(self, actions: Any, worlds: int | None) -> Any:
        given = actions.detach().cpu().numpy() if hasattr(actions, "detach") else _array(actions)
        moves = isinstance(self.space, spaces.Discrete)
        shape = (() if worlds is None else (worlds,)) + (() if moves else (4,))
        kind = np.integer if moves else np.floating
        if given.shape != shape or not np.issubdtype(given.dtype, kind):
            wanted = f"whole numbers from 0 to {len(MOVES) - 1}" if moves else "floats"
            raise NinelivesError(
                f"action '{self.name}' must be {wanted} of shape {shape}, got {given.dtype} of shape {given.shape}",
                fix="env.step(env.action_space.sample())",
            )
        if moves and ((given < 0) | (given >= len(MOVES))).any():
            raise NinelivesError(
                f"a move must lie in 0 to {len(MOVES) - 1}, got {given.min()} to {given.max()}",
                fix=f"0 is '{MOVES[0]}'",
            )
        if not moves and not np.isfinite(given.sum(dtype=np.float64)) and not np.isfinite(given).all():
            world = "" if worlds is None else f" of world {int(np.argwhere(~np.isfinite(given))[0][0])}"
            raise NinelivesError(
                f"the action{world} is no number: {given[~np.isfinite(given)][0]}", fix="look at the policy's losses"
            )
        return given


def _array(actions: Any) -> npt.NDArray[Any]:
    """As an array; of objects where rows are not of one length, which no action may be."""
    try:
        return np.asarray(actions)
    except ValueError:
        return np.asarray(actions, object)


@lru_cache(maxsize=4)
def _scales(name: str, worlds: int) -> tuple[Doubles, Doubles]:
    """What a full stick asks for and what a stick at rest does, of each world: rows of four would be slow."""
    scale, rest = (MOST, np.zeros(4)) if name == "velocity" else (RATES, HOVER)
    return np.tile(scale, (worlds, 1)), np.tile(rest, (worlds, 1))


ACTIONS = {
    "velocity": Action("velocity", spaces.Box(-1, 1, (4,), np.float32), 10, piloted=True),
    "rates": Action("rates", spaces.Box(-1, 1, (4,), np.float32), 1, piloted=False),
    "moves": Action("moves", spaces.Discrete(len(MOVES)), 10, piloted=True),
}
