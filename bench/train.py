"""800 photos to a pretrained model, and how right it is after 50, 200 and 400 photos a class.

    python bench/train.py [--json] [--rounds N] [--small]

Ours and the script by hand take turns; the best round of each counts. The clock starts after imports, with the int8
network made (once on a machine, 3 s) and no feature in the cache. Accuracy: mean of ten draws (one for 400) of so many
photos a class *that the head is fitted on*, on the 1,000 photos of dogcat/test. Data: dogcat.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train
from ninelives.store.cache import Cache
from photos import ABSENT, Photos, files, fresh_cache, network, photos
from rivals.byhand import NAME, ByHand, head
from table import Row, arguments, machine, publish

SIZE = 224
TARGETS = {50: 98.0, 200: 98.2, 400: 98.4}
DRAWS = 10
SECONDS = 5.0
FASTAI = (
    "fastai, a network from scratch: 98 s CPU and 64.7 % on these 800 photos, measured before on another machine; "
    "it cannot be installed here, so it did not run"
)


def ours(folder: Path, made: Path) -> float:
    """Seconds from a folder to a model on disk."""
    with fresh_cache(made), tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        train(folder, rungs=("pretrained",), out=Path(scratch) / "bench.model")
        return time.perf_counter() - start


def by_hand(folder: Path, session: ByHand) -> float:
    """Seconds from a folder to a fitted head."""
    paths, y = files(folder)
    start = time.perf_counter()
    session.fit(session.features(paths), y)
    return time.perf_counter() - start


def accuracies(data: Photos, made: Path, sizes: list[int], draws: int) -> list[Row]:
    """Mean share right on the test photos, ours and scikit-learn's own choice of penalty on the same features."""
    with fresh_cache(made):
        cache = Cache.user()
        archive, test = Archive.of(data.train), Archive.of(data.test)
        gauge = FeaturesGauge.user(cache, SIZE)
        x, z = archive.vectors(gauge, cache=cache), test.vectors(gauge, cache=cache)
        y, truth = np.array(archive.labels, object), np.array(test.labels, object)
        rows = []
        for count in sizes:
            kept = [drawn(y, count, seed) for seed in range(1 if count == sizes[-1] else draws)]
            right = [_right(_fitted(archive, rows_kept), z, truth) for rows_kept in kept]
            theirs = [float((head().fit(x[k], y[k].astype(str)).predict(z) == truth).mean()) for k in kept]
            words = f"right after {count} photos a class, {SIZE} px, {len(kept)} draw{'s' * (len(kept) > 1)}"
            rival = "LogisticRegressionCV on the same features"
            target = TARGETS.get(count) if data.real else None
            rows.append(Row(words, 100 * statistics.mean(right), "%", 100 * statistics.mean(theirs), rival, target))
        return rows


def drawn(y: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Mask of so many photos of each class."""
    draw, mask = np.random.default_rng(seed), np.zeros(len(y), bool)
    for name in sorted(set(y)):
        mask[draw.permutation(np.flatnonzero(y == name))[:count]] = True
    return mask


def _fitted(archive: Archive, mask: np.ndarray) -> Model:
    model = train(archive.select(mask), rungs=("pretrained",), calibration_share=0, size=SIZE)
    assert model.facts["fitted_on"] == mask.sum()
    return model


def _right(model: Model, z: np.ndarray, truth: np.ndarray) -> float:
    said = np.array(model.classes, object)[model.rungs["pretrained"].probabilities(z).argmax(axis=1)]
    return float((said == truth).mean())


def main() -> int:
    options = arguments(__doc__, rounds=3).parse_args()
    began, made, session = machine(), network(), ByHand(SIZE)
    with photos(small=options.small) as data:
        few = options.small or not data.real
        mine, theirs = [], []
        for _ in range(1 if few else options.rounds):
            mine.append(ours(data.train, made))
            theirs.append(by_hand(data.train, session))
        words = f"{len(files(data.train)[0])} photos to a model, after import"
        rows = [Row(words, min(mine), "s", min(theirs), NAME, None if few else SECONDS, less=True)]
        rows += accuracies(data, made, [10, 20] if few else list(TARGETS), 2 if few else DRAWS)
    return publish(rows, options, began, notes=[FASTAI] + ([] if data.real else [ABSENT]))


if __name__ == "__main__":
    sys.exit(main())
