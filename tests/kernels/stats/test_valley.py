"""A valley lies between two groups, and none within one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ninelives.kernels.stats import valley


def test_two_groups_have_one_and_it_is_counted() -> None:
    draw = np.random.default_rng(0)
    found = valley(np.concatenate([draw.normal(0, 0.1, 100), draw.normal(1, 0.1, 80), [0.5, 0.6, 7.0]]))
    assert found.half_way == 2
    assert found.near[0] > 80 > found.near[1] > 60
    assert found.p < 1e-10


@pytest.mark.parametrize(
    "one_peak",
    [
        lambda draw, n: draw.normal(0.5, 0.5, n),
        lambda draw, n: draw.normal(0.2, 0.7, n),  # nearer to one centre
        lambda draw, n: draw.uniform(-0.5, 1.5, n),  # flat: the hardest case, all windows alike
        lambda draw, n: draw.exponential(0.7, n) - 0.3,
        lambda draw, n: draw.standard_t(1, n) + 0.5,
    ],
)
def test_one_peak_of_any_shape_is_seldom_called_two(one_peak) -> None:  # type: ignore[no-untyped-def]
    draw = np.random.default_rng(1)
    p = np.array([valley(one_peak(draw, 60)).p for _ in range(400)])
    assert (p <= 0.05).mean() <= 0.05


@given(st.lists(st.floats(-2, 3), max_size=60))
def test_it_is_the_worse_of_two_exact_tests_by_a_loop(position: list[float]) -> None:
    found = valley(position)
    low, middle, high = (sum(abs(at - centre) < 1 / 6 for at in position) for centre in (0, 0.5, 1))
    assert (found.near, found.half_way) == ((low, high), middle)
    each = [
        binomtest(middle, middle + side, 0.5, alternative="less").pvalue if middle + side else 1.0
        for side in (low, high)
    ]
    assert found.p == pytest.approx(max(each))


@given(st.lists(st.floats(-2, 3), max_size=40))
def test_which_centre_is_called_the_first_plays_no_part(position: list[float]) -> None:
    exact = [at for at in position if min(abs(abs(at - centre) - 1 / 6) for centre in (0, 0.5, 1)) > 1e-9]
    found, turned = valley(exact), valley([1 - at for at in exact])
    assert (turned.near, turned.half_way, turned.p) == (found.near[::-1], found.half_way, found.p)
