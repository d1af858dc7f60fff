"""Many rescues as a Gymnasium vector environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
import torch
from gymnasium.vector import AutoresetMode

import ninelives.env  # noqa: F401 - registers
from ninelives.errors import NinelivesError
from ninelives.kernels.world.environment import engine
from ninelives.kernels.world.environment.vector import RescueVectorEnv
from tests.laws.vector_environments import LAWS, Make


def make(num_envs: int, autoreset_mode: AutoresetMode) -> RescueVectorEnv:
    return RescueVectorEnv(num_envs, observation="state", action="rates", autoreset_mode=autoreset_mode, wind=3)


def many_single_ones(num_envs: int, autoreset_mode: AutoresetMode) -> gym.vector.VectorEnv:
    alone = {"observation": "state", "action": "rates", "wind": 3}
    return gym.vector.SyncVectorEnv(
        [lambda: gym.make("ninelives/Rescue-v0", **alone)] * num_envs, autoreset_mode=autoreset_mode
    )


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("which", [make, many_single_ones])
def test_it_keeps_the_laws_of_vector_environments(which: Make, law: Callable[[Make], None]) -> None:
    law(which)


@pytest.mark.parametrize("action", ["velocity", "rates", "moves"])
def test_a_world_is_the_same_alone_and_among_others_and_on_any_number_of_threads(
    action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WORTH", 512)  # so that two are used
    words: dict[str, Any] = {"observation": "state", "action": action, "conditions": "hard"}
    alone = gym.make("ninelives/Rescue-v0", **words)
    envs = [RescueVectorEnv(1024, **words, threads=threads) for threads in (1, 2)]
    seen = [env.reset(seed=40)[0] for env in envs]
    one, _ = alone.reset(seed=340)
    assert np.array_equal(one, seen[0][300])
    envs[0].action_space.seed(0)
    for _ in range(30):
        actions = envs[0].action_space.sample()
        steps = [env.step(actions) for env in envs]
        assert all(np.array_equal(a, b) for a, b in zip(steps[0][:4], steps[1][:4], strict=True))
        one, reward, terminated, truncated, _ = alone.step(actions[300])
        assert np.array_equal(one, steps[0][0][300])
        assert (reward, terminated, truncated) == (steps[0][1][300], steps[0][2][300], steps[0][3][300])
        if terminated:
            break


def test_torch_is_given_what_numpy_is() -> None:
    numpy, tensors = (RescueVectorEnv(3, observation="state", arrays=arrays) for arrays in ("numpy", "torch"))
    a, b = numpy.reset(seed=1)[0], tensors.reset(seed=1)[0]
    assert isinstance(b, torch.Tensor)
    assert np.array_equal(a, b.numpy())
    actions = torch.full((3, 4), 0.5, requires_grad=True)
    for one, other in zip(numpy.step(actions.detach().numpy())[:4], tensors.step(actions)[:4], strict=True):
        assert np.array_equal(one, other.numpy())


def test_who_ends_by_time_is_told_apart_and_bootstraps() -> None:
    env = RescueVectorEnv(2, observation="state", action="moves", autoreset_mode="SameStep", wind=0)
    env.reset(seed=3)
    paid = np.zeros(2)
    for at in range(300):
        _, reward, terminated, truncated, infos = env.step(np.zeros(2, int))
        paid += reward
        assert not terminated.any()
        assert truncated.all() == (at == 299)
    assert infos["final_info"]["timed_out"].all()
    assert infos["final_info"]["seconds"].tolist() == [60, 60]
    assert paid == pytest.approx([60, 60])
    assert not infos["timed_out"].any()
    assert infos["_hour"].all()


@pytest.mark.parametrize(
    ("action", "given", "says"),
    [
        ("velocity", np.zeros((2, 3), np.float32), r"floats of shape \(2, 4\), got float32 of shape \(2, 3\)"),
        ("velocity", np.zeros((2, 4), np.int64), "got int64"),
        ("velocity", np.zeros((2, 4), np.complex64), "got complex64"),
        ("rates", np.full((2, 4), np.nan, np.float32), "the action of world 0 is no number: nan"),
        ("rates", np.array([[0, 0, 0, 0], [0, 0, np.inf, 0]], np.float32), "of world 1 is no number: inf"),
        ("moves", np.zeros(2, np.float32), r"whole numbers from 0 to 8 of shape \(2,\), got float32"),
        ("moves", np.array([0, 9]), "a move must lie in 0 to 8, got 0 to 9"),
        ("moves", np.zeros((2, 1), int), r"got int64 of shape \(2, 1\)"),
    ],
)
def test_an_impossible_action_is_told(action: str, given: np.ndarray, says: str) -> None:
    env = RescueVectorEnv(2, observation="state", action=action)
    env.reset(seed=0)
    with pytest.raises(NinelivesError, match=says) as caught:
        env.step(given)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"num_envs": 0}, "num_envs must lie in 1 to 1,048,576, got 0"),
        ({"num_envs": True}, "num_envs"),
        ({"observation": "lidar"}, "observation must be one of camera, state, got 'lidar'"),
        ({"action": "velocities"}, "action must be one of velocity, rates, moves"),
        ({"conditions": "storm"}, "conditions must be one of story, hard, got 'storm'"),
        ({"reward": "fame"}, "reward must be a function or one of"),
        ({"arrays": "jax"}, "arrays must be one of numpy, torch"),
        ({"size": 4}, "size must lie in 8 to 1024 px, got 4"),
        ({"hours": 25}, "hours must lie in 0 to 24 h"),
        ({"windy": 5}, "no condition is called 'windy'"),
        ({"autoreset_mode": "never"}, "never"),
    ],
)
def test_an_impossible_argument_is_told(words: dict[str, Any], says: str) -> None:
    with pytest.raises((NinelivesError, ValueError), match=says):
        RescueVectorEnv(**words)


def test_nothing_is_stepped_that_has_no_episode() -> None:
    env = RescueVectorEnv(2, observation="state", action="moves", autoreset_mode="Disabled")
    with pytest.raises(NinelivesError, match="world 0 has no episode to step in"):
        env.step(np.zeros(2, int))
    env.reset(seed=0)
    for _ in range(300):
        env.step(np.zeros(2, int))
    with pytest.raises(NinelivesError, match="world 0 has no episode") as caught:
        env.step(np.zeros(2, int))
    assert "reset_mask" in str(caught.value)
    for mask in (np.zeros(2, bool), np.ones(3, bool), [True, False]):
        with pytest.raises(NinelivesError, match="reset_mask must be"):
            env.reset(options={"reset_mask": mask})
    for seed in (-1, [1], [1, 2, 3], 0.5, True):
        with pytest.raises(NinelivesError, match="seed must be"):
            env.reset(seed=seed)  # type: ignore[arg-type]


def test_another_reward_and_other_conditions_plug_in() -> None:
    env = gym.make_vec(
        "ninelives.env:ninelives/RescueState-v0", num_envs=2, reward=lambda step: -step.distance, wind=(4, 7)
    )
    _, infos = env.reset(seed=0)
    assert ((infos["wind"] >= 4) & (infos["wind"] <= 7)).all()
    _, infos = env.reset(seed=0, options={"conditions": {"wind": 1, "hours": 22}})
    assert (infos["wind"] == 1).all()
    assert (infos["hour"] == 22).all()
    assert infos["lamp"].all()
    assert (env.step(env.action_space.sample())[1] < -0.5).all()


def test_without_a_seed_no_two_runs_are_alike() -> None:
    one, other = (RescueVectorEnv(2, observation="state").reset()[0] for _ in range(2))
    assert not np.array_equal(one, other)
    assert not np.array_equal(one[0], one[1])
