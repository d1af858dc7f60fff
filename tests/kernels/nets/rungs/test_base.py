"""Rungs judge by their arrays alone, and refuse arrays that are not theirs."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.kernels.nets.rungs import RUNGS, softmax
from tests.kernels.nets.rungs.fitted import EACH


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(-1e4, 1e4)))
def test_softmax_is_a_distribution_that_no_shift_changes(logits: np.ndarray) -> None:
    p = softmax(logits)
    assert np.isfinite(p).all()
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_allclose(softmax(logits + 7), p, atol=1e-9)


@pytest.mark.parametrize("name", RUNGS)
def test_no_photo_gives_no_row(name: str) -> None:
    rung = EACH[name]
    width = {"kernel": 5, "network": 192, "zero-shot": 4, "pretrained": 4, "fine-tuned": 4, "kinds": 4}.get(name, 2)
    assert rung.probabilities(np.zeros((0, width), np.float32)).shape[0] == 0


@pytest.mark.parametrize("name", RUNGS)
def test_arrays_there_and_back(name: str) -> None:
    rung = EACH[name]
    again = RUNGS[name].from_arrays(rung.arrays())
    assert {key: array.tobytes() for key, array in again.arrays().items()} == {
        key: np.asarray(array).tobytes() for key, array in rung.arrays().items()
    }
    assert again.parameters == rung.parameters > 0


@pytest.mark.parametrize("name", RUNGS)
def test_a_missing_or_a_foreign_array_is_refused(name: str) -> None:
    held = EACH[name].arrays()
    less = dict(list(held.items())[1:])
    with pytest.raises(ValueError, match="expected the arrays"):
        RUNGS[name].from_arrays(less)
    with pytest.raises(ValueError, match="expected the arrays"):
        RUNGS[name].from_arrays({**held, "foreign": np.zeros(1)})


CASES = [(name, entry.name) for name, rung in EACH.items() for entry in fields(rung)]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize(("name", "array"), CASES)
def test_numbers_that_are_not_finite_are_refused(name: str, array: str, bad: float) -> None:
    held = EACH[name].arrays()
    with pytest.raises(ValueError, match=f"{array} holds numbers that are not finite"):
        RUNGS[name].from_arrays({**held, array: np.full(held[array].shape, bad)})


@pytest.mark.parametrize(
    ("name", "array", "value"),
    [
        ("majority", "prior", np.array([0.5, 0.6])),
        ("majority", "prior", np.array([-0.5, 1.5])),
        ("rules", "left", np.array([0, 0, 3, 0, 0])),  # back to itself
        ("rules", "right", np.array([9, 0, 4, 0, 0])),  # nowhere
        ("rules", "right", np.array([2, 0, 1, 0, 0])),  # back
        ("rules", "threshold", np.zeros(4)),
        ("rules", "photos", np.zeros(5, np.int64)),
        ("rules", "photos", np.full((5, 2), -1)),
        ("rules", "photos", np.zeros((5, 2))),
        ("rules", "value", np.ones((5, 2))),
        ("rules", "value", np.full((4, 2), 0.5)),
        ("rules", "value", np.ones(5)),
        ("perceptron", "deviation", np.array([1.0, 0.0])),
        ("perceptron", "deviation", np.array([1.0, -1.0])),
        ("perceptron", "deviation", np.ones(3)),
        ("perceptron", "weights", np.zeros((2, 1))),
        ("perceptron", "bias", np.zeros(2)),
        ("perceptron", "temperature", np.asarray(0.0)),
        ("kernel", "scale", np.asarray(0.0)),
        ("kernel", "gamma", np.asarray(-1.0)),
        ("kernel", "temperature", np.asarray(1e-300)),
        ("kernel", "weights", np.full((4, 3), 1e300)),
        ("network", "side", np.asarray(0)),
        ("network", "side", np.asarray(10**6)),
        ("network", "side", np.asarray(8.5)),
        ("network", "mean", np.zeros(4)),
        ("network", "kernels", np.zeros(1026)),
        ("network", "kernels", np.zeros(9, np.float32)),
        ("network", "plan", np.zeros((0, 4), np.int64)),
        ("network", "plan", np.array([4, 3, 1, 0])),
        ("network", "plan", np.array([[4, 3, 1, 0], [5, 4, 1, 0], [0, 5, 1, 0], [7, 6, 0, 0]])),
        ("network", "plan", np.array([[4, 3, 1, 0], [5, 3, 1, 0], [6, 5, 1, 0], [7, 6, 0, 0]])),
        ("network", "plan", np.array([[4, 3, 1, 0], [5, 4, 2, 0], [6, 5, 1, 0], [7, 6, 0, 0]])),
        ("network", "plan", np.array([[4, 3, 1, 0], [5, 4, 1, 0], [6, 5, 1, 0], [7, 6, 0, 1]])),
        ("network", "plan", np.array([[4, 3, 1.0, 0], [5, 4, 1, 0], [6, 5, 1, 0], [7, 6, 0, 0]])),
        ("network", "biases", np.zeros(0, np.float32)),
        ("network", "gains", np.zeros(21, np.float32)),
        ("network", "gains", np.zeros(22)),
        ("network", "weights", np.zeros((7, 3))),
        ("network", "steps", np.array([9, 8, 9, 1])),
        ("network", "steps", np.array([9.0, 9.0, 9.0, 1.0])),
        ("network", "steps", np.array([9, 9, 9])),
        ("network", "temperature", np.asarray(0.0)),
        ("pretrained", "temperature", np.ones(3)),
        ("kernel", "bias", np.zeros(1)),
        ("kernel", "weights", np.zeros((4, 1))),
        ("kernel", "landmarks", np.zeros((4, 1))),
        ("kernel", "whiten", np.zeros((1, 4))),
        ("pretrained", "bias", np.zeros(1)),
        ("pretrained", "mean", np.zeros((1, 4))),
        ("pretrained", "mean", np.ones(4, np.float16)),
        ("pretrained", "mean", np.ones(4, bool)),
    ],
)
def test_arrays_that_cannot_be_a_rung_are_refused(name: str, array: str, value: np.ndarray) -> None:
    with pytest.raises(
        ValueError, match=r"shares|leads|entry|fit one|adds|channels|photos|number|beyond|holds|shape|px|order|range"
    ):
        RUNGS[name].from_arrays({**EACH[name].arrays(), array: value})
