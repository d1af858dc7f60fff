"""Labels: bounds that hold at any number of them, and contradictions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from ninelives.kernels.stats.harm import contradicted, corrected, exact, one_each


@given(st.integers(1, 200), st.data())
def test_agrees_with_scipy(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    theirs = binomtest(hits, n).proportion_ci(0.95, method="exact")
    assert exact(hits, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize("p", [0.02, 0.3, 0.9])
def test_it_covers_at_every_size(p: float) -> None:
    """Summed over all outcomes, so there is no chance in it."""
    for n in (1, 5, 20, 77):
        inside = [low <= p <= high for low, high in (exact(k, n) for k in range(n + 1))]
        assert binom.pmf(np.arange(n + 1), n, p) @ inside >= 0.95


@pytest.mark.parametrize(("hits", "n"), [(1, 0), (3, 2), (-1, 2)])
def test_what_cannot_be_counted_is_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="hits"):
        exact(hits, n)


def test_one_row_of_each_scene() -> None:
    scenes = np.array([3, 3, 3, 1, 1, 7])
    some = one_each(scenes, 0)
    assert sorted(scenes[some]) == [1, 3, 7]
    assert len({tuple(one_each(scenes, seed)) for seed in range(30)}) == 6


def test_the_promise_narrows_what_labels_tell() -> None:
    draw = np.random.default_rng(1)
    promised = draw.exponential(size=2000)
    lost = promised * draw.uniform(0.9, 1.3, size=2000)
    some = draw.permutation(2000)[:60]
    told = corrected(lost[some], promised[some], float(promised.mean()), some, 0.95)
    alone = corrected(lost[some], np.zeros(60), 0.0, some, 0.95)
    assert told[1] < lost.mean() < told[2]
    assert told[2] - told[1] < 0.3 * (alone[2] - alone[1])
    assert alone[0] == pytest.approx(lost[some].mean())


@pytest.mark.parametrize(("worse", "most", "least"), [(0.0, 7, 0), (0.2, 60, 55)])
def test_labels_that_contradict(worse: float, most: int, least: int) -> None:
    """At 5 % a promise that is kept is contradicted in 5 % of 60 draws; one that is broken by 20 points in most."""
    count = 0
    for seed in range(60):
        draw = np.random.default_rng(seed)
        promised = draw.uniform(0, 0.3, size=100)
        lost = (draw.random(100) < promised + worse) * 1.0
        count += contradicted(lost, promised, np.arange(100), 0.0, share=True) <= 0.05
    assert least <= count <= most


def test_nothing_to_contradict() -> None:
    assert contradicted(np.zeros(3), np.zeros(3), np.arange(3), 0.0, share=True) == 1.0
