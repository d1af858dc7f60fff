"""Attacks do what they say to the new sample, nothing to the reference, and nothing at all at size 0."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.shift import Part
from ninelives.stages.audit.adversary.attacks import Balanced, Moved, Renamed, Replaced, Torn, taken
from ninelives.stages.audit.adversary.world import Attack, World

ROWS = 300
DRAW = np.random.default_rng(0)
X = DRAW.normal(size=ROWS)
PART = Part(
    "inputs",
    {"x": X, "y": X + 0.1 * DRAW.normal(size=ROWS), "hour": DRAW.integers(0, 24, ROWS).astype(float)},
    {"kind": DRAW.choice(3, ROWS, p=[0.6, 0.3, 0.1])},
)
WORLD = World(parts=(PART,), of=np.arange(ROWS), reference=ROWS, new=ROWS, alpha=0.05)
POOL = np.flatnonzero(X > 1)
SEEN = np.stack([X, np.square(X)], axis=1)
ATTACKS: list[Attack] = [
    Moved.of(0, "x", X),
    Moved.of(0, "hour", PART.numbers["hour"]),
    Renamed(0, "kind", 0, 1, 0.6),
    Replaced(POOL),
    Balanced(POOL, SEEN, WORLD.of),
    Torn(ROWS),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: type(attack).__name__)
def test_the_reference_is_left_alone_and_a_size_of_nothing_does_nothing(attack: Attack) -> None:
    drawn = WORLD.redraw(0, attack.lean(0.5))
    plain = taken(WORLD.parts, drawn.rows)[0]
    for size, where in ((0.5, ~drawn.new), (0.0, np.ones(len(drawn.rows), bool))):
        found = attack(WORLD.parts, drawn, size)[0]
        for name, values in {**plain.numbers, **plain.names}.items():
            kept = {**found.numbers, **found.names}[name]
            assert kept[where] == pytest.approx(values[where])


@given(st.floats(0, 1.5), st.integers(0, 20))
def test_a_column_moves_by_so_many_deviations(size: float, at: int) -> None:
    drawn = WORLD.redraw(at)
    before = X[drawn.rows][drawn.new]
    after = Moved.of(0, "x", X)(WORLD.parts, drawn, size)[0].numbers["x"][drawn.new]
    assert np.abs(after - before) == pytest.approx(size * X.std())


def test_of_few_values_a_moved_row_keeps_to_those_that_were_seen() -> None:
    hours = np.repeat(np.arange(24.0), 40)
    move = Moved.of(0, "hour", np.append(hours, np.nan))
    luck = np.random.default_rng(1).random(961)
    after = move.moved(np.append(hours, np.nan), 0.1, luck)
    assert set(after[:-1]) <= set(range(24))
    assert np.isnan(after[-1])
    inside = hours < 22
    assert (after[:-1] - hours)[inside].mean() == pytest.approx(0.1 * hours.std(), abs=0.05)
    assert np.nanmax(move.moved(hours, 9.0, luck[:960])) == 23


def test_a_column_moves_away_from_the_nearer_end() -> None:
    low = np.array([0.0, 0, 0, 1, 9])
    assert Moved.of(0, "x", low).spread > 0
    assert Moved.of(0, "x", -low).spread < 0
    assert Moved.of(0, "x", np.ones(5)).spread == 0


@given(st.floats(0, 0.6), st.integers(0, 20))
def test_a_share_of_the_rows_is_renamed(size: float, at: int) -> None:
    drawn = WORLD.redraw(at)
    before = PART.names["kind"][drawn.rows][drawn.new]
    after = Renamed(0, "kind", 0, 1, 0.6)(WORLD.parts, drawn, size)[0].names["kind"][drawn.new]
    assert set(after[before == 0]) <= {0, 1}
    assert (after[before != 0] == before[before != 0]).all()
    assert (after != before).mean() == pytest.approx(size, abs=0.15)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 20))
def test_a_larger_share_holds_the_smaller(one: float, other: float, at: int) -> None:
    drawn, (few, many) = WORLD.redraw(at), sorted((one, other))
    rows = [Replaced(POOL)(WORLD.parts, drawn, size)[0].numbers["x"] for size in (few, many)]
    plain = X[drawn.rows]
    changed = rows[0] != plain
    assert (rows[1][changed] == rows[0][changed]).all()
    assert (rows[0][changed] > 1).all()


def test_rows_that_make_up_for_others_keep_the_means() -> None:
    plain, tuned = Replaced(POOL), Balanced(POOL, SEEN, WORLD.of)
    off = []
    for attack in (plain, tuned):
        drawn = [WORLD.redraw(at, attack.lean(0.15)) for at in range(40)]
        mixed = [attack(WORLD.parts, one, 0.15)[0].numbers["x"][one.new] for one in drawn]
        off.append((np.mean(mixed) - X.mean(), np.mean(np.square(mixed)) - np.square(X).mean()))
    assert off[0][0] > 0.15
    assert off[1] == pytest.approx((0, 0), abs=0.06)


def test_units_of_several_rows_are_balanced_whole() -> None:
    of = np.arange(ROWS) // 3
    lean = Balanced(POOL, SEEN, of).lean(0.1)
    assert lean is not None
    assert lean.shape == (100,)
    rows = lean[of] / lean[of].sum()
    wanted = (SEEN.mean(axis=0) - 0.1 * SEEN[POOL].mean(axis=0)) / 0.9
    assert rows @ SEEN == pytest.approx(wanted, abs=0.02)


def test_torn_columns_are_each_as_before_and_hang_together_no_more() -> None:
    drawn = WORLD.redraw(3)
    found = Torn(ROWS)(WORLD.parts, drawn, 1.0)[0]
    x, y = found.numbers["x"][drawn.new], found.numbers["y"][drawn.new]
    assert set(x) <= set(X)
    assert abs(np.corrcoef(x, y)[0, 1]) < 0.2
    together = Part("features", dict(PART.numbers), each=False)
    whole = Torn(ROWS)((together,), drawn, 1.0)[0]
    assert np.corrcoef(whole.numbers["x"], whole.numbers["y"])[0, 1] > 0.95
