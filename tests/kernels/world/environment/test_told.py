"""Arguments as they are given."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.world.environment.told import chosen, conditioned, once, seeded
from ninelives.kernels.world.task.ranges import HARD, STORY, Ranges


def test_a_slip_is_met_with_what_was_meant() -> None:
    with pytest.raises(NinelivesError, match="action must be one of velocity, moves, got 'velocty'") as caught:
        chosen("action", "velocty", ["velocity", "moves"])
    assert caught.value.fix == 'action="velocity"'


def test_conditions_by_name_by_ranges_and_by_field() -> None:
    assert conditioned("story", {}) is STORY
    assert conditioned(HARD, {"wind": 3}) == Ranges.of({"wind": 3}, start=HARD)
    assert conditioned({"trees": "test"}, {}).trees == "test"


def test_a_seed_is_of_world_0_and_the_others_follow() -> None:
    seeds, given = seeded(7, 3, fresh=True)
    assert seeds.tolist() == [7, 8, 9]
    assert given.all()
    seeds, given = seeded([5, None, 6], 3, fresh=False)
    assert seeds[[0, 2]].tolist() == [5, 6]
    assert given.tolist() == [True, False, True]
    seeds, given = seeded(np.array([5, 6]), 2, fresh=False)  # type: ignore[arg-type]
    assert seeds.tolist() == [5, 6]


def test_who_has_no_seed_at_first_gets_one_that_nobody_knows() -> None:
    one, given = seeded(None, 2, fresh=True)
    other, _ = seeded(None, 2, fresh=True)
    assert given.all()
    assert len({*one.tolist(), *other.tolist()}) == 4
    assert not seeded(None, 2, fresh=False)[1].any()


def test_conditions_of_one_episode_are_not_those_of_the_environment() -> None:
    assert once(None, HARD) is None
    assert once({"wind": 3}, HARD) == Ranges.of({"wind": 3}, start=HARD)
    for told in ({"air": "dryden"}, {"camera": "body"}):
        with pytest.raises(NinelivesError, match="is the same in all episodes"):
            once(told, STORY)
