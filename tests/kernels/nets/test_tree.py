"""A tree of questions that a person can ask, beside one grown by a loop and beside scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from ninelives.kernels.nets import tree
from ninelives.kernels.nets.tree import NUMBER, Binned, Node, grow, roundest

NAN = float("nan")


def leaf_of(nodes: list[Node], row: np.ndarray) -> int:
    """One row walked by a loop."""
    at = 0
    while nodes[at].column >= 0:
        node, value = nodes[at], row[nodes[at].column]
        if np.isnan(value):
            low = node.missing_left
        else:
            low = value == node.category if node.category != NUMBER else value <= node.threshold
        at = node.low if low else node.high
    return at


def columns(x: np.ndarray, categories: list[int]) -> list[Binned]:
    return [
        Binned.category(x[:, at], kinds) if kinds else Binned.number(x[:, at]) for at, kinds in enumerate(categories)
    ]


def drawn(seed: int, rows: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Two numbers and a category, some missing, and two classes that depend on them."""
    draw = np.random.default_rng(seed)
    x = np.stack([draw.integers(0, 9, rows), draw.normal(size=rows), draw.integers(0, 4, rows)], axis=1)
    y = ((x[:, 0] > 4) ^ (x[:, 2] == 1) ^ (draw.uniform(size=rows) < 0.1)).astype(np.int64)
    x[draw.uniform(size=x.shape) < 0.1] = NAN
    return x.astype(np.float32), y


def gain_by_a_loop(x: np.ndarray, y: np.ndarray, categories: list[int], least: int) -> float:
    """The most that one question lowers the sum of squared errors, tried one by one."""

    def error(some: np.ndarray) -> float:
        return float(((some - some.mean(axis=0)) ** 2).sum())

    best = 0.0
    for at, kinds in enumerate(categories):
        known = ~np.isnan(x[:, at])
        values = np.unique(x[known, at])
        for value in values if kinds else values[:-1]:
            low = x[:, at] == value if kinds else x[:, at] <= value
            low = np.where(known, low, (low & known).sum() >= (~low & known).sum())
            if min(low.sum(), (~low).sum()) >= least:
                best = max(best, error(y) - error(y[low]) - error(y[~low]))
    return best


@given(st.integers(0, 199), st.sampled_from([1, 5, 12]))
def test_the_first_question_is_the_best_there_is(seed: int, least: int) -> None:
    x, y = drawn(seed)
    number = np.random.default_rng(seed).normal(size=len(y)) + y
    for target, classes, told in ((y, 2, np.eye(2)[y]), (number, 0, number[:, None])):
        found = tree.Grown(columns(x, [0, 0, 4]), target, classes, least).best(np.arange(len(x)))
        assert found.gain == pytest.approx(gain_by_a_loop(x, told, [0, 0, 4], least), abs=1e-9)


@given(st.integers(0, 199))
def test_rows_are_where_a_walk_ends(seed: int) -> None:
    x, y = drawn(seed)
    nodes = grow(columns(x, [0, 0, 4]), y, 2, leaves=6, least=2)
    for at, node in enumerate(nodes):
        if node.column < 0:
            assert [leaf_of(nodes, row) for row in x[node.rows]] == [at] * len(node.rows)
            assert len(node.rows) >= 2
        else:
            assert sorted([*nodes[node.low].rows, *nodes[node.high].rows]) == sorted(node.rows)
            assert node.gaps == np.isnan(x[node.rows, node.column]).sum()
            assert node.low > at < node.high


@given(st.integers(0, 99), st.integers(2, 8))
def test_without_categories_and_gaps_it_is_the_tree_of_scikit_learn(seed: int, leaves: int) -> None:
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=(80, 3)).astype(np.float32), draw.normal(size=80)
    ours = grow(columns(x, [0, 0, 0]), y, 0, leaves=leaves, least=3)
    theirs = DecisionTreeRegressor(max_leaf_nodes=leaves, min_samples_leaf=3, random_state=0).fit(x, y)
    pairs = np.unique(np.stack([theirs.apply(x), [leaf_of(ours, row) for row in x]]), axis=1)
    assert pairs.shape[1] == len(np.unique(pairs[0])) == len(np.unique(pairs[1])) == (len(ours) + 1) // 2


