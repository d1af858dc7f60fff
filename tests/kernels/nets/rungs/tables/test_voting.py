"""Rungs that tell a class, and what all rungs of tables keep to: they are their arrays, and refuse arrays of others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.rungs import softmax
from ninelives.kernels.nets.rungs.tables import CLASSIFIERS, REGRESSORS
from ninelives.kernels.nets.rungs.tables.voting import taken
from tests.kernels.nets.rungs.tables.fitted import CLASSES, EACH, table

KINDS: dict[tuple[str, str], Any] = {("classes", name): kind for name, kind in CLASSIFIERS.items()} | {
    ("numbers", name): kind for name, kind in REGRESSORS.items()
}
every_rung = pytest.mark.parametrize("of", KINDS, ids="-".join)


def said(rung: Any, x: np.ndarray) -> np.ndarray:
    return np.asarray(rung.probabilities(x) if hasattr(rung, "probabilities") else rung.predict(x))


def test_there_is_one_of_each_kind_here() -> None:
    assert list(EACH) == list(KINDS)
    assert list(CLASSIFIERS) == ["majority", "rules", "perceptron", "kernel", "boosting", "network"]
    assert list(REGRESSORS) == ["mean", "rules", "linear", "kernel", "boosting", "network"]


@pytest.mark.parametrize("name", CLASSES)
def test_rows_are_distributions_of_whatever_is_shown(name: str) -> None:
    x = np.concatenate([table(), table() * 1e30, np.full((1, 3), np.nan, np.float32)])
    p = CLASSES[name].probabilities(x.astype(np.float32))
    assert p.dtype == np.float64
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1)


@every_rung
def test_no_row_gives_no_row(of: tuple[str, str]) -> None:
    assert said(EACH[of], np.zeros((0, 3), np.float32)).shape[0] == 0


@every_rung
def test_arrays_there_and_back(of: tuple[str, str]) -> None:
    rung = EACH[of]
    again = KINDS[of].from_arrays(rung.arrays())
    assert {key: array.tobytes() for key, array in again.arrays().items()} == {
        key: np.asarray(array).tobytes() for key, array in rung.arrays().items()
    }
    assert again.parameters == rung.parameters > 0
    assert said(again, table()).tobytes() == said(rung, table()).tobytes()


@every_rung
def test_only_the_columns_that_it_reads_change_what_it_says(of: tuple[str, str]) -> None:
    rung, x = EACH[of], table()
    read = rung.reads(3).tolist()
    if of[1] == "majority":
        return  # it says that it may read any, and reads none
    for at in range(3):
        other = x.copy()
        other[:, at] = other[::-1, at]
        assert (said(rung, other) != said(rung, x)).any() == (at in read)
    assert rung.reads(1).tolist() == [at for at in read if at < 1]


@every_rung
def test_a_missing_or_a_foreign_array_is_refused(of: tuple[str, str]) -> None:
    held = EACH[of].arrays()
    for gone in held:
        with pytest.raises(ValueError, match="expected the arrays"):
            KINDS[of].from_arrays({key: array for key, array in held.items() if key != gone})
    with pytest.raises(ValueError, match="expected the arrays"):
        KINDS[of].from_arrays({**held, "foreign": np.zeros(1)})


ARRAYS = [(of, name) for of, rung in EACH.items() for name in rung.arrays()]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize(("of", "name"), ARRAYS)
def test_numbers_that_are_not_finite_are_refused(of: tuple[str, str], name: str, bad: float) -> None:
    held = EACH[of].arrays()
    with pytest.raises(ValueError, match=f"{name.removeprefix('columns.')} holds numbers that are not finite"):
        KINDS[of].from_arrays({**held, name: np.full(held[name].shape, bad)})


@pytest.mark.parametrize(("of", "name"), ARRAYS)
def test_another_shape_or_type_is_refused_or_changes_nothing_that_is_said(of: tuple[str, str], name: str) -> None:
    """Whatever one array is replaced by: either it is refused, or the rung still speaks."""
    held = EACH[of].arrays()
    shape, x = held[name].shape, table()
    for other in (
        np.zeros(()),
        np.zeros(3),
        np.zeros((2, 2)),
        np.zeros((0, *shape[1:])),
        np.zeros(shape, bool),
        np.zeros(shape, np.float16),
        np.full(shape, -1, np.int64),
        np.full(shape, 7, np.int64),
        np.full(shape, 1e9),
        np.full(shape, 1e300),
    ):
        try:
            rung = KINDS[of].from_arrays({**held, name: other})
        except ValueError:
            continue
        if rung.reads(10**12).max(initial=0) < 3:
            assert np.isfinite(said(rung, x)).all()


def test_the_sums_are_tempered() -> None:
    rung, x = CLASSES["perceptron"], table()
    np.testing.assert_allclose(rung.probabilities(x), softmax(rung.machine.sums(x) / 0.8), rtol=1e-12)


def test_a_voice_is_what_a_deviation_adds_to_the_log_odds() -> None:
    rung = CLASSES["perceptron"]
    usual = np.array([[1, -3, 0], [2, -3, 0]], np.float32)  # column 0 is the first feature, in deviations of 1
    p = np.log(rung.probabilities(usual))
    voices = rung.voices()
    np.testing.assert_allclose((p[1] - p[0]) - (p[1] - p[0]).mean(), voices[0], atol=1e-9)
    np.testing.assert_allclose(voices.sum(axis=1), 0, atol=1e-12)


def test_single_numbers_are_taken_out_of_arrays() -> None:
    found, rest = taken({"a": np.asarray(1.0), "b": np.zeros(2)}, "a")
    assert (float(found[0]), list(rest)) == (1.0, ["b"])
    for bad in (np.zeros(1), np.asarray(1), np.asarray(np.nan)):
        with pytest.raises(ValueError, match="a "):
            taken({"a": bad}, "a")
