"""A flight, frame by frame."""

from __future__ import annotations

from itertools import islice
from types import GeneratorType

import numpy as np
import pytest

from ninelives.kernels.world.film.shoot import HELD, RATE, clock, flight
from ninelives.kernels.world.task.ranges import Ranges

NIGHT = Ranges(hours=23, wind=0)


def test_frames_come_one_by_one_and_differ() -> None:
    made = flight(NIGHT, 7, height=72, seen=16)
    assert isinstance(made, GeneratorType)
    first, second = islice(made, 2)
    assert first.shape == (72, 128, 3)
    assert first.dtype == np.uint8
    assert (first != second).any()


def test_the_same_seed_is_the_same_film() -> None:
    one, two = (list(islice(flight(NIGHT, 7, height=72, seen=16), 3)) for _ in range(2))
    assert all((a == b).all() for a, b in zip(one, two, strict=True))


@pytest.mark.slow
def test_it_ends_with_the_rescue_held() -> None:
    frames = list(flight(Ranges(hours=12, wind=2), 7, height=72, seen=16))
    assert 5 * RATE < len(frames) < 60 * RATE
    assert all((frame == frames[-1]).all() for frame in frames[-HELD:])
    assert (frames[-HELD - 3] != frames[-1]).any()


def test_a_clock_has_minutes() -> None:
    assert [clock(hour) for hour in (0.0, 22.24, 23.999, 24.5)] == ["00:00", "22:14", "23:59", "00:30"]
