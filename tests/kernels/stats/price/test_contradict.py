"""Costs that contradict each other are named, each by its own name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from ninelives.kernels.stats.price import Cases, Prices, contradictions
from tests.kernels.stats.price.cases import PLAIN, heap, heaps

FINE = heap(60, 2)
BAD = [
    ({"human": -1.0}, "human", True),
    ({"human": float("nan")}, "human", True),
    ({"by_hand": float("inf")}, "by_hand", True),
    ({"by_hand_right": 1.2}, "by_hand_right", True),
    ({"spot": -0.1}, "spot", True),
    ({"hour": -1.0}, "hour", True),
    ({"arrivals": -1.0}, "arrivals", True),
    ({"people": 0}, "people", True),
    ({"hours": 0.0}, "hours", True),
    ({"capacity": 0.0, "arrivals": 10.0}, "capacity", True),
    ({"capacity": 10.0}, "arrivals", False),
    ({"hour": 3.0, "arrivals": 10.0}, "capacity", False),
    ({"human": 2.0, "by_hand_right": 0.999}, "human", False),
]


@given(heaps())
def test_prices_that_fit_are_left_alone(cases: Cases) -> None:
    assert contradictions(cases, PLAIN) == []


@pytest.mark.parametrize(("bad", "name", "wrong"), BAD)
def test_each_is_named(bad: dict[str, float], name: str, wrong: bool) -> None:
    found = contradictions(FINE, replace(PLAIN, **bad))
    assert [(each.name, each.wrong) for each in found] == [(name, wrong)]
    assert found[0].words


@pytest.mark.parametrize(
    ("bad", "name", "wrong"),
    [
        ({"loss": np.where(FINE.wrong, -1.0, 0.0)}, "mistake", True),
        ({"loss": np.ones(60)}, "mistake", True),
        ({"loss": np.zeros(60), "missed": np.zeros(60)}, "mistake", False),
        ({"right": np.full(60, 1.5)}, "human_right", True),
        ({"right": np.full(60, np.nan)}, "human_right", True),
    ],
)
def test_so_are_those_of_the_cases(bad: dict[str, np.ndarray], name: str, wrong: bool) -> None:
    cases = heap(60, 2, **bad)
    assert [(each.name, each.wrong) for each in contradictions(cases, PLAIN)] == [(name, wrong)]


def test_several_are_told_together() -> None:
    assert len(contradictions(FINE, Prices(human=-1, by_hand=-1, spot=2))) == 3
