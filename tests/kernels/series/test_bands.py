"""Bands hold as often as promised."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.kernels.series import LEVELS, errors_needed, halves, held

errors = arrays(
    float, st.tuples(st.integers(1, 30), st.integers(1, 4)), elements=st.one_of(st.floats(-9, 9), st.just(np.nan))
)


@given(errors)
def test_each_half_is_the_rank_of_a_sorted_list(off: np.ndarray) -> None:
    found = halves(off)
    for at, level in enumerate(LEVELS):
        for step in range(off.shape[1]):
            sizes = sorted(abs(x) for x in off[:, step] if not np.isnan(x))
            rank = ceil((len(sizes) + 1) * level - 1e-9)
            if rank <= len(sizes):
                assert found[at, step] == sizes[rank - 1]
            else:
                assert np.isnan(found[at, step])


@given(errors)
def test_bands_lie_within_one_another(off: np.ndarray) -> None:
    found = halves(off)
    for narrow, wide in pairwise(found):
        both = ~np.isnan(wide)
        assert (narrow[both] <= wide[both]).all()


def test_so_many_errors_are_needed_and_no_fewer() -> None:
    assert [errors_needed(level) for level in LEVELS] == [1, 4, 19]
    for level in LEVELS:
        least = errors_needed(level)
        assert not np.isnan(halves(np.ones((least, 1)), (level,))).any()
        assert np.isnan(halves(np.ones((least - 1, 1)), (level,))).all()


@pytest.mark.parametrize(
    "draw", [lambda rng: rng.normal(size=(400, 21)), lambda rng: rng.exponential(size=(400, 21)) - 1]
)
def test_a_further_error_is_within_as_often_as_promised(draw) -> None:  # type: ignore[no-untyped-def]
    off = draw(np.random.default_rng(0))
    within = [np.abs(each[-1]) <= halves(each[:-1, None])[:, 0] for each in off]
    assert np.mean(within, axis=0) == pytest.approx(LEVELS, abs=0.06)
    assert (np.mean(within, axis=0) >= np.array(LEVELS) - 0.05).all()


@given(errors, st.integers(1, 4), st.integers(0, 3))
def test_what_was_held_is_what_a_loop_in_time_says(off: np.ndarray, spacing: int, delay: int) -> None:
    at = 10 + spacing * np.arange(len(off))
    found = held(off, at, LEVELS, delay)
    for number in range(len(off)):
        for step in range(off.shape[1]):
            known = [
                off[earlier, step]
                for earlier in range(number)
                if at[earlier] + step < at[number] - delay and not np.isnan(off[earlier, step])
            ]
            for which in range(len(LEVELS)):
                half = halves(np.array(known)[:, None], LEVELS)[which, 0] if known else np.nan
                if np.isnan(half) or np.isnan(off[number, step]):
                    assert np.isnan(found[which][number, step])
                else:
                    assert found[which][number, step] == (abs(off[number, step]) <= half)
