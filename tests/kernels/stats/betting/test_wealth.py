"""Bets that nobody wins in the long run where nothing changed, however often one looks, and that win where it did."""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.stats.betting import Ranks, Wealth, together
from ninelives.kernels.stats.betting.wealth import JUMPS, MOVED, PATIENCE, SPREAD, STEPS


def by_hand(p: list[float]) -> list[float]:
    """Logarithms of the wealth of all bettors on one column."""
    stakes = list(zip(MOVED[1:, 0], SPREAD[1:, 0], strict=True))
    waits, money, told = 0.5, [0.5 / len(stakes)] * len(stakes), []
    for n, each in enumerate(p, 1):
        line = 2 * each - 1
        money = [
            own * (1 + moved * line + spread * (3 * line**2 - 1) / 2)
            for own, (moved, spread) in zip(money, stakes, strict=True)
        ]
        told.append(log(waits + sum(money)))
        if n % STEPS == 0:
            fresh = JUMPS * sum(money) + waits * STEPS / (n + PATIENCE)
            money = [(1 - JUMPS) * own + fresh / len(stakes) for own in money]
            waits *= 1 - STEPS / (n + PATIENCE)
    return told


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_it_is_what_a_loop_over_bettors_gives(p: list[float]) -> None:
    wealth = Wealth.start(2)
    path = wealth.bet(np.array([p, p[::-1]]).T)
    np.testing.assert_allclose(path.T, [by_hand(p), by_hand(p[::-1])], atol=1e-9)
    np.testing.assert_allclose(wealth.now, path[-1], atol=1e-12)
    assert wealth.n == len(p)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 99))
def test_batches_and_a_rest_in_between_change_no_bit(sizes: list[int], seed: int) -> None:
    p = np.random.default_rng(seed).random((sum(sizes), 3))
    whole, parts, ends = Wealth.start(3), Wealth.start(3), np.cumsum([0, *sizes])
    want = whole.bet(p)
    found = []
    for a, b in pairwise(ends):
        found.append(parts.bet(p[a:b]))
        parts = Wealth.from_arrays(parts.arrays())
    assert (np.concatenate(found) == want).all()


def test_a_million_lost_bets_leave_what_waited() -> None:
    wealth = Wealth.start(1)
    for _ in range(20):
        wealth.bet(np.random.default_rng(0).random((5000, 1)))
    assert np.exp(wealth.now[0]) > 0.5 * PATIENCE / (100_000 + PATIENCE)
    late = wealth.bet(np.full((100, 1), 0.95))
    assert late[-1, 0] > log(1e6)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=32))
def test_all_columns_together_have_their_mean_wealth(logs: list[float]) -> None:
    found = together(np.array([logs, logs[::-1]]))
    np.testing.assert_allclose(found, np.log(np.mean(np.exp(logs))), atol=1e-9)


def test_a_fair_bet_has_the_mean_of_one() -> None:
    """Over all p-values at once, each factor is 1 on average: the wealth is a martingale."""
    p = ((np.arange(100_000) + 0.5) / 100_000)[:, None]
    means = [np.exp(Wealth.start(1).bet(p[at : at + 1])[0, 0]) for at in range(0, 100_000, 50)]
    assert np.mean(means) == pytest.approx(1, abs=1e-3)


def test_it_cries_wolf_in_one_stream_of_twenty_at_most_though_one_always_looks() -> None:
    """The full size is prove/watch.py."""
    runs, alarms = 120, 0
    for seed in range(runs):
        draw = np.random.default_rng(seed)
        rows = draw.normal(size=(900, 4)).round(1)
        ranks, wealth = Ranks.of(rows[:300]), Wealth.start(4)
        path = wealth.bet(ranks.rank(ranks.bins(rows[300:]), np.zeros(600, int), draw.random((600, 4))))
        alarms += together(path).max() >= log(20)
    assert alarms <= binom.isf(0.01, runs, 0.05)


@pytest.mark.parametrize("kind", ["moved", "narrower", "wider"])
def test_a_change_is_seen(kind: str) -> None:
    draw = np.random.default_rng(1)
    rows = draw.normal(size=(3000, 3))
    rows[2000:, 1] = {"moved": rows[2000:, 1] + 1, "narrower": rows[2000:, 1] / 2, "wider": rows[2000:, 1] * 2}[kind]
    ranks, wealth = Ranks.of(rows[:1000]), Wealth.start(3)
    path = wealth.bet(ranks.rank(ranks.bins(rows[1000:]), np.zeros(2000, int), draw.random((2000, 3))))
    first = int((together(path) >= log(20)).argmax())
    assert 1000 < first < 1250
    assert wealth.now.argmax() == 1
    assert wealth.evidence() == pytest.approx(together(path[-1]))


@pytest.mark.parametrize("damage", ["shares", "n", "log"])
def test_arrays_that_do_not_belong_together_are_refused(damage: str) -> None:
    arrays = Wealth.start(3).arrays()
    arrays[damage] = {"log": np.full(3, np.nan), "n": np.array([-1]), "shares": arrays["shares"][1:]}[damage]
    with pytest.raises(ValueError, match="do not belong together"):
        Wealth.from_arrays(arrays)
