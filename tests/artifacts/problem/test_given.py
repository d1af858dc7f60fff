"""What was given by hand wins over a problem, and is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.given import answers, check_labels, kept, named, opened, won
from ninelives.errors import NinelivesError

PROBLEM = Problem.of({"question": "is it bright?", "outputs": {"classes": ["bright", "dim"]}, "by_hand": {"cost": 4}})

HOURS = ("hour=8–18", "hour=20–6")


def test_only_what_contradicts_the_problem_is_said() -> None:
    use, other = Deployment.parse("hour=8-18"), Deployment.parse("hour=20-6")
    assert won({"--target": (None, "seen"), "--axes": ("a", None), "--biases": (("noise",), ("noise",))}) == ()
    (note,) = won({"--deployment": (use, other)})
    assert note == f"--deployment was given by hand ({HOURS[0]}) and stands in place of the problem's ({HOURS[1]})"
    assert "(none)" in won({"--biases": ((), ("noise",))})[0]


def test_a_problem_is_opened_and_named(tmp_path: Path) -> None:
    assert opened(PROBLEM) is PROBLEM
    assert named(PROBLEM) == "the problem"
    with pytest.raises(NinelivesError):
        opened(tmp_path / "gone.toml")


def test_what_is_kept_are_question_and_costs() -> None:
    told = kept(PROBLEM)
    assert told["question"] == "is it bright?"
    assert told["costs"]["by_hand"] == 4
    assert told["shares"] is None


def test_labels_must_be_answers_where_answers_are_named() -> None:
    assert answers(PROBLEM) == ("bright", "dim")
    check_labels(answers(PROBLEM), ["dim", None])
    check_labels((), ["any"])
    with pytest.raises(
        NinelivesError, match="the rows show 'grey', and the problem's answers are bright, dim"
    ) as caught:
        check_labels(answers(PROBLEM), ["grey"], "row")
    assert caught.value.fix
