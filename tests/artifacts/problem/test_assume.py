"""What nobody said is filled in, and marked."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.assume import whole
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, problem


@pytest.mark.parametrize("kind", ["predict", "forecast", "act", "create"])
def test_a_kind_alone_is_a_problem_and_all_else_is_marked(kind: str) -> None:
    made = Problem.of({"kind": kind})
    assert "kind" not in made.assumed
    assert {"risk", "inputs.what", "loss.wrong", "by_hand.cost", "by_hand.right", "machine.alone"} <= set(made.assumed)
    assert any(name.startswith("outputs.") for name in made.assumed)


@pytest.mark.parametrize("base", [CATS, POWER, RESCUE, TUNE])
def test_nothing_that_was_said_is_marked(base: dict[str, Any]) -> None:
    made = problem(base)
    for name in made.assumed:
        table: Any = base
        for part in name.split("."):
            table = table.get(part, {}) if isinstance(table, dict) else {}
        assert table == {}, name


def test_a_case_by_hand_follows_from_what_is_known_of_it() -> None:
    assert Problem.of({"by_hand": {"cost": 4}}).by_hand.minutes == 8
    assert Problem.of({"by_hand": {"minutes": 3}}).by_hand.cost == 1.5
    assert Problem.of({"by_hand": {"minutes": 3}, "loss": {"minute": 2}}).by_hand.cost == 6
    assert Problem.of({"by_hand": {"cost": 4}}).loss.human == 4


@pytest.mark.parametrize(("right", "risk"), [(0.98, 0.02), (0.9, 0.1), (1, 0.01), (0.3, 0.5)])
def test_a_machine_is_asked_to_be_as_good_as_the_hand(right: float, risk: float) -> None:
    assert Problem.of({"by_hand": {"right": right}}).risk == risk


def test_a_mistake_that_nobody_named_costs_as_much_as_those_that_were() -> None:
    classes = {"classes": ["a", "b", "c"]}
    made = Problem.of({"outputs": classes, "loss": {"errors": {"a": {"b": 10, "c": 20}}}})
    assert made.loss.wrong == 15
    assert "loss.wrong" in made.assumed
    assert Problem.of({"outputs": classes, "loss": {"human": 3}}).loss.wrong == 60


def test_where_all_mistakes_are_named_none_is_assumed() -> None:
    made = Problem.of({"outputs": {"classes": ["a", "b"]}, "loss": {"errors": {"a": {"b": 10}, "b": {"a": 1}}}})
    assert "loss.wrong" not in made.assumed
    assert made.mistake == 5.5


def test_numbers_are_written_as_people_do() -> None:
    assert repr(whole(3.0)) == "3"
    assert whole(1 / 3) == 0.333333


def edited(**changed: Any) -> Problem:
    """A file where all was assumed, with some values written in their place."""
    return problem(Problem.of({"kind": "predict"}).to_json(), **changed)


def test_what_follows_from_an_edited_value_follows_anew() -> None:
    made = edited(by_hand__minutes=30, by_hand__right=0.9)
    assert (made.by_hand.cost, made.loss.human, made.loss.wrong, made.risk) == (15, 15, 300, 0.1)
    assert made.facts.anew == {
        ("by_hand", "cost"): 0.5,
        ("loss", "human"): 0.5,
        ("loss", "wrong"): 10,
        ("risk",): 0.05,
    }
    assert not edited(machine__hours=10).facts.anew


def test_an_edit_comes_to_the_same_as_saying_it_at_once() -> None:
    assert edited(by_hand__cost=6).facts == Problem.of({"kind": "predict", "by_hand": {"cost": 6}}).facts


def test_other_answers_are_as_common_as_each_other_again() -> None:
    made = edited(outputs__classes=["bird", "none"], loss__errors={"bird": {"none": 30}})
    assert made.shares == {"bird": 0.5, "none": 0.5}
    assert made.mistake == 30


def test_what_was_assumed_for_another_kind_gives_way() -> None:
    assert edited(outputs__number="kWh").outputs.classes == ()
    assert edited(kind="create").outputs.making == "a piece"
    assert not edited(kind="create").outputs.classes


@pytest.mark.parametrize("hand", [{"cost": 1e12}, {"cost": 1e-9}, {"minutes": 1e12}])
def test_what_follows_from_an_extreme_value_is_kept_within_bounds(hand: dict[str, float]) -> None:
    made, faults = Problem.checked({"by_hand": hand, "loss": {"minute": 0.001}})
    assert not faults
    assert 0 < made.by_hand.minutes <= 1e12
