"""What an environment refuses: what, what was got, and the line that mends it; never another error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium as gym
import numpy as np
import pytest

from ninelives.errors import NinelivesError

IDS = "ninelives.env:ninelives/RescueState-v0"
MADE: list[tuple[dict[str, Any], str]] = [
    ({"num_envs": 0}, "num_envs must lie in 1"),
    ({"num_envs": 1.5}, "num_envs must lie in 1"),
    ({"threads": 0}, "threads must be a whole number >= 1"),
    ({"threads": "a"}, "threads must be a whole number >= 1"),
    ({"render_mode": "human"}, "render_mode must be one of rgb_array, got 'human'"),
    ({"autoreset_mode": "never"}, "autoreset_mode must be one of"),
    ({"observation": "radar"}, "observation must be one of"),
    ({"action": "swim"}, "action must be one of"),
    ({"reward": "gold"}, "reward must be a function or one of"),
    ({"conditions": None}, "conditions must be a name, a file or fields"),
    ({"conditions": 3}, "conditions must be a name, a file or fields"),
    ({"conditions": {1: 2}}, "no condition is called '1'"),
    ({"conditions": "storm"}, "conditions must be one of"),
    ({"hours": 25}, "hours must lie in 0 to 24 h"),
    ({"wind": -1}, "wind must lie in 0"),
    ({"dates": 5}, "dates must be two days"),
    ({"dates": None}, "dates must be two days"),
    ({"dates": ("2026-06-02", "2026-06-01")}, "the first not after the last"),
]
RESET: list[tuple[Any, str]] = [
    (3, "options must be a dict"),
    ({"conditions": 3}, "conditions of one episode must be fields"),
    ({"conditions": {"wind": float("nan")}}, "wind must lie in 0"),
    ({"reset_mask": [True, False]}, "reset_mask must be"),
]
STEPPED: list[tuple[Any, str]] = [
    ([[0, 0, 0, 0], [0, 0]], "must be floats of shape"),
    (np.zeros((2, 3), np.float32), "must be floats of shape"),
    (np.zeros((2, 4), np.int64), "must be floats of shape"),
    ("up", "must be floats of shape"),
    (np.full((2, 4), np.nan, np.float32), "the action of world 0 is no number"),
]


@pytest.mark.parametrize(("words", "told"), MADE)
def test_it_is_not_made_of_what_cannot_be(words: dict[str, Any], told: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        gym.make_vec(IDS, **({"num_envs": 2} | words))
    assert told in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize(("options", "told"), RESET)
def test_it_does_not_begin_with_what_cannot_be(options: Any, told: str) -> None:
    made = gym.make_vec(IDS, num_envs=2)
    with pytest.raises(NinelivesError) as caught:
        made.reset(seed=0, options=options)
    assert told in str(caught.value)


@pytest.mark.parametrize(("actions", "told"), STEPPED)
def test_it_does_not_do_what_cannot_be_done(actions: Any, told: str) -> None:
    made = gym.make_vec(IDS, num_envs=2)
    made.reset(seed=0)
    with pytest.raises(NinelivesError) as caught:
        made.step(actions)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "reward", [lambda _: 1.0, lambda step: step.air[:1], lambda step: step.air * np.nan, lambda _: [None] * 2]
)
def test_a_reward_of_ones_own_gives_a_number_for_each_world(reward: Callable[..., Any]) -> None:
    made = gym.make_vec(IDS, num_envs=2, reward=reward)
    made.reset(seed=0)
    with pytest.raises(NinelivesError, match="a finite number for each of 2 worlds"):
        made.step(made.action_space.sample())


def test_the_fix_names_the_field() -> None:
    with pytest.raises(NinelivesError) as caught:
        gym.make_vec(IDS, num_envs=2, wind=-1, hours=25)
    assert caught.value.fix == "hours=(0, 24), wind=(0, 7)"
