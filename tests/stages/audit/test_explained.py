"""Which part of which column tells how much of a shift."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.sides import Sides
from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit.explained import apartness, explained


def side(**columns: list[float] | list[str]) -> Side:
    rows = len(next(iter(columns.values())))
    return Side(
        items=[str(row) for row in range(rows)], scenes=np.arange(rows), conditions={}, inputs=pl.DataFrame(columns)
    )


def sides(old: Side, new: Side) -> Sides:
    nowhere = Envelope.of({}, old.scenes)
    return Sides(noun="row", reference=old, new=new, envelope=nowhere, visited=nowhere, digests={})


def normal(seed: int, rows: int = 500, by: float = 0.0) -> list[float]:
    return (np.random.default_rng(seed).normal(size=rows) + by).tolist()


def test_a_column_that_moved_is_told_and_one_that_did_not_is_not() -> None:
    found = explained(sides(side(a=normal(0), b=normal(1)), side(a=normal(2, by=3), b=normal(3))), 0.8)
    assert [each.column for each in found] == ["a"] or found[0].share > 5 * found[1].share
    assert found[0].words.startswith("a from ")
    assert found[0].share > 0.9


def test_the_dark_is_below_and_the_bright_is_above() -> None:
    bright, dark = side(light=normal(0, by=5)), side(light=normal(1, by=-5))
    assert explained(sides(bright, dark), 1.0)[0].words.startswith("light below ")
    assert explained(sides(dark, bright), 1.0)[0].words.startswith("light from ")


def test_what_comes_in_between_is_a_range() -> None:
    wide = np.random.default_rng(0).uniform(-10, 10, 1000).tolist()
    narrow = np.random.default_rng(1).uniform(2, 4, 500).tolist()
    found = explained(sides(side(a=wide), side(a=narrow)), 0.9)[0]
    assert " to " in found.words
    assert found.here > 0.9 > 0.3 > found.there


def test_names_that_became_commoner_are_told() -> None:
    old, new = side(kind=["oak"] * 90 + ["ash"] * 10), side(kind=["oak"] * 20 + ["ash"] * 80)
    found = explained(sides(old, new), 0.7)[0]
    assert (found.words, found.here, found.there) == ("kind ash", 0.8, 0.1)
    assert found.share == pytest.approx(1.0)


def test_what_only_the_features_see_no_column_explains() -> None:
    same = normal(0)
    assert explained(sides(side(a=same), side(a=same)), 1.0) == []


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40), st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
@example([0.0, 0.0], [0.0, 2.2e-313])  # no digits tell these apart
@example([0.0, 0.0], [-1.7e308, 1.7e308])
def test_shares_are_shares(old: list[float], new: list[float]) -> None:
    for each in explained(sides(side(a=old), side(a=new)), 0.0):
        assert 0 < each.share <= 1
        assert 0 <= each.there <= each.here <= 1


def test_a_side_without_a_column_is_left_out() -> None:
    old, new = side(a=normal(0), b=normal(1)), side(a=normal(0), b=normal(1))
    lacking = replace(new, inputs=new.inputs.drop("b").with_columns(c=pl.lit(1.0)))
    assert explained(sides(old, lacking), 0.5) == []


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=30), st.lists(st.integers(-5, 5), min_size=1, max_size=30))
def test_apartness_is_the_largest_difference_of_shares_above_a_score(new: list[int], old: list[int]) -> None:
    cuts = range(-6, 7)
    slow = max(np.mean([one > cut for one in new]) - np.mean([one > cut for one in old]) for cut in cuts)
    assert apartness(np.array(new, float), np.array(old, float)) == pytest.approx(max(slow, 0))
