"""The base rate's trap."""

from __future__ import annotations

import pytest

from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.rare import traps
from ninelives.kernels.stats import wrong_alarms
from tests.artifacts.problem.asked import POWER, problem


def test_one_in_ten_thousand_and_right_in_99_percent_is_wrong_in_99_of_100_alarms() -> None:
    (trap,) = traps(problem())
    assert (trap.name, trap.share, trap.right) == ("cat", 1e-4, 0.99)
    assert trap.wrong == pytest.approx(0.99, abs=0.001)
    assert wrong_alarms(trap.share, trap.right, trap.needs) == pytest.approx(0.1)
    assert trap.to_json()["name"] == "cat"


def test_no_class_that_is_common_or_told_apart_well_enough_is_one() -> None:
    assert traps(problem(outputs__prevalence={"cat": 0.5})) == ()
    assert traps(problem(outputs__prevalence={"cat": 0.05}, risk=1e-6)) == ()
    assert traps(problem(POWER)) == ()
    assert traps(Problem.of({})) == ()


def test_the_rarest_comes_first() -> None:
    shares = {"a": 0.01, "b": 0.001, "c": 0.989}
    made = Problem.of({"outputs": {"classes": ["a", "b", "c"], "prevalence": shares}})
    assert [trap.name for trap in traps(made)] == ["b", "a"]


def test_of_many_answers_that_are_alike_common_none_is_rare() -> None:
    classes = list("abcdefghijkl")
    assert traps(Problem.of({"outputs": {"classes": classes}})) == ()
    made = Problem.of({"outputs": {"classes": classes, "prevalence": {"c": 0.001}}})
    assert [trap.name for trap in traps(made)] == ["c"]
