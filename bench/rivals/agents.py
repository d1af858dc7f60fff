"""Other people's agents and tools on the garden, unmodified, with nothing but an id; run in the venv of ``agents.txt``.

    agents/bin/python bench/rivals/agents.py > bench/rivals/agents.json

stable-baselines3's PPO and DQN learn for a few thousand steps, and its checker looks at every id; Minari records
episodes, and what it wrote is read back.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from importlib.metadata import version
from os import environ
from typing import Any

STEPS = 4096
STATE, MOVES, CAMERA = (f"ninelives.env:ninelives/Rescue{name}-v0" for name in ("State", "Moves", ""))


def learned(algorithm: Any, name: str, **words: Any) -> dict[str, Any]:
    start = time.perf_counter()
    agent = algorithm("MlpPolicy", name, seed=0, **words)
    agent.learn(STEPS)
    seen = agent.get_env().reset()
    action, _ = agent.predict(seen, deterministic=True)
    return {
        "steps": int(agent.num_timesteps),
        "episodes": len(agent.ep_info_buffer),
        "acts": bool(agent.action_space.contains(action[0])),
        "steps_per_second": round(agent.num_timesteps / (time.perf_counter() - start)),
    }


def checked() -> list[str]:
    """What stable-baselines3's own checker warns of."""
    import gymnasium as gym
    from stable_baselines3.common.env_checker import check_env

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for name in (STATE, MOVES):
            check_env(gym.make(name).unwrapped, skip_render_check=True)
    return sorted({str(warning.message) for warning in told})


def recorded(name: str, episodes: int = 3) -> dict[str, Any]:
    """Episodes recorded by Minari's collector and read back."""
    import gymnasium as gym
    import minari
    import numpy as np

    env = minari.DataCollector(gym.make(name, action="rates"))
    env.action_space.seed(0)
    for seed in range(episodes):
        env.reset(seed=seed)
        over = False
        while not over:
            over = any(env.step(env.action_space.sample() * np.float32(0.1) - np.float32(0.9))[2:4])
    names = dict.fromkeys(("algorithm_name", "code_permalink", "author", "author_email"), "-")
    made = env.create_dataset("garden/fall-v0", **names)
    again = minari.load_dataset("garden/fall-v0")
    lengths = [len(episode.rewards) for episode in again.iterate_episodes()]
    return {"episodes": int(made.total_episodes), "steps": int(made.total_steps), "read": sum(lengths)}


def main() -> int:
    with tempfile.TemporaryDirectory() as room:
        environ["MINARI_DATASETS_PATH"] = room
        from stable_baselines3 import DQN, PPO

        told = {
            "versions": {name: version(name) for name in ("stable-baselines3", "minari", "gymnasium", "numpy")},
            "warnings": checked(),
            "ppo": learned(PPO, STATE, n_steps=1024),
            "dqn": learned(DQN, MOVES, learning_starts=500),
            "minari": recorded(STATE),
        }
    print(json.dumps(told, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
