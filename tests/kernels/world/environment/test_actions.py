"""The three ways to fly."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.drone.body import GRAVITY, MASS, STRONGEST
from ninelives.kernels.world.environment.actions import ACTIONS, MOST, MOVES, RATES

FOUR = st.lists(st.floats(-5, 5, width=32), min_size=4, max_size=4)


@settings(deadline=None)
@given(FOUR)
def test_commands_are_clipped_and_in_units(four: list[float]) -> None:
    given_ = np.array([four], np.float32)
    assert (np.abs(ACTIONS["velocity"].commands(given_, 1)) <= MOST).all()
    thrust, *turns = ACTIONS["rates"].commands(given_, 1)[0]
    assert 0 <= thrust <= 4 * STRONGEST
    assert (np.abs(turns) <= RATES[1:]).all()


def test_an_action_within_its_space_is_flown_as_it_is() -> None:
    told = np.array([0.5, -0.3, 0.9, -1], np.float32)
    commands = ACTIONS["velocity"].commands(told, None)
    assert commands[0] == pytest.approx([0.8, -0.48, 0.9, -1.2])
    assert ACTIONS["velocity"].actions(commands)[0] == pytest.approx(told)
    assert np.array_equal(
        ACTIONS["velocity"].commands(torch.tensor(told), None), ACTIONS["velocity"].commands(told, None)
    )


def test_a_stick_in_the_middle_hovers_or_nearly() -> None:
    middle = ACTIONS["rates"].commands(np.zeros(4, np.float32), None)[0]
    assert middle.tolist() == [2 * STRONGEST, 0, 0, 0]
    assert 1 < middle[0] / (MASS * GRAVITY) < 1.5


def test_nine_moves_go_nine_ways() -> None:
    made = ACTIONS["moves"].commands(np.arange(9), 9)
    assert len(MOVES) == len({tuple(row) for row in made}) == 9
    assert not made[MOVES.index("hover")].any()
    assert made[MOVES.index("left")].tolist() == [0, MOST[1], 0, 0]
    assert made[MOVES.index("down")].tolist() == [0, 0, -MOST[2], 0]
    assert made[MOVES.index("turn left")].tolist() == [0, 0, 0, MOST[3]]
    assert np.abs(made).sum() == pytest.approx(2 * MOST.sum())
