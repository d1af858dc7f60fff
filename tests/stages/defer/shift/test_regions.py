"""Weights by region, and the intervals of ratios that they stand on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.judged import Judged
from ninelives.kernels.stats.harm import exact
from ninelives.stages.defer.shift import mixture
from ninelives.stages.defer.shift.regions import ratio
from ninelives.stages.defer.sources import Source
from tests.stages.defer.answers import answers, items

DELTA = 0.05


def worlds(seed: int, night: float, count: int, *, worse: bool = False) -> Judged:
    """By night less is sure; ``worse``: even less than it was."""
    draw = np.random.default_rng([seed, 1])
    dark = draw.random(count) < night
    day, late = answers(count, seed=seed, hard=0.1), answers(count, seed=seed + 1, hard=1.0 if worse else 0.6)
    mixed = day.with_columns(dark=dark)
    columns = [pl.when(pl.col("dark")).then(late[name]).otherwise(pl.col(name)).alias(name) for name in day.columns]
    return items(mixed.select(columns), np.where(dark, 21.5, 10.5))


def test_other_shares_of_regions_are_weighed_where_nothing_else_has_changed(source: Source) -> None:
    old, new = worlds(0, 0.3, 1200), worlds(10, 0.8, 900)
    held = replace(source, envelope=Envelope.of({"hour": old.conditions["hour"]}, old.scenes))
    found = mixture(held, old, new, DELTA, 0)
    assert found.kind == "regions"
    assert found.names[:2] == ("10–12 h", "20–22 h")
    assert found.low is not None
    assert found.high is not None
    true = np.array([0.2 / 0.7, 0.8 / 0.3])
    assert (found.low[:2] <= true).all()
    assert (true <= found.high[:2]).all()
    other = mixture(held, old, worlds(10, 0.8, 900, worse=True), DELTA, 0)
    assert other.kind == "other"
    assert not other.promised


@pytest.mark.parametrize("shares", [(0.2, 0.5), (0.1, 0.02)])
def test_ratios_of_shares_are_missed_as_seldom_as_was_asked_and_intervals_are_narrower_than_their_ends(shares):
    draw = np.random.default_rng(0)
    before, now = (_counted(draw.binomial(500, share, 4000), 500) for share in shares)
    likeliest, low, high = ratio(now, before)
    missed = ((low > shares[1] / shares[0]) | (high < shares[1] / shares[0])).mean()
    assert 0.01 < missed <= 0.05
    assert ((low <= likeliest) & (likeliest <= high)).all()
    assert (high < now[2] / before[1]).all()


def test_a_ratio_of_nothing_is_bounded_by_the_ends():
    likeliest, low, high = ratio(_counted(np.array([0, 50, 0]), 500), _counted(np.array([50, 0, 0]), 500))
    assert likeliest.tolist() == [0, 0, 0]
    assert low.tolist() == [0, 0, 0]
    assert 0 < high[0] < 0.2
    assert np.isinf(high[1:]).all()


def _counted(hits: np.ndarray, items: int) -> np.ndarray:
    """Shares with the ends of Clopper and Pearson at 95 %."""
    ends = [exact(hit, items) for hit in range(int(hits.max()) + 1)]
    return np.array([(hit / items, *ends[hit]) for hit in hits.tolist()]).T
