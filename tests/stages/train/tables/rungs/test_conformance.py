"""What every rung of the two ladders of tables keeps to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load, save

from ninelives.kernels.nets.rungs.tables import CLASSIFIERS, REGRESSORS
from ninelives.stages.train.tables.rungs import CLASSES, NUMBERS, TableLesson, cannot, fit
from tests.stages.train.tables.rungs.lessons import CATEGORIES, NAMES, lesson, table

KINDS: dict[str, dict[str, Any]] = {"classes": dict(CLASSIFIERS), "numbers": dict(REGRESSORS)}
EVERY = [(kind, name) for kind, rungs in KINDS.items() for name in rungs]
every_rung = pytest.mark.parametrize(("kind", "name"), EVERY)
every_classifier = pytest.mark.parametrize("name", CLASSIFIERS)
every_regressor = pytest.mark.parametrize("name", REGRESSORS)


def packed(rung: Any) -> bytes:
    return save(rung.arrays())


def said(rung: Any, x: np.ndarray) -> np.ndarray:
    return np.asarray(rung.probabilities(x) if hasattr(rung, "probabilities") else rung.predict(x))


def test_every_rung_can_be_fitted_and_loaded() -> None:
    assert list(CLASSES) == list(CLASSIFIERS)
    assert list(NUMBERS) == list(REGRESSORS)


@every_classifier
def test_rows_are_distributions(name: str) -> None:
    p = said(fit(name, lesson("classes")), table(100, seed=1)[0])
    assert p.shape == (100, 3)
    assert p.dtype == np.float64
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1)


@every_regressor
def test_rows_are_numbers(name: str) -> None:
    found = said(fit(name, lesson("numbers")), table(100, seed=1)[0])
    assert found.shape == (100,)
    assert found.dtype == np.float64
    assert np.isfinite(found).all()


@every_rung
def test_it_is_better_than_the_lowest_on_rows_that_it_has_not_seen(kind: str, name: str) -> None:
    x, y, number = table(400, seed=1)
    found = said(fit(name, lesson(kind)), x)
    if kind == "classes":
        right = (found.argmax(axis=1) == y).mean()
        assert right >= (0.35 if name == "majority" else 0.85)
    elif name != "mean":
        assert ((found - number) ** 2).mean() < 0.3 * number.var()


@every_classifier
def test_the_order_of_the_classes_is_irrelevant(name: str) -> None:
    told = lesson("classes")
    other = np.array([2, 0, 1])
    as_is = said(fit(name, told), told.x)
    renamed = said(fit(name, replace(told, y=other[told.y])), told.x)
    np.testing.assert_allclose(renamed[:, other], as_is, atol=2e-3)


@every_rung
def test_the_order_of_the_columns_is_irrelevant(kind: str, name: str) -> None:
    told, order = lesson(kind), np.array([2, 0, 1])
    moved = replace(told, x=told.x[:, order], categories=told.categories[order])
    one, other = fit(name, told), fit(name, moved)
    new = table(100, seed=1)[0]
    np.testing.assert_array_equal(said(one, new), said(other, new[:, order]))
    if name not in ("majority", "mean"):
        assert one.reads(3).tolist() == sorted(order[other.reads(3)].tolist())


@every_rung
def test_the_same_seed_gives_the_same_bytes(kind: str, name: str) -> None:
    told = lesson(kind, seed=5)
    again = replace(told, x=told.x.copy(order="F"), y=told.y.copy())
    assert packed(fit(name, told)) == packed(fit(name, again))


@every_rung
def test_arrays_are_saved_and_loaded_bit_for_bit(kind: str, name: str) -> None:
    told = lesson(kind)
    rung = fit(name, told)
    again = KINDS[kind][name].from_arrays(load(packed(rung)))
    assert packed(again) == packed(rung)
    assert said(again, told.x).tobytes() == said(rung, told.x).tobytes()
    assert again.parameters == rung.parameters > 0


@every_classifier
def test_an_absent_class_is_tolerated_and_never_said(name: str) -> None:
    told = lesson("classes")
    some = told.y != 1
    p = said(fit(name, told.some(some)), told.x)
    assert np.isfinite(p).all()
    assert not (p[some].argmax(axis=1) == 1).any()


@every_classifier
def test_a_single_class_left_is_what_it_says(name: str) -> None:
    told = lesson("classes")
    p = said(fit(name, told.some(told.y == 2)), told.x)
    assert (p.argmax(axis=1) == 2).all()


@every_rung
def test_equal_rows_and_a_single_one_are_no_reason_to_fail(kind: str, name: str) -> None:
    x, half = np.full((6, 3), 1, np.float32), np.arange(6) % 2
    if kind == "classes":
        found = said(fit(name, TableLesson(x, half, CATEGORIES, NAMES[:2])), x)
        np.testing.assert_allclose(found, 0.5, atol=1e-6)
        one = said(fit(name, TableLesson(x[:1], half[1:2], CATEGORIES, NAMES[:2])), x)
        assert (one.argmax(axis=1) == 1).all()
    else:
        found = said(fit(name, TableLesson(x, half.astype(float), CATEGORIES)), x)
        np.testing.assert_allclose(found, 0.5, atol=1e-6)
        one = said(fit(name, TableLesson(x[:1], np.array([7.0]), CATEGORIES)), x)
        np.testing.assert_allclose(one, 7)


@every_rung
def test_new_categories_gaps_and_far_numbers_have_an_answer(kind: str, name: str) -> None:
    rung = fit(name, lesson(kind))
    new = np.array([[50, 1, 99], [np.nan] * 3, [3e38, -3e38, 0], [-3e38, 3e38, np.nan]], np.float32)
    assert np.isfinite(said(rung, new)).all()


@every_rung
def test_one_slip_of_the_keyboard_costs_little(kind: str, name: str) -> None:
    told = lesson(kind)
    x = told.x.copy()
    x[:2, 1] = 3e38, -3e38
    x[2, 0] = 1e30
    new, y, number = table(400, seed=1)
    found = said(fit(name, replace(told, x=x)), new)
    if kind == "classes":
        assert (found.argmax(axis=1) == y).mean() >= (0.35 if name == "majority" else 0.8)
    elif name != "mean":
        assert ((found - number) ** 2).mean() < 0.4 * number.var()


@every_rung
def test_a_column_that_is_wholly_missing_says_nothing(kind: str, name: str) -> None:
    told = lesson(kind)
    gone = np.full((len(told.y), 1), np.nan, np.float32)
    wider = replace(told, x=np.hstack([told.x, gone, gone]), categories=np.array([*CATEGORIES, 0, 3]))
    rung = fit(name, wider)
    new = table(50, seed=1)[0]
    filled = np.hstack([new, np.ones((50, 2), np.float32)])
    assert said(rung, filled).tobytes() == said(rung, np.hstack([new, gone[:50], gone[:50]])).tobytes()


@every_regressor
def test_the_unit_of_the_number_plays_no_part(name: str) -> None:
    told = lesson("numbers")
    x = table(100, seed=1)[0]
    usual, other = (said(fit(name, replace(told, y=y)), x) for y in (told.y, told.y * 1024 - 2**20))
    tolerance = 0.02 if name == "network" else 1e-6  # float32 learns of another rounding
    np.testing.assert_allclose((other + 2**20) / 1024, usual, rtol=tolerance)


def test_what_a_rung_cannot_learn_is_said_beforehand_and_refused() -> None:
    many = tuple(f"class {at}" for at in range(101))
    assert "at most 100" in cannot("boosting", 101)
    assert cannot("boosting", 100) == cannot("rules", 101) == cannot("linear", 0) == ""
    with pytest.raises(ValueError, match="boosting cannot learn this: it grows a tree a class"):
        fit("boosting", TableLesson(np.zeros((2, 1), np.float32), np.array([0, 100]), np.zeros(1, int), many))
    with pytest.raises(ValueError, match="of classes there are the rungs majority"):
        fit("linear", lesson("classes"))
    with pytest.raises(ValueError, match="of numbers there are the rungs mean"):
        fit("perceptron", lesson("numbers"))
