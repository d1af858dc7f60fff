"""How an episode begins."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.drone.body import RADIUS
from ninelives.kernels.world.drone.clearance import clearance
from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.garden import FENCE
from ninelives.kernels.world.oak.sets import set_of
from ninelives.kernels.world.task.begin import tree
from ninelives.kernels.world.task.ranges import TREES, Ranges
from ninelives.kernels.world.task.sensors import yaw


def begun(worlds: int, **told: object) -> Engine:
    engine, everyone = Engine(worlds, Ranges.of(told)), np.ones(worlds, bool)
    engine.seed(np.arange(worlds, dtype=np.uint64), everyone)
    engine.begin(everyone)
    return engine


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2), st.integers(0, 2**64 - 1))
def test_an_episodes_tree_is_of_its_set(which: int, seed: int) -> None:
    assert set_of(int(tree(which, np.uint64(seed)))) == TREES[which]


def test_the_drone_hangs_outside_the_crown_and_faces_the_trunk() -> None:
    engine = begun(500)
    position, crown = engine.flight.position, engine.garden.crown
    away = np.hypot(position[:, 0], position[:, 1]) - crown
    assert (away > 1.299).all()
    assert (away < 4.501).all()
    assert (np.abs(position[:, :2]) < FENCE).all()
    assert ((position[:, 2] >= 1.2) & (position[:, 2] <= 4.5)).all()
    off = [yaw(engine.flight, i) - np.arctan2(-position[i, 1], -position[i, 0]) for i in range(500)]
    off = np.angle(np.exp(1j * np.array(off)))
    assert np.abs(off).max() <= 0.6 + 1e-6
    assert np.abs(off).max() > 0.5
    assert min(clearance(engine.garden, i, *position[i])[0] for i in range(500)) > RADIUS


def test_conditions_fill_their_ranges_and_nothing_else() -> None:
    engine = begun(2000, hours=(20, 6), wind=(4, 7), fog=(0.01, 0.02), dates=("2026-12-01", "2026-12-03"))
    told = engine.envelope()
    assert ((told["hour"] >= 20) | (told["hour"] < 6)).all()
    assert abs((told["hour"] >= 20).mean() - 0.4) < 0.05
    assert (told["wind"].min(), told["wind"].max()) == (
        np.clip(told["wind"], 4, 7).min(),
        np.clip(told["wind"], 4, 7).max(),
    )
    assert np.ptp(told["wind"]) > 2.9
    assert np.ptp(told["fog"]) > 0.0099
    assert set(told["date"].astype(str)) == {"2026-12-01", "2026-12-02", "2026-12-03"}
    assert told["lamp"].all()  # it is night


def test_a_lamp_is_left_to_the_sun_or_told() -> None:
    noon = {"hours": 12, "dates": "2026-06-21"}
    assert not begun(20, **noon).conditions.lamp.any()
    assert begun(20, lamp="on", **noon).conditions.lamp.all()
    assert not begun(20, lamp="off", hours=0).conditions.lamp.any()


def test_episodes_of_one_world_differ() -> None:
    engine = begun(1)
    seen = set()
    for _ in range(20):
        seen.add((float(engine.garden.crown[0]), float(engine.flight.position[0, 0]), float(engine.conditions.hour[0])))
        engine.begin(np.ones(1, bool))
    assert len({row[0] for row in seen}) == len({row[1] for row in seen}) == len({row[2] for row in seen}) == 20
