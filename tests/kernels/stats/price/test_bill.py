"""Cases and what is kept of them, against a loop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.stats.price import Bill, Cases, Prices
from ninelives.kernels.stats.price.bill import Totals
from tests.kernels.stats.price.cases import heap, heaps


@settings(max_examples=50)
@given(heaps(), st.lists(st.floats(-0.1, 1.1) | st.just(-np.inf), min_size=1, max_size=5))
def test_totals_are_sums_over_what_is_kept(cases: Cases, thresholds: list[float]) -> None:
    fast = Totals.at(cases, np.array(thresholds))
    every = float(cases.weight.sum())
    for at, threshold in enumerate(thresholds):
        kept = [i for i in range(len(cases.score)) if cases.may[i] and cases.score[i] >= threshold]
        left = [i for i in range(len(cases.score)) if i not in kept]
        share = [cases.weight[i] / every for i in range(len(cases.score))]
        assert fast.kept[at] == pytest.approx(sum(share[i] for i in kept), abs=1e-9)
        assert fast.wrong[at] == pytest.approx(sum(share[i] * cases.wrong[i] for i in kept), abs=1e-9)
        assert fast.loss[at] == pytest.approx(sum(share[i] * cases.loss[i] for i in kept), abs=1e-9)
        people = sum(share[i] * (1 - cases.right[i]) * cases.missed[i] for i in left)
        assert fast.missed[at] == pytest.approx(people, abs=1e-9)


def test_a_score_that_is_no_number_is_never_kept() -> None:
    cases = heap(2, 0, score=np.array([np.nan, 0.5]), may=np.ones(2, bool), weight=np.ones(2))
    assert Totals.at(cases, np.array([-np.inf])).kept.tolist() == [0.5]


def test_a_bill_is_the_sum_of_its_parts() -> None:
    assert Bill(1, 2, 4, 8, 16, 32).cost == 63


def test_a_queue_is_known_where_both_its_ends_are() -> None:
    assert Prices(human=1, arrivals=100).waiting(0.5) is None
    told = Prices(human=1, arrivals=100, capacity=80).waiting(0.5)
    assert told is not None
    assert told.utilisation == pytest.approx(50 / 80)


def test_cases_of_unlike_length_or_weight_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        heap(4, 1, right=np.ones(3))
    with pytest.raises(ValueError, match="count for something"):
        heap(4, 1, weight=np.zeros(4))
