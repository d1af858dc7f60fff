"""What a drone knows of itself, and what only a teacher knows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.environment.engine import WIDTH, Engine
from ninelives.kernels.world.task.ranges import Ranges
from ninelives.kernels.world.task.sensors import OWN, TEACHER

ANGLES = st.floats(-3.1, 3.1)


@pytest.fixture(scope="module")
def engine() -> Engine:
    made = Engine(3, Ranges(wind=5))  # type: ignore[arg-type]
    made.seed(np.arange(3, dtype=np.uint64), np.ones(3, bool))
    made.begin(np.ones(3, bool))
    made.step(np.tile([1.0, 0.5, 0.2, 0.3], (3, 1)), np.ones(3, bool), ticks=20, piloted=True)
    return made


def own(engine: Engine) -> np.ndarray:
    return engine.sensors(np.zeros((engine.worlds, WIDTH["own"]), np.float32))


def everything(engine: Engine) -> np.ndarray:
    return engine.everything(np.zeros((engine.worlds, WIDTH["everything"]), np.float32))


def turn(angle: float) -> np.ndarray:
    return np.array([np.cos(angle / 2), 0, 0, np.sin(angle / 2)])


def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    (w, x, y, z), (v, i, j, k) = a, b
    real = w * v - x * i - y * j - z * k
    return np.array([real, w * i + x * v + y * k - z * j, w * j - x * k + y * v + z * i, w * k + x * j - y * i + z * v])


def test_every_number_has_a_name(engine: Engine) -> None:
    assert {"own": len(OWN), "everything": len(OWN) + len(TEACHER)} == WIDTH
    assert not OWN.keys() & TEACHER.keys()
    assert np.array_equal(everything(engine)[:, : len(OWN)], own(engine))
    assert np.isfinite(everything(engine)).all()


@settings(max_examples=40, deadline=None)
@given(ANGLES, st.floats(-0.6, 0.6), st.floats(-0.6, 0.6))
def test_attitude_is_told_by_the_vector_that_points_up(yaw: float, pitch: float, roll: float) -> None:
    """The nose's rise is the height of the nose's unit vector, and so for the left side."""
    engine = Engine(1, Ranges())
    nose_up = np.array([np.cos(pitch / 2), 0, -np.sin(pitch / 2), 0])  # about y, which points left
    left_up = np.array([np.cos(roll / 2), np.sin(roll / 2), 0, 0])
    q = product(product(turn(yaw), nose_up), left_up)
    engine.flight.attitude[0] = q
    seen = dict(zip(OWN, own(engine)[0], strict=True))
    nose, left = 2 * (q[1] * q[3] - q[0] * q[2]), 2 * (q[2] * q[3] + q[0] * q[1])
    assert seen["pitch: the nose's rise, rad"] == pytest.approx(np.arcsin(nose), abs=1e-5)
    assert seen["pitch: the nose's rise, rad"] == pytest.approx(pitch, abs=1e-5)
    assert seen["roll: the left side's rise, rad"] == pytest.approx(np.arcsin(left), abs=1e-5)
    assert np.hypot(seen["sine of the yaw"], seen["cosine of the yaw"]) == pytest.approx(1, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(ANGLES)
def test_a_garden_that_is_turned_as_a_whole_looks_the_same(angle: float) -> None:
    """All but the yaw itself: what is told is told in the yaw frame."""
    engine = Engine(1, Ranges(wind=5))  # type: ignore[arg-type]
    engine.seed(np.zeros(1, np.uint64), np.ones(1, bool))
    engine.begin(np.ones(1, bool))
    engine.flight.velocity[0] = 0.3, -0.7, 0.2
    before = everything(engine)[0].copy()
    cos, sin = np.cos(angle), np.sin(angle)
    around = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    for held in (
        engine.flight.position,
        engine.flight.velocity,
        engine.flight.gust,
        engine.flight.integral,
        engine.garden.cat,
    ):
        held[0] = around @ held[0]
    engine.flight.attitude[0] = product(turn(angle), engine.flight.attitude[0])
    for first in (0, 3):
        engine.garden.branches[0, first : first + 3] = around @ engine.garden.branches[0, first : first + 3]
    engine.garden.leaves[0, :3] = around @ engine.garden.leaves[0, :3]
    engine.garden.outside[0] += angle
    engine.conditions.wind_from[0] += angle
    after = everything(engine)[0]
    same = np.ones(len(after), bool)
    same[[list(OWN).index("sine of the yaw"), list(OWN).index("cosine of the yaw")]] = False
    assert np.abs(after - before)[same].max() < 1e-4


def test_own_sensors_know_neither_cat_nor_tree_nor_what_was_told(engine: Engine) -> None:
    before = own(engine)
    kept = [part.copy() for part in (*engine.garden, *engine.conditions, *engine.episode)]
    for part in (*engine.garden, *engine.conditions, *engine.episode):
        part[...] = 1
    engine.flight.integral[...], engine.flight.gust[...], engine.flight.motors[...] = 3, 3, 3
    assert np.array_equal(own(engine), before)
    for part, old in zip((*engine.garden, *engine.conditions, *engine.episode), kept, strict=True):
        part[...] = old
