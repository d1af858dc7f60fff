"""The laws of vector environments hold for Gymnasium's own, and notice one that breaks them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv

from tests.laws import vector_environments as laws
from tests.laws.vector_environments import LAWS, Make


def carts(num_envs: int, autoreset_mode: AutoresetMode) -> gym.vector.VectorEnv:
    return SyncVectorEnv([lambda: gym.make("CartPole-v1")] * num_envs, autoreset_mode=autoreset_mode)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_gymnasiums_own_vector_environment_keeps_the_laws(law: Callable[[Make], None]) -> None:
    law(carts)


class Shared(SyncVectorEnv):
    """Worlds that hear each other's actions."""

    def step(self, actions: Any) -> Any:
        return super().step(np.roll(actions, 1))


class Overwritten(SyncVectorEnv):
    """One that shows the same array again and again."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options, copy=False)


class Paid(SyncVectorEnv):
    """One that pays for the step in which nothing was done."""

    def step(self, actions: Any) -> Any:
        seen, reward, *rest = super().step(actions)
        return seen, reward + 1, *rest


class Forgetful(SyncVectorEnv):
    """One whose last observation is the first of the next episode."""

    def step(self, actions: Any) -> Any:
        seen, reward, terminated, truncated, infos = super().step(actions)
        if "final_obs" in infos:
            infos["final_obs"] = np.array([*seen, None], object)[:-1]
        return seen, reward, terminated, truncated, infos


@pytest.mark.parametrize(
    ("broken", "law"),
    [
        (Shared, laws.a_world_is_alone),
        (Overwritten, laws.what_was_seen_stays),
        (Paid, laws.an_end_is_followed_by_a_beginning),
        (Forgetful, laws.the_same_step_keeps_the_last_observation),
    ],
)
def test_a_law_notices_who_breaks_it(broken: type[SyncVectorEnv], law: Callable[[Make], None]) -> None:
    def make(num_envs: int, autoreset_mode: AutoresetMode) -> gym.vector.VectorEnv:
        return broken([lambda: gym.make("CartPole-v1")] * num_envs, autoreset_mode=autoreset_mode)

    with pytest.raises(AssertionError):
        law(make)
