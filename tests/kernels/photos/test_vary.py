from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.vary import BIASES, DARKEST, GAIN, PHOTONS, READ, darken, vary
from tests.kernels.photos.pictures import scene

seeds = st.integers(0, 2**32 - 1)
sides = st.integers(1, 40)
names = st.lists(st.sampled_from(sorted(BIASES)), unique=True)


def luma(picture):
    return (picture @ np.array([0.299, 0.587, 0.114])).mean() / 255


@given(sides, sides, names, seeds)
def test_any_picture_keeps_its_shape_and_kind(height, width, biases, seed):
    picture = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    before = picture.copy()
    changed = vary(picture, biases, np.random.default_rng(seed))
    assert (changed.shape, changed.dtype) == (picture.shape, np.uint8)
    assert changed.flags["C_CONTIGUOUS"]
    np.testing.assert_array_equal(picture, before)


@given(names, seeds)
def test_the_same_seed_gives_the_same_picture_whatever_the_order_of_names(biases, seed):
    picture = scene(seed=1)
    first = vary(picture, biases, np.random.default_rng(seed))
    np.testing.assert_array_equal(first, vary(picture, biases[::-1], np.random.default_rng(seed)))


@pytest.mark.parametrize("name", sorted(BIASES))
def test_each_of_them_changes_a_picture_and_two_draws_differ(name):
    draw, picture = np.random.default_rng(0), scene(seed=2)
    one, two = (vary(picture, [name], draw) for _ in range(2))
    assert (one != picture).mean() > 0.1
    assert name == "mirror" or (one != two).any()


def test_nothing_is_changed_without_a_bias():
    picture = scene(seed=2)
    assert vary(picture, [], np.random.default_rng(0)) is picture


def test_an_unknown_bias_is_refused():
    with pytest.raises(KeyError, match="mirorr"):
        vary(scene(seed=0), ["mirorr"], np.random.default_rng(0))


def test_mirrored_twice_is_the_picture():
    picture, draw = scene(seed=2), np.random.default_rng(0)
    np.testing.assert_array_equal(vary(vary(picture, ["mirror"], draw), ["mirror"], draw), picture)


@pytest.mark.parametrize("name", ["translation", "scale", "rotation", "blur", "colour"])
def test_a_plain_grey_stays_a_plain_grey(name):
    plain = np.full((30, 40, 3), 90, np.uint8)
    changed = vary(plain, [name], np.random.default_rng(1)).astype(int)
    assert np.ptp(changed.reshape(-1, 3), axis=0).max() <= 1
    if name != "colour":
        assert np.abs(changed - 90).max() <= 1


def test_less_light_is_never_more():
    draw, picture = np.random.default_rng(0), scene(seed=2)
    shares = [luma(vary(picture, ["brightness"], draw)) / luma(picture) for _ in range(200)]
    assert max(shares) <= 1.01
    assert min(shares) < 0.1
    assert np.median(shares) < GAIN[1] / 2


def test_noise_has_the_spread_of_photons_and_of_reading():
    """A flat grey of half the light: variance light / photons + read noise squared, both drawn from their ranges."""
    plain = np.full((100, 100, 3), 128, np.uint8)
    draw = np.random.default_rng(0)
    spreads = [vary(plain, ["noise"], draw).std() / 255 for _ in range(100)]
    least, most = (np.sqrt(0.5 / photons + read**2) for photons, read in zip(PHOTONS[::-1], READ, strict=True))
    assert least * 0.95 < min(spreads) < least * 1.5
    assert most / 1.5 < max(spreads) < most * 1.05


def test_noise_averages_out_over_the_pixels_that_were_joined():
    """At a quarter of the pixels the noise is that of a whole picture after its boxes of 2 x 2 are averaged."""
    plain = np.full((120, 120, 3), 200, np.uint8)
    for seed in range(8):
        whole = vary(plain, ["noise"], np.random.default_rng(seed)).astype(float)
        boxes = whole.reshape(60, 2, 60, 2, 3).mean(axis=(1, 3))
        joined = vary(plain[:60, :60], ["noise"], np.random.default_rng(seed), pixels=4)
        assert joined.std() == pytest.approx(boxes.std(), rel=0.1)


def test_darkness_with_noise_is_counted_once_after_the_light_has_fallen():
    """Rounded to 8 bits between, a picture at a twentieth of its light would hold no more than a dozen levels."""
    ramp = np.broadcast_to(np.arange(256, dtype=np.uint8)[:, None, None], (256, 40, 3)).copy()
    draws = [vary(ramp, ["brightness", "noise"], np.random.default_rng(seed)) for seed in range(60)]
    darkest = min(draws, key=luma)
    means = darkest.mean(axis=(1, 2))
    assert len(np.unique(means.round(2))) > 60


@given(seeds, st.floats(0, 0.3), st.floats(0.01, 0.3))
def test_a_darkened_picture_lies_in_the_light_that_is_wanted(seed, low, span):
    """Noise that is cut off at black adds a little light, at most two fifths of its spread."""
    picture, high = scene(seed=5), low + span
    got = luma(darken(picture, (low, high), np.random.default_rng(seed)))
    assert got <= max(high, DARKEST) + 0.4 * READ[1] + 0.005
    assert got >= min(low, luma(picture) / 4) * 0.9
