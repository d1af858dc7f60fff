"""One rescue as a Gymnasium environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gymnasium as gym
import numpy as np
import numpy.typing as npt

from ninelives.errors import NinelivesError
from ninelives.kernels.world.environment.actions import ACTIONS
from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.environment.jobs import prepare
from ninelives.kernels.world.environment.seen import Seen
from ninelives.kernels.world.environment.told import chosen, conditioned, drawing, once, optional, seeded
from ninelives.kernels.world.task.ranges import Ranges
from ninelives.kernels.world.task.reward import Reward
from ninelives.kernels.world.task.reward import reward as paid

_ONE = np.ones(1, bool)


class RescueEnv(gym.Env[Any, Any]):
    """A garden with an oak, a cat and a drone in the air. The cat is to be brought down; the reward pays for something.

    Args:
        observation, action, reward, conditions, size, told: as ``RescueVectorEnv`` has them.

    Raises:
        NinelivesError: an argument is impossible.
    """

    metadata: dict[str, Any] = {"render_modes": ["rgb_array"], "render_fps": 5}  # noqa: RUF012 - as Gymnasium declares it

    def __init__(
        self,
        *,
        observation: str = "camera",
        action: str = "velocity",
        reward: str | Reward = "story",
        conditions: str | Mapping[str, Any] | Ranges = "story",
        size: int = 64,
        render_mode: str | None = None,
        **told: Any,
    ) -> None:
        self.engine = Engine(1, conditioned(conditions, told), threads=1)
        self.render_mode = drawing(render_mode)
        self._action = ACTIONS[chosen("action", action, ACTIONS)]
        self._pays = paid(reward)
        self._seen = Seen(self.engine, observation, size)
        prepare(observation)
        self.observation_space, self.action_space = self._seen.space, self._action.space
        self._begun = self._over = False

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin an episode.

        Args:
            seed: of the world; None: its next episode.
            options: ``conditions``, for this episode alone.

        Returns:
            The observation, and the episode's conditions.

        Raises:
            NinelivesError: the seed or a condition is impossible.
        """
        super().reset(seed=seed)
        seeds, given = seeded(seed, 1, fresh=not self._begun)
        self.engine.seed(seeds, given)
        self.engine.begin(_ONE, once(optional(options).get("conditions"), self.engine.ranges))
        self._begun, self._over = True, False
        return self._seen.one(), _first(self.engine.envelope())

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Fly on by one decision.

        Args:
            action: as ``action_space`` has it.

        Returns:
            Observation, reward, whether the episode ended, whether it was cut off, and its score; see ``Engine.score``.

        Raises:
            NinelivesError: the action is impossible, or the episode is over.
        """
        commands = self._action.commands(action, None)
        if not self._begun or self._over:
            raise NinelivesError(f"the episode {'is over' if self._over else 'has not begun'}", fix="env.reset()")
        step = self.engine.step(commands, _ONE, ticks=self._action.ticks, piloted=self._action.piloted)
        (terminated,), (truncated,) = self.engine.ended()
        self._over = bool(terminated or truncated)
        reward = float(self._pays(step)[0])
        return self._seen.one(), reward, bool(terminated), bool(truncated), _first(self.engine.score())

    def render(self) -> npt.NDArray[np.uint8] | None:
        """What the drone sees, finer: 480 px."""
        return None if self.render_mode is None else self.engine.pictures(480, samples=2)[0]


def _first(told: dict[str, npt.NDArray[Any]]) -> dict[str, Any]:
    return {name: part[0].item() for name, part in told.items()}
