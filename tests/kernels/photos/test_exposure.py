from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.exposure import LEFT, MEAN, curve_of, level
from ninelives.kernels.photos.night import night
from tests.kernels.photos.pictures import scene

pixels = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).integers(0, 256, (24, 32, 3), dtype=np.uint8)
)
counts = st.lists(st.integers(0, 1000), min_size=256, max_size=256).map(np.array).filter(lambda c: c.sum() > 0)


def luma(picture):
    return (picture @ np.array([0.299, 0.587, 0.114])).mean() / 255


@pytest.mark.parametrize("gain", [1.0, 0.5, 0.2, 0.08])
def test_a_dark_picture_comes_out_as_bright_as_a_light_one(gain):
    dark = np.rint(scene(seed=3) * gain).astype(np.uint8)
    assert luma(level(dark)) >= MEAN - 0.02


def test_the_night_is_brought_to_the_brightness_of_day():
    by_night = night(scene(seed=3), seed=0)
    assert luma(by_night) < 0.1
    assert luma(level(by_night)) > 0.35  # of 0.45: what was lost in the dark stays black


@given(counts)
def test_a_curve_never_falls_and_uses_the_whole_range(given_counts):
    curve = curve_of(given_counts)
    if curve is None:
        return
    assert (np.diff(curve.astype(int)) >= 0).all()
    assert (curve[0], curve[-1]) == (0, 255)


@given(counts)
def test_no_more_is_lost_at_either_end_than_is_allowed(given_counts):
    curve = curve_of(given_counts)
    if curve is None:
        return
    shares = given_counts / given_counts.sum()
    black = int(np.flatnonzero(np.cumsum(shares) > LEFT)[0])  # the first luma that may not be lost
    white = int(np.flatnonzero(np.cumsum(shares) >= 1 - LEFT)[0])
    assert shares[:black].sum() <= LEFT + 1e-12
    assert shares[white + 1 :].sum() <= LEFT + 1e-12
    assert curve[white] == 255


def test_no_picture_comes_out_darker_than_its_stretch():
    flat = curve_of(np.bincount([0] * 10 + [250] * 990, minlength=256))
    np.testing.assert_allclose(flat, np.clip(np.arange(256) / 250, 0, 1) * 255, atol=1)


def test_one_grey_is_left_alone():
    plain = np.full((5, 4, 3), 77, np.uint8)
    assert level(plain) is plain
    assert curve_of(np.bincount([7, 7], minlength=256)) is None


@given(pixels)
def test_where_the_pixels_lie_does_not_matter(picture):
    turned = np.ascontiguousarray(picture[::-1, ::-1])
    np.testing.assert_array_equal(level(turned), level(picture)[::-1, ::-1])
