from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.measure import SHARPEST, SIDE, light, several, sharpness, standard
from tests.kernels.photos.pictures import scene


@given(st.integers(0, 255))
def test_a_flat_picture_has_its_own_light_and_no_sharpness(value):
    flat = np.full((40, 30, 3), value, np.uint8)
    assert light(flat) == pytest.approx(value / 255, abs=1e-6)
    assert sharpness(flat) == 0


@given(st.integers(0, 50), st.integers(1, 300), st.integers(1, 300))
def test_ranges(seed, width, height):
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    assert 0 <= light(noise) <= 1
    assert 0 <= sharpness(noise) <= SHARPEST


def test_the_weights_of_colours():
    colours = np.eye(3, dtype=np.uint8) * 255
    assert [light(np.full((9, 9, 3), c, np.uint8)) for c in colours] == pytest.approx([0.299, 0.587, 0.114], abs=0.003)


def test_sharpness_is_the_variance_written_as_a_loop():
    grey = standard(scene(200, 150))
    wide = np.pad(grey.astype(int), 1, mode="reflect")
    around = [
        wide[y, x + 1] + wide[y + 2, x + 1] + wide[y + 1, x] + wide[y + 1, x + 2] - 4 * wide[y + 1, x + 1]
        for y in range(SIDE)
        for x in range(SIDE)
    ]
    assert sharpness(grey) == pytest.approx(np.log10(1 + np.var(around)), rel=1e-9)


def test_blurring_lowers_sharpness_by_more_than_a_bin():
    sharp = np.random.default_rng(0).integers(0, 256, (160, 160, 3), np.uint8)
    steps = [sharpness(cv2.GaussianBlur(sharp, (0, 0), sigma)) for sigma in (0.5, 1, 2, 4)]
    assert all(a > b + 0.25 for a, b in pairwise(steps))


def test_a_standard_picture_is_taken_as_it_is():
    picture = scene(300, 200)
    grey = standard(picture)
    assert grey.shape == (SIDE, SIDE)
    assert standard(grey) is grey
    assert (light(picture), sharpness(picture)) == (light(grey), sharpness(grey))


def test_no_day_photo_is_as_dark_as_a_tenth(data):
    photos = sorted((data / "dogcat/train").glob("*/*.jpg"))[::16]
    assert min(light(decode(photo.read_bytes(), least=SIDE)) for photo in photos) > 0.1


@given(st.integers(0, 50), st.sampled_from([8, 32, 64, 160, 200]), st.floats(0, 80))
def test_several_at_once_are_measured_as_each_alone(seed, side, noise):
    draw = np.random.default_rng(seed)
    pictures = [scene(side, side, seed=seed + at) + draw.normal(0, noise, (side, side, 3)) for at in range(3)]
    pictures = np.clip(pictures, 0, 255).astype(np.uint8)
    found = several(pictures)
    assert np.allclose(found[0], [light(each) for each in pictures], atol=1e-6)
    assert np.allclose(found[1], [sharpness(each) for each in pictures], atol=1e-5)


def test_none_is_measured_too():
    assert [part.shape for part in several(np.zeros((0, 8, 8, 3), np.uint8))] == [(0,), (0,)]
