"""From radiance to bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.camera.cameras import Sensor
from ninelives.kernels.world.camera.record import ELECTRONS, FULL, GAIN, LEVEL, READ, develop, exposure, gather


def flat(light: float) -> np.ndarray:
    return np.full((3, 64 * 64), light, np.float32)


def bytes_of(light: np.ndarray, scale: float, gain: float, noise: int = 1) -> np.ndarray:
    out = np.empty(light.size, np.uint8)
    develop(light, scale, gain, 0, np.uint32(noise), out)
    return out


@given(st.floats(50, 1e5))
def test_a_well_lit_picture_is_brought_to_the_level(light: float) -> None:
    scale, gain = exposure(flat(light), np.empty(64, np.float32), 0)
    assert scale * light == pytest.approx(LEVEL, rel=1e-4)
    assert gain == 1


@given(st.floats(1e-4, 0.05))
def test_a_dark_one_stays_dark(light: float) -> None:
    scale, gain = exposure(flat(light), np.empty(64, np.float32), 0)
    assert gain == GAIN
    assert scale == pytest.approx(GAIN * ELECTRONS / FULL[0])
    assert scale * light < LEVEL


def test_noise_is_that_of_photons_and_of_reading() -> None:
    for value in (0.02, 0.25, 0.7):
        got = (bytes_of(flat(value), 1.0, 1.0).astype(float) / 255) ** 2
        assert got.mean() == pytest.approx(value, rel=0.02)
        assert got.std() == pytest.approx(np.sqrt(value / FULL[0] + (READ[0] / FULL[0]) ** 2), rel=0.1)
    amplified = (bytes_of(flat(0.25), 1.0, 8.0).astype(float) / 255) ** 2
    assert amplified.std() == pytest.approx(np.sqrt(8 * 0.25 / FULL[0] + (8 * READ[0] / FULL[0]) ** 2), rel=0.1)


def test_noise_is_another_for_each_pixel_colour_and_frame() -> None:
    one, other = bytes_of(flat(0.3), 1.0, 1.0, 1), bytes_of(flat(0.3), 1.0, 1.0, 2)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03
    colours = one.reshape(-1, 3).T.astype(float)
    assert np.abs(np.corrcoef(colours) - np.eye(3)).max() < 0.05
    rows = one.reshape(64, 64, 3)[..., 0].astype(float)
    assert abs(np.corrcoef(rows[:, 1:].ravel(), rows[:, :-1].ravel())[0, 1]) < 0.05


@pytest.mark.parametrize("sensor", list(Sensor))
def test_samples_are_averaged_and_film_has_no_colour(sensor: Sensor) -> None:
    fine = np.random.default_rng(1).random((3, 6 * 9 * 4), np.float32)
    colour = np.empty((3, 6 * 9), np.float32)
    gather(fine, 9, 2, int(sensor), colour)
    mean = fine.reshape(3, 6, 2, 9, 2).mean(axis=(2, 4)).reshape(3, -1)
    if sensor in (Sensor.FILM, Sensor.MONO):
        assert (colour == colour[:1]).all()
        assert colour[0] == pytest.approx(mean.T @ [0.45, 0.4, 0.15], rel=1e-5)
    else:
        assert colour == pytest.approx(mean, rel=1e-5)
