"""Photos by night, for models that learned by day: what they fall to, what was foreseen, and what mends it.

    python bench/night.py [--json] [--rounds N] [--small]

Trained on dogcat/train, judged on dogcat/test as it is and by night (examples/make_night.py, at each photo's own size).
Every model is told ``light=0-0.1`` beforehand. The peer is the same model with nothing mended (``--biases none``) and
the loop by hand. What was foreseen is the accuracy that `train` told before any photo by night existed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import predict
from photos import ABSENT, Photos, files, fresh_cache, network, photos
from rivals.byhand import NAME, ByHand
from table import Row, arguments, machine, publish

SIZES = {224: (93.0, 0.5), 160: (None, None)}  # px: % right by night at least, points lost by day at most
FORESEEN = 3.0  # points
DARK = "light=0-0.1"
PLAIN = "the same, nothing mended"
EXAMPLE = Path(__file__).parents[1] / "examples" / "make_night.py"


HOW: dict[str, dict[str, Any]] = {"plain": {"biases": ()}, "mended": {}, "tuned": {"fine_tune": True}}


def fitted(folder: Path, size: int, out: Path, **options: Any) -> Model:
    return train(folder, rungs=("pretrained",), size=size, deployment=DARK, out=out, **options)


def right(model: Model, folder: Path, out: Path) -> Predictions:
    return predict(model, folder, out=out)


def by_hand(data: Photos, night: Path, size: int) -> float:
    session = ByHand(size)
    paths, y = files(data.train)
    head = session.fit(session.features(paths), y)
    new, truth = files(night)
    return 100 * float((head.predict(session.features(new)) == np.array(truth)).mean())


def rows_of(data: Photos, night: Path, size: int, scratch: Path, *, few: bool) -> list[Row]:
    least, most = (None, None) if few else SIZES[size]
    share, seconds = {}, {}
    for how, options in list(HOW.items())[: 2 if few else None]:  # tuning takes minutes
        start = time.perf_counter()
        model = fitted(data.train, size, scratch / f"{size}-{how}.model", **options)
        seconds[how] = time.perf_counter() - start
        share[how] = {
            "seen": 100 * float(model.facts["foreseen"]["accuracy"]),
            **{
                when: 100 * float(right(model, folder, scratch / f"{size}-{how}-{when}.parquet").accuracy or 0)
                for when, folder in (("day", data.test), ("night", night))
            },
        }
    off = {how: abs(told["seen"] - told["night"]) for how, told in share.items()}
    lost = max(0.0, share["plain"]["day"] - share["mended"]["day"])
    rows = [
        Row(f"right by night, {size} px", share["mended"]["night"], "%", share["plain"]["night"], PLAIN, least),
        Row("the same", share["mended"]["night"], "%", by_hand(data, night, size), NAME),
        Row(f"right by day, {size} px", share["mended"]["day"], "%", share["plain"]["day"], PLAIN),
        Row("points lost by day", lost, "points", None, "", most, less=True),
        Row(
            "foreseen for the night, mended", share["mended"]["seen"], "%", share["mended"]["night"], "what it then was"
        ),
        Row("off by", off["mended"], "points", None, "", None if few else FORESEEN, less=True),
        Row(
            "foreseen for the night, nothing mended",
            share["plain"]["seen"],
            "%",
            share["plain"]["night"],
            "what it was",
        ),
        Row("off by", off["plain"], "points", None, "", None if few else FORESEEN, less=True),
    ]
    if few:
        return rows
    tuned = f"with --fine-tune, {'used' if model.chosen == 'fine-tuned' else 'not used'}"
    return [
        *rows,
        Row(f"right by night, {size} px, {tuned}", share["tuned"]["night"], "%", share["mended"]["night"], "without"),
        Row("right by day", share["tuned"]["day"], "%", share["mended"]["day"], "without"),
        Row("folder to model, the network made before", seconds["tuned"], "s", seconds["mended"], "without"),
    ]


def main() -> int:
    options = arguments(__doc__, rounds=1).parse_args()
    began, made = machine(), network()
    with photos(small=options.small) as data, tempfile.TemporaryDirectory() as scratch, fresh_cache(made):
        few = options.small or not data.real
        night = Path(scratch) / "night"
        subprocess.run([sys.executable, EXAMPLE, data.test, night], check=True, capture_output=True)
        rows = [row for size in SIZES for row in rows_of(data, night, size, Path(scratch), few=few)]
    return publish(rows, options, began, notes=[] if data.real else [ABSENT])


if __name__ == "__main__":
    sys.exit(main())
