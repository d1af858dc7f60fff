"""ImageNet's classes read as the user's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.rungs import ZeroShot, softmax
from tests.kernels.nets.rungs.fitted import named


def test_a_class_is_the_mean_of_its_members_by_a_loop() -> None:
    rung, x = named(), np.random.default_rng(1).normal(size=(6, 4)).astype(np.float32)
    logits = x @ rung.weights + rung.bias
    for row, p in zip(logits, rung.probabilities(x), strict=True):
        groups = [[np.exp(row[at]) for at in range(len(row)) if rung.member[at] == one] for one in range(3)]
        means = np.array([sum(group) / len(group) for group in groups]) ** (1 / 1.5)
        np.testing.assert_allclose(p, means / means.sum(), rtol=1e-6)


@given(st.integers(1, 200))
def test_a_member_named_again_and_again_changes_nothing(times: int) -> None:
    one, x = named(), np.random.default_rng(2).normal(size=(5, 4))
    rows = np.concatenate([np.repeat(np.flatnonzero(one.member == 0), times), np.flatnonzero(one.member > 0)])
    many = ZeroShot(one.weights[:, rows], one.bias[rows], one.member[rows], one.temperature)
    np.testing.assert_allclose(many.probabilities(x), one.probabilities(x), rtol=1e-6)


def test_with_one_member_each_it_is_the_softmax_of_those() -> None:
    draw = np.random.default_rng(3)
    rung = ZeroShot(draw.normal(size=(4, 3)), draw.normal(size=3), np.arange(3), np.asarray(1.0))
    x = draw.normal(size=(7, 4))
    np.testing.assert_allclose(rung.probabilities(x), softmax(x @ rung.weights + rung.bias), rtol=1e-9)


@pytest.mark.parametrize(
    ("name", "array", "says"),
    [
        ("member", np.array([0, 0, 2, 2, 2]), "a class has no member"),
        ("member", np.array([1, 1, 2, 2, 2]), "a class has no member"),
        ("member", np.array([-1, 0, 1, 1, 2]), "a class has no member"),
        ("member", np.array([0.0, 0, 1, 1, 2]), "a class has no member"),
        ("member", np.array([0, 1]), "member has shape"),
        ("bias", np.zeros(4), "shape"),
        ("weights", np.zeros(5), "weights has shape"),
        ("weights", np.zeros((5, 4)), "weights has shape"),
        ("member", np.array([0, 1, 2, 3, 10**9]), "a class has no member"),
    ],
)
def test_arrays_that_fit_no_rung_are_refused(name: str, array: np.ndarray, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ZeroShot.from_arrays({**named().arrays(), name: array})


def test_no_class_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no member"):
        ZeroShot.from_arrays(ZeroShot(np.zeros((4, 0)), np.zeros(0), np.zeros(0, np.int64), np.asarray(1.0)).arrays())
