"""Secret mixtures: another seed, other tests; they know no label, keep the level, and see what no column shows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.stats.shift import Part, Units, compare, secret
from ninelives.kernels.stats.shift.secret import MANY

ALPHA = 0.05


def columns(draw: np.random.Generator, rows: int, lean: float = 0.0) -> np.ndarray:
    x = draw.normal(size=(rows, 3))
    x[:, 1] = lean * x[:, 0] + np.sqrt(1 - lean**2) * x[:, 1]
    return x


def part_of(x: np.ndarray) -> Part:
    return Part("inputs", {str(at): column for at, column in enumerate(x.T)}, {"kind": (x[:, 0] > 0).astype(int)})


@given(st.integers(0, 10_000))
def test_a_seed_decides_what_is_looked_at(seed: int) -> None:
    part = part_of(columns(np.random.default_rng(1), 40))
    one, again, other = secret([part], seed), secret([part], seed), secret([part], seed + 1)
    assert len(one.numbers) == MANY
    assert not one.kernel
    assert all((one.numbers[name] == again.numbers[name]).all() for name in one.numbers)
    assert not any((one.numbers[name] == other.numbers[name]).all() for name in one.numbers)


def test_a_part_that_never_varies_has_no_mixture() -> None:
    assert not secret([Part("inputs", {"x": np.ones(9)})], 0).numbers


def test_with_secret_tests_the_level_holds() -> None:
    draw, alarms = np.random.default_rng(5), 0
    for at in range(60):
        part = part_of(columns(draw, 60))
        units = Units.scenes(np.arange(30), np.arange(30))
        alarms += compare([part, secret([part], at)], units, draws=39, seed=at, sizes=False).p <= ALPHA
    assert alarms <= binom.ppf(0.99, 60, ALPHA)


def test_they_see_columns_that_hang_together_otherwise() -> None:
    draw, found = np.random.default_rng(6), 0
    units = Units.scenes(np.arange(150), np.arange(150))
    for at in range(20):
        x = np.concatenate([columns(draw, 150, 0.9), columns(draw, 150, -0.9)])
        found += compare([secret([part_of(x)], at)], units, draws=39, seed=at, sizes=False).p <= ALPHA
    assert found >= binom.ppf(0.01, 20, 0.9)
