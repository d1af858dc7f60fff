"""Boosting: scikit-learn grows the trees, and plain arrays give the same sums to the last bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.nets.rungs.tables import Forest
from ninelives.stages.train.tables.rungs import TableLesson, boosting
from ninelives.stages.train.tables.rungs.boosting import Table, exported
from tests.stages.train.tables.rungs.lessons import CATEGORIES, NAMES, lesson, table


def peer(model: Any, learned: Table, x: np.ndarray) -> np.ndarray:
    """What scikit-learn's own trees sum up of new rows, given the columns as it was fitted on them."""
    values = x[:, learned.columns].astype(np.float64)
    for at, kinds in enumerate(learned.kinds):
        places = {code: float(place) for place, code in enumerate(kinds.tolist())}
        values[:, at] = [places.get(value, np.nan) for value in values[:, at].tolist()]
    return np.asarray(model._raw_predict(values))


def fitted(seed: int, kind: str, rows: int = 150, gaps: float = 0.1) -> tuple[Any, Table, Forest]:
    draw = np.random.default_rng(seed)
    x, y, number = table(rows, seed)
    x[draw.uniform(size=x.shape) < gaps] = np.nan
    given_ = TableLesson(x, y, CATEGORIES, NAMES) if kind != "numbers" else TableLesson(x, number, CATEGORIES)
    if kind == "two":
        given_ = TableLesson(x, y % 2, CATEGORIES, NAMES[:2])
    learned = Table.of(x, CATEGORIES)
    model = boosting._grown(learned, np.arange(rows), given_.y, given_, 12)
    return model, learned, exported(model, learned, given_.classes)


@settings(max_examples=25)
@given(st.integers(0, 999), st.sampled_from(["classes", "two", "numbers"]), st.sampled_from([0.0, 0.1, 0.6]))
def test_the_arrays_sum_up_what_scikit_learn_does_to_the_last_bit(seed: int, kind: str, gaps: float) -> None:
    model, learned, forest = fitted(seed, kind, gaps=gaps)
    forest = Forest.from_arrays(forest.arrays())
    draw = np.random.default_rng(seed + 1)
    x = np.concatenate([table(80, seed + 1)[0], table(3, seed)[0] * np.float32(1e6)])
    x[draw.uniform(size=x.shape) < 0.2] = np.nan
    x[:5, 2] = 17  # a category that was never seen
    want, got = peer(model, learned, x), forest.sums(x)
    if kind == "two":  # scikit-learn keeps the difference of the two
        assert (got[:, 0] == 0).all()
        got = got[:, 1:]
    assert got.tobytes() == np.ascontiguousarray(want).tobytes()


def test_probabilities_are_those_of_scikit_learn() -> None:
    for kind, names in (("classes", NAMES), ("two", NAMES[:2])):
        model, learned, forest = fitted(3, kind)
        x = table(60, seed=4)[0]
        values = x[:, learned.columns].astype(float)
        p = boosting.Boosting(forest, np.asarray(1.0)).probabilities(x)
        assert p.shape == (60, len(names))
        np.testing.assert_allclose(p, model.predict_proba(values), atol=1e-12)  # all codes occur: places are codes


def test_many_categories_are_told_apart_by_how_common_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosting, "CATEGORIES", 3)
    codes = np.repeat([9, 4, 700, 3, 8], [40, 30, 20, 10, 5]).astype(np.float32)[:, None]
    found = Table.of(codes, np.array([701]))
    assert found.kinds[0].tolist() == [4, 9, 700]
    assert found.values[[0, 40, 70], 0].tolist() == [1, 0, 2]
    assert np.isnan(found.values[90:]).all()


def test_categories_as_many_as_scikit_learn_takes_are_learned() -> None:
    draw = np.random.default_rng(0)
    codes = draw.integers(0, 300, 6000)
    rung = boosting.fit(TableLesson(codes.astype(np.float32)[:, None], codes % 2, np.array([300]), ("even", "odd")))
    known = np.isin(codes, rung.machine.seen[:, 1])
    assert len(rung.machine.seen) == boosting.CATEGORIES
    right = rung.probabilities(codes.astype(np.float32)[:, None]).argmax(axis=1) == codes % 2
    assert right[known].mean() > 0.95


def test_few_rows_have_as_many_trees_as_scenes_kept_aside_ask_for() -> None:
    draw = np.random.default_rng(0)
    x = draw.normal(size=(300, 3)).astype(np.float32)
    noise = TableLesson(x, draw.integers(0, 2, 300), np.zeros(3, int), ("a", "b"))
    clear = TableLesson(x, (x[:, 0] * x[:, 1] > 0).astype(np.int64), np.zeros(3, int), ("a", "b"))
    few, many = (len(boosting.fit(told).machine.start) for told in (noise, clear))
    assert few < 10 < many


def test_a_long_table_has_a_fixed_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosting, "CHOOSING", 100)
    assert len(boosting.fit(lesson("numbers")).machine.start) == boosting.STEPS


def test_scenes_choose_together() -> None:
    """Rows of a scene are alike: kept aside one by one they would ask for trees that know their scene by heart."""
    draw = np.random.default_rng(0)
    scene = np.repeat(np.arange(40), 10)
    x = draw.normal(size=(40, 4)).astype(np.float32)[scene]
    y = draw.integers(0, 2, 40)[scene]
    told = TableLesson(x, y, np.zeros(4, int), ("a", "b"), scene=scene)
    leaky = TableLesson(x, y, np.zeros(4, int), ("a", "b"))
    assert len(boosting.fit(told).machine.start) < 20 < len(boosting.fit(leaky).machine.start)


def test_many_classes_take_fewer_and_bolder_steps() -> None:
    assert boosting._pace(2) == (200, 0.1)
    assert boosting._pace(30) == (100, 0.1)
    steps, rate = boosting._pace(100)
    assert steps * 100 <= boosting.TREES
    assert rate == 0.3


def test_a_category_that_only_scenes_kept_aside_know_is_no_reason_to_fail() -> None:
    draw = np.random.default_rng(0)
    for seed in range(5):
        x = np.full((60, 2), np.nan, np.float32)
        x[:, 0] = draw.normal(size=60)
        x[draw.permutation(60)[:3], 1] = [0, 1, 2]
        told = TableLesson(x, (x[:, 0] > 0).astype(np.int64), np.array([0, 3]), ("a", "b"), seed)
        assert np.isfinite(boosting.fit(told).probabilities(x)).all()
