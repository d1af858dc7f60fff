"""The nearest centre says the kind."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.rungs import Kinds, softmax
from tests.kernels.nets.rungs.fitted import kinds


@given(st.integers(0, 50))
def test_the_likeliest_kind_is_the_nearest_by_a_loop(seed: int) -> None:
    rung, x = kinds(), np.random.default_rng(seed).normal(size=(6, 4)).astype(np.float32)
    for row, p in zip(x, rung.shares(x), strict=True):
        squared = np.array([((row - centre) ** 2).sum() for centre in rung.centres])
        assert p.argmax() == squared.argmin()
        np.testing.assert_allclose(p, softmax(-squared / (2 * rung.scale**2)), atol=1e-6)


def test_kinds_of_one_name_are_one_class() -> None:
    rung, x = kinds(), np.random.default_rng(1).normal(size=(6, 4))
    shares = rung.shares(x)
    np.testing.assert_allclose(rung.probabilities(x), np.stack([shares[:, 0] + shares[:, 2], shares[:, 1]], axis=1))


def test_far_from_zero_no_digit_is_lost() -> None:
    rung, x = kinds(), np.random.default_rng(2).normal(size=(6, 4))
    moved = Kinds(rung.centres + 1e6, rung.scale, rung.member)
    np.testing.assert_allclose(moved.shares(x + 1e6), rung.shares(x), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "array", "says"),
    [
        ("member", np.array([0, 2, 0]), "a class has no kind"),
        ("member", np.array([0.0, 1, 0]), "a class has no kind"),
        ("member", np.array([0, 10**9, 0]), "a class has no kind"),
        ("member", np.array([-1, 0, 1]), "a class has no kind"),
        ("member", np.zeros(0, np.int64), "shape|no kind"),
        ("centres", np.zeros((2, 4)), "centres has shape"),
        ("centres", np.zeros(3), "centres has shape"),
        ("scale", np.asarray(0.0), "no number above zero"),
    ],
)
def test_arrays_that_fit_no_rung_are_refused(name: str, array: np.ndarray, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Kinds.from_arrays({**kinds().arrays(), name: array})
