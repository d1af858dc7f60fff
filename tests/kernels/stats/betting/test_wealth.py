"""Bets that nobody wins in the long run where nothing changed, however often one looks, and that win where it did."""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.stats.betting import Ranks, Wealth
from ninelives.kernels.stats.betting.wealth import JUMPS, MOVED, SPREAD


def by_hand(p: list[float]) -> list[float]:
    """Logarithms of the wealth of all bettors on one column."""
    stakes = [(m, 0.0) for m in MOVED] + [(0.0, s) for s in SPREAD]
    money, told = [1 / len(stakes)] * len(stakes), []
    for each in p:
        line = 2 * each - 1
        money = [
            own * (1 + moved * line + spread * (3 * line**2 - 1) / 2)
            for own, (moved, spread) in zip(money, stakes, strict=True)
        ]
        told.append(log(sum(money)))
        money = [(1 - JUMPS) * own + JUMPS * sum(money) / len(money) for own in money]
    return told


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_it_is_what_a_loop_over_bettors_gives(p: list[float]) -> None:
    wealth = Wealth.start(2)
    path = wealth.bet(np.array([p, p[::-1]]).T)
    np.testing.assert_allclose(path.T, [by_hand(p), by_hand(p[::-1])], atol=1e-9)
    low = min(0.0, *by_hand(p))
    assert wealth.lowest[0] == pytest.approx(low, abs=1e-9)
    assert wealth.n == len(p)
    if low < -1e-6:
        assert by_hand(p)[wealth.since[0] - 1] == pytest.approx(low, abs=1e-9)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 99))
def test_batches_and_a_rest_in_between_play_no_part(sizes: list[int], seed: int) -> None:
    p = np.random.default_rng(seed).random((sum(sizes), 3))
    whole, parts, ends = Wealth.start(3), Wealth.start(3), np.cumsum([0, *sizes])
    want = whole.bet(p)
    found = []
    for a, b in pairwise(ends):
        found.append(parts.bet(p[a:b]))
        parts = Wealth.from_arrays(parts.arrays())
    np.testing.assert_allclose(np.concatenate(found), want, atol=1e-12)
    assert (parts.since == whole.since).all()
    np.testing.assert_allclose(parts.lowest, whole.lowest)


def test_a_fair_bet_has_the_mean_of_one() -> None:
    """Over all p-values at once, each factor is 1 on average: the wealth is a martingale."""
    p = ((np.arange(100_000) + 0.5) / 100_000)[:, None]
    means = [np.exp(Wealth.start(1).bet(p[at : at + 1])[0, 0]) for at in range(0, 100_000, 50)]
    assert np.mean(means) == pytest.approx(1, abs=1e-3)


def test_it_cries_wolf_in_one_stream_of_twenty_at_most_though_one_always_looks() -> None:
    """The full size is prove/shift.py."""
    runs, alarms = 120, 0
    for seed in range(runs):
        draw = np.random.default_rng(seed)
        rows = draw.normal(size=(900, 4)).round(1)
        ranks, wealth = Ranks.of(rows[:300]), Wealth.start(4)
        path = wealth.bet(ranks.rank(ranks.bins(rows[300:]), np.zeros(600, int), draw.random((600, 4))))
        alarms += path.max() - log(4) >= log(20)
    assert alarms <= binom.isf(0.01, runs, 0.05)


@pytest.mark.parametrize("kind", ["moved", "narrower", "wider"])
def test_a_change_is_seen_and_about_when_it_began(kind: str) -> None:
    draw = np.random.default_rng(1)
    rows = draw.normal(size=(3000, 3))
    rows[2000:, 1] = {"moved": rows[2000:, 1] + 1, "narrower": rows[2000:, 1] / 2, "wider": rows[2000:, 1] * 2}[kind]
    ranks, wealth = Ranks.of(rows[:1000]), Wealth.start(3)
    path = wealth.bet(ranks.rank(ranks.bins(rows[1000:]), np.zeros(2000, int), draw.random((2000, 3))))
    first = int((path - log(3) >= log(20)).any(axis=1).argmax())
    assert 1000 < first < 1250
    assert wealth.evidence().argmax() == 1
    assert abs(int(wealth.since[1]) - 1000) < 150


@pytest.mark.parametrize("damage", ["shares", "since", "log"])
def test_arrays_that_do_not_belong_together_are_refused(damage: str) -> None:
    arrays = Wealth.start(3).arrays()
    arrays[damage] = np.full(3, np.nan) if damage == "log" else arrays[damage][1:]
    with pytest.raises(ValueError, match="do not belong together"):
        Wealth.from_arrays(arrays)
