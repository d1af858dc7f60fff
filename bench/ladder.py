"""Every rung alone, from a folder to a model on disk: what it costs, and how right it is on photos that it never saw.

    python bench/ladder.py [--json] [--rounds N] [--small]

Each rung is trained as `ninelives train --rungs NAME` does it, cross-validation and final fit, with the int8 network
made and nothing else in the cache; then the whole default ladder at once. Right: of the 1,000 photos of dogcat/test,
after the 800 of dogcat/train. A full run by bench/results.py also draws docs/pictures/ladder.svg. Data: dogcat.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from ninelives.artifacts.archive import Archive
from ninelives.errors import NinelivesError
from ninelives.stages.train.fit import train
from ninelives.stages.train.rungs import network as network_rung
from ninelives.stages.train.spec import CAPPED, LADDER
from photos import ABSENT, Photos, files, fresh_cache, network, photos
from table import Row, arguments, machine, publish
from train import FASTAI

WHOLE = 60.0  # s, the default ladder
NOBODY = "none in this run"


def climbed(data: Photos, made: Path, rungs: tuple[str, ...] = LADDER) -> tuple[float, float]:
    """Seconds from a folder to a model on disk, and the share right of the test photos."""
    with fresh_cache(made), tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        model = train(data.train, rungs=rungs, out=Path(scratch) / "bench.model", progress=False)
        seconds = time.perf_counter() - start
        test = Archive.of(data.test, progress=False)
        return seconds, float((model.predict(data.test) == np.array(test.labels, object)).mean())


def main() -> int:
    options = arguments(__doc__, rounds=1).parse_args()
    began, made = machine(), network()
    with photos(small=options.small) as data:
        full, rows = data.real and not options.small, []
        if not full:
            network_rung.SHOWN, network_rung.SHORT = 640, 320  # photos that it is shown
        climbed(data, made, LADDER[:2])  # imports
        for rung in (name for name in LADDER if not (options.small and name in CAPPED)):  # those take minutes
            try:
                seconds, share = climbed(data, made, (rung,))
            except NinelivesError as error:  # zero-shot cannot name digits
                print(f"{rung}: {error}", file=sys.stderr)
                continue
            rows += [
                Row(f"{rung}: right", 100 * share, "%", None, NOBODY),
                Row(f"{rung}: folder to model", seconds, "s", None, NOBODY, less=True),
            ]
        seconds, _ = climbed(data, made)
        words = f"the default ladder on {len(files(data.train)[0])} photos"
        rows.append(Row(words, seconds, "s", None, NOBODY, WHOLE if full else None, less=True))
    return publish(rows, options, began, notes=[FASTAI] + ([] if data.real else [ABSENT]))


if __name__ == "__main__":
    sys.exit(main())
