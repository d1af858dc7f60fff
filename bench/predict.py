"""Photos classified a second: from disk, and from the feature cache; how right, and in how much memory.

    python bench/predict.py [--json] [--rounds N] [--small]

Each round from disk has a cache that knows the network and no photo, and ends with the Parquet file and its report's
figures written. Ours and the loop by hand take turns; the best round of each counts. The clock starts after start-up:
imports done, network loaded. The limit is the int8 network alone, on as many threads as there are cores, shown one
picture again and again: what no pass over photos can exceed on this processor. Memory is the peak of a process of its
own. Data: dogcat; heads fitted on its 800 photos.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from ninelives.artifacts.archive import threads
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import predict
from photos import ABSENT, Photos, files, fresh_cache, network, photos
from rivals.byhand import NAME, ByHand
from table import Row, arguments, machine, publish

SIZES = {224: (330.0, 98.4), 160: (500.0, 97.4)}  # px: photos/s, % right
CACHED = 4000.0
MEMORY = 450.0
COPIES = 4  # of every photo, for a pass over the feature cache that is long enough to be timed


def fitted(folder: Path, size: int, out: Path) -> Model:
    """A model whose head is fitted on all photos, its network loaded."""
    return train(folder, rungs=("pretrained",), calibration_share=0, size=size, out=out)


def from_disk(model: Model, folder: Path, made: Path) -> tuple[float, float]:
    """Photos a second with an empty feature cache, and % right."""
    with fresh_cache(made):
        return _timed(model, folder)


def alone(model: Model, size: int, shows: int) -> float:
    """Pictures a second that the network itself takes, all cores busy with nothing else."""
    gauge = model.gauge()
    assert isinstance(gauge, FeaturesGauge)
    picture = np.random.default_rng(0).integers(0, 256, (size, size, 3), dtype=np.uint8)
    with ThreadPoolExecutor(threads()) as pool:
        start = time.perf_counter()
        list(pool.map(lambda _: gauge.embedder(picture), range(shows)))
        return shows / (time.perf_counter() - start)


def from_cache(model: Model, folder: Path, made: Path, rounds: int) -> float:
    """Photos a second, the best of some passes over photos that were all seen before."""
    with fresh_cache(made), tempfile.TemporaryDirectory() as scratch:
        again = _copies(folder, Path(scratch))
        _timed(model, folder)
        return max(_timed(model, again)[0] for _ in range(rounds))


def _copies(folder: Path, to: Path) -> Path:
    """Every photo under some more names."""
    for path, _ in zip(*files(folder), strict=True):
        for number in range(COPIES):
            link = to / path.parent.name / f"{number}-{path.name}"
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(path)
    return to


def _timed(model: Model, folder: Path) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        found = predict(model, folder, out=Path(scratch) / "out.parquet")
        took = time.perf_counter() - start
    return found.facts["items"] / took, 100 * (found.accuracy or 0.0)


class Loop:
    """The same by hand."""

    def __init__(self, data: Photos, size: int) -> None:
        paths, y = files(data.train)
        self._session = ByHand(size)
        self._head = self._session.fit(self._session.features(paths), y)
        self._paths, self._truth = files(data.test)

    def timed(self) -> tuple[float, float]:
        start = time.perf_counter()
        said = self._head.predict(self._session.features(self._paths))
        took = time.perf_counter() - start
        return len(self._paths) / took, 100 * float((said == np.array(self._truth)).mean())


def peak_mb(model: Path, folder: Path, made: Path) -> float:
    """Peak memory of a process that does nothing but predict, from disk."""
    with fresh_cache(made):
        command = [sys.executable, __file__, "--child", str(model), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    return float(json.loads(done.stdout))


def child(model: Path, folder: Path) -> None:
    _timed(Model.load(model), folder)
    # of this process alone: getrusage would count what the parent held when it forked
    status = Path("/proc/self/status").read_text("utf-8")
    print(int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024)


def measure(data: Photos, made: Path, options: argparse.Namespace) -> list[Row]:
    rows, few = [], options.small or not data.real
    rounds = 1 if few else options.rounds
    with tempfile.TemporaryDirectory() as scratch:
        for size, (rate, right) in SIZES.items():
            out = Path(scratch) / f"{size}.model"
            model, loop = fitted(data.train, size, out), Loop(data, size)
            model.predict([np.zeros((size, size, 3), np.uint8)])  # the network is loaded
            turns = [
                (from_disk(model, data.test, made), loop.timed(), (alone(model, size, 40 if few else 400), 0))
                for _ in range(rounds)
            ]
            mine, theirs, limit = (max(turn[at] for turn in turns) for at in range(3))
            rows.append(Row(f"from disk, {size} px", mine[0], "photos/s", theirs[0], NAME, None if few else rate))
            share = 100 * mine[0] / limit[0]
            words = f"the limit: the network alone, {limit[0]:,.0f} pictures/s"
            rows.append(Row(f"of the network alone, {size} px", share, "%", 100, words))
            rows.append(Row(f"right, {size} px", mine[1], "%", theirs[1], NAME, None if few else right))
            if size == max(SIZES):
                cached = from_cache(model, data.test, made, rounds)
                nobody = "none: by hand nothing is kept"
                rows.append(Row("from the feature cache", cached, "photos/s", None, nobody, None if few else CACHED))
                peak = peak_mb(out, data.test, made)
                rows.append(Row("peak memory, from disk", peak, "MB", None, "not measured", MEMORY, less=True))
    return rows


def main() -> int:
    parser = arguments(__doc__, rounds=3)
    parser.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return 0
    began, made = machine(), network()
    with photos(small=options.small) as data:
        rows = measure(data, made, options)
    return publish(rows, options, began, notes=[] if data.real else [ABSENT])


if __name__ == "__main__":
    sys.exit(main())
