"""A whole audit of photos against as many, all of their features cached: six steps, and the audit of the audit.

    python bench/audit.py [--json] [--rounds N] [--small]

Two folders of made-up photos, 4,000 each, no model. A first audit measures their features and is not counted. The
second makes the sketch of the reference anew (halves of it held against each other), the third finds it in the cache.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from collect import write_photos
from ninelives.artifacts.findings import Findings
from ninelives.stages.audit import audit
from photos import fresh_cache, network
from table import Row, arguments, machine, publish

SECONDS = 10.0
MANY, FEW = 4_000, 40


def timed(old: Path, new: Path, seed: int) -> tuple[float, Findings]:
    began = time.perf_counter()
    found = audit(old, new, seed=seed, progress=False)
    return time.perf_counter() - began, found


def main() -> int:
    options = arguments(__doc__, rounds=2).parse_args()
    began, count = machine(), FEW if options.small else MANY
    with tempfile.TemporaryDirectory() as scratch, fresh_cache(network()):
        old, new = Path(scratch) / "old", Path(scratch) / "new"
        write_photos(old, count)
        write_photos(new, count, seed=1)
        timed(old, new, 0)
        anew = [timed(old, new, 1 + turn) for turn in range(options.rounds)]
        again = [timed(old, new, 1 + turn) for turn in range(options.rounds)]
    target = None if options.small else SECONDS
    what = f"a whole audit of {count:,} photos against {count:,}, features cached"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        Row(f"{what}, the reference's sketch too", min(s for s, _ in again), "s", None, "no peer", target, less=True),
        Row(f"{what}, its sketch made", min(s for s, _ in anew), "s", None, "no peer", None, less=True),
        Row("peak memory of it all, the measuring of features too", peak, "MB", None, "no peer", None, less=True),
    ]
    return publish(rows, options, began, notes=[f"verdict: {again[0][1].verdict}"])


if __name__ == "__main__":
    sys.exit(main())
