"""One rescue as a Gymnasium environment."""

from __future__ import annotations

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

import ninelives.env  # noqa: F401 - registers
from ninelives.errors import NinelivesError
from ninelives.kernels.world.environment.single import RescueEnv


@pytest.mark.parametrize("action", ["velocity", "rates", "moves"])
def test_gymnasiums_checker_passes(action: str) -> None:
    env = gym.make("ninelives/Rescue-v0", observation="state", action=action)
    check_env(env.unwrapped, skip_render_check=True)


@pytest.mark.parametrize("name", ["RescueState-v0", "RescueMoves-v0"])
def test_an_id_needs_no_arguments(name: str) -> None:
    env = gym.make(f"ninelives.env:ninelives/{name}")
    seen, _ = env.reset(seed=1)
    assert env.observation_space.contains(seen)
    assert isinstance(env.observation_space, gym.spaces.Box)
    assert isinstance(env.action_space, gym.spaces.Box if name == "RescueState-v0" else gym.spaces.Discrete)


def test_nothing_follows_the_end() -> None:
    env = RescueEnv(observation="state", action="rates")
    with pytest.raises(NinelivesError, match="the episode has not begun"):
        env.step(np.zeros(4, np.float32))
    env.reset(seed=0)
    down, over = np.array([-1, 0, 0, 0], np.float32), False
    while not over:
        _, reward, over, truncated, info = env.step(down)
        assert not truncated
    assert info["crashed"]
    assert not info["rescued"]
    assert -10_000 <= reward < -9_999
    with pytest.raises(NinelivesError, match="the episode is over"):
        env.step(down)
    env.reset()
    assert not env.step(down)[2]


def test_a_file_may_declare_the_conditions(tmp_path) -> None:
    (tmp_path / "windy.toml").write_text('wind = [6.0, 6.5]\nhours = 22\ntrees = "test"\n')
    env = gym.make("ninelives.env:ninelives/RescueState-v0", conditions=str(tmp_path / "windy.toml"))
    _, info = env.reset(seed=1)
    assert 6 <= info["wind"] <= 6.5
    assert info["hour"] == 22
    (tmp_path / "wrong.toml").write_text("winds = 3\n")
    with pytest.raises(NinelivesError, match="no condition is called 'winds'"):
        gym.make("ninelives.env:ninelives/RescueState-v0", conditions=str(tmp_path / "wrong.toml"))
    with pytest.raises(NinelivesError, match=r"gone\.toml"):
        gym.make("ninelives.env:ninelives/RescueState-v0", conditions=str(tmp_path / "gone.toml"))
