"""Does collecting stay small and linear: 100,000 small photos beside 10,000.

    python bench/collect.py [--json] [--small]

Each count is collected in a process of its own with a cache of its own; the peer of the large run is the small one.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

from table import Row, arguments, machine, publish

SIDE = 40  # px: large enough to be compared with every other photo
MORE_MEMORY = 60.0  # MB that ten times the photos may cost
SLOWER = 1.15  # times the time per photo that counts as linear still, on a machine that is not quite quiet


def write_photos(folder: Path, count: int, seed: int = 0) -> None:
    """Photos that all differ: coarse noise, as every real photo differs from every other."""
    draw = np.random.default_rng(seed)
    for number in range(count):
        if number % 1000 == 0:
            part = folder / f"{number // 1000:04d}"
            part.mkdir(parents=True)
        coarse = draw.integers(0, 256, (8, 8, 3), np.uint8)
        picture = cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
        (part / f"{number:06d}.jpg").write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())


def collect(folder: Path, out: Path) -> None:
    """What the child does: collect, and tell its time and peak memory."""
    from ninelives.stages.collect import collect as run

    start = time.perf_counter()
    archive = run(folder, out=out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = {"photos": len(archive), "scenes": archive.scenes, "seconds": time.perf_counter() - start, "peak_mb": peak}
    print(json.dumps(facts))


def child(folder: Path, room: Path) -> dict[str, float]:
    """Collect in a fresh process."""
    environment = {**os.environ, "NINELIVES_CACHE": str(room / f"{folder.name}.cache")}
    command = [sys.executable, __file__, "--child", str(folder), str(room / f"{folder.name}.archive")]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        collect(Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    options = arguments(__doc__, rounds=1).parse_args()
    began, few = machine(), 100 if options.small else 10_000
    with tempfile.TemporaryDirectory(prefix="ninelives-bench-") as name:
        room, told = Path(name), []
        for count in (few, 10 * few):
            write_photos(room / str(count), count)
            told.append(child(room / str(count), room))
    small, large = told
    more, slower = large["peak_mb"] - small["peak_mb"], large["seconds"] / small["seconds"] / 10
    counted = options.small is False
    rows = [
        Row(
            f"{10 * few:,} photos: peak memory over that of {few:,}",
            more,
            "MB",
            None,
            "",
            MORE_MEMORY if counted else None,
            less=True,
        ),
        Row(
            "time a photo, over that of the small run",
            slower,
            "times",
            None,
            "",
            SLOWER if counted else None,
            less=True,
        ),
        Row(
            "photos collected",
            large["photos"] / large["seconds"],
            "photos/s",
            small["photos"] / small["seconds"],
            f"{few:,} photos",
        ),
        Row("peak memory", large["peak_mb"], "MB", small["peak_mb"], f"{few:,} photos", less=True),
    ]
    return publish(rows, options, began)


if __name__ == "__main__":
    sys.exit(main())
