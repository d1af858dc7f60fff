"""What is observed, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode

from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.environment.seen import Seen
from ninelives.kernels.world.environment.vector import RescueVectorEnv
from ninelives.kernels.world.task.ranges import Ranges
from tests.laws.vector_environments import LAWS, Make, leaves, same

FEW = [law for law in LAWS if law.__name__ in {"spaces_are_batches", "a_seed_is_an_episode", "a_world_is_alone"}]


@pytest.mark.parametrize("law", FEW, ids=lambda law: law.__name__)
def test_pictures_keep_the_laws_too(law: Callable[[Make], None]) -> None:
    def make(num_envs: int, autoreset_mode: AutoresetMode) -> gym.vector.VectorEnv:
        return RescueVectorEnv(num_envs, size=16, autoreset_mode=autoreset_mode)

    law(make)


def test_gymnasiums_checker_passes_with_the_camera() -> None:
    env = gym.make("ninelives.env:ninelives/Rescue-v0", size=16, render_mode="rgb_array")
    check_env(env.unwrapped)


@pytest.fixture
def engine() -> Engine:
    """A drone that looks away from the tree, at noon: neither tree, cat nor their shadows are in its picture."""
    made, one = Engine(1, Ranges(hours=12, wind=3, dates="2026-06-21")), np.ones(1, bool)  # type: ignore[arg-type]
    made.seed(np.array([5], np.uint64), one)
    made.begin(one)
    made.step(np.array([[0.5, 0, 0.1, 0.1]]), one, ticks=10, piloted=True)
    made.flight.position[0] = 7, 0, 3
    made.flight.attitude[0] = 1, 0, 0, 0  # east, the trunk behind it
    return made


def test_what_is_neither_in_the_picture_nor_in_the_own_sensors_changes_no_bit(engine: Engine) -> None:
    seen = Seen(engine, "camera", 64)
    before = seen.all()
    assert before["picture"].std() > 10
    engine.garden.cat[0] += 0.7
    engine.garden.coat[0], engine.garden.present[0] = (engine.garden.coat[0] + 1) % 5, False
    engine.garden.branches[0, :6] += 0.3
    engine.garden.leaves[0, :3] -= 0.4
    engine.garden.outside[0], engine.garden.heading[0] = 2, 1  # the crown's width is seen in the lawn's shade
    engine.conditions.wind[0], engine.conditions.wind_from[0], engine.conditions.gusts[0] = 7, 1, 0.3
    episode = engine.episode
    for part in (
        episode.seed,
        episode.number,
        episode.drawn,
        episode.air,
        episode.near,
        episode.aboard,
        episode.touches,
    ):
        part[0] = 77
    episode.energy[0], episode.touching[0] = 1e6, True
    engine.flight.motors[0], engine.flight.integral[0], engine.flight.gust[0] = 1, 1, 1
    assert same(before, seen.all())


def test_what_is_in_the_picture_changes_it(engine: Engine) -> None:
    seen = Seen(engine, "camera", 64)
    before = [leaf.copy() for leaf in leaves(seen.all())]
    engine.garden.leaves[0, :, 0] = 12, 0, 3, 1.5
    assert not np.array_equal(leaves(seen.all())[0], before[0])
    engine.flight.attitude[0] = 0, 0, 0, 1  # and now it looks at the tree
    assert not np.array_equal(leaves(seen.all())[0], before[0])


def test_the_cameras_info_carries_no_position() -> None:
    env = gym.make("ninelives.env:ninelives/Rescue-v0", size=16)
    _, told = env.reset(seed=0)
    assert set(told) == {"date", "hour", "wind", "gusts", "fog", "lamp"}
    told = env.step(env.action_space.sample())[4]
    assert set(told) == {"rescued", "crashed", "timed_out", "touches", "seconds", "energy"}


def test_it_is_drawn_finer_for_people() -> None:
    env = gym.make("ninelives.env:ninelives/RescueState-v0", render_mode="rgb_array")
    env.reset(seed=0)
    assert env.render().shape == (480, 480, 3)
    many = RescueVectorEnv(2, observation="state", render_mode="rgb_array")
    many.reset(seed=0)
    assert np.array_equal(many.render()[0], env.render())
    assert RescueVectorEnv(2, observation="state").render() is None
