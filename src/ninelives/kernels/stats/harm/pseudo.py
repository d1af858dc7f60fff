"""How far an estimate is off under shifts as large as the one at hand, made of the user's own rows.

Half of the scenes is learned from; the other half is tilted along its truths, what was said or what was seen, and
its loss, which is known there, is held against what the first half promises. What the chance of so few rows explains
is taken off; the rest is how wrong the promise itself is under such shifts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from ninelives.kernels.stats.harm.expected import Expected, Floats, Ints

DRAWS: Final = 20  # of each family
LEAST: Final = 10.0  # rows that a tilted half must be worth
STRONGEST: Final = 2.0  # tilt, per deviation
ENOUGH: Final = 40  # scenes, below which nothing is tried


def off_by(
    said: Floats, lost: Floats, scenes: Ints, along: tuple[tuple[Floats, float], ...], *, share: bool, seed: int
) -> float:
    """Mean square of how far the promise is off beyond chance, of the family of shifts that is the worst for it.

    Args:
        said, lost, scenes, share: as for ``Expected.fit``.
        along: families of shifts: columns of shape (rows, columns), and how many deviations to go along a random
            direction in them.
        seed: of the draws.

    Returns:
        In the square of the loss's unit; NaN where there are too few scenes.
    """
    names, scene = np.unique(scenes, return_inverse=True)
    if len(names) < ENOUGH:
        return float("nan")
    draw = np.random.default_rng(seed)
    worst = 0.0
    for columns, strength in along:
        centred = columns - columns.mean(axis=0)
        straight = centred / np.maximum(centred.std(axis=0), 1e-12)
        told = [_one(said, lost, scene, straight, strength, draw, share=share) for _ in range(DRAWS)]
        worst = max(worst, float(np.mean(told)))
    return worst


def _one(
    said: Floats, lost: Floats, scene: Ints, columns: Floats, strength: float, draw: np.random.Generator, *, share: bool
) -> float:
    """Square of how far the promise is off in one draw, less what chance explains."""
    half = draw.permutation(int(scene.max()) + 1) % 2 == 0
    first = half[scene]
    direction = draw.normal(size=columns.shape[1])
    line = columns[~first] @ (direction / max(float(np.linalg.norm(direction)), 1e-12))
    weight = tilted(line, strength)
    promise = Expected.fit(said[first], lost[first], scene[first], share=share)
    expected = promise.of(said[~first])
    off = weight @ (expected - lost[~first])
    _, other = np.unique(scene[~first], return_inverse=True)
    chance = np.square(np.bincount(other, weight * (lost[~first] - expected))).sum()
    return float(off**2 - chance - promise.error(promise.gradient(said[~first], weight)))


def tilted(line: Floats, strength: float) -> Floats:
    """Weights that move the mean along ``line``, sum 1; weaker where too few rows would be left of it."""
    at = np.clip(line, -3, 3) * min(strength, STRONGEST)
    while True:
        weight = np.exp(at - at.max())
        weight /= weight.sum()
        if 1 / np.square(weight).sum() >= min(LEAST, len(line) / 2):
            return np.asarray(weight)
        at = at / 2
