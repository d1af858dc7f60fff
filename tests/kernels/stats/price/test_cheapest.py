"""The cheapest rule, against a bill that is written case by case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.stats.price import Cases, Prices, Rule, cheapest, mistakes, waiting
from tests.kernels.stats.price.cases import PLAIN, heap, heaps, price

certified = st.lists(st.floats(0, 1) | st.just(-np.inf), max_size=4)


def slow(cases: Cases, prices: Prices, threshold: float) -> float:
    """What a case costs where the machine keeps what scores at least ``threshold``."""
    bill = asked = handed = 0.0
    for i, weight in enumerate(cases.weight / cases.weight.sum()):
        if cases.may[i] and cases.score[i] >= threshold:
            bill += weight * (cases.loss[i] + prices.spot * prices.human)
            asked += weight * prices.spot
        else:
            bill += weight * (prices.human + (1 - cases.right[i]) * cases.missed[i])
            asked, handed = asked + weight, handed + weight
    if prices.arrivals is not None and prices.capacity is not None and prices.arrivals * asked < prices.capacity:
        queue = waiting(prices.arrivals * asked, prices.capacity, people=prices.people, hours=prices.hours)
        assert queue.hours is not None
        bill += prices.hour * handed * queue.hours
    return bill


@settings(max_examples=50)
@given(heaps(), price(), certified)
def test_every_rule_costs_what_its_cases_do(cases: Cases, prices: Prices, sure: list[float]) -> None:
    choice = cheapest(cases, prices, sure)
    for rule in choice.standing:
        if rule.name == "keep":
            assert rule.threshold in sure
            assert rule.cost == pytest.approx(slow(cases, prices, rule.threshold), rel=1e-6, abs=1e-9)
    assert choice.human.cost == pytest.approx(slow(cases, prices, np.inf), rel=1e-6, abs=1e-9)
    assert choice.alone.cost == pytest.approx(np.average(cases.loss, weights=cases.weight))
    if choice.hand is not None:
        missed = np.average(cases.missed, weights=cases.weight)
        assert choice.hand.cost == pytest.approx((prices.by_hand or 0) + (1 - prices.by_hand_right) * missed)


@settings(max_examples=50)
@given(heaps(), price(), certified)
def test_the_best_is_never_dearer_than_what_anybody_would_do(cases: Cases, prices: Prices, sure: list[float]) -> None:
    choice = cheapest(cases, prices, sure)
    assert choice.best.keeps
    for other in (choice.alone, choice.human, choice.hand):
        if other is not None and other.keeps and not other.grows:
            assert choice.best.cost <= other.cost
            assert not choice.best.grows
    assert choice.best.threshold is None or choice.best.threshold in sure


@settings(max_examples=50)
@given(heaps(), price(), certified)
def test_a_cheaper_rule_that_breaks_the_guarantee_is_shown_with_its_risk(
    cases: Cases, prices: Prices, sure: list[float]
) -> None:
    choice = cheapest(cases, prices, sure)
    loose = [each for each in np.unique(cases.score[cases.may]) if each < min(sure, default=np.inf)]
    costs = [slow(cases, prices, each) for each in loose if not grows(cases, prices, each)]
    costs += [] if choice.alone.keeps else [choice.alone.cost]
    if choice.cheaper is None:
        assert not costs or min(costs) >= choice.best.cost - 1e-9
    else:
        assert choice.cheaper.cost == pytest.approx(min(costs), abs=1e-9)
        assert not choice.cheaper.keeps
        assert choice.cheaper.risk is not None


def grows(cases: Cases, prices: Prices, threshold: float) -> bool:
    weight = cases.weight / cases.weight.sum()
    kept = weight[cases.may & (cases.score >= threshold)].sum()
    queue = prices.waiting(float(max(0, 1 - kept) + prices.spot * kept))
    return queue is not None and queue.grows


@settings(max_examples=50)
@given(heaps(), price(), certified)
def test_more_that_is_certified_is_never_dearer(cases: Cases, prices: Prices, sure: list[float]) -> None:
    few, all_ = cheapest(cases, prices, sure[:1]).best, cheapest(cases, prices, sure).best
    assert all_.cost <= few.cost + 1e-9 or few.grows


@settings(max_examples=50)
@given(heaps(), price(), certified, st.randoms(use_true_random=False))
def test_the_order_of_cases_and_thresholds_plays_no_part(cases, prices, sure, random) -> None:
    order = list(range(len(cases.score)))
    random.shuffle(order)
    moved = Cases(**{name: getattr(cases, name)[order] for name in Cases.__slots__})
    one, other = cheapest(cases, prices, sure), cheapest(moved, prices, sure[::-1])
    assert one.best.cost == pytest.approx(other.best.cost, rel=1e-9, abs=1e-12)


def test_the_machine_alone_keeps_the_guarantee_only_where_all_was_certified() -> None:
    cases = heap(30, 2, may=np.ones(30, bool))
    assert not cheapest(cases, PLAIN, [0.0]).alone.keeps
    assert cheapest(cases, PLAIN, [-np.inf]).alone.keeps
    assert not cheapest(heap(30, 2, may=np.arange(30) > 0), PLAIN, [-np.inf]).alone.keeps


def test_a_queue_that_only_grows_is_chosen_only_where_all_do() -> None:
    cases = heap(200, 4, may=np.ones(200, bool), score=np.linspace(0, 1, 200))
    busy = Prices(human=0.0, arrivals=100, capacity=60)
    choice = cheapest(cases, busy, [0.2, 0.9])
    assert choice.human.grows
    assert choice.best.threshold == 0.2
    full = cheapest(cases, Prices(human=0.0, arrivals=1000, capacity=1), [0.2, 0.9])
    assert full.best.grows
    assert full.best.threshold == 0.2


def test_waiting_has_its_price() -> None:
    cases = heap(100, 6, may=np.ones(100, bool))
    free, dear = (cheapest(cases, Prices(human=0.1, arrivals=50, capacity=100, hour=hour), []).best for hour in (0, 3))
    assert dear.cost == pytest.approx(free.cost + 3 * 8 / 50)


def test_mistakes_are_read_off_the_costs() -> None:
    costs = np.array([[0, 2.0, 4.0], [10.0, 0, 10.0], [1.0, 1.0, 0]])
    wrong, loss, missed = mistakes(np.array([0, 1, 2]), np.array([2, 1, 0]), costs)
    assert wrong.tolist() == [True, False, True]
    assert loss.tolist() == [4, 0, 1]
    assert missed.tolist() == [3, 10, 1]


def test_a_threshold_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        cheapest(heap(3, 1), PLAIN, [np.nan])


def test_a_rule_says_whether_its_queue_grows() -> None:
    rule = cheapest(heap(5, 3), PLAIN, []).human
    assert isinstance(rule, Rule)
    assert rule.queue is None
    assert not rule.grows
