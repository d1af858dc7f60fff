"""A tree that a person can follow."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load, save
from sklearn.tree import DecisionTreeClassifier

from ninelives.kernels.nets.rungs import Rules
from ninelives.stages.train.rungs import Lesson, rules
from ninelives.stages.train.written import Written
from ninelives.stages.train.written.grammar import Comparison, Rule
from tests.stages.train.rungs.lessons import lesson
from tests.stages.train.written import conditions
from tests.stages.train.written.conditions import corners


def fitted(x: np.ndarray, y: np.ndarray, classes: int = 2) -> Rules:
    return rules.fit(lesson(x.astype(np.float32), y, classes))


def test_one_threshold_that_does_it_all_is_found() -> None:
    x = np.linspace(0, 1, 40)[:, None]
    rung = fitted(x, (x[:, 0] > 0.5).astype(int))
    assert rung.feature.tolist() == [0, -1, -1]
    assert 0.48 < rung.threshold[0] < 0.52
    assert rung.count.tolist() == [40, 20, 20]


def test_the_leaves_doubt_by_one_photo() -> None:
    x = np.linspace(0, 1, 40)[:, None]
    rung = fitted(x, (x[:, 0] > 0.5).astype(int))
    np.testing.assert_allclose(rung.value[1], [20.5 / 21, 0.5 / 21])


def test_noise_gives_no_more_rules_than_a_person_reads() -> None:
    draw = np.random.default_rng(0)
    rung = fitted(draw.normal(size=(500, 6)), draw.integers(0, 2, 500))
    leaves = int((rung.feature < 0).sum())
    assert 2 <= leaves <= rules.MOST
    assert rung.count[rung.feature < 0].min() >= 10


def test_many_classes_may_have_more_rules() -> None:
    y = np.arange(600) % 20
    rung = fitted(y[:, None] + np.random.default_rng(0).normal(0, 0.1, (600, 1)), y, 20)
    assert (rung.probabilities(y[:, None].astype(np.float32)).argmax(axis=1) == y).mean() > 0.9


def test_the_leaves_are_those_of_scikit_learn() -> None:
    draw = np.random.default_rng(1)
    x, y = draw.normal(size=(200, 5)).astype(np.float32), draw.integers(0, 3, 200)
    grown = DecisionTreeClassifier(max_leaf_nodes=9, min_samples_leaf=4, random_state=0).fit(x, y)
    new = draw.normal(size=(100, 5)).astype(np.float32)
    assert rules.fit(lesson(x, y, 3)).leaves(new).tolist() == grown.apply(new).tolist()


# --- with rules of the user's own

NAMES = ("a", "b", "long name")


def told(book: list[Rule], x: np.ndarray, y: np.ndarray, otherwise: str | None = None) -> tuple[Rules, Written]:
    written = Written.of(book, NAMES, ("class 0", "class 1"), otherwise)
    given = Lesson(x.astype(np.float32), y, ("class 0", "class 1"), columns=NAMES, written=written)
    return rules.fit(given), written


def drawn(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return draw.choice(corners(), (n, len(NAMES))), draw.integers(0, 2, n)


@given(conditions.rules(("class 0", "class 1")), st.integers(0, 99), st.sampled_from([None, "class 0", "class 1"]))
def test_a_written_rule_says_its_class_and_what_is_left_is_learned(
    book: list[Rule], seed: int, otherwise: str | None
) -> None:
    x, y = drawn(seed)
    rung, written = told(book, x, y, otherwise)
    said, caught = rung.probabilities(x.astype(np.float32)).argmax(axis=1), written.caught(x)
    for row, rule in zip(said[caught >= 0], caught[caught >= 0], strict=True):
        assert row == int(book[rule].kind[-1])
    left = caught < 0
    if otherwise is not None:
        assert (said[left] == int(otherwise[-1])).all()
    elif left.any():
        alone = rules.fit(lesson(x[left], y[left], 2))
        assert (said[left] == alone.probabilities(x[left]).argmax(axis=1)).all()


@given(conditions.rules(("class 0", "class 1")), st.integers(0, 99))
def test_written_and_learned_rules_are_one_rung_like_any_other(book: list[Rule], seed: int) -> None:
    x, y = drawn(seed)
    rung, written = told(book, x, y)
    again = Rules.from_arrays(load(save(rung.arrays())))
    assert again.probabilities(x).tobytes() == rung.probabilities(x).tobytes()
    np.testing.assert_allclose(rung.probabilities(x).sum(axis=1), 1)
    leaf = rung.leaves(x)
    for node in np.flatnonzero(rung.feature < 0):
        assert rung.photos[node].tolist() == np.bincount(y[leaf == node], minlength=2).tolist()
    assert rung.photos[0].tolist() == np.bincount(y, minlength=2).tolist()
    assert rung.photos[written.leaf].sum() == (written.caught(x) >= 0).sum()


def test_a_rule_that_its_photos_contradict_is_no_surer_than_it_must_be() -> None:
    x, y = np.ones((40, 3)), np.ones(40, int)
    rung, _ = told([Rule(Comparison("a", "yes"), "class 0")], x, y)
    (p,) = rung.probabilities(np.ones((1, 3), np.float32))
    assert p[0] > p[1]
    assert p[0] - p[1] < 1e-5


def test_a_rule_that_its_photos_support_is_as_sure_as_they_are() -> None:
    x, y = np.ones((40, 3)), np.zeros(40, int)
    rung, _ = told([Rule(Comparison("a", "yes"), "class 0")], x, y)
    np.testing.assert_allclose(rung.probabilities(np.ones((1, 3), np.float32))[0], [40.5 / 41, 0.5 / 41])


def test_where_rules_leave_nothing_the_rest_is_judged_by_all() -> None:
    x, y = np.ones((10, 3)), np.arange(10) % 10 // 3 % 2
    rung, written = told([Rule(Comparison("a", "yes"), "class 0")], x, y)
    assert len(rung.feature) == written.tail + 1
    np.testing.assert_allclose(rung.value[-1], Rules.doubted(np.bincount(y, minlength=2)[None])[0])
    assert rung.photos[-1].tolist() == [0, 0]
