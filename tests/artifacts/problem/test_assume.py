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
