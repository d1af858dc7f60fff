"""The steps of an audit, as far as each stands by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.sides import Sides
from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit import found
from tests.stages.audit.test_kind import judged, sides


def photos(light: list[float]) -> Side:
    rows = len(light)
    column = pl.Series("light", light)
    return Side(
        items=[str(row) for row in range(rows)],
        scenes=np.arange(rows),
        conditions={"light": column},
        inputs=pl.DataFrame([column]),
    )


def held(old: Side, new: Side) -> Sides:
    mine, theirs = (Envelope.of(dict(side.conditions), side.scenes) for side in (old, new))
    return Sides(noun="photo", reference=old, new=new, envelope=mine, visited=theirs, digests={})


def test_rows_in_a_gap_are_found_one_by_one() -> None:
    light = [0.05 if at % 2 else 0.55 for at in range(200)]
    both = held(photos([0.55] * 300), photos(light))
    gaps = both.envelope.gaps(both.visited)
    assert [gap.words for gap in gaps] == ["light below 0.1"]
    assert found.outside(both, gaps).tolist() == [value < 0.1 for value in light]


def test_what_lacks_the_condition_lies_in_the_gap_of_the_unknown() -> None:
    blind = replace(photos([0.5] * 60), conditions={})
    both = held(photos([0.55] * 300), photos([0.5] * 60))
    both = replace(both, new=blind, visited=Envelope.of({}, blind.scenes))
    gaps = both.envelope.gaps(both.visited)
    assert gaps
    assert found.outside(both, gaps).all()


def test_only_labels_that_are_known_count() -> None:
    new = judged(1, 0.5, rows=4)
    few = replace(new, truth=np.array(["cat", None, "dog", None], dtype=object))
    assert found._labels(sides(judged(0, 0.5), few)) == {"0": "cat", "2": "dog"}
    numbers = replace(new, truth=np.array([1.0, np.nan, 0.0, np.nan]))
    assert found._labels(sides(judged(0, 0.5), numbers)) == {"0": 1.0, "2": 0.0}
    assert found._labels(sides(judged(0, 0.5), replace(new, truth=None))) is None


def test_too_little_is_told_with_whose_it_is() -> None:
    assert found._silent(sides(judged(0, 0.5), judged(1, 0.5, rows=9))).startswith("the new data hold 9 rows")
    assert found._silent(sides(judged(0, 0.5, rows=1), judged(1, 0.5))).startswith("the reference holds 1 row,")
    assert found._silent(sides(judged(0, 0.5), judged(1, 0.5))) == ""
