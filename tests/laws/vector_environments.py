"""What every Gymnasium vector environment must do: Gymnasium checks single ones only.

Source: Gymnasium's documentation of ``VectorEnv`` and of its autoreset modes, and what its own ``SyncVectorEnv`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode
from gymnasium.vector.utils import batch_space

Make = Callable[..., gym.vector.VectorEnv]  # (num_envs, autoreset_mode) -> environment
STEPS = 1500  # in which some episode must end under random actions


def leaves(observation: Any) -> list[np.ndarray]:
    """The arrays of an observation, those of a dictionary in the order of its names."""
    if isinstance(observation, dict):
        return [leaf for name in sorted(observation) for leaf in leaves(observation[name])]
    return [np.asarray(observation)]


def same(one: Any, other: Any) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(leaves(one), leaves(other), strict=True))


def of(observation: Any, world: int) -> list[np.ndarray]:
    return [leaf[world] for leaf in leaves(observation)]


def actions_of(env: gym.vector.VectorEnv, steps: int, seed: int = 3) -> list[np.ndarray]:
    env.action_space.seed(seed)
    return [env.action_space.sample() for _ in range(steps)]


def spaces_are_batches(make: Make) -> None:
    env = make(3, AutoresetMode.NEXT_STEP)
    assert env.num_envs == 3
    assert env.observation_space == batch_space(env.single_observation_space, 3)
    assert env.action_space == batch_space(env.single_action_space, 3)
    assert env.metadata["autoreset_mode"] is AutoresetMode.NEXT_STEP
    seen, _ = env.reset(seed=1)
    assert env.observation_space.contains(seen)
    for action in actions_of(env, 5):
        seen, reward, terminated, truncated, infos = env.step(action)
        assert env.observation_space.contains(seen)
        assert reward.shape == terminated.shape == truncated.shape == (3,)
        assert reward.dtype == np.float64
        assert terminated.dtype == truncated.dtype == np.bool_
        assert all(infos[f"_{name}"].shape == (3,) for name in infos if not name.startswith("_"))
    env.close()


def played(env: gym.vector.VectorEnv, seed: Any, actions: list[np.ndarray]) -> list[Any]:
    first, _ = env.reset(seed=seed)
    return [(first, None, None, None)] + [env.step(action)[:4] for action in actions]


def a_seed_is_an_episode(make: Make) -> None:
    env, twin = make(3, AutoresetMode.NEXT_STEP), make(3, AutoresetMode.NEXT_STEP)
    actions = actions_of(env, 60)
    one, again, each = (played(some, seed, actions) for some, seed in ((env, 7), (env, 7), (twin, [7, 8, 9])))
    other = played(env, 1007, actions)
    for a, b, c in zip(one, again, each, strict=True):
        assert same(a[0], b[0])
        assert same(a[0], c[0])
        assert np.array_equal(a[1], b[1])
    assert not same(one[0][0], other[0][0])
    with pytest.raises(Exception, match="seed"):
        env.reset(seed=[1, 2])


def a_world_is_alone(make: Make) -> None:
    """Worlds swap places with their seeds and actions, and another world's action changes nothing."""
    env = make(3, AutoresetMode.NEXT_STEP)
    actions = actions_of(env, 60)
    straight = played(env, [5, 6, 7], actions)
    turned = played(env, [7, 5, 6], [np.asarray(action)[[2, 0, 1]] for action in actions])
    shaken = [np.array(action) for action in actions]
    for action, other in zip(shaken, actions_of(env, 60, seed=9), strict=True):
        action[0] = other[0]
    moved = played(env, [5, 6, 7], shaken)
    for a, b, c in zip(straight, turned, moved, strict=True):
        for world, place in ((0, 1), (1, 2), (2, 0)):
            assert all(np.array_equal(x, y) for x, y in zip(of(a[0], world), of(b[0], place), strict=True))
        for world in (1, 2):
            assert all(np.array_equal(x, y) for x, y in zip(of(a[0], world), of(c[0], world), strict=True))
    assert not all(
        np.array_equal(x, y)
        for a, c in zip(straight, moved, strict=True)
        for x, y in zip(of(a[0], 0), of(c[0], 0), strict=True)
    )


def an_end_is_followed_by_a_beginning(make: Make) -> None:
    """Next step: the step after an end ignores its action, pays nothing, and shows where the next episode begins."""
    env = make(3, AutoresetMode.NEXT_STEP)
    env.reset(seed=2)
    ended, seen_ends = np.zeros(3, bool), 0
    for action in actions_of(env, STEPS):
        _, reward, terminated, truncated, _ = env.step(action)
        assert (reward[ended] == 0).all()
        assert not (terminated | truncated)[ended].any()
        seen_ends += int(ended.sum())
        ended = terminated | truncated
    assert seen_ends > 2


def the_same_step_keeps_the_last_observation(make: Make) -> None:
    """Same step: what next step would have shown last and first, in one step."""
    late, early = make(3, AutoresetMode.NEXT_STEP), make(3, AutoresetMode.SAME_STEP)
    actions = actions_of(late, STEPS)
    for world in range(3):  # the modes drift apart in time, so each world is followed on its own until its first end
        late.reset(seed=2), early.reset(seed=2)
        for action in actions:
            want, _, terminated, truncated, _ = late.step(action)
            got, _, ends, cuts, infos = early.step(action)
            if terminated[world] or truncated[world]:
                break
            assert all(np.array_equal(x, y) for x, y in zip(of(want, world), of(got, world), strict=True))
        assert (ends[world], cuts[world]) == (terminated[world], truncated[world])
        assert infos["_final_obs"][world]
        assert infos["_final_info"][world]
        last = infos["final_obs"][world]
        assert all(np.array_equal(x, y) for x, y in zip(leaves(last), of(want, world), strict=True))
        first = late.step(action)[0]
        assert all(np.array_equal(x, y) for x, y in zip(of(got, world), of(first, world), strict=True))


def nothing_begins_by_itself(make: Make) -> None:
    """Disabled: what has ended is begun by ``reset_mask``, and no other world notices."""
    env = make(3, AutoresetMode.DISABLED)
    env.reset(seed=2)
    for action in actions_of(env, STEPS):
        seen, _, terminated, truncated, _ = env.step(action)
        over = terminated | truncated
        if over.any():
            break
    assert over.any()
    assert not over.all()
    before = [leaf.copy() for leaf in leaves(seen)]
    after, _ = env.reset(options={"reset_mask": over})
    for leaf, old in zip(leaves(after), before, strict=True):
        assert np.array_equal(leaf[~over], old[~over])
        if leaf.ndim < 4:  # two pictures may be alike
            assert not np.array_equal(leaf[over], old[over])
    env.step(action)


def what_was_seen_stays(make: Make) -> None:
    env = make(2, AutoresetMode.NEXT_STEP)
    seen, _ = env.reset(seed=1)
    kept = [leaf.copy() for leaf in leaves(seen)]
    for action in actions_of(env, 3):
        env.step(action)
    assert all(np.array_equal(leaf, old) for leaf, old in zip(leaves(seen), kept, strict=True))


LAWS = (
    spaces_are_batches,
    a_seed_is_an_episode,
    a_world_is_alone,
    an_end_is_followed_by_a_beginning,
    the_same_step_keeps_the_last_observation,
    nothing_begins_by_itself,
    what_was_seen_stays,
)
