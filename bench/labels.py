"""Label shift: black-box shift estimation's table (Lipton, Wang and Smola 2018), on Fashion-MNIST.

    python bench/labels.py [--json] [--small] [--rounds 10]

A network learned from 8,000 pictures judges 8,000 others of known class and 8,000 new ones. Either the new classes'
shares are a Dirichlet draw of concentration .1, or nine in ten of one class were knocked out of what was learned from
and the new ones are even. The peer is the paper's estimator: the confusion of answers, inverted. Both correct the
network's probabilities by their weights; the paper retrained with them, on MNIST and CIFAR-10. Ours corrects only where
the outputs mix as shares alone would make them, where the classes can be told apart, and where the known pictures,
weighed to the new shares, are judged better with the correction than without. The error of the weights is their
squared distance to the true ones, summed over the classes that were learned.
"""

from __future__ import annotations

import sys

import numpy as np

from fashion import ABSENT, Network, fashion
from ninelives.kernels.stats.shift import black_box, only_shares
from table import Row, arguments, machine, publish

N, CLASSES, DRAWS = 8000, 10, 39
NAME = "BBSE, answers, inverted"


def drawn(y: np.ndarray, shares: np.ndarray, n: int, draw: np.random.Generator) -> np.ndarray:
    """Rows of ``y`` with these shares of the classes, none twice unless a class has too few."""
    counts = draw.multinomial(n, shares)
    rows = [np.flatnonzero(y == each) for each in range(CLASSES)]
    return np.concatenate([draw.choice(have, k, replace=k > len(have)) for have, k in zip(rows, counts, strict=True)])


def inverted(old: np.ndarray, truth: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Weights by the paper's estimator: the joint confusion of answers and truths, solved, and cut off at 0."""
    joint = np.zeros((CLASSES, CLASSES))
    np.add.at(joint, (old.argmax(axis=1), truth), 1 / len(old))
    mixed = np.bincount(new.argmax(axis=1), minlength=CLASSES) / len(new)
    return np.maximum(np.linalg.lstsq(joint, mixed, rcond=None)[0], 0)


def ours(old: np.ndarray, truth: np.ndarray, new: np.ndarray, seed: int) -> tuple[np.ndarray, bool]:
    """Weights, and whether they are used."""
    found = black_box(old, truth, new, seed=seed)
    if found.clouded:
        return np.ones(CLASSES), False
    weights = found.weights
    even = ((found.low <= 1) & (found.high >= 1)).all()
    better = right(old * (weights + 1e-9), truth, weights) >= right(old, truth, weights)
    return weights, bool(not even and better and only_shares(old, truth, new, draws=DRAWS, seed=seed) > 0.05)


def right(p: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> float:
    return float(np.average(p.argmax(axis=1) == truth, weights=weights[truth] + 1e-12))


def figures(network: Network, known: tuple, new: tuple, seed: int) -> dict[str, float]:
    """Accuracy without a correction, with the peer's and with ours; the errors of the weights."""
    old, fresh = network.probabilities(known[0]), network.probabilities(new[0])
    one = np.ones(CLASSES)
    prior = np.bincount(known[1], minlength=CLASSES) / len(known[1])
    true = np.bincount(new[1], minlength=CLASSES) / len(new[1]) / np.maximum(prior, 1e-9)
    peer, (mine, used) = inverted(old, known[1], fresh), ours(old, known[1], fresh, seed)
    every = {"plain": one, "peer": peer, "ours": mine if used else one}
    found = {name: 100 * right(fresh * (w + 1e-9), new[1], one) for name, w in every.items()}
    errors = {"plain": one, "peer": peer, "ours": mine}
    return found | {f"{name} error": float(np.square(w - true).sum()) for name, w in errors.items()} | {"used": used}


def measure(x: np.ndarray, y: np.ndarray, rounds: int, n: int, steps: int) -> dict[str, list[dict[str, float]]]:
    draw = np.random.default_rng(3)
    order = draw.permutation(len(x))
    side = np.split(order, [len(x) // 7, 2 * len(x) // 7])  # most are for the new ones, which are of few classes
    even = np.full(CLASSES, 1 / CLASSES)
    found: dict[str, list[dict[str, float]]] = {"Dirichlet .1": [], "knock-out .9": []}
    some = drawn(y[side[0]], even, n, draw)
    network = Network.fitted(x[side[0]][some], y[side[0]][some], steps=steps, seed=0)
    for turn in range(rounds):
        known = side[1][drawn(y[side[1]], even, n, draw)]
        new = side[2][drawn(y[side[2]], draw.dirichlet(np.full(CLASSES, 0.1)), n, draw)]
        found["Dirichlet .1"].append(figures(network, (x[known], y[known]), (x[new], y[new]), turn))
    for turn in range(max(1, rounds // 3)):
        shares = np.where(np.arange(CLASSES) == draw.integers(CLASSES), 0.1, 1)
        shares /= shares.sum()
        some, known = side[0][drawn(y[side[0]], shares, n, draw)], side[1][drawn(y[side[1]], shares, n, draw)]
        new = side[2][drawn(y[side[2]], even, n, draw)]
        weak = Network.fitted(x[some], y[some], steps=steps, seed=turn)
        found["knock-out .9"].append(figures(weak, (x[known], y[known]), (x[new], y[new]), turn))
    return found


def main() -> int:
    options, began, data = arguments(__doc__, rounds=10).parse_args(), machine(), fashion()
    if data is None:
        return publish([], options, began, notes=[ABSENT])
    x = (data[0] / np.float32(255)).astype(np.float32)
    found = measure(x, data[1], *((2, 500, 2) if options.small else (options.rounds, N, 12)))
    told, notes = [], []
    for name, runs in found.items():
        mean = {key: float(np.mean([run[key] for run in runs])) for key in runs[0]}
        bound = None if options.small else mean["plain"]
        what = f"{name}, {len(runs)} draws: right with the correction; {mean['plain']:.1f} % without"
        told.append(Row(what, mean["ours"], "%", mean["peer"], NAME, bound))
        what = f"{name}: error of the weights; {mean['plain error']:.2f} without"
        bound = None if options.small or name != "Dirichlet .1" else mean["peer error"]
        told.append(Row(what, mean["ours error"], "squared", mean["peer error"], NAME, bound, less=True))
        worst = min(run["ours"] - run["plain"] for run in runs)
        peer = min(run["peer"] - run["plain"] for run in runs)
        notes.append(
            f"{name}: corrected in {100 * mean['used']:.0f} %; worst draw {worst:+.2f} points, BBSE {peer:+.2f}."
        )
    notes.append("Published, MNIST: Dirichlet .1, 39.7 to .18 and .950 to .971; knock-out .9, .855 to .829.")
    return publish(told, options, began, notes=notes)


if __name__ == "__main__":
    sys.exit(main())
