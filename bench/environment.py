"""The garden as an environment: steps, decisions and pictures a second, curves over worlds and threads, and its start.

    python bench/environment.py [--json] [--small] [--rounds 5]

A step is one control step of 20 ms as an agent has it: `make_vec` with `rates`, `state` and `story`, random actions,
resets, observations, rewards, infos and all. A decision is ten such steps flown by the on-board pilot. The peers are
other simulators (`flight.py` says how they come by their Pythons), which step without rewards or resets. Cold: from the
start of a process with nothing on the disk to the end of its first step; cached: the same once more.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import Any

import gymnasium as gym
import numpy as np

from flight import ABSENT, CACHED, COLD, RIVALS, rival
from table import Row, arguments, machine, publish

WORLDS, CURVE = 1024, (1, 4, 16, 64, 256, 1024, 4096, 16384)
STEPS, DECISIONS = 2e6, 200e3  # a second
FIRST = """
import gymnasium as gym
env = gym.make_vec("ninelives.env:ninelives/Rescue-v0", num_envs=64, observation=%r, action="rates")
env.reset(seed=0)
env.step(env.action_space.sample())
"""


def made(worlds: int, threads: int | None = None, **words: Any) -> Any:
    """Gardens with a draw of actions that repeats."""
    env = gym.make_vec("ninelives.env:ninelives/Rescue-v0", num_envs=worlds, threads=threads, **words)
    env.reset(seed=0)
    draw = np.random.default_rng(0)
    return env, [draw.uniform(-1, 1, env.action_space.shape).astype(np.float32) for _ in range(8)]


def speed(rounds: int, seconds: float, worlds: int, threads: int | None = None, **words: Any) -> float:
    """Worlds stepped a second: the best round."""
    env, actions = made(worlds, threads, **words)
    best = 0.0
    for _ in range(rounds):
        count, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < seconds or not count:
            env.step(actions[count % len(actions)])
            count += 1
        best = max(best, count * worlds / spent)
    return best


def ready(observation: str) -> dict[str, float]:
    """Seconds until the first step is done, in processes with nothing on the disk and with what the first left."""
    with tempfile.TemporaryDirectory(prefix="ninelives-bench-") as room:
        found = {}
        for name in ("cold", "cached"):
            start = time.perf_counter()
            environment = os.environ | {"NUMBA_CACHE_DIR": room}
            subprocess.run([sys.executable, "-c", FIRST % observation], env=environment, check=True)
            found[name] = time.perf_counter() - start
        return found


def main() -> int:
    asked, began = arguments(__doc__, rounds=5).parse_args(), machine()
    worlds, rounds, seconds = (64, 1, 0.05) if asked.small else (WORLDS, asked.rounds, 1.0)
    curve = CURVE[:4] if asked.small else CURVE
    rates, flown = {"observation": "state", "action": "rates"}, {"observation": "state", "action": "velocity"}
    fast = {count: [speed(rounds, seconds, count, threads, **rates) for threads in (1, 2)] for count in curve}
    one, two = fast[worlds]
    best = max(one, two)
    rows = [Row(f"steps at {worlds:,} worlds", best, "steps/s", None, "none", STEPS)]
    for name in RIVALS:
        theirs, who = rival(name, worlds, 0.2 if asked.small else 3.0)
        rows.append(Row("the same", best, "steps/s", theirs, who))
    decided = speed(rounds, seconds, worlds, **flown)
    watched = speed(rounds, seconds, worlds // 4, observation="camera", action="velocity")
    rows += [
        Row("decisions with velocity", decided, "decisions/s", None, "none", DECISIONS),
        Row("decisions with a picture of 64 px", watched, "decisions/s", None, "none"),
        *(Row(f"steps at {count:,} worlds, 2 threads", y, "steps/s", x, "1 thread") for count, (x, y) in fast.items()),
    ]
    for observation in ("state",) if asked.small else ("state", "camera"):
        spent = ready(observation)
        rows += [
            Row(f"first step with {observation}, cold", spent["cold"], "s", None, "none", COLD, less=True),
            Row("the same, cached", spent["cached"], "s", spent["cold"], "cold", CACHED, less=True),
        ]
    return publish(rows, asked, began, notes=[ABSENT])


if __name__ == "__main__":
    sys.exit(main())
