"""From which score on a machine decides alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import KINDS
from ninelives.artifacts.handoff.rule import Rule

THRESHOLDS = st.none() | st.floats(0, 1)


@given(THRESHOLDS, THRESHOLDS, st.lists(st.tuples(st.floats(0, 1), st.integers(0, len(KINDS) - 1)), min_size=1))
def test_it_decides_alone_where_it_is_sure_enough_and_somebody_has_been(
    seen: float | None, simulated: float | None, items: list[tuple[float, int]]
) -> None:
    rule = Rule(threshold=seen, simulated=simulated)
    score, kind = (np.array(each) for each in zip(*items, strict=True))
    slowly = []
    for own, where in items:
        least = {"seen": seen, "thin": seen, "simulated": simulated}.get(KINDS[where])
        slowly.append(least is not None and own >= least)
    assert rule.keeps(score, kind).tolist() == slowly
    assert Rule.from_json(rule.to_json()) == rule


def test_each_group_may_have_a_threshold_of_its_own_and_what_is_of_none_is_handed_over() -> None:
    rule = Rule(threshold=0.5, groups=(0.9, None))
    kind = np.zeros(4, int)
    assert rule.keeps(np.array([0.95, 0.8, 1.0, 1.0]), kind, np.array([0, 0, 1, 2])).tolist() == [1, 0, 0, 0]


def test_a_score_that_is_no_number_is_never_enough() -> None:
    assert not Rule(threshold=0.0).keeps(np.array([np.nan]), np.array([0]))[0]


@pytest.mark.parametrize("value", ["0.5", True, float("nan")])
def test_a_threshold_is_a_number(value: object) -> None:
    with pytest.raises(ValueError, match="a threshold should be a number"):
        Rule.from_json({"threshold": value, "simulated": None, "groups": None})
