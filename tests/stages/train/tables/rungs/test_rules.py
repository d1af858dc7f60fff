"""Rules that a person can follow."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.stages.train.tables.rungs import TableLesson, rules
from tests.stages.train.tables.rungs.lessons import lesson, table


def test_the_questions_are_those_that_the_table_was_made_with() -> None:
    rung = rules.fit(lesson("classes", rows=900))
    assert isinstance(rung, Rules)
    asked = {(int(rung.feature[at]), int(rung.category[at])) for at in range(5) if rung.feature[at] >= 0}
    assert asked == {(2, 1), (0, -1)}
    assert min(abs(rung.threshold[at] - 50) for at in range(5) if rung.feature[at] == 0) < 0.2


def test_each_node_tells_its_rows_and_the_leaves_doubt_by_one() -> None:
    told = lesson("classes")
    rung = rules.fit(told)
    leaf = rung.leaves(told.x)
    for node in np.flatnonzero(rung.feature < 0):
        assert rung.rows[node].tolist() == np.bincount(told.y[leaf == node], minlength=3).tolist()
    np.testing.assert_allclose(rung.value, (rung.rows + 1 / 3) / (rung.count + 1)[:, None])
    assert rung.rows[0].tolist() == np.bincount(told.y, minlength=3).tolist()


def test_a_leaf_of_numbers_says_their_mean() -> None:
    told = lesson("numbers")
    rung = rules.fit(told)
    assert isinstance(rung, RulesOfNumbers)
    leaf = rung.leaves(told.x)
    for node in np.flatnonzero(rung.feature < 0):
        np.testing.assert_allclose(rung.value[node], told.y[leaf == node].mean())
        assert rung.rows[node] == (leaf == node).sum()


def test_noise_gives_no_more_rules_than_a_person_reads() -> None:
    draw = np.random.default_rng(0)
    x = draw.normal(size=(500, 6)).astype(np.float32)
    rung = rules.fit(TableLesson(x, draw.integers(0, 2, 500), np.zeros(6, int), ("a", "b")))
    assert 2 <= (rung.feature < 0).sum() <= rules.MOST
    assert rung.count[rung.feature < 0].min() >= 10


def test_what_is_missing_follows_the_larger_side_and_is_counted() -> None:
    x, y, _ = table(900)
    rung = rules.fit(TableLesson(x, y, np.array([0, 0, 4]), ("a", "b", "c")))
    for at in np.flatnonzero(rung.feature >= 0):
        left, right = int(rung.left[at]), int(rung.right[at])
        larger = rung.count[left] - rung.gaps[at] * rung.missing[at] >= rung.count[right] - rung.gaps[at] * (
            1 - rung.missing[at]
        )
        assert bool(rung.missing[at]) == larger
    assert rung.gaps[0] == np.isnan(x[:, rung.feature[0]]).sum() > 0


def test_shorter_rules_are_those_of_a_shorter_fit() -> None:
    told = lesson("classes", rows=900)
    whole = rules.fit(told)
    for leaves in range(1, int((whole.feature < 0).sum()) + 1):
        few = whole.shorter(leaves)
        assert (few.feature < 0).sum() == leaves
        assert few.probabilities(told.x).shape == (900, 3)
    assert whole.shorter(leaves).arrays()["left"].tolist() == whole.left.tolist()
