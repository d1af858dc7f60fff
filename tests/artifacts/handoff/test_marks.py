"""A number for each item, by its name and what it holds."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.handoff.judged import Judged
from ninelives.artifacts.handoff.marks import drawn, mark, marks


def batch(keys: list[str] | None, count: int = 2000) -> Judged:
    names = [f"i{at}" for at in range(count)]
    return Judged(items=names, scenes=np.arange(count), conditions={}, outputs=np.zeros((count, 2)), keys=keys)


def test_they_hang_on_name_content_and_hand_over_and_not_on_the_order() -> None:
    named = batch([str(at % 7) for at in range(2000)])
    told = marks("a", named, 0)
    turned = np.arange(2000)[::-1]
    assert (marks("a", named.select(turned), 99) == told[turned]).all()
    assert not (marks("b", named, 0) == told).any()
    assert not (marks("a", batch(["x"] * 2000), 0) == told).any()
    assert int(told[3]) == mark("a", "i3", "3")


def test_items_without_names_are_told_apart_by_their_number() -> None:
    assert (marks("a", batch(None), 0)[500:] == marks("a", batch(None, 1500), 500)).all()


def test_a_share_is_drawn_and_at_a_higher_rate_more_are_and_the_same_too() -> None:
    told = marks("a", batch(None), 0)
    few, many = drawn(told, 0.1), drawn(told, 0.3)
    assert abs(few.mean() - 0.1) < 0.03
    assert (many | ~few).all()
    assert drawn(told, 1.0).all()
    assert not drawn(told, 0.0).any()
