"""Are a million photos of the garden drawn in five minutes and in 2 GB, through a kill, and taken by every stage?

    python prove/million.py            # one million of 64 px, from orbit; writes prove/million.json
    python prove/million.py --small    # 60,000; writes nothing

Exits with 1 when a bound is broken. The run is killed by ``kill -9`` in its middle, and the same command typed again.
Time is the processor's, of both runs: five minutes on two cores are 600 s of it, and a clock on the wall would tell
what else the machine does. It takes 13 GB in the temporary folder (``TMPDIR``).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import ninelives
from bounds import row, run
from ninelives.artifacts.archive.grown import place
from ninelives.artifacts.archive.growth import Growth
from ninelives.artifacts.lineage import Lineage
from ninelives.stages.collect.garden.spec import PhotosSpec
from ninelives.store import manifest
from ninelives.store.digest import of_json

MILLION = 1_000_000
SECONDS = 600  # of the processor for a million
STARTS = 20  # s of it, for two beginnings
MEMORY = 2_000  # MB that a command may hold
NEW = 20_000  # photos of other trees for a million: what is audited and handed over
STAGES = {
    "collected": ("collect", "sat.archive", "-o", "seen.archive"),
    "trained": ("train", "sat.archive", "--rungs", "rules", "-o", "sat.model"),
    "audited": ("audit", "sat.model", "new.archive", "-o", "sat.findings"),
    "handed over": ("defer", "sat.model", "--new", "new.archive", "--risk", "0.3", "-o", "sat.handoff"),
}


class Typed:
    """A command at work in a folder, and what it took: seconds of the processor and of the wall's clock, and MB."""

    def __init__(self, room: Path, *words: str, alone: bool = False) -> None:
        self._began = time.monotonic()
        command = [sys.executable, "-m", "ninelives", *words, "--quiet"]
        env = os.environ | {"NINELIVES_CACHE": str(room / "cache")}
        self.child = subprocess.Popen(command, cwd=room, env=env, stdout=subprocess.DEVNULL)
        if alone:  # on one core: before it has begun to count them
            os.sched_setaffinity(self.child.pid, {min(os.sched_getaffinity(0))})
        self.took: dict[str, int] = {}

    def ended(self) -> Typed:
        """Wait for it.

        Raises:
            RuntimeError: it failed.
        """
        _, status, used = os.wait4(self.child.pid, 0)
        self.child.returncode = os.waitstatus_to_exitcode(status)
        if self.child.returncode not in (0, -signal.SIGKILL):
            raise RuntimeError(f"{self.child.args} ended with {self.child.returncode}")
        seconds, wall = used.ru_utime + used.ru_stime, time.monotonic() - self._began
        self.took = {"seconds": round(seconds), "wall": round(wall), "memory": round(used.ru_maxrss / 1000)}
        return self


def drawn(room: Path, photos: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Draw them, killed once on the way, and the first shard once more on one core: rows, and what is told of it."""
    spec = PhotosSpec(n=photos, view="satellite")
    lineage = Lineage(stage="garden", inputs={}, options=spec.to_json(), seed=spec.seed)
    growth = Growth(_nothing, photos, spec.size, lineage)
    growing = place(growth, room / "sat.archive")
    words = ("garden", "photos", "--view", "satellite", "-n")
    first = Typed(room, *words, str(photos), "-o", "sat.archive")
    while len(list((growing / "rows").glob("*.parquet"))) < len(growth.numbers) // 2 and first.child.poll() is None:
        time.sleep(0.02)
    first.child.kill()
    first.ended()
    kept = {part.name: (growing / "shards" / part.name).stat().st_mtime_ns for part in (growing / "rows").iterdir()}
    second = Typed(room, *words, str(photos), "-o", "sat.archive").ended()
    shards = room / "sat.archive" / "shards"
    again = sum((shards / name).stat().st_mtime_ns != at for name, at in kept.items())
    alone = Typed(room, *words, str(growth.shard), "-o", "one.archive", alone=True).ended()
    sealed, other = (manifest.check(room / name, "archive").files for name in ("sat.archive", "one.archive"))
    differs = sealed["shards/00000.parquet"] != other["shards/00000.parquet"]
    items = pl.read_parquet(room / "sat.archive" / "items.parquet", columns=["item", "label"])
    took = {name: first.took[name] + second.took[name] for name in ("seconds", "wall")}
    most, memory = SECONDS * photos // MILLION + STARTS, max(first.took["memory"], second.took["memory"])
    rows = [
        row("photos that are there, each with its label", items.drop_nulls().n_unique("item"), photos, at_least=photos),
        row("drawn: seconds of the processor, killed once", took["seconds"], most, at_most=most),
        row("drawn: memory, MB", memory, MEMORY, at_most=MEMORY),
        row("drawn: finished shards that were made again", again, len(kept), at_most=0),
        row("drawn: shards that one core draws otherwise", int(differs), 1, at_most=0),
    ]
    size = sum(entry["size"] for entry in sealed.values())
    told = {
        "killed": first.took,
        "went on": second.took,
        "one core, a shard": alone.took,
        "shards": len(growth.numbers),
    }
    return rows, told | {"gigabytes": round(size / 1e9, 2)}


def _nothing(start: int, stop: int) -> tuple[np.ndarray, pl.DataFrame]:
    raise AssertionError(f"only its place is asked for, not {start} to {stop}")


def measure(photos: int) -> dict[str, Any]:
    """Draw, collect, train, audit and hand over, each with its bounds."""
    with tempfile.TemporaryDirectory(prefix="million-") as name:
        room = Path(name)
        rows, told = drawn(room, photos)
        new = ("garden", "photos", "--view", "satellite", "--trees", "test", "-n", str(NEW * photos // MILLION))
        Typed(room, *new, "-o", "new.archive").ended()
        for stage, words in STAGES.items():
            told[stage] = Typed(room, *words).ended().took
            rows.append(row(f"{stage}: memory, MB", told[stage]["memory"], MEMORY, at_most=MEMORY))
    facts = {"photos": photos, "version": ninelives.__version__, "rows": rows, "told": told}
    return facts | {"digest": of_json(facts)}


def main() -> int:
    return run(__file__, __doc__, "60,000 photos, writes nothing", lambda few: measure(60_000 if few else MILLION))


if __name__ == "__main__":
    sys.exit(main())
