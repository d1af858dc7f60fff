"""What is kept at a risk that is promised: beside MAPIE, and beside a threshold that promises nothing.

    python bench/defer.py              # 100 redraws of each, ten minutes, nine of them MAPIE's
    python bench/defer.py --small      # 5

Made-up answers, whose errors lie among the low scores, so that the true risk is known: 5 % of all are wrong, of the
kept 2 % at most may be, with a chance of 95 %. All use the same calibration cases, and 500 planning cases where they
can. MAPIE runs as a child process, in the venv that ``NINELIVES_MAPIE`` names the Python of (``rivals/mapie.txt``), by
its default and by split fixed sequences. A plain threshold is the loosest whose risk is 2 % among the calibration
cases.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.kernels.stats.guarantee import Cases, Plan, certify
from table import Row, arguments, machine, publish

ALPHA, DELTA = 0.02, 0.05
WRONG, STEEP = 0.05, 8.0  # of all answers, and how steeply errors rise as scores fall
PLANNING = 500
MOST = 11.0  # % of redraws: 5 may be above, and chance leaves so many of 100, but for 1 %
SIZES = (300, 500, 2000)
MISSING = "MAPIE: missing, see rivals/mapie.txt"
SEED = 20261201


def drawn(draw: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    rank = draw.random(n)
    return 1 - rank, (draw.random(n) < WRONG * (STEEP + 1) * rank**STEEP).astype(float)


def share(thresholds: list[float | None]) -> np.ndarray:
    """What each keeps of all cases, exactly."""
    return np.array([0.0 if one is None else min(1.0, 1 - one) for one in thresholds])


def broken(kept: np.ndarray) -> float:
    """How often the true risk of what is kept is above alpha, in %; the risk is ``WRONG * kept**STEEP``."""
    return 100 * float((WRONG * kept**STEEP > ALPHA).mean())


def ours(samples: list[dict[str, Any]]) -> tuple[list[float | None], float]:
    began, found = time.perf_counter(), list[float | None]()
    for one in samples:
        planning, own = Cases.of(one["planning"], one["planning_loss"]), Cases.of(one["own"], one["own_loss"])
        found.append(certify(own, Plan.learn(planning, own.scenes, ALPHA, DELTA), ALPHA, DELTA).threshold)
    return found, (time.perf_counter() - began) / len(samples)


def plain(samples: list[dict[str, Any]]) -> list[float | None]:
    found = list[float | None]()
    for one in samples:
        score, loss = np.array(one["own"]), np.array(one["own_loss"])
        order = np.argsort(-score)
        held = np.flatnonzero(loss[order].cumsum() <= ALPHA * np.arange(1, len(order) + 1))
        found.append(float(score[order][held[-1]]) if held.size else None)
    return found


def rival(samples: list[dict[str, Any]]) -> dict[str, Any]:
    python = os.environ.get("NINELIVES_MAPIE")
    if not python:
        return {}
    script = Path(__file__).parent / "rivals" / "mapie.py"
    given = json.dumps({"samples": samples, "alpha": ALPHA, "delta": DELTA})
    done = subprocess.run([python, script, "--keep"], input=given, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(n: int, redraws: int) -> list[Row]:
    samples = []
    for at in range(redraws):
        draw = np.random.default_rng([SEED, n, at])
        names = ("planning", "planning_loss", "own", "own_loss")
        values = (*drawn(draw, PLANNING), *drawn(draw, n))
        samples.append({name: column.tolist() for name, column in zip(names, values, strict=True)})
    thresholds, seconds = ours(samples)
    kept, bare, peers = share(thresholds), share(plain(samples)), rival(samples)
    what, most = f"kept, {n:,} calibration cases", 100 * (ALPHA / WRONG) ** (1 / STEEP)
    share_kept = 100 * float(kept.mean())
    rows = [] if peers else [Row(what, share_kept, "%", None, MISSING)]
    for name, peer in peers.items():
        theirs = 100 * float(share(peer["thresholds"]).mean())
        rows.append(Row(what, share_kept, "%", theirs, f"MAPIE, {name.replace('_', ' ')}"))
    rows += [
        Row(what, share_kept, "%", most, "an oracle"),
        Row(what, share_kept, "%", 100 * float(bare.mean()), "a plain threshold"),
        Row(f"risk above 2 %, {n:,}", broken(kept), "%", broken(bare), "a plain threshold", MOST, less=True),
    ]
    if peers:
        slow = peers["split_fixed_sequence"]["seconds"]
        rows.append(Row(f"to plan and certify, {n:,}", seconds, "s", slow, "MAPIE, split fixed sequence", less=True))
    return rows


def main() -> int:
    asked, began = arguments(__doc__, rounds=1).parse_args(), machine()
    rows = [row for n in SIZES for row in measured(n, 5 if asked.small else 100)]
    return publish(rows, asked, began, notes=["A risk above 2 % is promised in 5 % of redraws at most."])


if __name__ == "__main__":
    sys.exit(main())
