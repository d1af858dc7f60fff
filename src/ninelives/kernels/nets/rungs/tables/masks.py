"""Trees as masks of their leaves, so that none has to be walked.

Whether a row's value in one column forbids a leaf depends on that value's place among the thresholds alone, so each
place has a mask of the leaves that it leaves open. The masks of all columns together leave open the leaf that a walk
would end in and some to its right, so the first of them is the row's own (QuickScorer: Lucchese and others 2015). A
block of rows takes one look-up a column for all trees at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from ninelives.kernels.nets.rungs.tables.forest import Forest

LEAVES: Final = 32  # of a tree, at most: bits of a mask
ALL: Final = np.uint32(2**32 - 1)


class Table(NamedTuple):
    """The masks of some trees.

    Attributes:
        mask: for each column that they ask about, uint32 of shape (places, trees); bit 0 is the leftmost leaf.
        leaf: what each of their leaves adds, float64 of shape (trees, LEAVES).
        output: which sum each adds to, int64 of shape (trees,).
    """

    mask: dict[int, np.ndarray]
    leaf: np.ndarray
    output: np.ndarray


def tables(forest: Forest, cuts: Mapping[int, np.ndarray], many: int) -> Iterator[Table]:
    """The masks of all trees, so many at a time.

    Args:
        forest: the trees.
        cuts: of each column that is asked about, its thresholds, or the codes that were seen, sorted. A value's place
            is how many of them lie below it, and ``len(cut) + 1`` where it is missing.
        many: trees of a table.
    """
    ends = np.append(forest.start[1:], len(forest.feature))
    for first in range(0, len(forest.start), many):
        start, end = forest.start[first : first + many], ends[first : first + many]
        table = Table({}, np.zeros((len(start), LEAVES)), forest.output[first : first + many])
        for tree, bounds in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
            _fill(table, tree, forest, bounds, cuts)
        yield table


def _fill(table: Table, tree: int, forest: Forest, bounds: tuple[int, int], cuts: Mapping[int, np.ndarray]) -> None:
    """Put one tree, whose nodes lie within ``bounds``, into a table."""
    under = leaves(forest, bounds[0])
    for node in range(*bounds):
        low, column = under[node][0], int(forest.feature[node])
        if column < 0:
            table.leaf[tree, low] = forest.value[node]
            continue
        if column not in table.mask:
            table.mask[column] = np.full((len(cuts[column]) + 2, len(table.leaf)), ALL)
        closed = ALL & ~np.uint32((1 << under[int(forest.left[node])][1]) - (1 << low))  # who goes right ends not there
        table.mask[column][~goes_left(forest, node, cuts[column]), tree] &= closed


def leaves(forest: Forest, root: int) -> dict[int, tuple[int, int]]:
    """Of each node under a root: the first of its leaves, counted from the left, and the one after its last."""
    order, below = list[int](), [root]
    while below:
        order.append(node := below.pop())
        if forest.feature[node] >= 0:
            below += [int(forest.right[node]), int(forest.left[node])]
    found, count = dict[int, tuple[int, int]](), sum(forest.feature[node] < 0 for node in order)
    for node in reversed(order):  # every node after those below it, leaves from the last
        if forest.feature[node] < 0:
            count -= 1
            found[node] = count, count + 1
        else:
            found[node] = found[int(forest.left[node])][0], found[int(forest.right[node])][1]
    return found


def goes_left(forest: Forest, node: int, cut: np.ndarray) -> np.ndarray:
    """Whether each place of a column goes left at a node, bool of shape (len(cut) + 2,)."""
    at = np.arange(len(cut) + 2)
    if (chosen := int(forest.chosen[node])) >= 0:
        words = forest.sets[chosen]
        left = (words[np.minimum(at // 32, len(words) - 1)] >> (at % 32) & 1).astype(bool)
    else:
        left = at <= np.searchsorted(cut, forest.threshold[node])
    left[-1] = bool(forest.missing[node])
    return np.asarray(left)
