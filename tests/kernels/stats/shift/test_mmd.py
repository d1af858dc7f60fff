"""The kernel distance: the sum over pairs written out, at every width, relabelling and size of tile."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.shift import Units, corrected, kolmogorov, mmd, p_values, reach
from ninelives.kernels.stats.shift import mmd as function


def by_hand(rows: np.ndarray, units: Units, labels: np.ndarray, width: float, widths: int) -> np.ndarray:
    apart = ((rows[:, None].astype(float) - rows[None]) ** 2).sum(axis=2)
    found = np.empty((widths, len(labels)))
    for at in range(widths):
        kernel = np.exp(-apart / (2 * (width / 2**at) ** 2))
        for draw, ours in enumerate(labels[:, units.of]):
            same = kernel[np.ix_(ours, ours)].mean() + kernel[np.ix_(~ours, ~ours)].mean()
            found[at, draw] = same - 2 * kernel[np.ix_(ours, ~ours)].mean()
    return found


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 4), st.integers(0, 99))
def test_it_is_the_sum_over_all_pairs(reference: int, new: int, features: int, seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(reference + new, features)).astype(np.float32)
    units = Units.scenes(np.arange(reference) // 2, np.arange(new))
    labels = units.relabelled(5, seed)
    found = mmd(rows, units, labels, width=2.0)
    np.testing.assert_allclose(found, by_hand(rows, units, labels, 2.0, 3), rtol=1e-4, atol=2e-6)


def test_tiles_play_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    room = sys.modules["ninelives.kernels.stats.shift.mmd"]
    rows = np.random.default_rng(0).normal(size=(230, 8)).astype(np.float32)
    units = Units.blocks(130, 100, 4)
    labels = units.relabelled(20, 0)
    want = by_hand(rows, units, labels, 3.0, 3)
    for tall, wide in ((512, 2048), (32, 64), (50, 110), (7, 7)):
        monkeypatch.setattr(room, "TALL", tall)
        monkeypatch.setattr(room, "WIDE", wide)
        np.testing.assert_allclose(mmd(rows, units, labels, width=3.0), want, rtol=1e-3)


def test_in_float32_it_is_off_by_less_than_a_thousandth() -> None:
    rows = (np.random.default_rng(1).normal(size=(2000, 32)) + 50).astype(np.float32)
    units = Units.scenes(np.arange(1000), np.arange(1000))
    labels = units.relabelled(3, 0)
    width = reach(rows)
    found = mmd(rows, units, labels, width=width, widths=1)[0]
    exact = rows.astype(float)
    square = (exact**2).sum(axis=1)
    kernel = np.exp(-(square[:, None] + square - 2 * exact @ exact.T) / (2 * width**2))
    weight = np.where(labels[:, units.of], 1, -1) / 1000
    np.testing.assert_allclose(found, np.einsum("bi,ij,bj->b", weight, kernel, weight, optimize=True), rtol=1e-3)


def test_the_widest_kernel_is_twice_the_median_distance() -> None:
    rows = np.random.default_rng(0).normal(size=(300, 5)).astype(np.float32)
    apart = np.sqrt(((rows[:, None].astype(float) - rows[None]) ** 2).sum(axis=2))
    assert reach(rows) == pytest.approx(2 * np.median(apart[np.triu_indices(300, 1)]), rel=1e-5)
    assert reach(np.ones((9, 2), np.float32)) == 1.0
    assert reach(np.ones((1, 2), np.float32)) == 1.0


def test_a_spread_that_no_mean_shows_is_seen() -> None:
    draw = np.random.default_rng(0)
    rows = np.concatenate([draw.normal(size=(120, 10)), 1.5 * draw.normal(size=(120, 10))]).astype(np.float32)
    units = Units.scenes(np.arange(120), np.arange(120))
    labels = units.relabelled(199, 0)
    found = mmd(rows, units, labels, width=reach(rows))
    assert corrected(found).min() == pytest.approx(1 / 200)


def test_rows_that_are_all_the_same_say_nothing() -> None:
    units = Units.scenes(np.arange(30), np.arange(30))
    found = function(np.ones((60, 3), np.float32), units, units.relabelled(50, 0), width=1.0)
    assert p_values(found).min() > 0.05


def test_it_is_what_alibi_detect_gives() -> None:
    """Values frozen by ``bench/rivals/alibi.py``, of another library's kernel in float64."""
    frozen = json.loads((Path(__file__).parents[4] / "bench" / "rivals" / "alibi.json").read_text("utf-8"))
    for pair in frozen["pairs"]:
        rng = np.random.default_rng(pair["seed"])
        x, y = rng.normal(size=(40, 5)).round(3), rng.normal(0.3, 1.2, size=(55, 5)).round(3)
        rows, units = np.concatenate([x, y]), Units.scenes(np.arange(40), np.arange(55))
        for width, want in zip(frozen["widths"], pair["squared"], strict=True):
            found = mmd(rows.astype(np.float32), units, units.relabelled(2, 0), width=width, widths=1)[0, 0]
            assert found == pytest.approx(want, rel=1e-3)
        distances = np.sqrt(kolmogorov(rows, units, units.relabelled(2, 0))[:, 0])
        np.testing.assert_allclose(distances, pair["distances"], rtol=1e-5)
