"""The garden's flight: control steps a second at 1,024 worlds, on one thread and on two, and what compiling it costs.

    python bench/flight.py [--json] [--small] [--rounds 5]

A step is 20 ms of one drone: five physics steps with rate control and motors, the wind, and contacts with 24 branches,
24 foliage cores, ground and fence. A decision is ten of them with the velocity pilot in front. Cold is compiling all
that in a process of its own with an empty cache, cached the same with a full one, imports apart. The peers are
other simulators, each stepped by `rivals/flying.py` in a venv of its own, whose Python NINELIVES_CRAZYFLOW,
NINELIVES_MUJOCO, NINELIVES_PYFLYT and NINELIVES_ROTORPY name (`rivals/NAME.txt`); where that is not told, the peer is
missing. MuJoCo is given as many capsules and spheres; the others fly in empty air.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from table import Row, arguments, machine, publish

WORLDS, STEPS = 1024, 50
FLYING = Path(__file__).parent / "rivals" / "flying.py"
RIVALS = ("crazyflow", "mujoco", "pyflyt", "rotorpy")
FAST, DECIDED, COLD, CACHED = 4_000_000, 400_000, 5.0, 1.0  # steps/s, decisions/s on two threads; s
ABSENT = "gym-pybullet-drones: missing, it is not on PyPI."


def worlds(count: int) -> tuple[Any, ...]:
    """Drones that hover beside a tree, in wind."""
    from ninelives.kernels.world import chance
    from ninelives.kernels.world.garden import Conditions, Flight, Garden, empty

    draw = np.random.default_rng(0)
    trees, about, drones = empty(Garden, count), empty(Conditions, count), empty(Flight, count)
    trees.branches[:, :3] = draw.normal([[0], [0], [4]], 1, (count, 3, 24))
    trees.branches[:, 3:6] = trees.branches[:, :3] + draw.normal(0, 1, (count, 3, 24))
    trees.branches[:, 6], trees.leaves[:, 3] = 0.05, 0.6
    trees.leaves[:, :3] = draw.normal([[0], [0], [4]], 1, (count, 3, 24))
    about.wind[:], about.gusts[:], about.wind_from[:] = 5, 0.19, draw.uniform(0, 6, count)
    drones.position[:], drones.motors[:] = [7, 0, 4], 14.7
    asked = np.zeros((count, 4))
    return drones, trees, about, asked, asked.copy(), chance.seeds(1, count), np.zeros(count, np.int64)


def speed(rounds: int, count: int, threads: int, *, velocities: bool = True, dryden: bool = False) -> float:
    """Control steps a second: the best round."""
    from ninelives.kernels.world.drone.batch import fly
    from ninelives.kernels.world.drone.lanes import room
    from ninelives.kernels.world.workers import over

    given, touched, spent = worlds(count), np.zeros(count), []
    given[3][:, 0] = 0 if velocities else 58.8
    for _ in range(rounds + 1):  # the first one also loads
        start = time.perf_counter()
        over(fly, count, *given, STEPS, velocities, dryden, touched, room(count), threads=threads)
        spent.append(time.perf_counter() - start)
    return count * STEPS / min(spent[1:])


def parallel(rounds: int, count: int) -> float:
    """The same by Numba's own threads, a block of worlds each."""
    import numba as nb

    from ninelives.kernels.world.drone.batch import fly
    from ninelives.kernels.world.drone.lanes import room

    @nb.njit(nogil=True, error_model="numpy", parallel=True)
    def both(drones, trees, about, asked, told, seeds, times, count, velocities, dryden, touched, tiles):  # type: ignore[no-untyped-def]
        half = len(seeds) // 2
        for part in nb.prange(2):
            fly(
                half * part, half * (part + 1), drones, trees, about, asked, told, seeds, times, count, velocities,
                dryden, touched, tiles,
            )  # fmt: skip

    nb.set_num_threads(2)
    given, touched, spent = worlds(count), np.zeros(count), []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        both(*given, STEPS, True, False, touched, room(count))
        spent.append(time.perf_counter() - start)
    return count * STEPS / min(spent[1:])


def compiled() -> float:
    """Seconds until the first step is done, imports apart, in this process."""
    from ninelives.kernels.world.drone.batch import fly
    from ninelives.kernels.world.drone.lanes import room

    given = worlds(1)
    start = time.perf_counter()
    fly(0, 1, *given, 1, True, False, np.zeros(1), room(1))
    return time.perf_counter() - start


def start() -> dict[str, float]:
    """The same in processes with an empty cache, and with the one that the first left."""
    with tempfile.TemporaryDirectory(prefix="ninelives-bench-") as room:
        environment = os.environ | {"NUMBA_CACHE_DIR": room}
        command = [sys.executable, __file__, "--compile"]
        return {
            name: float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
            for name in ("cold", "cached")
        }


def rival(name: str, count: int, seconds: float) -> tuple[float | None, str]:
    """A peer's control steps a second, None where it gives none, and who it is or why."""
    python = os.environ.get(f"NINELIVES_{name.upper()}")
    if not python:
        return None, f"{name}: missing, see rivals/{name}.txt"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [python, FLYING, name, str(count), str(seconds)]
    with tempfile.TemporaryDirectory(prefix="ninelives-bench-") as room:  # MuJoCo logs where it stands
        done = subprocess.run(command, env=environment, cwd=room, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if line.startswith("{")]  # some libraries greet on stdout
    if done.returncode or not told:
        return None, f"{name}: missing, it does not run there"
    found = json.loads(told[-1])
    return float(found["steps"]), f"{name}, {found['what']}"


def main() -> int:
    if "--compile" in sys.argv:
        print(compiled())
        return 0
    asked, began = arguments(__doc__, rounds=5).parse_args(), machine()
    count, rounds = (64, 1) if asked.small else (WORLDS, asked.rounds)
    spent = start()
    one, two = (speed(rounds, count, threads, velocities=False) for threads in (1, 2))
    rows = [
        Row("control steps, 1 thread", one, "steps/s", None, "none"),
        Row("control steps, 2 threads", two, "steps/s", one, "1 thread", FAST),
        Row(
            "the same in Dryden's wind", speed(rounds, count, 2, velocities=False, dryden=True), "steps/s", two, "story"
        ),
    ]
    for name in RIVALS:
        theirs, who = rival(name, count, 0.2 if asked.small else 3.0)
        rows.append(Row("the same", two, "steps/s", theirs, who))
    steered = speed(rounds, count, 2)
    rows += [
        Row("decisions of ten steps, 2 threads", steered / 10, "decisions/s", None, "none", DECIDED),
        Row("the same", steered / 10, "decisions/s", parallel(rounds, count) / 10, "Numba's prange"),
        Row("first step, empty cache", spent["cold"], "s", None, "none", COLD, less=True),
        Row("first step, full cache", spent["cached"], "s", spent["cold"], "empty", CACHED, less=True),
    ]
    return publish(rows, asked, began, notes=[ABSENT])


if __name__ == "__main__":
    sys.exit(main())
