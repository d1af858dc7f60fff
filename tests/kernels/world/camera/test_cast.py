"""Pictures of many gardens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.cast import cat_pixels, pictures
from ninelives.kernels.world.oak.grow import grow
from tests.kernels.world.camera.gardens import World, facing, gardens

FRAMES = 200


def taken(world: World, seed: object = 3, *, size: int = 64, threads: int = 1, samples: int = 1) -> np.ndarray:
    out = np.zeros((len(world[0].yaw), size, size, 3), np.uint8)
    pictures(out, *world, seed, 5, threads=threads, samples=samples)  # type: ignore[arg-type]
    return out


@pytest.fixture(scope="module")
def world() -> World:
    return gardens(FRAMES)


def test_the_same_on_one_thread_and_on_two(world: World) -> None:
    assert np.array_equal(taken(world), taken(world, threads=2))
    assert np.array_equal(cat_pixels(*world, 3, threads=1), cat_pixels(*world, 3, threads=2))


@settings(max_examples=10)
@given(st.lists(st.integers(0, FRAMES - 1), min_size=1, max_size=9), st.integers(0, 2**62))
def test_the_same_alone_and_among_many_in_any_order(world: World, some: list[int], seed: int) -> None:
    cameras, garden, conditions = world
    seeds = np.arange(FRAMES, dtype=np.uint64) + np.uint64(seed)
    whole = taken(world, seeds)
    few = Cameras(*(np.ascontiguousarray(part[some]) for part in cameras))
    assert np.array_equal(taken((few, garden, conditions), seeds[some]), whole[some])
    assert np.array_equal(cat_pixels(few, garden, conditions, seeds[some]), cat_pixels(*world, seeds)[some])


def test_another_frame_differs_in_noise_only() -> None:
    cameras, garden, conditions = gardens(8, seed=2)
    conditions.hour[:] = 12.0
    cameras.time[:] = 0.0
    garden.present[:] = False
    one, other = taken((cameras, garden, conditions)), np.zeros((8, 64, 64, 3), np.uint8)
    pictures(other, cameras, garden, conditions, 3, 6)
    apart = np.abs(one.astype(int) - other)
    assert (apart > 0).mean() > 0.5
    assert apart.mean() < 5


def test_grass_depends_on_the_seed_and_not_on_the_tree() -> None:
    cameras, garden, conditions = gardens(2, seed=2)
    conditions.hour[:], conditions.day[:], conditions.fog[:] = 12.0, 20_260, 0.0
    cameras.position[:], cameras.yaw[:], cameras.pitch[:], cameras.roll[:] = (11.0, 0.0, 1.5), 0.0, -0.6, 0.0
    world = (cameras, garden, conditions)
    one, other = taken(world), taken(world, 4)
    grow(np.uint64(99), garden, 0)  # behind the camera
    assert np.abs(taken(world).astype(int) - one)[0].mean() < 2
    assert np.abs(other.astype(int) - one)[0].mean() > 5


def test_a_cat_that_is_not_there_is_not_counted_and_changes_no_other_pixel() -> None:
    cameras, garden, conditions = facing(gardens(30, seed=4), 3.0)
    with_cat, counts = taken((cameras, garden, conditions)), cat_pixels(cameras, garden, conditions, 3)
    assert (counts >= 6).mean() > 0.9
    garden.present[:] = False
    assert (cat_pixels(cameras, garden, conditions, 3) == 0).all()
    without = taken((cameras, garden, conditions))
    changed = (np.abs(with_cat.astype(int) - without).max(-1) > 20).sum(axis=(1, 2))
    assert (changed <= 4 * counts + 60).all()  # the cat, its shadow, and the exposure for both
    assert (changed > 0).mean() > 0.8


def test_the_cat_is_in_the_middle_where_the_camera_looks_at_it() -> None:
    world = facing(gardens(40, seed=5), 1.5)
    counts = cat_pixels(*world, 3)
    assert np.median(counts) > 40
    assert np.median(cat_pixels(*facing(world, 3.0), 3)) == pytest.approx(np.median(counts) / 4, rel=0.35)
    narrow = world[0]._replace(field=np.full(40, 0.5))
    assert (cat_pixels(*facing((narrow, *world[1:]), 1.5), 3) > 4 * counts).mean() > 0.9
    world[0].yaw[:] += np.pi
    assert (cat_pixels(*world, 3) == 0).all()


@pytest.mark.parametrize(("height", "width"), [(1, 1), (7, 13), (48, 64), (100, 31)])
def test_any_size(world: World, height: int, width: int) -> None:
    out = np.zeros((FRAMES, height, width, 3), np.uint8)
    pictures(out, *world, 3, 5)
    assert out.any()
    assert cat_pixels(*world, 3, height=height, width=width).max() <= height * width


def test_finer_pictures_show_the_same(world: World) -> None:
    cameras, garden, conditions = world
    few = Cameras(*(np.ascontiguousarray(part[:12]) for part in cameras))
    conditions = conditions._replace(hour=np.full(FRAMES, 12.0))
    coarse, fine = (taken((few, garden, conditions), samples=n).astype(float) for n in (1, 3))
    blocks = [p.reshape(12, 8, 8, 8, 8, 3).mean(axis=(2, 4)) for p in (coarse, fine)]
    assert np.abs(blocks[0] - blocks[1]).mean() < 8


def test_no_world_no_picture() -> None:
    cameras, garden, conditions = gardens(1)
    none = Cameras(*(part[:0] for part in cameras))
    out = np.zeros((0, 64, 64, 3), np.uint8)
    pictures(out, none, garden, conditions, 3, 5)
    assert len(cat_pixels(none, garden, conditions, 3)) == 0


def test_what_is_no_room_for_pictures_is_told() -> None:
    world = gardens(2)
    for wrong in (np.zeros((2, 8, 8, 3)), np.zeros((2, 8, 8), np.uint8), np.zeros((2, 8, 16, 3), np.uint8)[:, :, ::2]):
        with pytest.raises(ValueError, match=r"out must be contiguous uint8 \(frames, height, width, 3\), got"):
            pictures(wrong, *world, 1, 0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="out has room for 3 pictures, and there are 2 cameras"):
        pictures(np.zeros((3, 8, 8, 3), np.uint8), *world, 1, 0)
    with pytest.raises(ValueError, match="samples must be >= 1, got 0"):
        pictures(np.zeros((2, 8, 8, 3), np.uint8), *world, 1, 0, samples=0)
    strided = world[0]._replace(yaw=np.repeat(world[0].yaw, 2)[::2], world=world[0].world.astype(np.int32))
    assert np.array_equal(taken(world), taken((strided, *world[1:])))
