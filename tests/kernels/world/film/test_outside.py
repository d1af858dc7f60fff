"""A bystander."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.film.outside import AWAY, FIELD, Bystander
from ninelives.kernels.world.garden import FENCE
from ninelives.kernels.world.task.ranges import Ranges


def test_they_stand_in_the_garden_and_keep_tree_and_drone_in_sight() -> None:
    engine, everyone = Engine(8, Ranges()), np.ones(8, bool)
    engine.begin(everyone)
    for i in range(8):
        drone = engine.flight.position[i]
        who = Bystander.at(engine.garden, engine.conditions, i, drone)
        assert (np.abs(who.place[:2]) < FENCE).all()
        for target in (np.zeros(3), engine.garden.cat[i], drone):
            x, y = target[:2] - who.place[:2]
            assert abs(math.remainder(math.atan2(y, x) - who.yaw, math.tau)) < FIELD / 2


def test_the_tree_is_whole_unless_the_drone_would_be_lost_for_it() -> None:
    engine = Engine(1, Ranges())
    engine.begin(np.ones(1, bool))
    who = Bystander.at(engine.garden, engine.conditions, 0, np.array([0.0, 0.0, 4.0]))
    ahead = -who.place / np.hypot(*who.place[:2])
    left, middle = np.array([-ahead[1], ahead[0], 0.0]), math.atan2(ahead[1], ahead[0])
    for aside in np.linspace(-9, 9, 19):
        yaw, _ = who._wanted(aside * left + [0, 0, 3.0])
        tree, drone = math.remainder(yaw - middle, math.tau), math.remainder(yaw - middle, math.tau)
        drone -= math.atan2(aside, AWAY)
        rim = math.atan(1.2 * engine.garden.crown[0] / AWAY)
        assert abs(drone) < 0.9 * FIELD / 2
        assert abs(tree) + rim < FIELD / 2 + 1e-6 or abs(drone) > 0.8 * FIELD / 2


def test_they_turn_after_the_drone_little_by_little() -> None:
    engine = Engine(1, Ranges())
    engine.begin(np.ones(1, bool))
    who = Bystander.at(engine.garden, engine.conditions, 0, np.array([0.0, 0.0, 4.0]))
    first, aside = who.yaw, np.array([-who.place[1], who.place[0], 40.0]) / 10
    who.follow(aside)
    one = abs(who.yaw - first)
    for _ in range(200):
        who.follow(aside)
    assert 0 < one < 0.1 * abs(who.yaw - first)
