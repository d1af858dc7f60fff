"""The rung `perceptron`: which of its weights judge best, what it costs, and how often a pair is shown that is none.

    python bench/layer.py [--json] [--rounds N] [--small]

Share right: mean over five folds of each of ``--rounds`` draws, on the named properties of dogcat/train and of 1,200
scans of ten digits. The rule is the same for all; what differs is which weights are kept: their average (ours), the
last, or the best on their own photos at the end of a pass (Gallant's pocket). Alarms and finds: of properties of the
photos with made-up classes, which add up, or of which two make an exclusive or that holds for 80 %.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.flow import digits
from ninelives.kernels.nets.perceptron import learn
from ninelives.kernels.photos.properties import NAMES
from ninelives.kernels.stats import group_folds
from ninelives.stages.train import interaction, ladder
from ninelives.stages.train.look import look
from ninelives.stages.train.rungs.perceptron import PASSES, VISITS
from ninelives.store.cache import Cache
from photos import ABSENT, fresh_cache, network, photos
from table import Row, arguments, machine, publish

FIT = 500  # photos that the made-up classes are of: as many as are fitted on of 800
CASES = 100


def properties(folder: Path) -> tuple[np.ndarray, ladder.Task]:
    archive, cache = Archive.of(folder), Cache.user()
    look(archive, [FactsGauge()], cache)
    names = tuple(sorted({label or "" for label in archive.labels}))
    y = np.array([names.index(label or "") for label in archive.labels])
    return archive.vectors(FactsGauge(), cache=cache), ladder.Task(y, archive.scene, archive.items, names)


def contestants(z: np.ndarray, y: np.ndarray, classes: int, seed: int) -> Iterator[tuple[str, np.ndarray]]:
    """Each way to keep weights, with the weights."""
    all_of_it = learn(z, y, classes, passes=PASSES, visits=VISITS, seed=seed)
    yield "the average", all_of_it.mean
    yield "the last weights", all_of_it.last
    ends = [learn(z, y, classes, passes=passes, visits=VISITS, seed=seed).last for passes in range(1, PASSES + 1)]
    yield "the pocket", max(ends, key=lambda weights: float(((z @ weights).argmax(axis=1) == y).mean()))


def shares(x: np.ndarray, task: ladder.Task, rounds: int) -> dict[str, float]:
    """Mean share right, in %, of each contestant and of a logistic regression."""
    hits: dict[str, list[float]] = {}
    for seed in range(rounds):
        fold = group_folds(task.scene, task.y, 5, seed, key=task.items)
        for number in range(5):
            kept, out = fold != number, fold == number
            deviation = x[kept].std(axis=0)
            z = (x - x[kept].mean(axis=0)) / np.where(deviation > 1e-6, deviation, 1)
            z = np.column_stack([z, np.ones(len(z))]).astype(float)
            for name, weights in contestants(z[kept], task.y[kept], task.classes, seed):
                hits.setdefault(name, []).append(float(((z[out] @ weights).argmax(axis=1) == task.y[out]).mean()))
            peer = LogisticRegression(max_iter=1000).fit(z[kept], task.y[kept])
            hits.setdefault("logistic regression", []).append(peer.score(z[out], task.y[out]))
    return {name: 100 * float(np.mean(each)) for name, each in hits.items()}


def shown(x: np.ndarray, kind: str, cases: int) -> float:
    """In how many of such cases a pair of properties is shown, in %."""
    found = []
    for seed in range(cases):
        draw = np.random.default_rng(seed)
        some = x[draw.permutation(len(x))[:FIT]]
        z = (some - some.mean(axis=0)) / np.maximum(some.std(axis=0), 1e-6)
        if kind == "planted":
            one, other = draw.permutation(z.shape[1])[:2]
            y = (
                (z[:, one] > np.median(z[:, one]))
                ^ (z[:, other] > np.median(z[:, other]))
                ^ (draw.random(len(z)) < 0.2)
            )
        else:
            y = draw.random(len(z)) < 1 / (1 + np.exp(-z @ draw.normal(0, 0.5, z.shape[1])))
        task = ladder.Task(y.astype(int), np.arange(len(z)), [f"{at:04d}" for at in range(len(z))], ("a", "b"))
        climbed = ladder.climb("perceptron", some, task, folds=5, seed=0)
        facts = interaction.shown(some, climbed, task, ladder.folds_of(task, 5, 0), NAMES)
        found.append(facts["shown"])
    return 100 * float(np.mean(found))


def seconds(x: np.ndarray, task: ladder.Task, name: str) -> float:
    start = time.perf_counter()
    ladder.climb(name, x, task, folds=5, seed=0)
    return time.perf_counter() - start


def main() -> int:
    options = arguments(__doc__, rounds=4).parse_args()
    began, made = machine(), network()
    rounds, cases = (1, 5) if options.small else (options.rounds, CASES)
    with photos(small=options.small) as data, tempfile.TemporaryDirectory() as scratch, fresh_cache(made):
        scans, _ = digits.write(Path(scratch) / "digits")
        rows = []
        real = (("photos", data.train),) if data.real else ()  # else they are scans themselves
        for what, folder in (*real, ("scans of digits", scans)):
            x, task = properties(folder)
            own = shares(x, task, rounds)
            mean = own.pop("the average")
            rows += [Row(f"right, {len(x):,} {what}", mean, "%", share, name) for name, share in own.items()]
            took = min(seconds(x, task, "perceptron") for _ in range(rounds))
            tree = min(seconds(x, task, "rules") for _ in range(rounds))
            rows.append(Row(f"six fits, {len(x):,} {what}", took, "s", tree, "the rung rules", less=True))
        x, _ = properties(data.train)
        most = None if options.small or not data.real else 5.0
        alarm, find = shown(x, "adds up", cases), shown(x, "planted", cases)
        rows.append(Row("a pair shown where classes add up", alarm, "%", None, "5 % would be allowed", most, less=True))
        rows.append(Row("a planted pair shown", find, "%", None, "80 % of the photos keep to it"))
    return publish(rows, options, began, notes=[] if data.real else [ABSENT])


if __name__ == "__main__":
    sys.exit(main())
