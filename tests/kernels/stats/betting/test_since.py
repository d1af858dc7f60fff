"""When a change began: sums that do not depend on batches, a memory that stays small, a set that holds the truth."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm

from ninelives.kernels.stats.betting import Past
from ninelives.kernels.stats.betting.since import KEPT, WIDTH


def past_of(p: np.ndarray) -> Past:
    past = Past(p.shape[1])
    past.add(p, np.arange(1, len(p) + 1))
    return past


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(0, 99))
def test_batches_and_a_rest_in_between_play_no_part(sizes: list[int], seed: int) -> None:
    p, ends = np.random.default_rng(seed).random((sum(sizes), 2)), np.cumsum([0, *sizes])
    parts = Past(2)
    for a, b in pairwise(ends.tolist()):
        parts.add(p[a:b], np.arange(a + 1, b + 1))
        parts = Past.from_arrays(parts.arrays())
    for name, want in past_of(p).arrays().items():
        if name != "open":
            assert (parts.arrays()[name] == want).all()
    assert parts.since(0) == past_of(p).since(0)


def test_its_memory_grows_with_the_logarithm_and_forgets_nothing() -> None:
    p = np.random.default_rng(0).random((40_000, 1))
    past = past_of(p)
    assert len(past.widths) < KEPT * (np.log2(40_000 / WIDTH / KEPT) + 2)
    assert sum(past.widths) + past.waiting == 40_000
    assert past.ends == np.cumsum(past.widths).tolist()
    assert sum(past.sums)[0] == pytest.approx(norm.ppf(p[: sum(past.widths)]).clip(-4, 4).sum())


@pytest.mark.parametrize("kind", ["jump", "ramp", "wider"])
def test_its_interval_holds_the_true_beginning_in_nine_of_ten_streams(kind: str) -> None:
    """The full size is prove/watch.py."""
    held, runs = 0, 60
    for seed in range(runs):
        z = np.random.default_rng(seed).normal(size=1400)
        after = np.arange(1, 401)
        z[1000:] = {"jump": z[1000:] + 0.7, "ramp": z[1000:] + after / 400, "wider": z[1000:] * 1.6}[kind]
        found = past_of(norm.cdf(z)[:, None]).since(0)
        assert found is not None
        held += found[1] <= 1000 <= found[2]
    assert held >= binom.ppf(0.01, runs, 0.9)


def test_a_stream_that_was_never_like_its_reference_changed_before_it_began() -> None:
    found = past_of(np.random.default_rng(0).beta(4, 2, (300, 1))).since(0)
    assert found is not None
    assert found[:2] == (0, 0)
    assert found[2] < 60


def test_of_nothing_nothing_is_told() -> None:
    assert Past(3).since(1) is None


@pytest.mark.parametrize("damage", ["widths", "sums", "open", "ends"])
def test_arrays_that_do_not_belong_together_are_refused(damage: str) -> None:
    arrays = past_of(np.random.default_rng(0).random((100, 2))).arrays()
    arrays[damage] = arrays[damage][1:]
    with pytest.raises(ValueError, match="do not belong together"):
        Past.from_arrays(arrays)
