"""What deciding costs, and that every answer of a problem counts."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.handoff.judged import Judged
from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.stages.defer import defer
from ninelives.stages.defer.prices import _right
from tests.stages.defer.answers import answers, numbers, written

ASKED: dict[str, Any] = {
    "kind": "predict",
    "risk": 0.03,
    "outputs": {"classes": ["cat", "dog"]},
    "loss": {
        "currency": "€",
        "minute": 0.5,
        "human": 2,
        "wrong": 60,
        "waiting": 0.5,
        "errors": {"cat": {"dog": 90}},
    },
    "by_hand": {"cost": 4, "minutes": 3, "right": 0.95, "a_year": 30000},
    "people": {"a_day": 40},
}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("priced") / "judged.csv", answers(1200))


def told(table: Path, **changed: Any) -> Handoff:
    facts = deepcopy(ASKED)
    for name, value in changed.items():
        *tables, last = name.split("__")
        held = facts
        for each in tables:
            held = held.setdefault(each, {})
        held[last] = value
        if value is None:
            del held[last]
    return defer(table, problem=Problem.of(facts), progress=False)


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


def test_a_cheaper_rule_that_breaks_the_promise_is_shown_with_its_risk(table: Path) -> None:
    costs = told(table, loss__wrong=1, loss__errors=None, risk=0.005, people__a_day=200).facts["costs"]
    assert costs["cheaper"] is not None
    assert not costs["cheaper"]["keeps"]
    assert costs["cheaper"]["cost"] < costs["cost"]
    assert costs["cheaper"]["risk"] > 0.005


def test_where_a_mistake_is_dearer_than_any_person_a_person_decides_all(table: Path) -> None:
    facts = told(table, loss__wrong=1e7, loss__errors=None, by_hand__right=0.9999, risk=1e-4).facts
    assert facts["verdict"] == "hands-all-over"
    assert facts["costs"]["best"] in ("human", "by hand")


def test_a_queue_that_only_grows_is_foretold(table: Path) -> None:
    few = told(table, people__a_day=1, by_hand__a_year=1_000_000, by_hand__cost=30)
    assert few.facts["costs"]["best"] == "by hand"  # where nobody waits
    assert all(one["grows"] for one in few.facts["costs"]["rules"] if one["name"] == "human")
    enough = told(table, people__a_day=200).facts["costs"]["capacity"]
    assert not enough["grows"]
    assert 0 < enough["utilisation"] < 1


def test_costs_that_nobody_said_are_assumed_and_named(table: Path) -> None:
    costs = defer(table, progress=False).facts["costs"]
    assert {"a human", "a mistake", "by hand"} <= set(costs["assumed"])
    assert told(table).facts["costs"]["assumed"] == []


def test_mistakes_between_classes_that_there_are_not_are_refused(table: Path) -> None:
    problem = Problem.of(
        {"kind": "predict", "outputs": {"classes": ["owl", "cat"]}, "loss": {"errors": {"owl": {"cat": 9}}}}
    )
    with pytest.raises(NinelivesError, match="prices mistakes of 'owl'"):
        defer(table, problem=problem, progress=False)


def test_people_may_be_right_less_often_under_some_conditions() -> None:
    hours = Judged(
        items=["a", "b"],
        scenes=np.arange(2),
        conditions={"hour": pl.Series([21.0, 9.0])},
        outputs=np.array([[1.0, 0.0], [1.0, 0.0]]),
    )
    costs = {"by_hand_right": 0.95, "people_right": {"hour=20-6": 0.8}}
    assert _right(costs, hours).tolist() == [0.8, 0.95]
    assert _right({"by_hand_right": 0.95, "people_right": {"light=0-0.1": 0.5}}, hours).tolist() == [0.95, 0.95]


def test_numbers_have_prices_too(tmp_path: Path) -> None:
    costs = defer(written(tmp_path / "n.csv", numbers(1000)), progress=False, within=8.0, risk=0.05).facts["costs"]
    assert costs["cost"] < costs["cost_if_human"]
