"""Declared conditions."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.world.task.ranges import HARD, STORY, At, Ranges


def test_a_value_is_a_range_of_no_width() -> None:
    held = Ranges(wind=5, hours=22, dates="2026-12-24").packed()  # type: ignore[arg-type]
    assert (held[At.WIND], held[At.WINDS]) == (5, 0)
    assert (held[At.HOUR], held[At.HOURS]) == (22, 0)
    assert held[At.DAYS] == 1
    assert np.datetime64(int(held[At.DAY]), "D") == np.datetime64("2026-12-24")


def test_hours_go_past_midnight_and_a_whole_day_is_24_of_them() -> None:
    assert list(Ranges(hours=(20, 6)).packed()[[At.HOUR, At.HOURS]]) == [20, 10]
    assert list(STORY.packed()[[At.HOUR, At.HOURS]]) == [0, 24]


def test_only_what_is_told_differs() -> None:
    made = Ranges.of({"wind": [4, 7], "trees": "final"}, start=HARD)
    assert (made.wind, made.trees, made.air, made.yaw) == ((4, 7), "final", "dryden", HARD.yaw)
    assert Ranges.of({}) == STORY
    assert made.packed()[At.TREES] == 2


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"hours": (7, 25)}, "hours must lie in 0 to 24 h, from low to high, got 7 to 25"),
        ({"wind": -1}, "wind must lie in 0 to 20 m/s, from low to high, got -1 to -1"),
        ({"wind": (7, 4)}, "from low to high, got 7 to 4"),
        ({"wind": (1, 2, 3)}, "got (1, 2, 3)"),
        ({"wind": float("nan")}, "got nan to nan"),
        ({"wind": "strong"}, "got strong to strong"),
        ({"wind": True}, "got True to True"),
        ({"fog": 0.5}, "fog must lie in 0 to 0.3 1/m"),
        ({"yaw": 4}, "yaw must lie in 0 to 3.142 rad"),
        ({"dates": ("2026-02-30", "2026-03-01")}, "dates must be two days such as 2026-05-01"),
        ({"dates": ("2026-05-02", "2026-05-01")}, "the first not after the last, got 2026-05-02 to 2026-05-01"),
        ({"dates": ("1699-01-01", "2026-05-01")}, "dates must lie in 1900-01-01 to 2100-12-31"),
        ({"trees": "exam"}, "trees must be one of train, test, final, got 'exam'"),
        ({"lamp": "dim"}, "lamp must be one of auto, on, off"),
        ({"winds": 3}, "no condition is called 'winds'"),
    ],
)
def test_what_is_impossible_names_its_range(told: dict[str, Any], says: str) -> None:
    with pytest.raises(NinelivesError, match=re.escape(says)) as caught:
        Ranges.of(told)
    assert caught.value.fix


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(NinelivesError, match=r"hours must.*wind must.*dates must"):
        Ranges(hours=(0, 30), wind=-2, dates=("x", "y"))  # type: ignore[arg-type]
    with pytest.raises(NinelivesError) as caught:
        Ranges.of({"winds": 3})
    assert caught.value.fix == "did you mean wind ?"
