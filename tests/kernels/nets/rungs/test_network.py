"""A network that was trained from scratch judges without torch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.rungs import Network
from tests.kernels.nets.rungs.fitted import convolutions, residual

RUNG = convolutions()
PHOTOS = np.random.default_rng(1).uniform(size=(5, 8 * 8 * 3)).astype(np.float32)


@pytest.mark.parametrize("rung", [RUNG, residual()], ids=["chain", "residual"])
def test_its_features_are_those_of_the_convolutions_written_as_loops(rung: Network) -> None:
    photos = np.random.default_rng(1).uniform(size=(5, int(rung.side) ** 2 * 3)).astype(np.float32)
    np.testing.assert_allclose(rung.features(photos), reference(rung, photos), rtol=1e-4, atol=1e-4)


def reference(rung: Network, x: np.ndarray) -> np.ndarray:
    """Everything in float64, a kernel's place at a time."""
    y = (x.reshape(-1, int(rung.side), int(rung.side), 3) - rung.mean).astype(np.float64)
    if rung.layers[0].kernel.shape[1] == 12:
        y = np.concatenate([y[:, i::2, j::2] for i in (0, 1) for j in (0, 1)], axis=3)
    taken = [y]
    for kernel, gain, bias, pooled, adds in rung.layers:
        y = taken[-1]
        padded = np.pad(y, ((0, 0), (1, 1), (1, 1), (0, 0)))
        rows, columns = y.shape[1:3]
        places = [(i, j) for i in range(3) for j in range(3)]
        y = np.asarray(sum(padded[:, i : i + rows, j : j + columns] @ kernel[:, :, i, j].T for i, j in places))
        if pooled:
            y = np.stack([y[:, i::2, j::2] for i in (0, 1) for j in (0, 1)]).max(axis=0)
        y = gain * y + bias
        taken.append(np.maximum(y + taken[-2] if adds else y, 0))
    y = taken[-1]
    return np.concatenate([y.mean((1, 2)), y.max((1, 2))], axis=1)


def test_a_photo_is_judged_the_same_in_any_company() -> None:
    alone = np.concatenate([RUNG.probabilities(photo[None]) for photo in PHOTOS])
    np.testing.assert_allclose(RUNG.probabilities(PHOTOS), alone, rtol=1e-5)


def test_many_photos_are_judged_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = RUNG.probabilities(PHOTOS)
    monkeypatch.setattr("ninelives.kernels.nets.rungs.network.BLOCK", 2)
    np.testing.assert_allclose(RUNG.probabilities(PHOTOS), whole, rtol=1e-5)


def test_kernels_that_could_leave_the_range_of_float32_are_refused() -> None:
    arrays = {name: np.full_like(array, 1e10) if name == "kernels" else array for name, array in RUNG.arrays().items()}
    with pytest.raises(ValueError, match="range of float32"):
        Network.from_arrays(arrays)


@pytest.mark.parametrize(
    "shape",
    [
        {"side": 129, "widths": (1, 1, 1, 1)},
        {"side": 128, "widths": (17, 1, 1, 1)},
        {"side": 92, "widths": (31, 1, 1, 1)},
        {"side": 128, "widths": (1, 65, 1, 1)},
        {"side": 125, "widths": (1, 1, 257, 1)},  # pooled to 63 and 32, rounded up
        {"side": 1, "widths": (1, 1, 1, 1025)},
        {"side": 1, "widths": (1, 1, 1, 1), "classes": 2**15 + 1},
    ],
)
def test_a_small_file_that_would_fill_the_memory_is_refused(shape: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"px|classes|channels"):
        Network.from_arrays(convolutions(**shape).arrays())


@pytest.mark.parametrize(
    "shape",
    [
        {"side": Network.SHOWN, "widths": (32, 64, 128, 256)},  # our own
        {"side": 90, "widths": (32, 64, 128, 256)},
        {"side": 128, "widths": (16, 64, 256, 1024)},
        {"side": 1, "widths": (1, 1, 1, 1024)},
        {"side": 1, "widths": (1, 1, 1, 1), "classes": 2**15},
    ],
)
def test_there_is_room_for_larger_ones_than_our_own(shape: dict[str, Any]) -> None:
    rung = convolutions(**shape)
    assert Network.from_arrays(rung.arrays()).parameters == rung.parameters


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([9, 9, 9, 3], ""),
        ([0, 0, 0, 0], ""),
        (
            [1500, 1512, 2000, 60],
            "stopped at step 1,512 of 2,000 (epoch 60): the loss is not a number; the state of step 1,500 is used",
        ),
        (
            [1950, 2000, 2000, 80],
            "stopped at step 2,000 of 2,000 (epoch 80): a weight is not a number; the state of step 1,950 is used",
        ),
    ],
)
def test_it_knows_where_its_training_broke(steps: list[int], told: str) -> None:
    assert Network.broke(np.array(steps)) == told
