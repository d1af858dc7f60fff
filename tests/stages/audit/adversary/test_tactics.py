"""The ways that there are: each column that varies, rows in place of others, and what each such row does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ninelives.artifacts.sides import Sides
from ninelives.stages.audit.adversary import tactics
from ninelives.stages.audit.adversary.attacks import Balanced, Renamed, Replaced, Torn
from ninelives.stages.audit.adversary.world import World
from ninelives.stages.audit.told import Shift


def judged(sides: Sides, classes: tuple[str, ...] | None = ("cat", "dog")) -> Sides:
    """With a model that is right in three of four, or off by .5 in one of four."""
    side = sides.reference
    assert len(side) % 4 == 0
    wrong = np.arange(len(side)) % 4 == 0
    if classes is None:
        return replace(sides, reference=replace(side, outputs=0.5 * wrong[:, None], truth=np.zeros(len(side))))
    truth = np.array(["cat", "dog"] * (len(side) // 2), dtype=object)
    says_dog = (truth == "dog") ^ wrong
    side = replace(side, outputs=np.stack([1.0 - says_dog, 1.0 * says_dog], axis=1), truth=truth)
    return replace(sides, reference=side, classes=classes)


def test_every_column_that_varies_and_no_other(world: World, shift: Shift) -> None:
    same = {"same": np.full(world.parts[0].rows, 7.0), "gone": np.full(world.parts[0].rows, np.nan)}
    more = replace(world.parts[0], numbers={**world.parts[0].numbers, **same})
    found, still, left_out = tactics.columns(replace(world, parts=(more,)), shift)
    assert {one.what for one in found} == {"x", "y", "watch", "kind"}
    assert still == ["same", "gone"]
    assert left_out == 0
    kind = next(one for one in found if one.what == "kind")
    assert isinstance(kind.attack, Renamed)
    assert kind.unit == "of the rows"
    assert kind.most == pytest.approx(0.6, abs=0.15)


def test_of_many_columns_those_that_the_tests_see_least(
    world: World, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tactics, "COLUMNS", 2)
    every = tactics._blind(shift)
    found, _, left_out = tactics.columns(world, shift)
    assert left_out == 2
    assert min(every[one.what] for one in found) >= sorted(every.values())[-2]


def test_without_a_model_those_come_in_that_show_most(world: World, sides: Sides, shift: Shift) -> None:
    found = tactics.mixtures(world, sides, shift)
    assert [type(one.attack) for one in found] == [Replaced, Balanced, Torn]
    assert all(one.loses is None for one in found)
    assert isinstance(found[0].attack, Replaced)
    assert found[0].attack.pool.min() >= world.rows


def test_with_a_model_those_that_it_gets_wrong(world: World, sides: Sides, shift: Shift) -> None:
    known = judged(sides)
    assert tactics.right_of(known) == 0.75
    first, tuned, *others = tactics.mixtures(world, known, shift)
    assert "gets wrong" in first.what
    assert isinstance(first.attack, Replaced)
    assert (np.sort(first.attack.pool) == np.arange(0, world.rows, 4)).all()
    assert first.loses == tuned.loses == 0.75
    assert [one.what for one in others if "class" in one.what] == ["rows of the class cat"]
    assert next(one.loses for one in others if "class" in one.what) == 0.25


def test_of_numbers_the_tenth_that_it_is_furthest_off(world: World, sides: Sides, shift: Shift) -> None:
    known = judged(sides, None)
    first = tactics.mixtures(world, known, shift)[0]
    assert "furthest off" in first.what
    assert first.loses == pytest.approx(0.5 - 0.125)
    assert tactics.right_of(known) is None
