"""A tree that a person can follow."""

from __future__ import annotations

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from ninelives.kernels.nets.rungs import Rules
from ninelives.stages.train.rungs import rules
from tests.stages.train.rungs.lessons import lesson


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
