"""Cat or no cat in photos of the garden: how right the rung `network` is by day, at dusk and at night, and from orbit.

    python bench/garden_train.py [--json] [--shown N] [--small]

Learned from 20,000 photos of the drone's between 7 and 17 h; judged on photos of trees that it never saw. Seconds are
of the processor, the drawing of the photos apart. Beside each figure what the commonest class alone would reach; the
ideal observer, who knows all but the answer, is named in the row. From orbit one network learns from pictures of all
years since 1961, fewer of them, and is judged by era as it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive.sight import sights
from ninelives.artifacts.envelope import speak
from ninelives.artifacts.model import Model
from ninelives.stages.collect.garden import photos
from ninelives.stages.train import predict, train
from table import Row, arguments, machine, publish

DAY, TARGET, SECONDS = "7-17", 94.7, 600.0
LIGHTS = {"by day": DAY, "at dusk": "18-20", "at night": "21-4"}
ERAS = {
    "1961": ("1961-01-20", "1962-12-31"),
    "1990": ("1988-01-01", "1992-12-31"),
    "2025": ("2025-01-01", "2025-12-31"),
}
ORBIT = {"view": "satellite", "hours": DAY}
COMMONEST = "the commonest class"


def judged(model: Model, name: str, where: Path, count: int, **asked: Any) -> tuple[Row, dict[str, Any], list[str]]:
    """The row of photos of unseen trees, the facts of their predictions, and where they leave the envelope."""
    archive = photos(out=where / "new", n=count, trees="test", seed=1, progress=False, **asked)
    facts = predict(model, where / "new", out=where / "said.parquet", progress=False).facts
    seen = sights(archive)
    majority = 100 * sum(one.majority * one.pictures for one in seen) / len(archive)
    best = [one.ideal for one in seen if one.ideal is not None]
    ideal = f", ideal observer {100 * sum(best) / len(best):.1f} %" if best else ""
    row = Row(f"{name}: right{ideal}", 100 * facts["accuracy"], "%", majority, COMMONEST)
    return row, facts, speak(model.envelope.gaps(archive.envelope()))


def learned(where: Path, count: int, shown: int | None, **asked: Any) -> tuple[Model, float]:
    """A model, and the processor's seconds that it took, on all cores."""
    archive = photos(out=where / "photos", n=count, progress=False, **asked)
    start = time.process_time()
    return train(archive, rungs=("majority", "network"), shown=shown, progress=False), time.process_time() - start


def by_drone(root: Path, count: int, new: int, shown: int | None, *, small: bool) -> tuple[list[Row], list[str]]:
    """Rows of the drone's photos, and what the envelope said before any was judged."""
    model, seconds = learned(root / "drone", count, shown, hours=DAY)
    told = next(score for score in model.scores if score.name == "network")
    rows, notes = [], []
    for name, hours in LIGHTS.items():
        row, facts, gaps = judged(model, name, root / name.replace(" ", "-"), new, hours=hours)
        rows.append(row)
        notes.append(f"The envelope of photos {name}: {'; '.join(gaps[:3]) or 'no gap'}.")
        if hours == DAY:
            (low, high), (least, most) = told.interval, facts["interval"]
            within = low <= most and least <= high
            notes.append(
                f"The model said {100 * told.score:.1f} % ({100 * low:.1f} to {100 * high:.1f}) of its own photos, "
                f"of trees that it had not seen; {'borne out' if within else 'NOT borne out'} by the {new:,} of others."
            )
    by_day = rows[0]
    rows[0] = Row(by_day.what, by_day.ours, "%", by_day.peer, COMMONEST, None if small else TARGET)
    limit = None if small else SECONDS
    return [
        *rows,
        Row(f"CPU seconds of training on {count:,} photos", seconds, "s", None, "none", limit, less=True),
    ], notes


def by_satellite(root: Path, count: int, new: int, shown: int | None) -> list[Row]:
    """Rows of three eras, judged by one network that learned from all years."""
    model, _ = learned(root / "orbit", count, shown, **ORBIT)
    words = f"{count:,} photos of all years"
    return [
        judged(model, f"from orbit in {era}, {words}", root / era, new, since=since, until=until, **ORBIT)[0]
        for era, (since, until) in ERAS.items()
    ]


def main() -> int:
    parser = arguments(__doc__, rounds=1)
    parser.add_argument("--shown", type=int, help="photos that the network of the drone's is shown; the usual number")
    options = parser.parse_args()
    began, small = machine(), options.small
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["NINELIVES_CACHE"] = f"{scratch}/cache"
        shown = 320 if small else options.shown
        root = Path(scratch)
        rows, notes = by_drone(root, 200 if small else 20_000, 40 if small else 5_000, shown, small=small)
        rows += by_satellite(root, 200 if small else 6_000, 40 if small else 1_000, 320 if small else 60_000)
    return publish(rows, options, began, notes=notes)


if __name__ == "__main__":
    sys.exit(main())
