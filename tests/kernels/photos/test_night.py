from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos import night as room
from ninelives.kernels.photos.night import night


def slowly(picture: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """The formula, pixel by pixel."""
    out = np.empty_like(picture)
    for at in np.ndindex(picture.shape):
        x = picture[at] / 255
        seen = draw.poisson(200 * 0.15 * x**3) / 200 + draw.normal(0, 0.01)
        out[at] = round(255 * min(max(seen, 0), 1))
    return out


@pytest.mark.parametrize("value", [0, 60, 128, 200, 255])
def test_the_same_distribution_as_the_slow_one(value):
    flat = np.full((60, 60, 3), value, np.uint8)
    fast, slow = night(flat, seed=1).astype(float), slowly(flat, np.random.default_rng(2)).astype(float)
    error = np.sqrt((fast.var() + slow.var()) / flat.size)
    assert abs(fast.mean() - slow.mean()) < 4 * error
    assert fast.std() == pytest.approx(slow.std(), rel=0.06)


@pytest.mark.parametrize("value", [200, 230, 255])
def test_mean_and_variance_of_the_formula(value):
    """Where clipping is rare: mean .15 x^3; variance .15 x^3 / 200 of photons, .01^2 of reading, 1/12 of rounding."""
    seen = night(np.full((400, 400, 3), value, np.uint8), seed=3) / 255
    want = 0.15 * (value / 255) ** 3
    variance = want / 200 + 0.01**2 + 1 / 12 / 255**2
    assert seen.mean() == pytest.approx(want, abs=4 * np.sqrt(variance / seen.size))
    assert seen.var() == pytest.approx(variance, rel=0.02)


def test_pixels_and_channels_are_independent():
    seen = night(np.full((200, 200, 3), 255, np.uint8), seed=4).astype(float)
    flat = seen.reshape(-1, 3)
    assert np.abs(np.corrcoef(flat.T) - np.eye(3)).max() < 0.03
    assert abs(np.corrcoef(seen[:, 1:].ravel(), seen[:, :-1].ravel())[0, 1]) < 0.02


@given(st.integers(0, 2**32), st.integers(1, 30), st.integers(1, 30))
def test_the_seed_decides(seed, width, height):
    picture = np.random.default_rng(0).integers(100, 256, (height, width, 3), np.uint8)
    dark = night(picture, seed=seed)
    assert dark.shape == picture.shape
    assert dark.dtype == np.uint8
    assert (dark == night(picture, seed=seed)).all()
    assert (dark == night(picture, seed=np.random.default_rng(seed))).all()


def test_another_seed_is_another_night_and_the_picture_is_left_alone():
    picture = np.full((50, 50, 3), 255, np.uint8)
    assert (night(picture, seed=1) != night(picture, seed=2)).mean() > 0.5
    assert (picture == 255).all()


def test_more_than_one_block(monkeypatch):
    monkeypatch.setattr(room, "_BLOCK", 100)
    picture = np.full((30, 31, 3), 255, np.uint8)
    picture[10:] = 0
    dark = night(picture, seed=0)
    assert dark[:10].mean() > 30 > 5 > dark[10:].mean()


def test_importing_the_room_does_not_bring_the_night():
    code = """
import sys, importlib, pkgutil
import ninelives.kernels.photos as room
for found in pkgutil.iter_modules(room.__path__):
    if found.name != "night":
        importlib.import_module(f"{room.__name__}.{found.name}")
print("ninelives.kernels.photos.night" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
