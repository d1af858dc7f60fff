"""The garden's ids."""

from __future__ import annotations

import subprocess
import sys

import gymnasium as gym
import pytest


@pytest.mark.parametrize("name", ["Rescue", "RescueState", "RescueMoves"])
def test_an_id_makes_one_garden_or_many(name: str) -> None:
    one = gym.make(f"ninelives.env:ninelives/{name}-v0")
    many = gym.make_vec(f"ninelives.env:ninelives/{name}-v0", num_envs=2)
    assert one.observation_space == many.single_observation_space
    assert one.action_space == many.single_action_space
    assert type(many.unwrapped).__name__ == "RescueVectorEnv"


def test_registering_compiles_nothing() -> None:
    code = "import sys, ninelives.env; print('numba' in sys.modules, 'torch' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
