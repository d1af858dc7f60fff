"""Samples drawn anew: as large as the audit's, of the reference alone, the same again for every attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.stats.shift import Part
from ninelives.stages.audit.adversary import world as room
from ninelives.stages.audit.adversary.attacks import Replaced
from ninelives.stages.audit.adversary.world import World, world_of
from ninelives.stages.audit.told import Shift

NOTHING = Replaced(np.arange(3))


def small(rows: int = 30, each: int = 1) -> World:
    """Numbers, in units of ``each`` rows."""
    of = np.arange(rows) // each
    x = np.random.default_rng(0).normal(size=2 * rows)
    many = int(of.max()) + 1
    return World(parts=(Part("inputs", {"x": x}),), of=of, reference=many, new=many, alpha=0.05, draws=19)


@given(st.integers(0, 1000), st.sampled_from([1, 2, 5]))
def test_units_are_drawn_whole_and_from_the_reference(at: int, each: int) -> None:
    world = small(each=each)
    drawn = world.redraw(at)
    assert drawn.units.reference == world.reference
    assert drawn.units.new == world.new
    assert set(drawn.rows) <= set(range(world.rows))
    for unit in range(world.reference + world.new):
        rows = drawn.rows[drawn.units.of == unit]
        assert (rows == np.flatnonzero(world.of == world.of[rows[0]])).all()
    again = world.redraw(at)
    assert (again.rows == drawn.rows).all()
    assert (again.turn == drawn.turn).all()


@given(st.integers(0, 1000), st.floats(0, 1))
def test_a_share_of_units_is_his_and_never_one_of_the_reference(at: int, share: float) -> None:
    drawn = small(each=2).redraw(at)
    his = drawn.turn < share
    assert not his[~drawn.new].any()
    assert abs(his[drawn.new].mean() - share) <= 1 / 15 + 1e-9


def test_units_that_are_likelier_come_more_often() -> None:
    world = small(rows=200)
    lean = np.where(np.arange(200) < 20, 9.0, 1.0)
    drawn = world.redraw(1, lean)
    assert (drawn.rows[drawn.new] < 20).mean() > 0.35
    assert (drawn.rows[~drawn.new] < 20).mean() < 0.25


def test_where_nothing_is_done_the_audit_keeps_its_level() -> None:
    world = small()
    alarms = sum(world.sees(NOTHING, 0.0, at) for at in range(100))
    assert alarms <= binom.ppf(0.99, 100, 0.05)


def test_what_is_compared_besides_is_compared() -> None:
    world = small(rows=60)

    def telling(parts: Sequence[Part], seed: int) -> Part:
        assert seed == 3
        return Part("besides", {"new": (np.arange(parts[0].rows) >= 60).astype(float)})

    assert replace(world, also=telling).sees(NOTHING, 0.0, 3)


def test_long_samples_are_played_shorter_and_many_features_in_few_directions(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "ROWS", 20)
    monkeypatch.setattr(room, "UNITS", 4)
    world = world_of(shift, 0.05, 0)
    assert len(shift.compared.reference) * world.reference == 20 * shift.compared.units.reference
    wide = np.random.default_rng(0).normal(size=(160, 100))
    part = Part("features", {str(at): column for at, column in enumerate(wide.T)}, each=False)
    seen = world_of(replace(shift, compared=replace(shift.compared, parts=(part,))), 0.05, 0)
    assert len(seen.parts[0].numbers) == room.WIDE


def test_long_blocks_are_never_so_few_that_nothing_can_be_seen(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "ROWS", 2)
    world = world_of(shift, 0.05, 0)
    have = shift.compared.units
    assert (world.reference, world.new) == (min(have.reference, room.UNITS), min(have.new, room.UNITS))
