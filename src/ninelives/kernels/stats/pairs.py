"""Pairs of yes/no questions whose answer is "either, but not both", which no sum of the two can give.

Two questions make four cells. An answer that adds up what each says for each class can be any table of two classes over
the cells but two: one class on the diagonal, the other off it (Minsky and Papert 1969). Where that is the best table,
the best sum is wrong in the cell that it can best spare, so what the table wins over it is that cell's majority.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

CELLS = ((True, True), (False, False), (True, False), (False, True))  # answers to two questions, the like ones first
SHARES = (0.2, 0.35, 0.5, 0.65, 0.8)  # of the rows that a cut leaves below it
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions and two classes, of which ``classes[0]`` wins where both questions are answered alike.

    Attributes:
        questions: two columns of the answers.
        classes: the class that wins where both or neither is yes, and the one that wins where exactly one is.
        gain: rows that the table wins over the best sum, among those that chose it.
        spared: answers in the cell that the best sum gets wrong.
    """

    questions: tuple[int, int]
    classes: tuple[int, int]
    gain: int
    spared: tuple[bool, bool]


def cuts(x: np.ndarray) -> tuple[Ints, Floats]:
    """Where each column is cut into yes (over it) and no, from the values alone.

    Args:
        x: shape (rows, columns); what is not finite counts as no.

    Returns:
        ``(column, threshold)`` of each cut, halfway between two values that occur; none for a column of one value.
    """
    column: list[int] = []
    threshold: list[float] = []
    for at, values in enumerate(x.T):
        known = np.sort(values[np.isfinite(values)]).astype(float)
        distinct = np.unique(known)
        if len(distinct) > 1:
            over = np.searchsorted(distinct, known[[int(share * len(known)) for share in SHARES]])
            over = np.unique(np.maximum(over, 1))
            column += [at] * len(over)
            threshold += ((distinct[over - 1] + distinct[over]) / 2).tolist()
    return np.array(column, np.int64), np.array(threshold, float)


def counted(yes: NDArray[np.bool_], y: Ints, classes: int) -> Ints:
    """Rows of each class that answer two questions with yes, int64 of shape (classes, questions, questions).

    Args:
        yes: answers, shape (rows, questions).
        y: class of each row.
        classes: how many there are.
    """
    both = np.empty((classes, yes.shape[1], yes.shape[1]), np.int64)
    for kind in range(classes):
        some = yes[y == kind].astype(np.float32)  # counts below 2^24 are exact
        both[kind] = some.T @ some
    return both


def strongest(both: Ints, total: Ints) -> Pair | None:
    """The pair of questions, and of classes, whose table wins most over the best sum; None where none wins.

    Args:
        both: from ``counted``.
        total: rows of each class, shape (classes,).
    """
    i, j = np.triu_indices(both.shape[1], 1)
    held, found = _cells(both, total, i, j), None
    for one, other in combinations(range(len(both)), 2):
        lead = held[one] - held[other]
        lead[2:] *= -1
        for alike, apart, ahead in ((one, other, lead), (other, one, -lead)):
            gain = ahead.min(axis=0)
            best = int(gain.argmax()) if gain.size else 0
            if gain.size and gain[best] > (found.gain if found else 0):
                spared = CELLS[int(ahead[:, best].argmin())]
                found = Pair((int(i[best]), int(j[best])), (alike, apart), int(gain[best]), spared)
    return found


def _cells(both: Ints, total: Ints, i: Ints, j: Ints) -> Ints:
    """Rows of each class in the four cells of pairs of questions, int32 of shape (classes, cells, pairs)."""
    one = np.diagonal(both, axis1=1, axis2=2)
    yes, first, second = both[:, i, j], one[:, i], one[:, j]
    neither = total[:, None] - first - second + yes
    return np.stack([yes, neither, first - yes, second - yes], axis=1).astype(np.int32)
