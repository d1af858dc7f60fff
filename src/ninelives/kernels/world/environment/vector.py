"""Many rescues as a Gymnasium vector environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gymnasium as gym
import numpy as np
import numpy.typing as npt
from gymnasium.vector import AutoresetMode
from gymnasium.vector.utils import batch_space

from ninelives.errors import NinelivesError
from ninelives.kernels.world.environment.actions import ACTIONS
from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.environment.jobs import prepare
from ninelives.kernels.world.environment.seen import Seen
from ninelives.kernels.world.environment.told import chosen, conditioned, drawing, once, optional, seeded
from ninelives.kernels.world.task.ranges import Ranges
from ninelives.kernels.world.task.reward import Flags, Reward
from ninelives.kernels.world.task.reward import reward as paid


class RescueVectorEnv(gym.vector.VectorEnv[Any, Any, Any]):
    """``num_envs`` gardens, each with its own oak, cat, drone and weather; stepped together, and independent.

    World ``i`` of ``reset(seed=s)`` is the single environment of ``reset(seed=s + i)``, to the last bit.

    Args:
        num_envs: how many.
        observation: ``camera`` (the picture and what a drone's own sensors know) or ``state`` (everything).
        action: ``velocity`` and ``moves`` (5 decisions a second, flown by the on-board controller) or ``rates`` (50).
        reward: ``story``, ``rescue``, or a function of a ``Step`` that gives a number for each world.
        conditions: ``story``, ``hard``, or ``Ranges``, or some of their fields.
        arrays: ``numpy`` or ``torch``, of what is given back.
        autoreset_mode: Gymnasium's; an enum or its value.
        threads: that step the worlds at most. No number depends on it.
        size: of a picture, px.
        told: single fields of the conditions, such as ``hours=(7, 17)`` or ``trees="test"``.

    Raises:
        NinelivesError: an argument is impossible.
    """

    metadata: dict[str, Any] = {  # noqa: RUF012 - as Gymnasium declares it
        "render_modes": ["rgb_array"],
        "render_fps": 5,
        "autoreset_mode": AutoresetMode.NEXT_STEP,
    }

    def __init__(
        self,
        num_envs: int = 1,
        *,
        observation: str = "camera",
        action: str = "velocity",
        reward: str | Reward = "story",
        conditions: str | Mapping[str, Any] | Ranges = "story",
        arrays: str = "numpy",
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
        threads: int | None = None,
        size: int = 64,
        render_mode: str | None = None,
        **told: Any,
    ) -> None:
        self.engine = Engine(num_envs, conditioned(conditions, told), threads=threads)
        self.num_envs, self.render_mode = num_envs, drawing(render_mode)
        self._action = ACTIONS[chosen("action", action, ACTIONS)]
        self._pays = paid(reward)
        self._seen = Seen(self.engine, observation, size)
        prepare(observation)
        self._torch = chosen("arrays", arrays, ("numpy", "torch")) == "torch"
        named = autoreset_mode.value if isinstance(autoreset_mode, AutoresetMode) else autoreset_mode
        self.autoreset_mode = AutoresetMode(chosen("autoreset_mode", named, [mode.value for mode in AutoresetMode]))
        self.metadata = {**self.metadata, "autoreset_mode": self.autoreset_mode}
        self.single_observation_space, self.single_action_space = self._seen.space, self._action.space
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._waits = np.ones(num_envs, bool)  # those whose episode has ended, or never began
        self._begun = False
        self._all = np.ones(num_envs, bool)

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Begin an episode in each world, or in those of ``options["reset_mask"]``.

        Args:
            seed: of world 0, the others follow; or one for each; None: each world goes on to its next episode.
            options: ``reset_mask``, shape ``(num_envs,)``; ``conditions``, for these episodes alone.

        Returns:
            Observations, and the conditions of each episode.

        Raises:
            NinelivesError: a seed, a mask or a condition is impossible.
        """
        which = self._mask(options)
        seeds, given = seeded(seed, self.num_envs, fresh=not self._begun)
        self.engine.seed(seeds, which & given)
        self.engine.begin(which, once(optional(options).get("conditions"), self.engine.ranges))
        self._waits[which] = False
        self._begun = True
        return self._given(self._seen.all()), _keyed(self.engine.envelope(), which)

    def step(self, actions: Any) -> tuple[Any, Any, Any, Any, dict[str, Any]]:
        """Fly all worlds on by one decision.

        Args:
            actions: of each world, as ``action_space`` has them; NumPy or torch.

        Returns:
            Observations, rewards, terminations, truncations and the score of each episode; see ``Engine.score``.

        Raises:
            NinelivesError: an action is impossible, or a world was not reset.
        """
        commands = self._action.commands(actions, self.num_envs)
        again = self._waits.copy()
        if not self._begun or (self.autoreset_mode is AutoresetMode.DISABLED and again.any()):
            raise NinelivesError(
                f"world {int(again.argmax())} has no episode to step in",
                fix='env.reset(options={"reset_mask": terminations | truncations})' if self._begun else "env.reset()",
            )
        if again.any():
            self.engine.begin(again)
        step = self.engine.step(commands, ~again, ticks=self._action.ticks, piloted=self._action.piloted)
        rewards = np.where(again, 0.0, self._pays(step))
        terminated, truncated = self.engine.ended()
        self._waits = terminated | truncated
        observations, final = self._seen.all(), {}
        if self.autoreset_mode is AutoresetMode.SAME_STEP and self._waits.any():
            again = self._waits.copy()
            final = self._last(observations, again)
            self.engine.begin(again)
            self._waits[:] = False
            observations = self._seen.all()
        infos = _keyed(self.engine.score(), self._all) | final
        if again.any():
            infos |= _keyed(self.engine.envelope(), again)
        return self._given(observations), self._given(rewards), self._given(terminated), self._given(truncated), infos

    def render(self) -> tuple[npt.NDArray[np.uint8], ...] | None:
        """What each drone sees, finer: 480 px."""
        return None if self.render_mode is None else tuple(self.engine.pictures(480, samples=2))

    def _last(self, observations: Any, over: Flags) -> dict[str, Any]:
        """The last observation and score of the episodes that ended, as Gymnasium keeps them."""
        last = np.full(self.num_envs, None, object)
        for world in np.flatnonzero(over):
            last[world] = self._given(_row(observations, int(world)))
        score = _keyed(self.engine.score(), over)
        return {"final_obs": last, "_final_obs": over, "final_info": score, "_final_info": over}

    def _mask(self, options: dict[str, Any] | None) -> Flags:
        mask = optional(options).get("reset_mask")
        if mask is None:
            return self._all.copy()
        if (
            not isinstance(mask, np.ndarray)
            or mask.shape != (self.num_envs,)
            or mask.dtype != np.bool_
            or not mask.any()
        ):
            raise NinelivesError(
                f"reset_mask must be a NumPy array of {self.num_envs} truth values, one of them true, got {mask!r}",
                fix='env.reset(options={"reset_mask": terminations | truncations})',
            )
        return mask.copy()

    def _given(self, made: Any) -> Any:
        """As NumPy, or shared with torch without a copy."""
        if not self._torch:
            return made
        import torch

        if isinstance(made, dict):
            return {name: torch.from_numpy(part) for name, part in made.items()}
        return torch.from_numpy(made)


def _row(observations: Any, world: int) -> Any:
    if isinstance(observations, dict):
        return {name: part[world].copy() for name, part in observations.items()}
    return observations[world].copy()


def _keyed(told: dict[str, npt.NDArray[Any]], which: Flags) -> dict[str, Any]:
    """As Gymnasium's vector environments tell: each key with a mask of the worlds that it is told of."""
    return {**told, **{f"_{name}": which.copy() for name in told}}
