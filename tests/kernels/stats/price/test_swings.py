"""What other prices would change, against choosing anew at each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.stats.price import Cases, Choice, Prices, Swing, cheapest, swings
from tests.kernels.stats.price.cases import PLAIN, heap, heaps, price

certified = st.lists(st.floats(0, 1), max_size=4)


def anew(cases: Cases, prices: Prices, sure: list[float], name: str, value: float) -> Choice:
    """The choice where one price is another."""
    if name == "mistake":
        times = value / float(np.average(cases.missed, weights=cases.weight))
        cases = Cases(**_all(cases) | {"loss": cases.loss * times, "missed": cases.missed * times})
    elif name == "human_right":
        errs = np.average(1 - cases.right, weights=cases.weight)
        cases = Cases(**_all(cases) | {"right": 1 - (1 - cases.right) * ((1 - value) / errs if errs else 1)})
    else:
        prices = replace(prices, **{name: value})
    return cheapest(cases, prices, sure)


def _all(cases: Cases) -> dict[str, np.ndarray]:
    return {name: getattr(cases, name) for name in Cases.__slots__}


@settings(max_examples=50)
@given(heaps(), price(), certified)
def test_half_and_twice_a_price_cost_what_choosing_anew_does(cases: Cases, prices: Prices, sure: list[float]) -> None:
    for swing in swings(cheapest(cases, prices, sure), cases, prices):
        for value, cost in ((swing.low, swing.cost_low), (swing.high, swing.cost_high)):
            again = anew(cases, prices, sure, swing.name, value).best
            assert cost == pytest.approx(again.cost, rel=1e-6, abs=1e-9) or again.grows


@settings(max_examples=50)
@given(heaps(), price(), certified)
def test_where_it_flips_two_kinds_of_rule_cost_the_same(cases: Cases, prices: Prices, sure: list[float]) -> None:
    choice = cheapest(cases, prices, sure)
    for swing in swings(choice, cases, prices):
        if swing.flips_at is None or choice.best.grows:
            continue
        assert swing.flips_to is not None
        assert swing.flips_to.name != choice.best.name
        there = anew(cases, prices, sure, swing.name, swing.flips_at)
        costs = {name: [rule.cost for rule in there.standing if rule.name == name] for name in _kinds(there)}
        assert min(costs[swing.flips_to.name]) == pytest.approx(there.best.cost, rel=1e-6, abs=1e-9)
        assert min(costs[choice.best.name]) == pytest.approx(there.best.cost, rel=1e-6, abs=1e-9)


def _kinds(choice: Choice) -> set[str]:
    return {rule.name for rule in choice.standing}


def by_name(cases: Cases, prices: Prices, sure: list[float]) -> dict[str, Swing]:
    return {each.name: each for each in swings(cheapest(cases, prices, sure), cases, prices)}


def test_before_and_after_a_flip_another_rule_is_the_cheapest() -> None:
    cases, sure = heap(400, 8), [0.5, 0.8]
    told = by_name(cases, PLAIN, sure)
    assert set(told) == {"mistake", "human", "human_right", "by_hand"}
    flip = told["human"]
    assert flip.flips_at is not None
    assert flip.flips_to is not None
    now = cheapest(cases, PLAIN, sure).best.name
    before, after = (anew(cases, PLAIN, sure, "human", flip.flips_at * times).best.name for times in (0.99, 1.01))
    assert {before, after} == {now, flip.flips_to.name}


def test_a_choice_that_no_price_changes_says_so() -> None:
    cases = heap(50, 8, wrong=np.zeros(50, bool), loss=np.zeros(50), may=np.ones(50, bool))
    told = by_name(cases, Prices(human=1.0, by_hand=5.0, by_hand_right=0.9), [0.0, -np.inf])
    assert all(each.flips_at is None for each in told.values())
    assert "by_hand" not in by_name(cases, Prices(human=1.0), [0.0])


def test_nobody_is_wrong_more_often_than_always() -> None:
    cases = heap(50, 8, right=np.full(50, 0.2))
    told = by_name(cases, PLAIN, [])["human_right"]
    assert told.low == pytest.approx(0.6)
    assert told.high == pytest.approx(0)
    assert told.value == pytest.approx(0.2)
