"""Answers in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.ask.draft import beside, found, keep, problem_of, waiting
from ninelives.stages.ask.said import settled
from tests.stages.ask.told import ANSWERS, answers


def test_a_draft_lies_beside_and_holds_what_was_said(tmp_path: Path) -> None:
    path = beside(tmp_path / "problem.toml")
    assert path == tmp_path / "problem.toml.draft"
    assert waiting(path) == {}
    odd = answers(task='predict: a "cat"\\ or\tnot?')
    keep(path, odd)
    assert waiting(path) == odd


def test_a_draft_is_a_file_of_answers(tmp_path: Path) -> None:
    keep(tmp_path / "a.toml", ANSWERS)
    assert problem_of(tmp_path / "a.toml") == settled(ANSWERS)[0]


def test_every_fault_of_a_file_of_answers_is_told_with_its_line(tmp_path: Path) -> None:
    keep(tmp_path / "a.toml", answers(use="at 30:00", sure="very", answers="cat, dog, cat", mistakes="any mistake 5"))
    text = (tmp_path / "a.toml").read_text() + "tsk = 'predict'\n"
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(NinelivesError, match="has 4 faults") as caught:
        problem_of(tmp_path / "a.toml")
    lines = text.splitlines()
    told = [line.strip() for line in caught.value.message.splitlines()[1:]]
    at = [
        lines.index(next(each for each in lines if each.startswith(key))) + 1
        for key in ("answers", "use", "sure", "tsk")
    ]
    assert [line.partition(",")[0] for line in told] == [f"line {number}" for number in at]
    assert "there is no question 'tsk' (did you mean 'task' ?)" in told[-1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("task = 3", "an answer is a text in quotes, got 3"),
        ("task == 3", "line 1, column 7"),
        ("a = 'b'", "no question 'a'"),
    ],
)
def test_a_draft_that_somebody_broke_is_told_and_left_alone(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "problem.toml.draft"
    path.write_text(text)
    with pytest.raises(NinelivesError, match=re.escape(says)):
        waiting(path)
    assert path.read_text() == text


def test_a_draft_is_found_though_another_problem_took_its_name(tmp_path: Path) -> None:
    default, second = tmp_path / "problem.toml", tmp_path / "problem-2.toml"
    assert found(default, second) == beside(second)
    keep(beside(default), answers())
    default.touch()
    assert found(default, second) == beside(default)
