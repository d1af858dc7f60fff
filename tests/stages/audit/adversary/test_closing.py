"""What would leave him less: each is told with what it leaves, the best first, what nobody knows last."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from ninelives.artifacts.sides import Sides
from ninelives.stages.audit.adversary import closing, search
from ninelives.stages.audit.adversary.closing import Labels, measurements
from ninelives.stages.audit.adversary.tactics import mixtures
from ninelives.stages.audit.adversary.world import World
from ninelives.stages.audit.told import Shift


def test_conditions_that_were_recorded_and_not_compared_are_one_way(world: World, sides: Sides, shift: Shift) -> None:
    assert [what for what, _ in measurements(world, sides, shift)] == [
        "twice as many new rows",
        "tests that he cannot foresee",
    ]
    assert sides.new is not None
    many = len(sides.reference)
    more = {"place": pl.Series(["roof", "yard"] * (many // 2)), "hour": pl.Series(np.arange(many) % 24 * 1.0)}
    placed = replace(
        sides, reference=replace(sides.reference, conditions=more), new=replace(sides.new, conditions=more)
    )
    what, other = measurements(world, placed, shift)[-1]
    assert what == "comparing hour and place too"
    assert other.parts[-1].rows == world.parts[0].rows


def test_the_best_comes_first_and_what_nobody_recorded_last(
    world: World, sides: Sides, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        closing, "searched", lambda world, attack, most, step: search.searched(world, attack, most, step, 4)
    )
    tactic = replace(mixtures(world, sides, shift)[0], loses=0.7)
    ways = measurements(world, sides, shift)
    steps: list[int] = []
    told = [closing.left(way, tactic, 0.4, lambda: steps.append(1)) for way in ways]
    told = closing.ranked([*told, *closing.labelled(Labels(0.8, 50), tactic, 0.4, 0.05)], ["hour"])
    assert len(steps) == 4 * len(ways)
    known = [one["share_after"] for one in told[:-1]]
    assert known == sorted(known)
    assert "labels of 50 of them, drawn at random" in [one["what"] for one in told]
    assert told[-1] == {
        "what": "recording hour",
        "share_after": None,
        "interval": None,
        "less": False,
        "why": "cannot tell: nobody recorded it",
    }


@pytest.mark.parametrize("right", [0.6, 0.8, 0.95])
def test_labels_show_by_the_binomial_law(right: float) -> None:
    share = Labels(right, 100).shows(right, 0.05)
    few = max(k for k in range(101) if binom.cdf(k, 100, right) <= 0.05)
    assert binom.cdf(few, 100, right - share * right) == pytest.approx(0.5, abs=1e-6)
