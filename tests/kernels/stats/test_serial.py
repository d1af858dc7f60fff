"""Means of numbers that lean on each other: a slow reference, laws, and how often a true mean of zero is refused."""

from __future__ import annotations

from math import cos, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, t, ttest_1samp

from ninelives.kernels.stats import serial_mean
from ninelives.kernels.stats.serial import MOST, transforms

numbers = st.lists(st.floats(-100, 100).map(lambda x: round(x, 3)), min_size=2, max_size=60)
overlaps = st.sampled_from([0.0, 1.0, 2.0, 3.5, 24.0])


def by_hand(values: list[float], overlap: float) -> tuple[float, float, int]:
    n = len(values)
    mean = sum(values) / n
    count = 1
    while count < MOST and count + 1 <= n - 1 and (count + 1) * (2 + 2 * max(overlap, 1)) <= n:
        count += 1
    total = 0.0
    for j in range(1, count + 1):
        wave = sqrt(2 / n) * sum((value - mean) * cos(pi * j * (i + 0.5) / n) for i, value in enumerate(values))
        total += wave * wave
    return mean, sqrt(total / count / n), count


@given(numbers, overlaps)
def test_it_is_what_a_loop_over_cosines_gives(values: list[float], overlap: float) -> None:
    found = serial_mean(values, overlap)
    mean, error, degrees = by_hand(values, overlap)
    assert found.degrees == degrees
    assert (found.mean, found.error) == (pytest.approx(mean, abs=1e-9), pytest.approx(error, abs=1e-6))


@given(numbers, overlaps, st.floats(0.1, 50), st.floats(-50, 50))
def test_unit_and_origin_play_no_part(values: list[float], overlap: float, unit: float, shift: float) -> None:
    one, other = serial_mean(values, overlap), serial_mean(unit * np.array(values) + shift, overlap)
    assert other.mean == pytest.approx(unit * one.mean + shift, abs=1e-6)
    assert other.error == pytest.approx(unit * one.error, abs=1e-5)


@given(numbers, overlaps)
def test_backwards_in_time_is_as_sure(values: list[float], overlap: float) -> None:
    assert serial_mean(values[::-1], overlap).error == pytest.approx(serial_mean(values, overlap).error, abs=1e-7)


@given(numbers, overlaps)
def test_turned_over_the_two_one_sided_p_values_are_one(values: list[float], overlap: float) -> None:
    one, other = serial_mean(values, overlap), serial_mean([-x for x in values], overlap)
    if one.error > 1e-6 and abs(one.mean) > 1e-6:
        assert one.p_less + other.p_less == pytest.approx(1, abs=1e-6)


def test_with_all_transforms_it_would_be_the_usual_t_test(monkeypatch: pytest.MonkeyPatch) -> None:
    from ninelives.kernels.stats import serial

    monkeypatch.setattr(serial, "transforms", lambda n, _: n - 1)
    x = np.random.default_rng(0).normal(-0.3, 1, 14)
    assert serial_mean(x).p_less == pytest.approx(ttest_1samp(x, 0, alternative="less").pvalue)


def test_the_interval_is_student_s() -> None:
    found = serial_mean([1.0, 4.0, 2.0, 6.0, 3.0, 5.0, 2.0, 4.0])
    low, high = found.interval(0.9)
    assert (low + high) / 2 == pytest.approx(found.mean)
    assert high - found.mean == pytest.approx(t.ppf(0.95, found.degrees) * found.error)


def test_what_never_varies_is_sure_and_one_number_is_not() -> None:
    assert serial_mean([-0.1] * 9).p_less < 1e-100
    assert serial_mean([0.1] * 9).p_less == 1
    assert serial_mean([0.0] * 9).p_less == 1
    assert serial_mean([-5.0]).p_less == 1
    assert serial_mean([-5.0]).half() == np.inf


@pytest.mark.parametrize(
    ("values", "overlap"), [([], 1), ([1, np.nan], 1), ([[1, 2]], 1), ([1, 2], -1), ([1, 2], np.nan)]
)
def test_nonsense_is_refused(values: list[float], overlap: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        serial_mean(values, overlap)


def test_more_overlap_takes_fewer_transforms() -> None:
    assert [transforms(20, r) for r in (0, 1, 2, 4, 24)] == [5, 5, 3, 2, 1]
    assert transforms(1000, 1) == MOST
    assert transforms(2, 1) == 1


def moved(draw: np.random.Generator, n: int, overlap: int) -> np.ndarray:
    """Losses that share all but one of ``overlap`` steps with their neighbour."""
    summed = np.cumsum(draw.normal(size=n + overlap))
    return summed[overlap:] - summed[:-overlap]


@pytest.mark.parametrize(("n", "overlap"), [(8, 1), (12, 1), (12, 2), (20, 1), (20, 4), (40, 4)])
def test_a_true_mean_of_zero_is_refused_about_as_often_as_promised(n: int, overlap: int) -> None:
    draw, runs = np.random.default_rng([n, overlap]), 1500
    refused = sum(serial_mean(moved(draw, n, overlap), overlap).p_less <= 0.05 for _ in range(runs))
    assert refused <= binom.ppf(0.999, runs, 0.06)


def test_the_usual_t_test_would_refuse_too_often_where_horizons_overlap() -> None:
    draw, runs = np.random.default_rng(5), 400
    refused = sum(ttest_1samp(moved(draw, 20, 4), 0, alternative="less").pvalue <= 0.05 for _ in range(runs))
    assert refused > 0.15 * runs
