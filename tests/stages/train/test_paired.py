from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.train.paired import ONE_ERROR, gain

CLASSES = 3


def said(classes: list[int]) -> np.ndarray:
    return np.eye(CLASSES)[classes]


@given(st.lists(st.tuples(*[st.integers(0, CLASSES - 1)] * 3), min_size=2, max_size=40))
def test_it_is_the_difference_of_the_shares_right_and_turns_round_with_them(rows: list[tuple[int, int, int]]) -> None:
    one, other, y = (np.array(column) for column in zip(*rows, strict=True))
    scene = np.arange(len(y))
    more, low, high = gain(said(one), said(other), y, scene)
    assert more == pytest.approx((one == y).mean() - (other == y).mean())
    assert low <= more <= high
    assert gain(said(other), said(one), y, scene) == pytest.approx((-more, -high, -low))
    _, nearer, _ = gain(said(one), said(other), y, scene, level=ONE_ERROR)
    assert low <= nearer <= more


def test_of_a_single_scene_nobody_knows_more() -> None:
    y = np.array([0, 1, 2])
    assert gain(said([0, 1, 2]), said([0, 0, 0]), y, np.zeros(3)) == (pytest.approx(2 / 3), -1.0, 1.0)


def test_one_error_is_one_standard_error() -> None:
    y, draw = np.zeros(2000, int), np.random.default_rng(0)
    one, other = draw.random(2000) < 0.1, draw.random(2000) < 0.1
    more, low, _ = gain(
        said(one.astype(int).tolist()), said(other.astype(int).tolist()), y, np.arange(2000), level=ONE_ERROR
    )
    assert more - low == pytest.approx(np.std(other.astype(float) - one) / np.sqrt(2000), rel=0.01)
