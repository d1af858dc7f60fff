"""Trees that are added up, without a walk."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.rungs.tables import Forest
from ninelives.kernels.nets.rungs.tables import forest as module
from tests.kernels.nets.rungs.tables.fitted import NAN, forest


def goes_left(rung: Forest, node: int, row: np.ndarray) -> bool:
    value, column = row[rung.feature[node]], rung.feature[node]
    if rung.chosen[node] < 0:
        return bool(rung.missing[node]) if np.isnan(value) else bool(value <= rung.threshold[node])
    codes = rung.seen[rung.seen[:, 0] == column, 1].tolist()
    if value not in codes:
        return bool(rung.missing[node])
    place = codes.index(value)
    return bool(rung.sets[rung.chosen[node], place // 32] >> (place % 32) & 1)


def walked(rung: Forest, x: np.ndarray) -> np.ndarray:
    """The sums, by a walk through each tree."""
    out = np.tile(rung.base, (len(x), 1))
    for row, sums in zip(x, out, strict=True):
        for tree, output in zip(rung.start.tolist(), rung.output.tolist(), strict=True):
            node = tree
            while rung.feature[node] >= 0:
                node = int(rung.left[node] if goes_left(rung, node, row) else rung.right[node])
            sums[output] += rung.value[node]
    return out


def grown(seed: int, trees: int = 5, outputs: int = 2) -> Forest:
    """Trees of chance, of up to 32 leaves, over three numbers and two columns of categories."""
    draw = np.random.default_rng(seed)
    nodes: list[list[Any]] = []  # feature, threshold, chosen, missing, left, right, value
    sets, start = [], []
    for _ in range(trees):
        start.append(len(nodes))
        nodes.append([-1, 0.0, -1, 0, 0, 0, draw.normal()])
        leaves = [start[-1]]
        for _ in range(int(draw.integers(0, 32))):
            at = leaves.pop(int(draw.integers(len(leaves))))
            column = int(draw.integers(5))
            chosen = -1
            if column >= 3:
                chosen = len(sets)
                sets.append(draw.integers(0, 2**32, 8))
            low = len(nodes)
            nodes[at][:6] = [column, float(draw.integers(-3, 4)), chosen, int(draw.integers(2)), low, low + 1]
            nodes += [[-1, 0.0, -1, 0, 0, 0, draw.normal()] for _ in range(2)]
            leaves += [low, low + 1]
    parts = [np.array(part) for part in zip(*nodes, strict=True)]
    names = ("feature", "threshold", "chosen", "missing", "left", "right", "value")
    seen = [(column, code) for column in (3, 4) for code in sorted(draw.permutation(60)[:40].tolist())]
    arrays = dict(zip(names, parts, strict=True)) | {
        "base": draw.normal(size=outputs),
        "start": np.array(start),
        "output": draw.integers(0, outputs, trees),
        "sets": np.array(sets, np.int64).reshape(-1, 8),
        "seen": np.array(seen),
    }
    return Forest.from_arrays(arrays)


def rows(seed: int, count: int = 50) -> np.ndarray:
    draw = np.random.default_rng(seed)
    x = np.concatenate([draw.integers(-4, 5, (count, 3)), draw.integers(0, 70, (count, 2))], axis=1).astype(np.float32)
    x[draw.uniform(size=x.shape) < 0.15] = NAN
    return x


@given(st.integers(0, 10_000))
def test_it_adds_up_what_walks_through_the_trees_find(seed: int) -> None:
    rung, x = grown(seed), rows(seed)
    assert rung.sums(x).tobytes() == walked(rung, x).tobytes()


def test_blocks_of_rows_and_of_trees_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    x = rows(1, 40)
    want = grown(1, trees=7).sums(x)
    for name, value in {"BLOCK": 7, "TREES": 3, "ROOM": 1}.items():
        monkeypatch.setattr(module, name, value)
    assert grown(1, trees=7).sums(x).tobytes() == want.tobytes()


def test_tables_that_take_much_room_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large, x = grown(1), grown(1), rows(1)
    assert small.sums(x).tobytes() == small.sums(x).tobytes()
    monkeypatch.setattr(module, "PLACES", 1)
    assert large.sums(x).tobytes() == small.sums(x).tobytes()
    assert small._held
    assert not large._held


def test_what_was_never_seen_counts_as_missing() -> None:
    rung = forest(1)
    x = np.array([[0, 0, 1], [0, 0, 3], [0, 0, 2], [0, 0, NAN], [0, NAN, 1], [0, -3, 3]], np.float32)
    assert rung.sums(x).ravel().tolist() == [1.75, -0.75, -0.75, -0.75, 0.75, 0.75]


def test_it_knows_what_it_asks_about() -> None:
    assert forest(2).reads(9).tolist() == [1, 2]
    assert forest(2).reads(2).tolist() == [1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("left", np.array([2, 0, 3, 0, 0, 0])),  # two lead to one, and none to another
        ("left", np.array([0, 0, 3, 0, 0, 0])),  # back
        ("left", np.array([5, 0, 3, 0, 0, 0])),  # into another tree
        ("right", np.array([9, 0, 4, 0, 0, 0])),  # nowhere
        ("left", np.array([1.0, 0, 3, 0, 0, 0])),
        ("start", np.array([1, 5])),
        ("start", np.array([0, 0])),
        ("start", np.array([0, 9])),
        ("start", np.array([0, 4])),
        ("output", np.array([0, 3])),
        ("output", np.array([-1, 0])),
        ("output", np.array([0])),
        ("chosen", np.array([-1, -1, 1, -1, -1, -1])),
        ("chosen", np.array([-1, -1, -2, -1, -1, -1])),
        ("chosen", np.array([0, -1, 0, -1, -1])),
        ("missing", np.array([2, 0, 0, 0, 0, 0])),
        ("sets", np.array([[2**32, 0, 0, 0, 0, 0, 0, 0]])),
        ("sets", np.array([[-1, 0, 0, 0, 0, 0, 0, 0]])),
        ("sets", np.zeros((1, 7), np.int64)),
        ("seen", np.array([[2, 4], [2, 1]])),
        ("seen", np.array([[2, 1], [2, 1]])),
        ("seen", np.stack([np.full(257, 2), np.arange(257)], axis=1)),
        ("seen", np.zeros((2, 3), np.int64)),
        ("base", np.zeros((1, 1))),
    ],
)
def test_arrays_that_cannot_be_a_forest_are_refused(name: str, value: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"leads?|lead|begins|entry|number|shape|bit|twice|order|holds"):
        Forest.from_arrays({**forest(3).arrays(), name: value})


def test_a_column_is_asked_for_numbers_or_for_categories() -> None:
    with pytest.raises(ValueError, match="both numbers and categories"):
        Forest.from_arrays({**forest(1).arrays(), "feature": np.array([2, -1, 2, -1, -1, -1])})


def test_a_tree_of_more_leaves_than_bits_is_refused() -> None:
    many = 33
    inner = np.arange(many - 1)
    arrays = {
        "base": np.zeros(1),
        "start": np.array([0]),
        "output": np.array([0]),
        "feature": np.concatenate([np.zeros(many - 1, np.int64), np.full(many, -1)]),
        "threshold": np.zeros(2 * many - 1),
        "chosen": np.full(2 * many - 1, -1),
        "missing": np.zeros(2 * many - 1, np.int64),
        "left": np.concatenate([many - 1 + inner, np.zeros(many, np.int64)]),
        "right": np.concatenate([[*inner[1:], 2 * many - 2], np.zeros(many, np.int64)]),
        "value": np.zeros(2 * many - 1),
        "sets": np.zeros((0, 8), np.int64),
        "seen": np.zeros((0, 2), np.int64),
    }
    with pytest.raises(ValueError, match="more than 32 leaves"):
        Forest.from_arrays(arrays)


def test_a_small_file_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLACES", 5)
    with pytest.raises(ValueError, match="too many entries"):
        Forest.from_arrays(forest(1).arrays())
