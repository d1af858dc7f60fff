"""The garden's camera: pictures a second, beside the slow ray caster, and how long it takes to be ready.

    python bench/camera.py [--json] [--rounds N] [--small]

Pictures of 64 x 64 with noise, of gardens in leaf by day: from 3.5 to 9 m of the trunk, and inside the foliage. The
peer is the reference of the tests, whole arrays on NumPy, which gives the same bytes. Times are the best of the rounds
that take turns. Cold: a process that has nothing on the disk yet; cached: one after it; both without the interpreter's
own start, which the bench `start` measures.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from datetime import date

import numpy as np

from ninelives.kernels.world.camera import reference
from ninelives.kernels.world.camera.cast import cat_pixels, pictures
from ninelives.kernels.world.camera.views import drone
from ninelives.kernels.world.cat.place import place
from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.oak.grow import grow
from table import Row, arguments, machine, publish

JUNE = (date(2025, 6, 21) - date(1970, 1, 1)).days
READY = """
import time
start = time.perf_counter()
import numpy as np
from ninelives.kernels.world.camera.cast import pictures
from ninelives.kernels.world.camera.views import drone
from ninelives.kernels.world.garden import Conditions, Garden, empty
one = np.zeros(1)
cameras = drone(np.ones((1, 3)), one, one, np.zeros(1, np.int64))
pictures(np.zeros((1, 64, 64, 3), np.uint8), cameras, empty(Garden, 1), empty(Conditions, 1), 0, 0)
print(time.perf_counter() - start)
"""


def gardens(count: int, near: float, far: float) -> tuple[object, ...]:
    """So many gardens by day in June, each seen from so far of its trunk, towards it."""
    draw = np.random.default_rng(0)
    garden, conditions = empty(Garden, count), empty(Conditions, count)
    for i in range(count):
        grow(np.uint64(3 * i), garden, i)
        place(np.uint64(i), garden, i)
    conditions.day[:], conditions.hour[:] = JUNE + draw.integers(0, 60, count), draw.uniform(7, 17, count)
    azimuth, out = draw.uniform(-math.pi, math.pi, count), draw.uniform(near, far, count)
    high = draw.uniform(1.2, 4.5, count) if near > 3 else 1.2 * garden.crown + draw.uniform(-0.5, 0.5, count)
    position = np.stack([out * np.cos(azimuth), out * np.sin(azimuth), high], 1)
    yaw = azimuth + math.pi + draw.uniform(-0.6, 0.6, count)
    return drone(position, yaw, np.zeros(count), np.arange(count)), garden, conditions


def seconds(call: object) -> float:
    start = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - start


def ready(cache: str) -> float:
    """Seconds until the first picture is there, in a process of its own."""
    env = os.environ | {"NUMBA_CACHE_DIR": cache}
    done = subprocess.run([sys.executable, "-c", READY], env=env, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    options = arguments(__doc__, rounds=7).parse_args()
    began, threads = machine(), len(os.sched_getaffinity(0))
    count, rounds = (32, 1) if options.small else (1024, options.rounds)
    rows = []
    for what, near, far, target in (("from 3.5 to 9 m", 3.5, 9.0, 20e3), ("inside the foliage", 0.5, 1.8, 12e3)):
        world = gardens(count, near, far)
        out = np.zeros((count, 64, 64, 3), np.uint8)
        calls = {
            "all": lambda world=world, out=out: pictures(out, *world, 1, 0),
            "one": lambda world=world, out=out: pictures(out, *world, 1, 0, threads=1),
            "count": lambda world=world: cat_pixels(*world, 1),
            "peer": lambda world=world: [
                reference.picture(reference.view(at, *world, 1, 0, np.zeros(1)), 64, 64) for at in range(4)
            ],
        }
        calls["all"]()
        best = {name: min(seconds(call) for _ in range(rounds)) for name, call in calls.items()}
        peer = 4 / best["peer"]
        rate = count / best["all"]
        rows.append(Row(f"pictures {what}", rate, "/s", peer, "the ray caster of the tests, NumPy", target))
        one = count / best["one"]
        rows.append(Row(f"the same on 1 thread of {threads}", rate, "/s", one, "one thread"))
        rows.append(Row("poses whose cat pixels are counted", count / best["count"], "/s", rate, "whole pictures"))
    with tempfile.TemporaryDirectory() as cache:
        cold = ready(cache)
        rows.append(Row("until the first picture, nothing compiled", cold, "s", None, "", 5.0, less=True))
        rows.append(Row("the same, compiled before", ready(cache), "s", cold, "nothing compiled", 1.0, less=True))
    return publish(rows, options, began)


if __name__ == "__main__":
    sys.exit(main())
