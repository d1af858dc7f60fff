"""What adds up the features of a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.rungs.tables import Dense, Landmarks, Layer
from ninelives.kernels.nets.rungs.tables import machines as module
from tests.kernels.nets.rungs.tables.fitted import dense, landmarks, layer


def z(rows: int = 7) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(rows, 6))


def test_a_layer_adds_up() -> None:
    found = layer(2)
    want = [[sum(row * found.weights[:, at]) + found.bias[at] for at in range(2)] for row in z()]
    np.testing.assert_allclose(found.sums(z()), want)


def test_landmarks_are_compared_with_each_row() -> None:
    found = landmarks(2)
    for row, sums in zip(z(), found.sums(z()), strict=True):
        near = [np.exp(-0.3 * ((row - mark) ** 2).sum()) for mark in found.landmarks]
        np.testing.assert_allclose(sums, near @ found.weights + found.bias)


def test_a_network_goes_through_two_rectified_layers() -> None:
    found = dense(2)
    for row, sums in zip(z(), found.sums(z()), strict=True):
        first = [max(0.0, sum(row * unit) + bias) for unit, bias in zip(found.weights0.T, found.bias0, strict=True)]
        second = [max(0.0, sum(first * unit) + bias) for unit, bias in zip(found.weights1.T, found.bias1, strict=True)]
        np.testing.assert_allclose(sums, np.array(second) @ found.weights + found.bias)


BAD: list[tuple[Any, str, np.ndarray]] = [
    (layer(2), "weights", np.zeros((6, 3))),
    (layer(2), "weights", np.zeros(6)),
    (layer(2), "bias", np.zeros((2, 1))),
    (landmarks(2), "gamma", np.asarray(-1.0)),
    (landmarks(2), "gamma", np.ones(1)),
    (landmarks(2), "whiten", np.eye(3)),
    (landmarks(2), "landmarks", np.zeros((3, 6))),
    (landmarks(2), "landmarks", np.zeros(4)),
    (landmarks(2), "weights", np.zeros((5, 2))),
    (dense(2), "weights1", np.zeros((4, 4))),
    (dense(2), "weights", np.zeros((5, 2))),
    (dense(2), "bias0", np.zeros(4)),
    (dense(2), "steps", np.zeros(3, np.int64)),
    (dense(2), "steps", np.array([9, 8, 9, 1])),
    (dense(2), "steps", np.array([9.0, 9, 9, 1])),
    (dense(2), "steps", np.array([9, 9, 9, -1])),
]


@pytest.mark.parametrize(("machine", "name", "value"), BAD)
def test_arrays_that_fit_no_machine_are_refused(machine: Any, name: str, value: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"shape|number|order"):
        type(machine).from_arrays({**machine.arrays(), name: value})


def test_machines_that_would_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WIDEST", 3)
    for machine in (landmarks(2), dense(2)):
        with pytest.raises(ValueError, match="too much"):
            type(machine).from_arrays(machine.arrays())


def test_each_tells_its_width() -> None:
    assert [machine.features for machine in (layer(2), landmarks(2), dense(2))] == [6, 6, 6]
    assert [kind.__name__ for kind in (Layer, Landmarks, Dense)] == ["Layer", "Landmarks", "Dense"]
