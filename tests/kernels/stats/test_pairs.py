"""Pairs of questions that no sum can use, against every table written down one by one."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.kernels.stats.pairs import Pair, counted, cuts, strongest

CELLS = list(product((False, True), repeat=2))
XOR = ((0, 1, 1, 0), (1, 0, 0, 1))


def by_hand(yes: np.ndarray, y: np.ndarray) -> int:
    """The most that the best table of two classes over two questions wins over the best that a sum can give."""
    most = 0
    for i, j in combinations(range(yes.shape[1]), 2):
        for pair in combinations(range(int(y.max(initial=0)) + 1), 2):
            right = {}
            for table in product((0, 1), repeat=4):
                answer = np.array(table)[2 * yes[:, i] + yes[:, j]]
                right[table] = int((np.array(pair)[answer] == y).sum())
            most = max(most, max(right.values()) - max(n for table, n in right.items() if table not in XOR))
    return most


answers = arrays(bool, st.tuples(st.integers(1, 40), st.integers(2, 4)))


def found(yes: np.ndarray, y: np.ndarray, classes: int) -> Pair | None:
    return strongest(counted(yes, y, classes), np.bincount(y, minlength=classes))


@settings(deadline=None)
@given(answers, st.integers(2, 3), st.integers(0, 10**6))
def test_the_gain_is_that_of_all_tables_tried_one_by_one(yes: np.ndarray, classes: int, seed: int) -> None:
    y = np.random.default_rng(seed).integers(0, classes, len(yes))
    y[: len(y) // 2] = (yes[:, 0] ^ yes[:, 1])[: len(y) // 2]
    pair = found(yes, y, classes)
    assert (pair.gain if pair else 0) == by_hand(yes, y)


@settings(deadline=None)
@given(answers, st.integers(0, 10**6))
def test_the_spared_cell_is_what_the_gain_counts(yes: np.ndarray, seed: int) -> None:
    y = np.random.default_rng(seed).integers(0, 2, len(yes))
    if (pair := found(yes, y, 2)) is None:
        return
    cell = (yes[:, list(pair.questions)] == pair.spared).all(axis=1)
    wins = pair.classes[0] if pair.spared[0] == pair.spared[1] else pair.classes[1]
    assert int((y[cell] == wins).sum() - (y[cell] != wins).sum()) == pair.gain


def test_a_planted_pair_is_found_whichever_way_round() -> None:
    draw = np.random.default_rng(0)
    yes = draw.integers(0, 2, (400, 6)).astype(bool)
    for apart in (0, 1):
        pair = found(yes, np.where(yes[:, 1] ^ yes[:, 4], apart, 1 - apart), 2)
        assert pair is not None
        assert (pair.questions, pair.classes) == ((1, 4), (1 - apart, apart))


def test_what_adds_up_is_no_such_pair() -> None:
    yes = np.array(CELLS * 10)
    for y in (yes[:, 0] & yes[:, 1], yes[:, 0] | yes[:, 1], yes[:, 0], np.zeros(40, int)):
        assert found(yes, y.astype(int), 2) is None


def test_counts_are_those_of_a_loop() -> None:
    draw = np.random.default_rng(0)
    yes, y = draw.integers(0, 2, (50, 3)).astype(bool), draw.integers(-1, 3, 50)  # -1: of no class that is asked for
    both = counted(yes, y, 3)
    for kind, i, j in product(range(3), range(3), range(3)):
        assert both[kind, i, j] == sum(yes[row, i] and yes[row, j] and y[row] == kind for row in range(50))


@given(arrays(np.float32, st.tuples(st.integers(1, 40), st.just(1)), elements=st.sampled_from([0, 1, 2.5, 7, np.nan])))
def test_every_cut_leaves_some_values_on_either_side(x: np.ndarray) -> None:
    column, threshold = cuts(x)
    values = x[np.isfinite(x)]
    assert len(threshold) == len(set(threshold)) == len(column)
    assert bool(len(threshold)) == (len(set(values.tolist())) > 1)
    for cut in threshold:
        assert (values > cut).any()
        assert (values < cut).any()
        assert not (values == cut).any()


def test_yes_and_no_are_cut_between_however_rare_one_of_them_is() -> None:
    for ones in (1, 50, 99):
        column, threshold = cuts(np.repeat([0.0, 1.0], [100 - ones, ones])[:, None])
        assert (column.tolist(), threshold.tolist()) == ([0], [0.5])


def test_cuts_of_many_values_lie_at_their_shares() -> None:
    _, threshold = cuts(np.arange(100.0)[:, None])
    assert threshold.tolist() == [19.5, 34.5, 49.5, 64.5, 79.5]
