"""What an ideal observer could reach, against one who tries."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest

from ninelives.kernels.world.camera.cameras import Sensor
from ninelives.kernels.world.camera.observer import cat_size, distance, light, sight, told, variance
from ninelives.kernels.world.camera.record import develop, exposure
from ninelives.kernels.world.camera.views import satellite
from tests.kernels.world.camera.gardens import day, facing, gardens

TRIALS = 1500


@pytest.mark.parametrize(("sensor", "wanted"), [(Sensor.FILM, 1.0), (Sensor.COLOUR, 2.0), (Sensor.DRONE, 1.5)])
def test_who_knows_both_pictures_is_right_as_often_as_is_said(sensor: Sensor, wanted: float) -> None:
    """Both pictures recorded many times, and the best linear rule on the bytes."""
    draw = np.random.default_rng(int(sensor))
    gone = draw.uniform(2000, 20000, (3, 144)).astype(np.float32)
    if sensor == Sensor.FILM:
        gone[:] = gone[0]
    change = np.zeros_like(gone)
    change[:, 60:64] = -400
    strength = wanted / distance(gone + change, gone, sensor)
    there = (gone + strength * change).astype(np.float32)
    apart = distance(there, gone, sensor)
    assert apart == pytest.approx(wanted, rel=0.1)
    scale, gain = exposure(gone, np.empty(1, np.float32), int(sensor))
    means = np.stack([there, gone]).astype(float).clip(0, 1 / scale) * scale
    weight = (means[0] - means[1]) / variance(means.mean(0), gain, sensor)
    middle = (weight * means.mean(0)).sum()
    right, out = 0, np.empty(gone.size, np.uint8)
    for trial in range(TRIALS):
        truth = trial % 2
        develop((there, gone)[truth], scale, gain, int(sensor), np.uint32(7919 * trial), out)
        value = (out.reshape(-1, 3).T / 255.0) ** 2
        right += ((weight * value).sum() > middle) == (truth == 0)
    told_share = NormalDist().cdf(apart / 2)
    error = math.sqrt(told_share * (1 - told_share) / TRIALS)
    assert abs(right / TRIALS - told_share) < 3.5 * error + 0.005


def test_in_1961_no_one_sees_a_cat_and_today_somebody_might() -> None:
    _, garden, conditions = gardens(8, seed=3)
    conditions.hour[:], conditions.fog[:] = 11.0, 0.0
    seeds, world = np.arange(8, dtype=np.uint64), np.arange(8)
    conditions.day[:] = day(6, 21) - 64 * 365 - 16
    early = sight(satellite(conditions, seeds, world), garden, conditions, samples=4)
    conditions.day[:] = day(6, 21)
    late = sight(satellite(conditions, seeds, world), garden, conditions, samples=4)
    assert early.accuracy.mean() < 0.55 < 0.8 < late.accuracy.mean()
    assert late.pixels.max() < 2
    assert told(float(early.accuracy.mean())) == "No one can see a cat in these."
    assert told(0.947) == "Who knew the tree would be right in at most 94.7 % of these."


def test_a_near_cat_is_told_by_day_and_by_lamp_but_not_in_the_dark() -> None:
    cameras, garden, conditions = facing(gardens(4, seed=3), 2.0)
    noon = sight(cameras, garden, conditions)
    assert noon.accuracy.min() > 0.999
    assert noon.pixels == pytest.approx(np.full(4, cat_size(2.0, math.pi / 2, 64)), rel=0.5)
    night = conditions._replace(hour=np.zeros(4), day=np.full(4, day(12, 20)), lamp=np.zeros(4, bool))  # a new moon
    dark = sight(cameras, garden, night)
    assert dark.accuracy.max() < 0.9
    assert sight(cameras, garden, night._replace(lamp=np.ones(4, bool))).accuracy.min() > 0.999


def test_a_cat_behind_the_camera_is_not_seen() -> None:
    cameras, garden, conditions = facing(gardens(1, seed=3), 3.0)
    cameras.yaw[:] += math.pi
    assert light(0, cameras, garden, conditions, 64, 1, 0).shape == (3, 4096)
    assert sight(cameras, garden, conditions).pixels[0] == 0
