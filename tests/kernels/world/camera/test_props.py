"""What is drawn beside a garden."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.cast import pictures
from ninelives.kernels.world.camera.props import LAMP, Props
from ninelives.kernels.world.camera.reference import picture, view
from ninelives.kernels.world.camera.scene import COLUMNS
from ninelives.kernels.world.film.craft import MEMBERS, craft
from ninelives.kernels.world.garden import Flight, empty
from tests.kernels.world.camera.gardens import World, facing, gardens


def shown(world: World, props: Props | None) -> np.ndarray:
    made = np.empty((len(world[0].yaw), 32, 32, 3), np.uint8)
    pictures(made, *world, 0, 0, props=props)
    return made


def drones(world: World) -> Props:
    """One before each cat."""
    cameras, garden, _ = world
    flight = empty(Flight, len(cameras.yaw))
    flight.position[:] = 0.5 * (garden.cat + cameras.position)
    made = [craft(flight, garden, i, 3, lamp=False) for i in range(len(cameras.yaw))]
    return Props(np.stack([parts for parts, _ in made]), np.stack([lamp for _, lamp in made]))


def test_no_props_are_no_difference() -> None:
    world = gardens(3, seed=5)
    nothing = Props(np.zeros((3, 2, COLUMNS), np.float32), np.zeros((3, LAMP), np.float32))
    assert (shown(world, nothing) == shown(world, None)).all()


def test_props_are_seen_as_the_slow_caster_sees_them() -> None:
    world = facing(gardens(2, seed=6), 3.0)
    props = drones(world)
    assert props.parts.shape == (2, MEMBERS, COLUMNS)
    fast, bare = shown(world, props), shown(world, None)
    for i in range(2):
        slow = picture(view(i, *world, 0, 0, np.zeros(1), props=props), 32, 32)
        apart = np.abs(fast[i].astype(int) - slow).max(-1)
        assert (apart <= 1).mean() > 0.99
        assert (np.abs(fast[i].astype(int) - bare[i]).max(-1) > 8).mean() > 0.01  # thin arms, but there
