"""The eight questions."""

from __future__ import annotations

import re

import pytest

from ninelives.artifacts.problem.fields import KINDS
from ninelives.stages.ask.questions import NAMES, QUESTIONS
from ninelives.stages.ask.said import settled
from tests.stages.ask.told import ANSWERS

TASKS = {
    "predict": QUESTIONS[0].example,
    "forecast": "forecast: load",
    "act": "act: fetch it",
    "create": "create: a tune",
}
JARGON = r"\b(class|label|prior|threshold|epoch|loss|bias|deploy\w*|infer\w*|dataset|feature|calibrat\w*|metric)e?s?\b"


def test_they_are_eight_and_each_has_a_name_of_its_own() -> None:
    assert len(QUESTIONS) == 8
    assert len(set(NAMES)) == 8
    assert set(ANSWERS) == set(NAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_are_understood_and_agree(kind: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "meter.csv").touch()
    (tmp_path / "chorales").mkdir()
    told = {question.name: question.example_for(kind) for question in QUESTIONS[1:]} | {"task": TASKS[kind]}
    problem, faults = settled(told)
    assert faults == []
    assert problem.kind == kind


def test_they_are_free_of_jargon() -> None:
    for question in QUESTIONS:
        told = " ".join((question.words, question.hint, question.assumed, *question.examples.values()))
        assert re.findall(JARGON, told.lower()) == []
        assert question.example
        assert question.assumed
