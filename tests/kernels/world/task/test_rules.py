"""What counts as rescued, crashed and timed out."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ninelives.kernels.world.drone.body import GRAVITY, MASS, RADIUS
from ninelives.kernels.world.garden import Flight, Garden, empty
from ninelives.kernels.world.task.episode import CRASHED, FLYING, RESCUED, TIMED_OUT, Episode, episodes
from ninelives.kernels.world.task.rules import BOARDING, LIMIT, judge, power


class World:
    """One drone that is put where it should be."""

    def __init__(self) -> None:
        self.flight, self.garden, self.episode = empty(Flight, 1), empty(Garden, 1), episodes(1)
        self.garden.cat[0] = 3, 0, 4
        self.garden.present[0] = True
        self.put(5, 0, 4)

    def put(self, x: float, y: float, z: float, speed: float = 0.0) -> World:
        self.flight.position[0] = x, y, z
        self.flight.velocity[0] = 0, speed, 0
        return self

    def wait(self, ticks: int, impact: float = 0.0) -> World:
        for _ in range(ticks):
            judge(self.flight, self.garden, self.episode, 0, impact)
        return self

    @property
    def outcome(self) -> int:
        return int(self.episode.outcome[0])

    @property
    def aboard(self) -> bool:
        return bool(self.flight.aboard[0])


def test_a_second_within_reach_brings_it_aboard_and_the_landing_is_the_rescue() -> None:
    world = World().put(3.89, 0, 4).wait(BOARDING - 1)
    assert not world.aboard
    world.wait(1)
    assert world.aboard
    assert not world.garden.present[0]
    assert world.outcome == FLYING
    assert world.put(6, 0, RADIUS, speed=0.9).wait(1, impact=0.9).outcome == RESCUED


@pytest.mark.parametrize(("away", "speed"), [(0.91, 0), (0.89, 0.51)])
def test_too_far_or_too_fast_and_it_stays(away: float, speed: float) -> None:
    assert not World().put(3 + away, 0, 4, speed).wait(200).aboard


def test_a_break_begins_the_second_anew() -> None:
    world = World().put(3.5, 0, 4).wait(BOARDING - 1).put(5, 0, 4).wait(1).put(3.5, 0, 4).wait(BOARDING - 1)
    assert not world.aboard
    assert world.wait(1).aboard


def test_no_cat_no_rescue() -> None:
    world = World()
    world.garden.present[0] = False
    assert not world.put(3.5, 0, 4).wait(200).aboard
    assert world.put(6, 0, RADIUS).wait(50).outcome == FLYING  # it stands on the ground, alone


@pytest.mark.parametrize(("x", "rescued"), [(13.9, True), (14.1, False)])
def test_it_counts_in_the_garden_only(x: float, rescued: bool) -> None:
    world = World().put(3.5, 0, 4).wait(BOARDING).put(x, 0, RADIUS).wait(5)
    assert (world.outcome == RESCUED) == rescued


def test_a_hard_contact_is_a_crash_and_a_soft_one_a_touch() -> None:
    assert World().wait(1, impact=1.01).outcome == CRASHED
    world = World().wait(3, impact=0.99).wait(1).wait(2, impact=0.2)
    assert world.outcome == FLYING
    assert world.episode.touches[0] == 2
    landed = World().put(3.5, 0, 4).wait(BOARDING).put(6, 0, RADIUS).wait(1, impact=1.01)
    assert landed.outcome == CRASHED


@pytest.mark.parametrize(("tilt", "outcome"), [(89, FLYING), (91, CRASHED)])
def test_a_flip_is_a_crash(tilt: float, outcome: int) -> None:
    world = World()
    half = math.radians(tilt) / 2
    world.flight.attitude[0] = math.cos(half), math.sin(half), 0, 0
    assert world.wait(1).outcome == outcome


def test_beyond_and_above_the_fence_is_open_air() -> None:
    assert World().put(500, -200, 80).wait(100).outcome == FLYING


def test_a_minute_and_no_longer() -> None:
    assert World().wait(LIMIT - 1).outcome == FLYING
    world = World().wait(LIMIT)
    assert world.outcome == TIMED_OUT
    assert (world.episode.ticks[0], world.episode.air[0]) == (LIMIT, LIMIT)


def test_the_last_tick_may_still_be_the_rescue() -> None:
    world = World().put(3.5, 0, 4).wait(BOARDING).put(6, 0, 4).wait(LIMIT - BOARDING - 1)
    assert world.put(6, 0, RADIUS).wait(1).outcome == RESCUED


def test_what_stands_on_the_ground_is_not_in_the_air() -> None:
    world = World().put(6, 0, RADIUS).wait(10).put(6, 0, RADIUS + 0.5).wait(5)
    assert world.episode.air[0] == 5


def test_hovering_takes_what_momentum_theory_says() -> None:
    """An 18-inch propeller with a quarter of 6 kg: 102 W of induced power, 157 W drawn."""
    flight = empty(Flight, 1)
    flight.motors[0] = MASS * GRAVITY / 4
    speed = math.sqrt(MASS * GRAVITY / 4 / (2 * 1.225 * math.pi * 0.2286**2))
    assert power(flight, 0) == pytest.approx(MASS * GRAVITY * speed / 0.65)
    assert 500 < power(flight, 0) < 700


def test_an_episode_starts_with_nothing_counted() -> None:
    made = episodes(3)
    assert isinstance(made, Episode)
    assert all((part == np.zeros(3)).all() for part in made)
