"""Cats and dogs without a label: named by what the network knew, and sorted into two kinds that nobody named.

    python bench/kinds.py [--json] [--rounds N] [--small]

Zero labels: dogcat's 1,000 test photos, classes by their names alone; the peer is the sum of the network's own
probabilities over ImageNet's breeds, the usual way. Two kinds: the 1,800 photos of train and test together, and draws
of 200 of them; right is the share of photos in the kind of their class. The peer is scikit-learn's Gaussian mixture of
two on the same features. Whether two kinds are there is asked of draws of 200 of both classes, of as many of each class
alone, and of pictures of noise; the peer is a rule on stability: there, where halves agree in 90 %.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
from sklearn.mixture import GaussianMixture

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.kernels.nets.imagenet import UnnamedError
from ninelives.kernels.nets.rungs import ZeroShot
from ninelives.stages.train.kinds import find
from ninelives.stages.train.rungs import Lesson, zero_shot
from ninelives.store.cache import Cache
from photos import ABSENT, Photos, fresh_cache, network, photos
from table import Row, arguments, machine, publish

SIZE, DRAWN = 224, 200
ZERO, WHOLE, MEAN = 91.4, 96.5, 96.0  # %
MIXTURE = "GaussianMixture(2) on the same features"
STABLE = 0.9
HALVES = "halves that agree in 90 %"
WHETHER = f"told rightly whether two kinds are there, draws of {DRAWN}"


def seen(folder: Path, cache: Cache) -> tuple[np.ndarray, np.ndarray]:
    """Features of a folder's photos, and their labels."""
    archive = Archive.of(folder)
    x = archive.vectors(FeaturesGauge.user(cache, SIZE), cache=cache)
    return x, np.array([label or "" for label in archive.labels])


def without_labels(x: np.ndarray, truth: np.ndarray) -> list[Row]:
    names = tuple(sorted(set(truth)))
    try:
        rung = zero_shot.fit(Lesson(x[:0], np.zeros(0, np.int64), names))
    except UnnamedError:
        return []  # digits
    code = np.searchsorted(names, truth)
    ours = 100 * float((rung.probabilities(x).argmax(axis=1) == code).mean())
    return [Row(f"zero labels, {len(x):,} photos", ours, "%", _summed(rung, x, code), "summed over breeds", ZERO)]


def _summed(rung: ZeroShot, x: np.ndarray, code: np.ndarray) -> float:
    logits = x @ rung.weights + rung.bias
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    groups = np.stack([odds[:, rung.member == one].sum(axis=1) for one in range(2)], axis=1)
    return 100 * float((groups.argmax(axis=1) == code).mean())


def sorted_into_two(x: np.ndarray) -> np.ndarray:
    return find.sorted_into(find.principal(x), 2, 0)


def mixture(x: np.ndarray) -> np.ndarray:
    z = find.principal(x)
    return GaussianMixture(2, covariance_type="tied", random_state=0, n_init=3).fit_predict(z / z.std())


def right(kind: np.ndarray, truth: np.ndarray) -> float:
    """Share of photos in the kind of their class, in %, whichever kind that is."""
    share = float((kind == (truth == max(truth))).mean())
    return 100 * max(share, 1 - share)


def told(x: np.ndarray) -> tuple[bool, bool]:
    """Whether two kinds are said to be there: by the gap between them, and by how far halves agree."""
    z = find.principal(x)
    seen = find.evidence(z, find.sorted_into(z, 2, 0), 2, 0)
    return seen.there, bool(np.mean(seen.agreement) >= STABLE)


def draws(x: np.ndarray, count: int) -> list[np.ndarray]:
    return [np.random.default_rng(seed).permutation(len(x))[:DRAWN] for seed in range(count)]


def noise(folder: Path, count: int) -> Path:
    draw = np.random.default_rng(0)
    for number in range(count):
        picture = draw.integers(0, 256, (120, 160, 3), dtype=np.uint8)
        assert cv2.imwrite(str(folder / f"{number:04d}.png"), picture)
    return folder


def main() -> int:
    options = arguments(__doc__, rounds=20).parse_args()
    began, made = machine(), network()
    with photos(small=options.small) as data, fresh_cache(made), tempfile.TemporaryDirectory() as scratch:
        few = options.small or not data.real
        rows = _rows(data, Path(scratch), 2 if few else options.rounds, few=few)
    return publish(rows, options, began, notes=[] if data.real else [ABSENT])


def _rows(data: Photos, scratch: Path, rounds: int, *, few: bool) -> list[Row]:
    cache = Cache.user()
    (x, truth), (new, said) = seen(data.train, cache), seen(data.test, cache)
    both, truths = np.concatenate([x, new]), np.concatenate([truth, said])
    some = draws(both, rounds)
    ours = [right(sorted_into_two(both[draw]), truths[draw]) for draw in some]
    theirs = [right(mixture(both[draw]), truths[draw]) for draw in some]
    whole = right(sorted_into_two(both), truths), right(mixture(both), truths)
    nothing = seen(noise(scratch, 40 if few else DRAWN), cache)[0]
    alone = [both[truths == name] for name in sorted(set(truths))]
    there = np.array([told(both[draw]) for draw in some])
    apart = np.array([told(part[draw]) for part in alone for draw in draws(part, rounds)])
    said_rightly = (100 * np.concatenate([there, ~apart]).mean(axis=0)).tolist()
    warned = [0.0 if said else 100.0 for said in told(nothing)]
    return [
        *without_labels(new, said),
        Row(f"two kinds, {len(both):,} photos", whole[0], "%", whole[1], MIXTURE, None if few else WHOLE),
        Row(
            f"the same, mean of {rounds} draws of {DRAWN}",
            float(np.mean(ours)),
            "%",
            float(np.mean(theirs)),
            MIXTURE,
            None if few else MEAN,
        ),
        Row("the same, the worst draw", min(ours), "%", min(theirs), MIXTURE),
        Row(WHETHER, said_rightly[0], "%", said_rightly[1], HALVES, None if few else 98.0),
        Row(f"{len(nothing)} pictures of noise, warned of", warned[0], "%", warned[1], HALVES, 100.0),
    ]


if __name__ == "__main__":
    sys.exit(main())
