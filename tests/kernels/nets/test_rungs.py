"""Rungs judge by their arrays alone, and refuse arrays that are not theirs."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.kernels.nets import rungs
from ninelives.kernels.nets.rungs import RUNGS, Kernel, Majority, Pretrained, Rules, softmax


def tree() -> Rules:
    """Two questions: is property 0 at most 1? and else, is property 1 at most 2?"""
    return Rules(
        feature=np.array([0, -1, 1, -1, -1]),
        threshold=np.array([1.0, -2, 2, -2, -2]),
        left=np.array([1, 0, 3, 0, 0]),
        right=np.array([2, 0, 4, 0, 0]),
        value=np.array([[0.5, 0.5], [1, 0], [0.2, 0.8], [0.4, 0.6], [0, 1]]),
        count=np.array([10, 5, 5, 2, 3]),
    )


def head(classes: int = 3, features: int = 4, seed: int = 0) -> Pretrained:
    draw = np.random.default_rng(seed)
    return Pretrained(
        mean=draw.normal(size=features),
        scale=np.asarray(2.0),
        weights=draw.normal(size=(features, classes)),
        bias=draw.normal(size=classes),
        temperature=np.asarray(1.5),
    )


def machine(classes: int = 3, pixels: int = 5, marks: int = 4, seed: int = 0) -> Kernel:
    draw = np.random.default_rng(seed)
    return Kernel(
        mean=draw.normal(size=pixels),
        scale=np.asarray(1.0),
        landmarks=draw.normal(size=(marks, pixels)),
        gamma=np.asarray(0.3),
        whiten=np.eye(marks),
        weights=draw.normal(size=(marks, classes)),
        bias=draw.normal(size=classes),
        temperature=np.asarray(1.0),
    )


EACH = {"majority": Majority(prior=np.array([0.2, 0.8])), "rules": tree(), "kernel": machine(), "pretrained": head()}


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(-1e4, 1e4)))
def test_softmax_is_a_distribution_that_no_shift_changes(logits: np.ndarray) -> None:
    p = softmax(logits)
    assert np.isfinite(p).all()
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_allclose(softmax(logits + 7), p, atol=1e-9)


def test_the_majority_says_its_prior_whatever_it_is_shown() -> None:
    p = EACH["majority"].probabilities(np.zeros((3, 0)))
    assert p.tolist() == [[0.2, 0.8]] * 3


def test_rules_go_left_where_the_property_is_at_most_the_threshold() -> None:
    x = np.array([[1.0, 9], [1.1, 2], [1.1, 2.1]], np.float32)
    assert tree().leaves(x).tolist() == [1, 3, 4]
    assert tree().probabilities(x).tolist() == [[1, 0], [0.4, 0.6], [0, 1]]


def test_rules_that_lead_in_a_circle_come_to_an_end() -> None:
    circle = Rules(**{**tree().arrays(), "left": np.zeros(5, np.int64), "right": np.zeros(5, np.int64)})
    assert circle.probabilities(np.zeros((2, 2), np.float32)).shape == (2, 2)


def test_the_kernel_is_the_rbf_of_scikit_learn() -> None:
    from sklearn.metrics.pairwise import rbf_kernel

    rung, x = machine(), np.random.default_rng(1).normal(size=(6, 5))
    np.testing.assert_allclose(rung.embed(x), rbf_kernel(x - rung.mean, rung.landmarks, gamma=0.3), rtol=1e-9)


def test_the_head_is_a_tempered_softmax() -> None:
    rung, x = head(), np.random.default_rng(1).normal(size=(6, 4))
    logits = (x - rung.mean) / 2 @ rung.weights + rung.bias
    np.testing.assert_allclose(rung.probabilities(x), softmax(logits / 1.5), rtol=1e-9)


def test_the_kernel_judges_in_blocks_as_it_does_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rung, x = machine(), np.random.default_rng(1).normal(size=(7, 5))
    whole = rung.probabilities(x)
    monkeypatch.setattr(rungs, "BLOCK", 3)
    np.testing.assert_allclose(rung.probabilities(x), whole, rtol=1e-12)


@pytest.mark.parametrize("name", RUNGS)
def test_no_photo_gives_no_row(name: str) -> None:
    rung = EACH[name]
    width = {"kernel": 5, "pretrained": 4}.get(name, 2)
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
        ("rules", "count", np.zeros(5, np.int64)),
        ("rules", "value", np.ones((5, 2))),
        ("rules", "value", np.full((4, 2), 0.5)),
        ("rules", "value", np.ones(5)),
        ("kernel", "scale", np.asarray(0.0)),
        ("kernel", "gamma", np.asarray(-1.0)),
        ("kernel", "temperature", np.asarray(1e-300)),
        ("kernel", "weights", np.full((4, 3), 1e300)),
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
    with pytest.raises(ValueError, match=r"shares|leads|entry|photos|number|beyond|holds|shape"):
        RUNGS[name].from_arrays({**EACH[name].arrays(), array: value})
