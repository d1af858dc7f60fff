"""Rosenblatt's rule: nothing is changed but by a mistake, and a mistake adds what was seen and takes it away.

One vector of weights a class, which is Kesler's construction (Duda and Hart 1973, 5.12): a mistake adds the row to the
true class's weights and takes it from those of the classes that came out as high, in equal parts (Crammer and Singer
2003), so that no class goes before another. For two classes that is the rule of 1958.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BLOCK = 64  # rows whose products are taken at once; the rule itself goes row by row
TIE = 1e-9  # scores this near are equal: what rounding does to a tie may decide nothing


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What the rule came to.

    Attributes:
        last: the weights at the end, float64 of shape (columns, classes).
        mean: the average of the weights after each row that came by (Freund and Schapire 1999), of the same shape.
        mistakes: how often the weights were changed.
        visits: rows that came by, over all passes.
        parted: whether the last pass made no mistake: the classes can be parted, and ``last`` parts them.
    """

    last: np.ndarray
    mean: np.ndarray
    mistakes: int
    visits: int
    parted: bool


def learn(x: np.ndarray, y: np.ndarray, classes: int, *, passes: int, visits: int, seed: int = 0) -> Learned:
    """Go through the rows, each pass in an order of its own, until one makes no mistake.

    On rows of length R or less that some weights part by a margin of gamma, it makes (R / gamma)^2 mistakes or fewer
    (Novikoff 1962).

    Args:
        x: float64 of shape (rows, columns); a column of ones gives each class a threshold.
        y: class of each row, int64.
        classes: how many there are.
        passes: over the rows, at most.
        visits: of rows, over all passes, after which no pass begins; the first always does.
        seed: of the orders.
    """
    draw = np.random.default_rng(seed)
    weights, lag = np.zeros((x.shape[1], classes)), np.zeros((x.shape[1], classes))
    mistakes, seen, parted = 0, 0, False
    for _ in range(passes):
        order, before = draw.permutation(len(x)), mistakes
        for start in range(0, len(x), BLOCK):
            rows = order[start : start + BLOCK]
            change = _changes(x[rows], y[rows], weights)
            if wrong := int(change.any(axis=1).sum()):
                mistakes += wrong
                weights += x[rows].T @ change
                lag += x[rows].T @ (change * (seen + np.arange(len(rows)))[:, None])
            seen += len(rows)
        parted = mistakes == before
        if parted or seen + len(x) > visits:
            break
    return Learned(weights, weights - lag / max(seen, 1), mistakes, seen, parted)


def _changes(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """How often each row of a block is added to each class's weights, float64 of shape (rows, classes).

    The products of the rows with the weights and with one another are all that the rule asks for, so the weights
    themselves need not change within a block.
    """
    return _of_two(x, y, weights) if weights.shape[1] == 2 else _of_many(x, y, weights)


def _of_two(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    signed = x * (2.0 * y - 1)[:, None]
    ahead = signed @ (weights[:, 1] - weights[:, 0])  # how far the true class is
    alike = 2 * (signed @ signed.T)  # one class gains what the other loses
    change = np.zeros((len(x), 2))
    for at in range(len(x)):
        if ahead[at] <= TIE:
            change[at, y[at]], change[at, 1 - y[at]] = 1, -1
            ahead += alike[at]
    return change


def _of_many(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    score, alike = x @ weights, x @ x.T
    change = np.zeros(score.shape)
    for at, true in enumerate(y.tolist()):
        high = score[at] >= score[at, true] - TIE
        if (rivals := np.count_nonzero(high) - 1) > 0:
            change[at, high] = -1 / rivals
            change[at, true] = 1
            score[at + 1 :] += np.multiply.outer(alike[at, at + 1 :], change[at])
    return change
