"""A small network from scratch: how right it is after 50, 200 and 400 photos a class, and what one training costs.

    python bench/network.py [--json] [--rounds N] [--small]

One training as the rung `network` does it for its final fit, on one thread, photos measured beforehand; seconds are of
the processor. Right: of the 1,000 photos of dogcat/test, mean of ``--rounds`` draws of so many photos a class (one of
all 400). Data: dogcat.
"""

from __future__ import annotations

import statistics
import sys
import time

import numpy as np

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import SmallGauge
from ninelives.kernels.nets.rungs import Network
from ninelives.stages.train.rungs import Lesson, network
from ninelives.store.cache import Cache
from photos import ABSENT, Photos, fresh_cache, photos
from photos import network as pretrained
from table import Row, arguments, machine, publish
from train import FASTAI, drawn

TARGETS = {400: 78.5, 200: 71.0, 50: 60.0}
SECONDS = 96.0  # of the processor
NOBODY = "fastai: 64.7 % in 98 s, measured before"


def trained(lesson: Lesson, z: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Share right of the test photos, and seconds of the processor that the training took."""
    start = time.process_time()
    rung = network.fit(lesson)
    seconds = time.process_time() - start
    return float((rung.probabilities(z).argmax(axis=1) == truth).mean()), seconds


def measured(data: Photos, sizes: list[int], draws: int, targets: dict[int, float]) -> list[Row]:
    """Rows of every size."""
    cache, gauge = Cache.user(), SmallGauge(Network.SHOWN)
    archive, test = (Archive.of(folder, progress=False) for folder in (data.train, data.test))
    names, y = np.unique(np.array(archive.labels, str), return_inverse=True)
    truth = np.searchsorted(names, np.array(test.labels, str))
    x, z = archive.vectors(gauge, cache=cache), test.vectors(gauge, cache=cache)
    rows = []
    for count in sizes:
        kept = [drawn(y, count, seed) for seed in range(1 if count == sizes[0] else draws)]
        lessons = [Lesson(x[some], y[some], tuple(names), seed) for seed, some in enumerate(kept)]
        shares, seconds = zip(*(trained(lesson, z, truth) for lesson in lessons), strict=True)
        words = f"{count} photos a class, {len(kept)} draw{'s' * (len(kept) > 1)}"
        limit = SECONDS if targets else None
        rows += [
            Row(f"right after {words}", 100 * statistics.mean(shares), "%", None, NOBODY, targets.get(count)),
            Row(f"CPU seconds of one training, {words}", max(seconds), "s", None, NOBODY, limit, less=True),
        ]
    return rows


def main() -> int:
    options = arguments(__doc__, rounds=3).parse_args()
    began, made = machine(), pretrained()
    with photos(small=options.small) as data, fresh_cache(made):
        if few := options.small or not data.real:
            network.SHOWN, network.LEAST = 640, 0
        rows = measured(data, [20, 10] if few else list(TARGETS), options.rounds, {} if few else TARGETS)
    return publish(rows, options, began, notes=[FASTAI] + ([] if data.real else [ABSENT]))


if __name__ == "__main__":
    sys.exit(main())
