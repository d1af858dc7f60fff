"""What conditions leave of each other, against a reader who tries every number."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.stages.train.written.grammar import Comparison, Condition, Every, Some
from ninelives.stages.train.written.logic import ALL, Box, TooManyError, boxes, covered, overlap, span
from tests.stages.train.written.conditions import conditions, corners, holds

TWO = st.sampled_from(["a", "b"])
GRID = [dict(zip("ab", point, strict=True)) for point in product(corners(), repeat=2)]


def inside(found: list[Box], photo: Mapping[str, np.float32]) -> bool:
    return any(all(low < photo[name] <= high for name, (low, high) in box.items()) for box in found)


@given(conditions(TWO))
def test_boxes_hold_what_the_condition_holds(condition: Condition) -> None:
    taken, left = boxes(condition, {}), boxes(condition, {}, held=False)
    for photo in GRID:
        assert inside(taken, photo) == holds(condition, photo) != inside(left, photo)


@settings(max_examples=60)
@given(conditions(TWO, leaves=4), st.lists(conditions(TWO, leaves=3), max_size=3))
def test_nothing_is_left_exactly_where_no_number_is(condition: Condition, earlier: list[Condition]) -> None:
    taken = [box for each in earlier for box in boxes(each, {})]
    left = [p for p in GRID if holds(condition, p) and not any(holds(each, p) for each in earlier)]
    assert covered(boxes(condition, {}), taken, {}) == (not left)


@given(conditions(TWO, leaves=3), conditions(TWO, leaves=3))
def test_two_conditions_overlap_where_a_number_lies_in_both(one: Condition, other: Condition) -> None:
    common = any(holds(one, photo) and holds(other, photo) for photo in GRID)
    assert overlap(boxes(one, {}), boxes(other, {})) == common


def test_a_number_written_as_a_decimal_is_the_one_that_a_photo_has() -> None:
    low, high = span(Comparison("a", "=", (0.1,)))
    assert low < np.float32(0.1) <= high
    assert span(Comparison("a", ">", (0.1,)))[0] == np.float32(0.1)


def test_what_a_property_can_never_be_is_no_part_of_it() -> None:
    domain = {"a": (0.0, 1.0)}
    assert boxes(Comparison("a", ">", (1.0,)), domain) == []
    whole = boxes(Comparison("a", "<=", (1.0,)), domain)
    assert covered([{"b": ALL}], whole, domain)
    assert not covered([{"b": ALL}], whole, {})


def test_too_many_alternatives_are_told() -> None:
    either = Some(tuple(Comparison(name, "yes") for name in "ab"))
    others = (Some((Comparison(f"x{at}", "yes"), Comparison(f"y{at}", "yes"))) for at in range(12))
    with pytest.raises(TooManyError):
        boxes(Every((either, *others)), {})
