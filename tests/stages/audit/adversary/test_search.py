"""What a search finds is what fresh samples show, it falls with more rows, and what nobody can see is told as all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from ninelives.kernels.stats.shift import Part
from ninelives.stages.audit.adversary.attacks import Moved
from ninelives.stages.audit.adversary.search import checked, hidden, searched, share_of
from ninelives.stages.audit.adversary.world import World

ROWS = 60
X = np.random.default_rng(0).normal(size=2 * ROWS)
WORLD = World(
    parts=(Part("inputs", {"x": X}, kernel=False),), of=np.arange(ROWS), reference=ROWS, new=ROWS, alpha=0.05, draws=39
)
MOVE = Moved.of(0, "x", X[:ROWS])


def nothing() -> None:
    """No progress."""


def test_half_of_fresh_samples_show_it_and_nearly_all_twice_as_much() -> None:
    steps: list[int] = []
    found = hidden(searched(WORLD, MOVE, 5.0, lambda: steps.append(1), trials=60))
    assert len(steps) == 60
    low, high = found["interval"]
    assert 0 < found["mostly"] < found["largest"]
    assert low <= found["largest"] <= high
    fresh, twice = (checked(WORLD, MOVE, size * found["largest"], nothing, 60) for size in (1, 2))
    assert binom.ppf(0.001, 60, 0.35) <= 60 * fresh["rate"] <= binom.ppf(0.999, 60, 0.65)  # two draws, both of chance
    assert twice["rate"] >= 0.8
    assert checked(WORLD, MOVE, 0.0, nothing, 60)["rate"] <= binom.ppf(0.99, 60, 0.05) / 60


def test_larger_samples_leave_less_room() -> None:
    few, many = (searched(replace(WORLD, new=new), MOVE, 5.0, nothing).at(0.5) for new in (20, 240))
    assert many[2] < few[0]


def test_what_cannot_be_seen_is_told_as_all() -> None:
    flat = replace(WORLD, parts=(Part("inputs", {"x": X, "seen": X[::-1].copy()}, kernel=False),))
    still = replace(MOVE, spread=0.0)
    found = hidden(searched(flat, still, 5.0, nothing))
    assert found["all"]
    assert found["largest"] == 5.0


def test_shares_come_with_an_interval() -> None:
    told = share_of(3, 10)
    assert told["rate"] == 0.3
    assert told["interval"] == pytest.approx([0.108, 0.603], abs=1e-3)
