"""Many rescues as arrays."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.task.ranges import STORY
from ninelives.kernels.world.task.reward import story

ALL = np.ones(4, bool)


def begun() -> Engine:
    engine = Engine(4, STORY)
    engine.seed(np.arange(4, dtype=np.uint64), ALL)
    engine.begin(ALL)
    return engine


def test_what_does_not_fly_stays_as_it_is() -> None:
    engine = begun()
    before = [part[1:].copy() for part in (*engine.flight, *engine.episode)]
    step = engine.step(np.ones((4, 4)), np.array([True, False, False, False]), ticks=10, piloted=True)
    assert all(
        np.array_equal(part[1:], old) for part, old in zip((*engine.flight, *engine.episode), before, strict=True)
    )
    assert story(step)[1:].tolist() == [0, 0, 0]
    assert step.seconds.tolist() == [0.2, 0, 0, 0]
    assert step.air[0] == 0.2


def test_an_episode_ends_within_a_decision_and_nothing_counts_after_it() -> None:
    engine = begun()
    engine.flight.position[0, 2], engine.flight.velocity[0, 2] = 1.0, -4.0
    step = engine.step(np.zeros((4, 4)), ALL, ticks=50, piloted=True)
    assert step.crashed.tolist() == [True, False, False, False]
    assert 0 < step.seconds[0] < 0.3
    assert story(step)[0] == -10_000 + step.air[0]
    assert engine.ended()[0].tolist() == [True, False, False, False]


def test_the_envelope_and_the_score_tell_no_position() -> None:
    engine = begun()
    assert set(engine.envelope()) == {"date", "hour", "wind", "gusts", "fog", "lamp"}
    assert set(engine.score()) == {"rescued", "crashed", "timed_out", "touches", "seconds", "energy"}
    kept = engine.score()["energy"]
    engine.step(np.zeros((4, 4)), ALL, ticks=10, piloted=True)
    assert not kept.any()
    assert (engine.score()["energy"] > 50).all()