@given(st.integers(0, 99))
def test_the_first_question_about_classes_gains_what_that_of_scikit_learn_does(seed: int) -> None:
    """Later ones may differ: of classes several questions often gain the same."""
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=(80, 3)).astype(np.float32), draw.integers(0, 3, 80)
    theirs = DecisionTreeClassifier(max_leaf_nodes=2, min_samples_leaf=3).fit(x, y).tree_
    parts = theirs.impurity * theirs.n_node_samples
    found = tree.Grown(columns(x, [0, 0, 0]), y, 3, 3).best(np.arange(80))
    assert found.gain == pytest.approx(parts[0] - parts[1] - parts[2])


def test_a_category_is_asked_for_by_its_code() -> None:
    x = np.repeat([0.0, 1, 2, NAN], 10)[:, None]
    nodes = grow(columns(x, [3]), np.repeat([0, 1, 0, 0], 10), 2, leaves=9, least=2)
    assert (nodes[0].category, nodes[0].missing_left, nodes[0].gaps, len(nodes)) == (1, False, 10, 3)


def test_what_is_missing_follows_the_larger_side() -> None:
    x = np.array([*[0.0] * 12, *[1.0] * 8, *[NAN] * 5])[:, None]
    y = np.array([0] * 12 + [1] * 13)
    (root, *_) = grow(columns(x, [0]), y, 2, leaves=2, least=1)
    assert root.missing_left
    assert root.gaps == 5


def test_rare_categories_beyond_those_that_may_be_asked_for_are_known_and_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tree, "BINS", 2)
    column = Binned.category(np.array([5.0, 5, 5, 1, 1, 0, NAN]), 6)
    assert column.kinds is not None
    assert column.kinds.tolist() == [1, 5]
    assert column.code.tolist() == [1, 1, 1, 0, 0, 2, 3]


def test_many_numbers_are_binned_by_how_common_they_are() -> None:
    x = np.random.default_rng(0).normal(size=5000).astype(np.float32)
    column = Binned.number(x)
    assert column.edges is not None
    assert 200 < column.bins <= tree.BINS
    assert np.bincount(column.code).min() > 5
    for at, (below, above) in enumerate(column.edges):
        assert x[column.code <= at].max() == below
        assert x[column.code > at].min() == above


def test_nothing_to_ask_is_one_leaf() -> None:
    for x in (np.full((6, 1), NAN), np.ones((6, 1)), np.zeros((6, 0))):
        nodes = grow(columns(x, [0] * x.shape[1]), np.arange(6) % 2, 2, leaves=9, least=1)
        assert [node.column for node in nodes] == [-1]
    assert len(grow(columns(np.arange(6.0)[:, None], [0]), np.zeros(6), 0, leaves=9, least=1)) == 1
    assert len(grow([], np.zeros(0), 0, leaves=9, least=1)) == 1


@pytest.mark.parametrize(
    ("below", "above", "round_"),
    [(9, 10, 9.5), (20, 30, 25), (26, 26.25, 26.1), (0, 1, 0.5), (0.1, 0.9, 0.5), (-3, 7, 0), (999, 1003, 1000)],
)
def test_a_threshold_is_a_round_number(below: float, above: float, round_: float) -> None:
    assert roundest(below, above) == round_


@given(
    st.floats(width=32, allow_nan=False, allow_infinity=False),
    st.floats(width=32, allow_nan=False, allow_infinity=False),
)
def test_a_threshold_parts_the_two(one: float, other: float) -> None:
    if one != other:
        low, high = sorted((one, other))
        assert low <= roundest(low, high) < high


def test_the_order_of_equal_questions_is_that_of_the_columns() -> None:
    x = np.tile(np.arange(10.0)[:, None], (1, 3))
    assert grow(columns(x, [0, 0, 0]), np.arange(10) // 5, 2, leaves=2, least=1)[0].column == 0
