"""The cheapest rule, and that every answer of a problem counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.handoff import Handoff
from ninelives.stages.defer import defer
from tests.stages.defer.answers import numbers, written
from tests.stages.defer.prices.priced import told


def shown(handoff: Handoff) -> tuple[Any, ...]:
    facts = handoff.facts
    return facts["costs"], facts["rule"], facts["spot_rate"], facts["notes"], facts["guarantee"], facts["threshold"]


FLIPS = [
    {"risk": 0.01},
    {"loss__currency": "$"},
    {"loss__minute": 0.6},
    {"loss__human": 3},
    {"loss__wrong": 100},
    {"loss__errors": {"cat": {"dog": 200}}},
    {"loss__waiting": 3},
    {"by_hand__cost": 5},
    {"by_hand__right": 0.955},
    {"by_hand__a_year": 20000},
    {"people__a_day": 20},
]


@pytest.mark.parametrize("changed", FLIPS, ids=[next(iter(each)) for each in FLIPS])
def test_each_answer_of_a_problem_changes_what_it_comes_to(table: Path, changed: dict[str, Any]) -> None:
    assert shown(told(table, **changed)) != shown(told(table))


def test_the_rule_is_never_dearer_than_the_cheapest_that_keeps_the_promise(table: Path) -> None:
    for changed in FLIPS:
        costs = told(table, **changed).facts["costs"]
        keeping = [one["cost"] for one in costs["rules"] if one["keeps"] and not one["grows"]]
        assert costs["cost"] <= min(keeping) + 1e-12


def test_where_a_mistake_is_dearer_than_any_person_a_person_decides_all(table: Path) -> None:
    facts = told(table, loss__wrong=1e7, loss__errors=None, by_hand__right=0.9999, risk=1e-4).facts
    assert facts["verdict"] == "hands-all-over"
    assert facts["costs"]["best"] in ("human", "by hand")


def test_numbers_have_prices_too(tmp_path: Path) -> None:
    costs = defer(written(tmp_path / "n.csv", numbers(1000)), progress=False, within=8.0, risk=0.05).facts["costs"]
    assert costs["cost"] < costs["cost_if_human"]
