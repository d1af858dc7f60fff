"""The garden's ids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import gymnasium as gym
import pytest

from ninelives.errors import NinelivesError


@pytest.mark.parametrize("name", ["Rescue", "RescueState", "RescueMoves"])
def test_an_id_makes_one_garden_or_many(name: str) -> None:
    one = gym.make(f"ninelives.env:ninelives/{name}-v0")
    many = gym.make_vec(f"ninelives.env:ninelives/{name}-v0", num_envs=2)
    assert one.observation_space == many.single_observation_space
    assert one.action_space == many.single_action_space
    assert type(many.unwrapped).__name__ == "RescueVectorEnv"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("winds = 3", "no condition is called 'winds'"),
        ('wind = "high"', "wind must lie in 0 to 20 m/s"),
        ("wind = -1", "wind must lie in 0 to 20 m/s"),
        ("hours = 25\nfog = true", "hours must lie in 0 to 24 h.*; fog must lie in 0 to 0.3 1/m"),
        ("trees = 3", "trees must be one of train, test, final, got 3"),
        ('dates = ["2026-05-02", "2026-05-01"]', "dates must lie in 1900-01-01 to 2100-12-31, the first not after"),
        ("wind = [", "at its end"),
    ],
)
def test_a_file_of_impossible_conditions_is_named_with_its_field(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text)
    for told in (file, str(file)):
        with pytest.raises(NinelivesError, match=rf"wrong\.toml'.*{says}") as caught:
            gym.make("ninelives.env:ninelives/RescueState-v0", conditions=told)
        assert caught.value.fix


def test_registering_compiles_nothing() -> None:
    code = "import sys, ninelives.env; print('numba' in sys.modules, 'torch' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
