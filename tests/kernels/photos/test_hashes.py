from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.fft import dctn

from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.hashes import FREQUENCIES, fingerprint, unit
from tests.kernels.photos.pictures import encode, scene


def differ(one: np.ndarray, two: np.ndarray) -> int:
    return int(np.unpackbits(one ^ two).sum())


def textured(seed: int) -> np.ndarray:
    """A picture with detail of every size, as photos have."""
    out = np.zeros((240, 320, 3))
    for size in (4, 8, 16, 32, 64):
        noise = np.random.default_rng([seed, size]).normal(0, 80 / size**0.5, (size, size, 3))
        out += cv2.resize(noise, (320, 240), interpolation=cv2.INTER_CUBIC)
    return np.clip(out + 128, 0, 255).astype(np.uint8)


def test_shapes():
    found = fingerprint(scene())
    assert (found.gradient.shape, found.dct.shape, found.thumb.shape, found.sketch.shape) == (
        (32,),
        (32,),
        (32, 32),
        (12,),
    )
    assert (found.gradient.dtype, found.sketch.dtype) == (np.uint8, np.float32)


def test_the_sketch_is_the_dct_of_the_unit_thumb():
    found = fingerprint(scene(200, 150))
    spectrum = dctn(unit(found.thumb[None]).reshape(32, 32).astype(float), norm="ortho")
    assert found.sketch == pytest.approx([spectrum[at] for at in FREQUENCIES], abs=1e-5)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_sketches_are_no_further_apart_than_pictures(one, two):
    a, b = fingerprint(scene(seed=one)), fingerprint(scene(seed=two))
    u, v = unit(np.stack([a.thumb, b.thumb])).astype(float)
    assert ((a.sketch - b.sketch) ** 2).sum() <= ((u - v) ** 2).sum() + 1e-5
    assert ((u - v) ** 2).sum() == pytest.approx(2 - 2 * np.corrcoef(a.thumb.ravel(), b.thumb.ravel())[0, 1], abs=1e-5)


def test_a_flat_picture_has_no_sketch():
    assert np.isnan(fingerprint(np.full((50, 50, 3), 7, np.uint8)).sketch).all()
    assert not unit(np.full((1, 32, 32), 7, np.uint8)).any()


@pytest.mark.parametrize("change", ["quality", "half", "brighter"])
def test_a_copy_is_near_and_another_picture_is_far(change):
    original, another = textured(0), textured(1)
    copy = {
        "quality": decode(encode(original, "JPEG", quality=30)),
        "half": original[::2, ::2],
        "brighter": np.clip(original * 0.8 + 40, 0, 255).astype(np.uint8),
    }[change]
    one, two, other = fingerprint(original), fingerprint(copy), fingerprint(another)
    assert differ(one.gradient, two.gradient) <= 40
    assert differ(one.dct, two.dct) <= 40
    assert differ(one.gradient, other.gradient) > 40
    assert differ(one.dct, other.dct) > 40
