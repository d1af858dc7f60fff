"""A flight, frame by frame."""

from __future__ import annotations

from itertools import islice
from types import GeneratorType

import numpy as np
import pytest

from ninelives.kernels.world.film.shoot import HELD, RATE, clock, flight, frames
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
    noon = Ranges(hours=12, wind=2)
    made = list(flight(noon, 7, height=72, seen=16))
    assert 5 * RATE < len(made) < 60 * RATE
    assert len(made) == frames(noon, 7)
    assert all((frame == made[-1]).all() for frame in made[-HELD:])
    assert (made[-HELD - 3] != made[-1]).any()


def test_how_many_there_will_be_is_known_before_they_are_drawn() -> None:
    whole = frames(NIGHT, 7)
    assert HELD + 5 * RATE < whole < 60 * RATE
    for most in (1, 2, 4):
        assert len(list(flight(NIGHT, 7, height=72, seen=16, most=most))) == frames(NIGHT, 7, most=most) == most
    assert frames(NIGHT, 7, most=whole - 3) == whole - 3


def test_a_clock_has_minutes() -> None:
    assert [clock(hour) for hour in (0.0, 22.24, 23.999, 24.5)] == ["00:00", "22:14", "23:59", "00:30"]
