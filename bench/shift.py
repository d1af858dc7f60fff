"""The kernel distance of two samples with 100 relabellings, time, memory and error; and a whole comparison.

    python bench/shift.py [--json] [--small] [--rounds 3]

32 columns, one width, as the peers have. Each contestant is a process of its own. The peer is alibi-detect's MMDDrift,
with 1,000 and 5,000 rows of each (beyond, it takes minutes and gigabytes), in its own venv: ``rivals/alibi-detect.txt``
says what it needs, and NINELIVES_ALIBI where its Python is; where that is not told, the peer is missing. The error is
that of float32 beside the same sum in float64.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.kernels.stats.shift import Part, compare, mmd, reach, scened
from table import Row, arguments, machine, publish

TARGETS = {1_000: 0.05, 5_000: 0.6, 10_000: 2.0, 25_000: None}
ALIBI = Path(__file__).parent / "rivals" / "alibi.py"
COLUMNS, RELABELLINGS, MOST_MB = 32, 100, 150.0
FEATURES, INPUTS, OUTPUTS = 1280, 5, 2
PATIENCE = 240  # seconds


def rows(n: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(2 * n, COLUMNS)).astype(np.float32)


def distance(n: int, rounds: int) -> dict[str, float]:
    """Seconds and memory, in this process."""
    x, units = rows(n), scened(np.arange(n), np.arange(n))
    labels, taken = units.relabelled(RELABELLINGS, 0), []
    for _ in range(rounds):
        start = time.perf_counter()
        found = mmd(x, units, labels, width=reach(x), widths=1)
        taken.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": min(taken), "peak_mb": peak, "statistic": float(found[0, 0])}


def exactly(n: int) -> float:
    """The same statistic in float64, of the samples as they are."""
    x, width, total = rows(n).astype(float), reach(rows(n)), 0.0
    square, signed = np.square(x).sum(axis=1), np.repeat([1 / n, -1 / n], n)
    for at in range(0, 2 * n, 500):
        tall = slice(at, at + 500)
        kernel = np.exp(-(square[tall, None] + square - 2 * x[tall] @ x.T) / (2 * width**2))
        total += float(signed[tall] @ kernel @ signed)
    return total


def whole(n: int) -> dict[str, float]:
    """A comparison of everything: features, inputs and outputs."""
    draw, units = np.random.default_rng(1), scened(np.arange(n), np.arange(n))
    kinds = {"features": FEATURES, "inputs": INPUTS, "outputs": OUTPUTS}
    parts = [Part(name, {f"{at}": draw.normal(size=2 * n) for at in range(count)}) for name, count in kinds.items()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    compare(parts, units)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - start, "peak_mb": peak, "before_mb": before}


def child(*what: str | int) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", *map(str, what)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def peer(n: int) -> tuple[dict[str, float] | None, str]:
    """alibi-detect's figures, None where it gives none, and who it is or why."""
    python = os.environ.get("NINELIVES_ALIBI")
    if not python or n > 5000:
        return None, "alibi-detect: not run at this size" if python else "alibi-detect: missing"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(
            [python, ALIBI, "--time", str(n)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return None, f"alibi-detect: stopped after {PATIENCE} s"
    except (OSError, subprocess.CalledProcessError):
        return None, "alibi-detect: missing, it does not run there"
    return dict(json.loads(done.stdout.splitlines()[-1])), "alibi-detect"


def measure(options: Any) -> list[Row]:
    told, sizes = [], [200] if options.small else list(TARGETS)
    for n in sizes:
        found, (rival, name) = child("distance", n, options.rounds if n < 10_000 else 1), peer(n)
        one = f"{n:,} + {n:,} rows, {RELABELLINGS} relabellings"
        target = None if options.small else TARGETS[n]
        told.append(Row(one, found["seconds"], "s", rival and rival["seconds"], name, target, less=True))
        most = MOST_MB if n == 10_000 else None
        told.append(
            Row(f"{one}: peak memory", found["peak_mb"], "MB", rival and rival["peak_mb"], name, most, less=True)
        )
        if n == 10_000 or options.small:
            off = 100 * abs(found["statistic"] / exactly(n) - 1)
            told.append(Row(f"{one}: error", max(off, 1e-9), "%", None, "beside float64", 0.1, less=True))
    many = child("whole", 200 if options.small else 4000)
    what = f"all tests, 4,000 + 4,000 rows, {FEATURES:,} features, {INPUTS} inputs, {OUTPUTS} outputs"
    told.append(Row(what, many["seconds"], "s", None, "none", None if options.small else 6.0, less=True))
    most = None if options.small else 500.0
    told.append(Row(f"{what}: peak memory", many["peak_mb"], "MB", many["before_mb"], "its own rows", most, less=True))
    return told


def main() -> int:
    if "--child" in sys.argv:
        what, *sizes = sys.argv[sys.argv.index("--child") + 1 :]
        print(json.dumps({"distance": distance, "whole": whole}[what](*map(int, sizes))))
        return 0
    options, began = arguments(__doc__, rounds=3).parse_args(), machine()
    note = "alibi-detect, 10,000 + 10,000: about 310 s and 4,964 MB, measured before on another machine."
    return publish(measure(options), options, began, notes=[note])


if __name__ == "__main__":
    sys.exit(main())
