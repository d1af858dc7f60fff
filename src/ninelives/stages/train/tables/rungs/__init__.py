"""One file per rung: how it is fitted to a table. How it judges is in ``kernels/nets/rungs/tables``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ninelives.kernels.nets.rungs import Rung
from ninelives.kernels.nets.rungs.tables import Regressor
from ninelives.kernels.nets.rungs.tables.columns import widest
from ninelives.stages.train.tables.rungs import boosting, kernel, linear, lowest, network, perceptron, rules
from ninelives.stages.train.tables.rungs.lesson import TableLesson

Fit = Callable[[TableLesson], Any]

CLASSES: dict[str, Fit] = {
    "majority": lowest.majority,
    "rules": rules.fit,
    "perceptron": perceptron.fit,
    "kernel": kernel.fit,
    "boosting": boosting.fit,
    "network": network.fit,
}
NUMBERS: dict[str, Fit] = {
    "mean": lowest.mean,
    "rules": rules.fit,
    "linear": linear.fit,
    "kernel": kernel.fit,
    "boosting": boosting.fit,
    "network": network.fit,
}
MOST = {  # rows that a rung learns from; more are drawn
    "perceptron": 50_000,
    "linear": 200_000,
    "kernel": 20_000,
    "network": 50_000,
}
ROOM = 2**26  # numbers of a spread-out table
PAIRS = 400_000  # of a row and a class that a kernel machine separates: each of hundreds of steps goes through them
FEWEST = 1_000  # rows that are learned from whatever they take
COLUMNS = ("feature", "columns.column")  # arrays that hold numbers of columns, below 0 for none


def fit(name: str, lesson: TableLesson) -> Rung | Regressor:
    """Fit one rung; the order of the columns plays no part in it.

    Raises:
        ValueError: it cannot be fitted to this, as ``cannot`` says beforehand.
    """
    from threadpoolctl import threadpool_limits

    if reason := cannot(name, lesson.classes):
        raise ValueError(f"{name} cannot learn this: {reason}")
    lesson = lesson.drawn(learned(name, len(lesson.y), lesson.categories, lesson.classes))
    order = lesson.order()
    sorted_ = replace(
        lesson,
        x=np.asfortranarray(lesson.x[:, order]),
        categories=lesson.categories[order],
        written=lesson.written.moved(order) if lesson.written else None,
    )
    fits = CLASSES if lesson.classes else NUMBERS
    with threadpool_limits(1):  # problems this small run slower on two threads, and far slower on a busy machine
        rung: Rung | Regressor = moved(fits[name](sorted_), order)
    return rung


def cannot(name: str, classes: int) -> str:
    """Why a rung cannot learn so many classes, 0 for numbers; empty where it can."""
    if name not in (fits := CLASSES if classes else NUMBERS):
        return f"of {'classes' if classes else 'numbers'} there are the rungs {', '.join(fits)}"
    if name == "boosting" and classes > boosting.MOST_CLASSES:
        return f"it grows a tree a class, for at most {boosting.MOST_CLASSES} of them, and there are {classes:,}"
    return ""


def learned(name: str, rows: int, categories: np.ndarray, classes: int) -> int:
    """How many of so many rows a rung learns from; the work of a fit is bounded, however long the table.

    Args:
        name: of the rung.
        rows: of the table.
        categories: how many each column has, 0 for numbers.
        classes: how many there are, 0 for numbers.
    """
    if name == "boosting":
        return min(rows, max(boosting.most(classes), FEWEST))
    if name not in MOST:
        return rows
    most = ROOM // max(widest(categories), 1)
    if name == "kernel":
        most = min(most, PAIRS // max(classes, 1))
    return min(rows, MOST[name], max(most, FEWEST))


def moved(rung: Any, order: np.ndarray) -> Any:
    """A rung that was fitted to the columns in ``order``, for the columns as they were."""
    arrays: Mapping[str, np.ndarray] = rung.arrays()
    changed = {name: _placed(arrays[name], order) for name in COLUMNS if name in arrays}
    if "seen" in arrays:
        seen = np.stack([_placed(arrays["seen"][:, 0], order), arrays["seen"][:, 1]], axis=1)
        changed["seen"] = seen[np.lexsort((seen[:, 1], seen[:, 0]))]
    return type(rung).from_arrays({**arrays, **changed}) if changed else rung


def _placed(column: np.ndarray, order: np.ndarray) -> np.ndarray:
    return np.where(column >= 0, order[np.maximum(column, 0)], column) if len(order) else column


__all__ = ["CLASSES", "MOST", "NUMBERS", "TableLesson", "cannot", "fit", "learned"]
