"""What one layer cannot say, shown on the user's own photos: two properties of which exactly one must hold.

Every pair of properties is searched, each property cut into yes and no. The choice is judged on photos that had no part
in it, fold by fold, and is shown only where the table of the two beats the best sum of them there, and where the layer
of all properties, on photos that it had not seen, does not know already what the table adds. Choosing among thousands
of tables finds one that looks good in any noise; neither test is fooled by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.stats import mean_of_scenes
from ninelives.kernels.stats.pairs import Pair, counted, cuts, strongest

if TYPE_CHECKING:
    from ninelives.stages.train.ladder import Climbed, Task

PHOTOS = 5_000  # that are searched, at most
SEARCHED = 60  # properties, at most: all that are measured, and the first of those that were told
CLASSES = 12  # the commonest, two of which are told apart


@dataclass(frozen=True, slots=True, eq=False)
class _Photos:
    """Those that are searched; a class is its place among those searched, -1 for any other."""

    yes: np.ndarray  # bool (photos, questions)
    y: np.ndarray  # (photos,)
    p: np.ndarray  # (photos, classes) of the layer, which had not seen the photo's scene
    fold: np.ndarray  # (photos,)
    scene: np.ndarray  # (photos,)


def shown(
    x: np.ndarray, climbed: Climbed, task: Task, fold: np.ndarray, names: Sequence[str], *, seed: int = 0
) -> dict[str, Any]:
    """The pair of properties whose table wins most over the best sum of the two, and whether that is more than chance.

    Args:
        x: the properties of the photos, shape (photos, properties); the first ``SEARCHED`` are searched, those that
            are measured before those that were told.
        climbed: the perceptron on these, cross-validated.
        task: what it learned.
        fold: of that cross-validation, shape (photos,).
        names: of the properties.
        seed: of which photos are searched, where they are many.

    Returns:
        Plain values: ``pairs`` searched, ``photos`` judged, ``shown``, ``table`` and ``sum`` (share right of each),
        ``gain`` with its ``interval``, ``folds`` and in how many of them the ``same`` pair was chosen, and ``best``,
        the pair chosen on all, None where none wins anything: its ``properties``, where they are ``cut``, the
        ``classes`` that win where both are alike and where they are not, and ``cells``, photos of each class where
        both are yes, both no, only the first, only the second.
    """
    some = np.sort(np.random.default_rng(seed).permutation(len(x))[:PHOTOS])
    kinds = np.sort(np.argsort(-np.bincount(task.y[some], minlength=task.classes), kind="stable")[:CLASSES])
    place = np.full(task.classes, -1)
    place[kinds] = np.arange(len(kinds))
    names = names[:SEARCHED]
    x = x[:, :SEARCHED]
    column, threshold = cuts(x[some])
    photos = _Photos(
        x[some][:, column] > threshold,
        place[task.y[some]],
        climbed.judged[some][:, kinds],
        fold[some],
        task.scene[some],
    )
    chosen, best = _chosen(photos, len(kinds))
    facts = {"pairs": len(names) * (len(names) - 1) // 2, "folds": len(chosen)} | _judged(photos, chosen)
    if best is None:
        return facts | {"same": 0, "best": None}
    pair = column[list(best.questions)].tolist()
    alike = [found for found in chosen.values() if found and column[list(found.questions)].tolist() == pair]
    told = {
        "properties": [names[at] for at in pair],
        "cut": threshold[list(best.questions)].tolist(),
        "classes": [task.names[kinds[at]] for at in best.classes],
        "cells": _cells(photos, best),
    }
    return facts | {"same": len(alike), "best": told}


def _chosen(photos: _Photos, classes: int) -> tuple[dict[int, Pair | None], Pair | None]:
    """The pair that the photos outside each fold choose, by fold, and the pair that all choose."""
    numbers = np.unique(photos.fold).tolist()
    both, total = {}, {}
    for number in numbers:
        out = photos.fold == number
        both[number] = counted(photos.yes[out], photos.y[out], classes)
        total[number] = np.bincount(photos.y[out & (photos.y >= 0)], minlength=classes)
    all_both, all_total = np.sum([*both.values()], axis=0), np.sum([*total.values()], axis=0)
    chosen = {number: strongest(all_both - both[number], all_total - total[number]) for number in numbers}
    return chosen, strongest(all_both, all_total)


def _judged(photos: _Photos, chosen: dict[int, Pair | None]) -> dict[str, Any]:
    """How often the tables and the sums are right on the photos that had no part in choosing them."""
    table, gain, left = (np.zeros(len(photos.y)) for _ in range(3))
    kept = np.zeros(len(photos.y), bool)
    for number, pair in chosen.items():
        if pair is not None:
            rows = np.flatnonzero((photos.fold == number) & np.isin(photos.y, pair.classes))
            kept[rows] = True
            table[rows], gain[rows], left[rows] = _answers(photos, pair, rows)
    if len(np.unique(photos.scene[kept])) < 2:
        return {"photos": 0, "shown": False, "table": 0.0, "sum": 0.0, "gain": 0.0, "interval": [0.0, 0.0]}
    mean, low, high = mean_of_scenes(gain[kept], photos.scene[kept])
    _, more, _ = mean_of_scenes(left[kept], photos.scene[kept])
    right = float(table[kept].mean())
    return {
        "photos": int(kept.sum()),
        "shown": low > 0 and more > 0,
        "table": right,
        "sum": right - mean,
        "gain": mean,
        "interval": [low, high],
    }


def _answers(photos: _Photos, pair: Pair, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each row: whether the table is right, what it wins over the best sum, and what it adds to the layer.

    The last is the residual of the layer, counted for the class that the table names: it is 0 in the mean where the
    layer knows already what the table says.
    """
    one, other = (photos.yes[rows, question] for question in pair.questions)
    answer = np.where(one == other, *pair.classes)
    right = (photos.y[rows] == answer).astype(float)
    gain = np.where((one == pair.spared[0]) & (other == pair.spared[1]), 2 * right - 1, 0.0)
    said = photos.p[rows][:, list(pair.classes)]
    sure = said[:, 0] / np.maximum(said.sum(axis=1), 1e-300)
    return right, gain, right - np.where(one == other, sure, 1 - sure)


def _cells(photos: _Photos, pair: Pair) -> list[list[int]]:
    one, other = (photos.yes[:, question] for question in pair.questions)
    cells = (one & other, ~one & ~other, one & ~other, ~one & other)
    return [[int((photos.y[cell] == kind).sum()) for kind in pair.classes] for cell in cells]
