"""What is foreseen of a series, in the unit of the target."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ninelives.kernels.series import Drift, Persistence, Seasonal, ahead, lines

MONTHS = np.arange("2015-01", "2020-01", dtype="datetime64[M]")
(LINE,) = lines(MONTHS, np.arange(60.0) - 10)


def test_the_middle_and_its_bands() -> None:
    half = np.array([[1.0, 2.0, np.nan], [4.0, 5.0, 6.0]])
    middle, low, high = ahead(LINE, Persistence(), half, ())
    assert middle.tolist() == [49, 49, 49]
    np.testing.assert_array_equal(low, 49 - half)
    np.testing.assert_array_equal(high, 49 + half)


def test_a_unit_scales_all_of_it_and_a_delay_is_not_told() -> None:
    large = replace(LINE, unit=1000.0)
    middle, low, _ = ahead(large, Drift(), np.ones((1, 2)), (), delay=3)
    assert middle.tolist() == [53_000, 54_000]  # the fourth step and the fifth
    assert low[0].tolist() == [52_000, 53_000]


def test_from_an_earlier_moment_nothing_later_is_known() -> None:
    half, seasonal = np.zeros((1, 4)), Seasonal(np.asarray(3))
    assert ahead(LINE, seasonal, half, (3,), points=20)[0].tolist() == [7, 8, 9, 7]
    short = replace(LINE, values=LINE.values[:20])
    assert ahead(short, seasonal, half, (3,))[0].tolist() == [7, 8, 9, 7]


def test_what_was_never_negative_is_not_foreseen_to_be() -> None:
    (down,) = lines(MONTHS, np.arange(60.0)[::-1])
    middle, low, _ = ahead(down, Drift(), np.full((1, 3), 5.0), ())
    assert middle.tolist() == [0, 0, 0]
    assert low.min() == 0
